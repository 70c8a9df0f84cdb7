import { expect, test } from "@jest/globals";
import fc from "fast-check";
import {
  compileFilter,
  type FilterOptions,
  type SpellingProvider,
} from "../../src/filter/filter.ts";

import { createIdlenessSearch } from "../../src/lint/idleness.ts";
import { createImplication } from "../../src/lint/implication.ts";
import { findRedundancies } from "../../src/lint/redundancy.ts";
import { indexRules } from "../../src/lint/rule-index.ts";
import { type Condition, parseList, type Rule, type Term } from "../../src/lists/lists.ts";
import { createFold, type Fold, type FoldChoice } from "../../src/unicode/unicode.ts";
import { conditions, listOf, ruleLists, terms, word } from "./rule-arbitraries.ts";

// What is called redundant is taken away, all at once, and no verdict changes. Judged by the filter itself, whose
// verdicts have their own slow reference.

const PLAIN = "aabbcA";
const FOLDED = "aAａbｂßsé\u0301e体體制製㍘点0Ⅲi가ᄀ\u200b .";

/** The rules and allowed phrases without whatever is proved to make no difference. */
function reduce(
  rules: readonly Rule[],
  options: FilterOptions,
): { rules: readonly Rule[]; options: FilterOptions } {
  const index = indexRules(rules, options);
  const implication = createImplication(index.contains);
  const found = findRedundancies(index, implication);
  const idleness = createIdlenessSearch(
    index,
    implication,
    (number) => found[number]?.kind === "never",
  );
  const idlePhrases = new Set(idleness.phrases().map((number) => index.phrases[number]?.rule));
  const kept = rules.flatMap((rule, number): Rule[] => {
    if (found[number] !== undefined) {
      return [];
    }
    const idle = idleness.of(number);
    const isOut = (kinds: readonly string[], place: number): boolean =>
      idle.some((one) => kinds.includes(one.kind) && one.place === place);
    const isNeedless = (term: Term, place: number): boolean =>
      idle.some(
        (one) =>
          one.place === place &&
          one.term !== undefined &&
          index.number(one.term) === index.number(term),
      );
    const parts = rule.parts.flatMap((part, place) =>
      isOut(["redundant-part"], place)
        ? []
        : [{ ...part, anyOf: part.anyOf.filter((term) => !isNeedless(term, place)) }],
    );
    const exceptions = rule.exceptions.filter(
      (_, place) => !isOut(["dead-exception", "idle-exception"], place),
    );
    return [{ ...rule, parts, exceptions }];
  });
  const { allow } = options;
  return {
    rules: kept,
    options:
      allow === undefined || !("rules" in allow)
        ? options
        : {
            ...options,
            allow: { ...allow, rules: allow.rules.filter((rule) => !idlePhrases.has(rule)) },
          },
  };
}

function literalsOf(rules: readonly Rule[]): string[] {
  const of = ({ parts }: Condition): string[] =>
    parts.flatMap(({ anyOf }) => anyOf.map(({ text }) => text));
  return rules.flatMap((rule) => [...of(rule), ...rule.exceptions.flatMap(of)]);
}

/** Texts made of the terms of the rules and of what may stand around them, so that rules fire often. */
function textsOf(rules: readonly Rule[], characters: string): fc.Arbitrary<string[]> {
  const piece = fc.oneof(fc.constantFrom(...literalsOf(rules)), word(`${characters} `, 2));
  const text = fc.array(piece, { minLength: 1, maxLength: 4 }).map((pieces) => pieces.join(""));
  return fc.array(text, { minLength: 12, maxLength: 12 });
}

let redundant = 0;
let total = 0;

function check(characters: string, options: fc.Arbitrary<FilterOptions>, runs: number): void {
  const cases = fc
    .tuple(ruleLists(conditions(terms(characters))), options)
    .chain(([rules, own]) =>
      fc.tuple(fc.constant(rules), fc.constant(own), textsOf(rules, characters)),
    );
  fc.assert(
    fc.property(cases, ([rules, own, texts]) => {
      const kept = reduce(rules, own);
      total += rules.length;
      redundant += rules.length - kept.rules.length;
      const whole = compileFilter(listOf(rules), own);
      const rest = compileFilter(listOf(kept.rules), kept.options);
      for (const text of texts) {
        expect([text, rest.test(text)]).toEqual([text, whole.test(text)]);
      }
    }),
    { numRuns: runs },
  );
}

const spellings: SpellingProvider = Object.assign(
  (own: readonly string[]) => own.map((text) => [text]),
  { regional: (own: readonly string[]) => own.map((text) => (text.includes("a") ? ["bc"] : [])) },
);
const some = (folds: readonly FoldChoice[]): fc.Arbitrary<FilterOptions> =>
  fc.subarray([...folds]).map((chosen) => ({ folds: chosen }));
const allowed = (characters: string): fc.Arbitrary<FilterOptions> =>
  fc
    .array(
      word(characters, 3).filter((text) => text.trim() === text),
      { minLength: 1, maxLength: 3 },
    )
    .map((phrases) => ({
      allow: parseList(phrases.join("\n"), { format: "lines", name: "allowed" }),
    }));

test("without folds", () => check(PLAIN, fc.constant({ folds: [] }), 250));

test("under any folds of single characters", () =>
  check(
    FOLDED,
    fc
      .constantFrom<Fold[]>(
        ["case"],
        ["width", "compat"],
        ["compat", "ignorable"],
        ["case", "compat", "marks"],
        ["case", "radical", "script", "confusable"],
        ["case", "width", "compat", "script", "ignorable", "marks", "confusable"],
      )
      .map((folds) => ({ folds })),
    120,
  ));

test("under the default folds", () => check(FOLDED, fc.constant({}), 100));

test("under folds that look at several characters", () =>
  check("aa国国人二〇20*·", some(["separators", "digits", "repeats", "compat"]), 120));

test("under folds with a least length", () => {
  const long = createFold("long", [["b", "a"]], { minLength: 2 });
  check(PLAIN, some(["case", long]), 100);
});

test("with regional spellings", () =>
  check(PLAIN, fc.constant({ folds: ["case", "regional"], spellings }), 80));

test("with allowed phrases", () => {
  check(PLAIN, allowed(PLAIN), 100);
  check(FOLDED, allowed(FOLDED.replace("\u0301", "").replace("\u200b", "")), 100);
});

test("and a good share of the made-up rules is redundant", () => {
  expect(redundant / total).toBeGreaterThan(0.1);
});
