import { checkCount } from "./check.ts";
import type { Interval } from "./interval.ts";

/**
 * The least and the greatest share of cases that at least one of several things can explain, when only the
 * count of each is known: all within the largest, or as far apart as they can be. Exact bounds, no interval of
 * confidence.
 *
 * @param counts - Cases that each thing explains; integers from 0 to `total`.
 * @param total - All cases; an integer above 0.
 * @throws RangeError if a number is out of its range
 * @see M. Fréchet, "Généralisations du théorème des probabilités totales", Fundamenta Mathematicae 25, 1935,
 *   pp. 379-387
 *
 * @example
 * ```ts
 * import { unionBounds } from "filter-audit/inference";
 *
 * // The three words of the report of 2008, in 96,499 messages.
 * const [least, most] = unionBounds([15156, 6744, 2363], 96499);
 * [least.toFixed(4), most.toFixed(4)]; // => ["0.1571", "0.2514"]
 * ```
 */
export function unionBounds(counts: readonly number[], total: number): Interval {
  checkCount("total", total);
  if (total === 0) throw new RangeError("invalid total 0, expected an integer above 0");
  let most = 0;
  let sum = 0;
  for (const count of counts) {
    checkCount("count", count, total);
    most = Math.max(most, count);
    sum += count;
  }
  return [most / total, Math.min(1, sum / total)];
}
