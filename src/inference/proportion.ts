import { checkCount, checkLevel } from "./check.ts";
import type { Interval } from "./interval.ts";
import { normalQuantile } from "./normal.ts";

/**
 * The Wilson score interval of a rate of which `successes` in `total` were seen, without continuity
 * correction; `[0, 1]` if `total` is 0. It holds the estimate `successes / total`, and the lower end is
 * exactly 0 without successes, the upper end exactly 1 without failures.
 *
 * @example
 * ```ts
 * import { wilsonInterval } from "filter-audit/inference";
 *
 * wilsonInterval(10, 100, 0.95).map((end) => end.toFixed(4)); // => ["0.0552", "0.1744"]
 * ```
 *
 * @param successes - How often it happened; an integer from 0 to `total`.
 * @param total - How often it could have happened; a safe integer.
 * @param level - Confidence level, above 0 and below 1.
 * @throws RangeError if an argument is out of its range
 * @see E. B. Wilson, "Probable inference, the law of succession, and statistical inference", Journal of
 *   the American Statistical Association 22, 1927, pp. 209-212
 * @see R. G. Newcombe, "Two-sided confidence intervals for the single proportion", Statistics in Medicine
 *   17, 1998, pp. 857-872, method 3
 */
export function wilsonInterval(successes: number, total: number, level: number): Interval {
  checkCount("total", total);
  checkCount("successes", successes, total);
  checkLevel(level);
  if (total === 0) return [0, 1];

  // The ends are the roots of (n + z²) p² - (2k + z²) p + k²/n. The textbook formula subtracts two nearly
  // equal numbers for the lower end of a small rate and for the upper end of a large one, so each of
  // these is taken from the product of the roots instead: nothing is ever subtracted from its like.
  const z = -normalQuantile((1 - level) / 2);
  const failures = total - successes;
  const spread = z * Math.sqrt(successes * (failures / total) + (z * z) / 4);
  const rate = successes / total;
  const lower = successes === 0 ? 0 : (successes * rate) / (successes + (z * z) / 2 + spread);
  const upper =
    successes < failures
      ? (successes + (z * z) / 2 + spread) / (total + z * z)
      : 1 - (failures * (failures / total)) / (failures + (z * z) / 2 + spread);
  // At levels next to 0 the ends meet at the rate, and rounding could part them from it.
  return [Math.min(lower, rate), failures === 0 ? 1 : Math.max(upper, rate)];
}

/**
 * The upper end of the exact (Clopper-Pearson) interval of a rate that was never seen to happen in
 * `total`: `1 - ((1 - level) / 2) ** (1 / total)`; 1 if `total` is 0.
 *
 * @example
 * ```ts
 * import { zeroUpperBound } from "filter-audit/inference";
 *
 * // Of 100 messages none triggers: at most so many of all do.
 * zeroUpperBound(100, 0.95).toFixed(4); // => "0.0362"
 * ```
 *
 * @param total - How often it could have happened; a safe integer.
 * @param level - Confidence level of the two-sided interval, above 0 and below 1.
 * @throws RangeError if an argument is out of its range
 * @see C. J. Clopper and E. S. Pearson, "The use of confidence or fiducial limits illustrated in the case
 *   of the binomial", Biometrika 26, 1934, pp. 404-413
 */
export function zeroUpperBound(total: number, level: number): number {
  checkCount("total", total);
  checkLevel(level);
  if (total === 0) return 1;
  return -Math.expm1(Math.log((1 - level) / 2) / total);
}
