import type { KeywordList } from "../../src/lists/keyword-list.ts";
import { parseList } from "../../src/lists/lists.ts";
import type { Condition, Part, Rule, Term } from "../../src/lists/rule.ts";

// Made-up rules, written shortly.

export type PartLike = readonly [min: number, ...terms: (string | Term)[]];

export const partOf = ([min, ...terms]: PartLike): Part => ({
  anyOf: terms.map((term) => (typeof term === "string" ? { text: term } : term)),
  min,
});

export const condition = (
  parts: readonly PartLike[],
  change: Partial<Condition> = {},
): Condition => ({
  parts: parts.map(partOf),
  ordered: false,
  overlap: "shared",
  ...change,
});

export const rule = (id: string, parts: readonly PartLike[], change: Partial<Rule> = {}): Rule => ({
  ...condition(parts),
  id,
  exceptions: [],
  action: "unknown",
  metadata: {},
  source: { list: "made", line: 1, start: 0, end: 0, raw: id },
  ...change,
});

export const made = (...rules: Rule[]): KeywordList => ({
  ...parseList("", { format: "lines", name: "made" }),
  rules,
});
export const words = (text: string, name = "words"): KeywordList =>
  parseList(text, { format: "lines", name });

export const spansOf = (
  matches: readonly { readonly start: number; readonly end: number }[],
): (readonly [number, number])[] => matches.map(({ start, end }) => [start, end]);
