import { sha256 } from "@noble/hashes/sha2.js";
import type { Bounds } from "../finder/bounds.ts";
import type { Region } from "../labels/spelling.ts";
import type { KeywordList } from "../lists/keyword-list.ts";
import type { Condition, Gap, Rule, Term } from "../lists/rule.ts";
import { UNICODE_VERSION } from "../unicode/data/case-table.ts";
import { OPENCC_VERSION } from "../unicode/data/script-table.ts";
import type { FoldChoice } from "../unicode/fold.ts";

/** Changes when the same rules, folds and tables would trigger on other messages. */
export const SEMANTICS_VERSION = 2;

/** What a filter is digested from. */
export interface DigestParts {
  /** The rules, in order. */
  readonly rules: readonly Rule[];
  /** The folds that are on, in order. */
  readonly folds: readonly FoldChoice[];
  /** The lists of allowed phrases. */
  readonly allow: readonly KeywordList[];
  /** Regions whose spellings are looked for; none without the fold `regional`. */
  readonly regions: readonly Region[];
  /** Terms with their regional spellings, as the spelling provider has them. */
  readonly regional: readonly (readonly string[])[];
  /** How folds of sequences are bounded. */
  readonly bounds: Bounds;
}

/**
 * SHA-256 of all that decides which messages a filter triggers on and under which rule ids:
 * the semantics of this library, folds with their options, versions of the tables, each rule's id and condition,
 * and the allowed phrases.
 */
export function digestFilter(parts: DigestParts): Uint8Array {
  const { rules, folds, allow, regions, regional, bounds } = parts;
  const gap = folds.includes("separators") ? bounds.separatorGap : null;
  const digits = folds.includes("digits") ? bounds.minDigits : null;
  const hash = sha256.create();
  const encoder = new TextEncoder();
  const add = (value: unknown): unknown =>
    hash.update(encoder.encode(`${JSON.stringify(value)}\n`));
  add(["filter-audit", SEMANTICS_VERSION, UNICODE_VERSION, OPENCC_VERSION]);
  add([folds.map(fold), regions, gap, digits]);
  for (const rule of rules) {
    add([rule.id, condition(rule), rule.exceptions.map(condition), rule.action]);
  }
  if (regional.length > 0) {
    add(["regional", regional]);
  }
  // Phrases stand in no order and may be there twice: what they cover is the same.
  const phrases = allow.flatMap((list) => list.rules.map((rule) => rule.parts[0]?.anyOf[0]?.text));
  add(["allow", [...new Set(phrases)].sort()]);
  return hash.digest();
}

function fold(choice: FoldChoice): unknown {
  return typeof choice === "string" ? choice : [choice.name, choice.classes, choice.minLength ?? 1];
}

/** The condition as arrays: no order of keys can change the digest. */
function condition({ parts, ordered, overlap }: Condition): unknown {
  return [parts.map(({ anyOf, min }) => [min, anyOf.map(term)]), ordered, overlap];
}

function term({ text, anchor, gap, gaps, expression }: Term): unknown {
  return [
    text,
    anchor ?? null,
    gap === undefined ? null : range(gap),
    gaps?.map((each) => [each.before, range(each)]) ?? null,
    expression === undefined ? null : [expression.source, expression.flags, expression.dialect],
  ];
}

/** JSON has no infinity. */
function range({ min, max, of = "any" }: Gap): unknown {
  return [min, String(max), of];
}
