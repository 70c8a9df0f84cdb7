import { logLowerBinomial, logUpperBinomial } from "./binomial.ts";
import { checkCount } from "./check.ts";
import { type TestResult, testResult } from "./test-result.ts";

/**
 * The conditional test that something happened at the same rate in two periods: of all its occurrences, the
 * first period has the share of its exposure. Both ways: twice the smaller tail, at most 1.
 *
 * @example
 * ```ts
 * import { beforeAfter } from "filter-audit/inference";
 *
 * // In 3 of 100 messages before, in 12 of 100 after.
 * beforeAfter([3, 12], [100, 100]).p.toFixed(4); // => "0.0352"
 * ```
 *
 * @param counts - Occurrences in the first period and in the second.
 * @param exposures - How long, or out of how many messages; numbers above 0.
 * @throws RangeError if a count is no integer from 0 or an exposure not above 0
 * @see J. Przyborowski and H. Wilenski, "Homogeneity of results in testing samples from Poisson series",
 *   Biometrika 31, 1940, pp. 313-323
 */
export function beforeAfter(
  counts: readonly [number, number],
  exposures: readonly [number, number],
): TestResult {
  const [first, second] = counts;
  checkCount("count", first);
  checkCount("count", second);
  checkCount("sum of counts", first + second);
  for (const exposure of exposures) {
    if (!(exposure > 0 && Number.isFinite(exposure))) {
      throw new RangeError(`invalid exposure ${exposure}, expected a number above 0`);
    }
  }
  const share = exposures[0] / (exposures[0] + exposures[1]);
  const total = first + second;
  return testResult(
    Math.LN2 +
      Math.min(logLowerBinomial(first, total, share), logUpperBinomial(first, total, share)),
  );
}
