import { checkTable, type TwoByTwo } from "./two-by-two.ts";

/**
 * Normalized pointwise mutual information of two things that may occur together: -1 where they never do, 0
 * where they are independent, 1 where neither occurs without the other. NaN where one never occurs.
 *
 * @example
 * ```ts
 * import { normalizedMutualInformation } from "filter-audit/inference";
 *
 * normalizedMutualInformation({ a: 10, b: 0, c: 0, d: 90 }); // => 1
 * ```
 *
 * @param table - First by second; all of the corpus.
 * @throws RangeError if a count is no integer from 0
 * @see G. Bouma, "Normalized (pointwise) mutual information in collocation extraction", Proceedings of GSCL
 *   2009, pp. 31-40
 */
export function normalizedMutualInformation(table: TwoByTwo): number {
  checkTable(table);
  const { a, b, c, d } = table;
  const total = a + b + c + d;
  if (a + b === 0 || a + c === 0) return Number.NaN;
  if (a === 0) return -1;
  if (a === total) return 1;
  const together = Math.log(a / total);
  return (together - Math.log((a + b) / total) - Math.log((a + c) / total)) / -together;
}
