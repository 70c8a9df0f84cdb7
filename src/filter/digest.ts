import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import type { Condition, Rule } from "../lists/rule.ts";
import { type Fold, OPENCC_VERSION, UNICODE_VERSION } from "../unicode/unicode.ts";

/** Changes when the same rules, folds and tables would trigger on other messages. */
const SEMANTICS_VERSION = 1;

/**
 * SHA-256, hexadecimal, of all that decides which messages a filter triggers on and under which rule ids:
 * the semantics of this library, folds, versions of the tables, and each rule's id and condition.
 */
export function digestFilter(rules: readonly Rule[], folds: readonly Fold[]): string {
  const hash = sha256.create();
  const add = (value: unknown): unknown => hash.update(utf8ToBytes(`${JSON.stringify(value)}\n`));
  add(["filter-audit", SEMANTICS_VERSION, UNICODE_VERSION, OPENCC_VERSION, folds]);
  for (const rule of rules) {
    add([rule.id, condition(rule), rule.exceptions.map(condition), rule.action]);
  }
  return bytesToHex(hash.digest());
}

/** The condition as arrays: no order of keys can change the digest. */
function condition({ parts, ordered, overlap }: Condition): unknown {
  return [
    parts.map(({ anyOf, min }) => [
      min,
      anyOf.map(({ text, anchor, gap }) => [
        text,
        anchor ?? null,
        gap === undefined ? null : [gap.min, gap.max],
      ]),
    ]),
    ordered,
    overlap,
  ];
}
