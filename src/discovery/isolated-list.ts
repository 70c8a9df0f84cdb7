import { type KeywordList, parseList } from "../lists/lists.ts";
import type { Combination } from "./isolate.ts";

/**
 * Isolated combinations as a list that `compileFilter` takes: a rule for each, of one part for each of its terms. Those
 * that the box did not verify are left out.
 *
 * @example
 * ```ts
 * import { isolatedList } from "filter-audit/discovery";
 *
 * const found = [{ terms: ["green", "tea"], isVerified: true }];
 * isolatedList(found).rules.map(({ parts }) => parts.length); // => [2]
 * ```
 *
 * @param name - Name of the list.
 */
export function isolatedList(combinations: readonly Combination[], name = "isolated"): KeywordList {
  const known = new Set<string>();
  const entries = combinations.flatMap(({ terms, isVerified }): (string | object)[] => {
    const key = JSON.stringify(terms);
    if (!isVerified || known.has(key)) return [];
    known.add(key);
    const [only, ...others] = terms;
    return [only !== undefined && others.length === 0 ? only : { parts: terms }];
  });
  return parseList(`${JSON.stringify(entries)}\n`, { format: "json", name });
}
