import { type TestResult, testResult } from "./test-result.ts";

/** Below this, the series is used; from it on, the continued fraction. */
const NEAR = 2;

/** Convergents of the continued fraction that suffice at {@link NEAR}; fewer are needed beyond. */
const CONVERGENTS = 120;

/**
 * The natural logarithm of the complementary error function, `erfc(x) = 2/√π ∫ from x to ∞ of e^(-t²) dt`,
 * to about 14 significant digits, for `x` from 0.
 *
 * @see NIST Digital Library of Mathematical Functions, 7.6.2 (series) and 7.9.1 (continued fraction)
 */
function logErfc(x: number): number {
  if (x < NEAR) {
    // erf(x) = 2/√π e^(-x²) Σ 2^n x^(2n+1) / (1·3·…·(2n+1)): all terms are positive.
    let term = x;
    let sum = x;
    for (let n = 1; term > sum * 2 ** -60; n++) {
      term *= (2 * x * x) / (2 * n + 1);
      sum += term;
    }
    return Math.log1p((-2 / Math.sqrt(Math.PI)) * Math.exp(-x * x) * sum);
  }
  // √π e^(x²) erfc(x) = 1/(x + (1/2)/(x + 1/(x + (3/2)/(x + …)))), from the inside out.
  let fraction = x;
  for (let n = CONVERGENTS; n > 0; n--) fraction = x + n / 2 / fraction;
  return -x * x - Math.log(fraction) - Math.log(Math.PI) / 2;
}

/**
 * The test of a statistic that chance distributes as chi-square with one degree of freedom.
 *
 * @example
 * ```ts
 * import { chiSquareTest } from "filter-audit/inference";
 *
 * chiSquareTest(3.841).p.toFixed(3); // => "0.050"
 * ```
 *
 * @param statistic - A number from 0.
 * @throws RangeError if `statistic` is below 0 or no number
 */
export function chiSquareTest(statistic: number): TestResult {
  if (!(statistic >= 0)) {
    throw new RangeError(`invalid statistic ${statistic}, expected a number from 0`);
  }
  return testResult(logErfc(Math.sqrt(statistic / 2)));
}
