import { checkLevel } from "./check.ts";
import { chiSquareTest } from "./chi-square.ts";
import { normalQuantile } from "./normal.ts";
import type { TestResult } from "./test-result.ts";
import { checkTable, crossDifference, type TwoByTwo } from "./two-by-two.ts";

/** A test with its statistic. */
export interface StatisticTest extends TestResult {
  /** The statistic, from 0. */
  readonly statistic: number;
}

/**
 * The log-likelihood ratio test of no association, `G² = 2 Σ O ln(O/E)` over all four cells, against
 * chi-square with one degree of freedom. Where an expected count is below 5, Fisher's test is the better one.
 *
 * @example
 * ```ts
 * import { logLikelihoodRatio } from "filter-audit/inference";
 *
 * logLikelihoodRatio({ a: 8, b: 2, c: 1, d: 9 }).statistic.toFixed(3); // => "11.016"
 * ```
 *
 * @throws RangeError if a count is no integer from 0
 * @see T. Dunning, "Accurate methods for the statistics of surprise and coincidence", Computational
 *   Linguistics 19(1), 1993, pp. 61-74
 */
export function logLikelihoodRatio(table: TwoByTwo): StatisticTest {
  checkTable(table);
  const { a, b, c, d } = table;
  const total = a + b + c + d;
  // O - E is the same in all cells but for its sign; ln(O/E) from it loses nothing where they are close.
  const excess = total === 0 ? 0 : crossDifference(table) / total;
  const part = (observed: number, difference: number): number => {
    if (observed === 0) return 0;
    const relative = difference / (observed - difference);
    return observed * Math.log1p(relative) - difference;
  };
  // The differences add up to 0, so they may be taken off term by term: each part is then from 0.
  const sum = part(a, excess) + part(b, -excess) + part(c, -excess) + part(d, excess);
  const missing =
    (a === 0 ? -excess : 0) +
    (b === 0 ? excess : 0) +
    (c === 0 ? excess : 0) +
    (d === 0 ? -excess : 0);
  const statistic = Math.max(0, 2 * (sum + missing));
  return { statistic, ...chiSquareTest(statistic) };
}

/** A ratio with its interval. */
export interface Ratio {
  /** The estimate; `Infinity` where the denominator is 0, NaN where both are. */
  readonly estimate: number;
  /** Its interval, both ends from 0. */
  readonly interval: readonly [lower: number, upper: number];
}

/**
 * The odds ratio `a d / (b c)` with Woolf's interval; with 1/2 added to each count, in estimate and interval,
 * if one of them is 0.
 *
 * @example
 * ```ts
 * import { oddsRatio } from "filter-audit/inference";
 *
 * oddsRatio({ a: 8, b: 2, c: 1, d: 9 }, 0.95).estimate; // => 36
 * ```
 *
 * @param level - Confidence level, above 0 and below 1.
 * @throws RangeError if a count is no integer from 0, or the level is out of range
 * @see J. B. S. Haldane, "The estimation and significance of the logarithm of a ratio of frequencies",
 *   Annals of Human Genetics 20, 1956, pp. 309-311
 */
export function oddsRatio(table: TwoByTwo, level: number): Ratio {
  checkTable(table);
  checkLevel(level);
  const counts = [table.a, table.b, table.c, table.d];
  const half = counts.includes(0) ? 0.5 : 0;
  const [a = 0, b = 0, c = 0, d = 0] = counts.map((count) => count + half);
  const logarithm = Math.log(a) + Math.log(d) - Math.log(b) - Math.log(c);
  const error = -normalQuantile((1 - level) / 2) * Math.sqrt(1 / a + 1 / b + 1 / c + 1 / d);
  return {
    estimate: Math.exp(logarithm),
    interval: [Math.exp(logarithm - error), Math.exp(logarithm + error)],
  };
}

/** What a Cochran-Mantel-Haenszel test gives. */
export interface StratifiedTest extends StatisticTest {
  /** The common odds ratio over all strata; NaN where it cannot be told. */
  readonly oddsRatio: number;
}

/**
 * The Cochran-Mantel-Haenszel test of no association within strata, with continuity correction, and the
 * common odds ratio of Mantel and Haenszel. Strata of fewer than two things say nothing.
 *
 * @example
 * ```ts
 * import { cochranMantelHaenszel } from "filter-audit/inference";
 *
 * const strata = [{ a: 8, b: 2, c: 1, d: 9 }, { a: 4, b: 6, c: 2, d: 8 }];
 * cochranMantelHaenszel(strata).p.toFixed(4); // => "0.0099"
 * ```
 *
 * @throws RangeError if a count is no integer from 0
 * @see N. Mantel and W. Haenszel, "Statistical aspects of the analysis of data from retrospective studies of
 *   disease", Journal of the National Cancer Institute 22, 1959, pp. 719-748
 */
export function cochranMantelHaenszel(strata: readonly TwoByTwo[]): StratifiedTest {
  let difference = 0;
  let variance = 0;
  let numerator = 0;
  let denominator = 0;
  for (const table of strata) {
    checkTable(table);
    const { a, b, c, d } = table;
    const n = a + b + c + d;
    if (n < 2) continue;
    difference += crossDifference(table) / n;
    variance += ((a + b) / n) * ((c + d) / n) * (a + c) * ((b + d) / (n - 1));
    numerator += a * (d / n);
    denominator += b * (c / n);
  }
  const distance = Math.max(0, Math.abs(difference) - 0.5);
  const statistic = variance === 0 ? 0 : (distance * distance) / variance;
  return { oddsRatio: numerator / denominator, statistic, ...chiSquareTest(statistic) };
}
