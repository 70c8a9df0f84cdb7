import { logLowerBinomial } from "./binomial.ts";
import { checkLevel } from "./check.ts";
import type { Interval } from "./interval.ts";
import { normalQuantile } from "./normal.ts";
import { wilsonInterval } from "./proportion.ts";
import { type TestResult, testResult } from "./test-result.ts";
import { checkTable, crossDifference, type TwoByTwo } from "./two-by-two.ts";

/**
 * McNemar's exact test that two judgements of the same things say yes equally often: of those on which they
 * differ, half go each way. `mid-p` counts half of the probability of what was seen, twice the smaller tail.
 *
 * @example
 * ```ts
 * import { mcNemar } from "filter-audit/inference";
 *
 * mcNemar({ a: 30, b: 12, c: 2, d: 56 }).p.toFixed(4); // => "0.0129"
 * ```
 *
 * @param table - First judgement by second; only `b` and `c` matter.
 * @param form - Default: `exact`.
 * @throws RangeError if a count is no integer from 0
 * @see M. W. Fagerland, S. Lydersen and P. Laake, "The McNemar test for binary matched-pairs data: mid-p and
 *   asymptotic are better than exact conditional", BMC Medical Research Methodology 13:91, 2013
 */
export function mcNemar(table: TwoByTwo, form: "exact" | "mid-p" = "exact"): TestResult {
  checkTable(table);
  const { b, c } = table;
  const weight = form === "exact" ? 1 : 0.5;
  if (b === c)
    return testResult(
      form === "exact" ? 0 : b === 0 ? 0 : Math.LN2 + logLowerBinomial(b, b + c, 0.5, 0.5),
    );
  return testResult(Math.LN2 + logLowerBinomial(Math.min(b, c), b + c, 0.5, weight));
}

/** A difference of two rates with its interval. */
export interface Difference {
  /** First rate less second, in -1..1; NaN where there is nothing to take a share of. */
  readonly estimate: number;
  /** Its interval, both ends in -1..1. */
  readonly interval: Interval;
}

/**
 * How much more often the first of two judgements of the same things says yes than the second, with
 * Newcombe's interval for paired rates.
 *
 * @example
 * ```ts
 * import { pairedDifference } from "filter-audit/inference";
 *
 * pairedDifference({ a: 30, b: 12, c: 2, d: 56 }, 0.95).estimate.toFixed(2); // => "0.10"
 * ```
 *
 * @param table - First judgement by second.
 * @param level - Confidence level, above 0 and below 1.
 * @throws RangeError if a count is no integer from 0, or the level is out of range
 * @see R. G. Newcombe, "Improved confidence intervals for the difference between binomial proportions based
 *   on paired data", Statistics in Medicine 17, 1998, pp. 2635-2650, method 10
 */
export function pairedDifference(table: TwoByTwo, level: number): Difference {
  checkTable(table);
  checkLevel(level);
  const { a, b, c, d } = table;
  const total = a + b + c + d;
  if (total === 0) return { estimate: Number.NaN, interval: [-1, 1] };
  const first = (a + b) / total;
  const second = (a + c) / total;
  const [firstLower, firstUpper] = wilsonInterval(a + b, total, level);
  const [secondLower, secondUpper] = wilsonInterval(a + c, total, level);
  const correlation = correlate(table, total);
  const reach = (x: number, y: number): number =>
    Math.sqrt(Math.max(0, x * x - 2 * correlation * x * y + y * y));
  const estimate = (b - c) / total;
  return {
    estimate,
    interval: [
      Math.max(-1, estimate - reach(first - firstLower, secondUpper - second)),
      Math.min(1, estimate + reach(second - secondLower, firstUpper - first)),
    ],
  };
}

/** Newcombe's φ: the correlation of the two judgements, a positive one corrected for continuity. */
function correlate(table: TwoByTwo, total: number): number {
  const { a, b, c, d } = table;
  const scale = Math.sqrt(a + b) * Math.sqrt(c + d) * Math.sqrt(a + c) * Math.sqrt(b + d);
  const difference = crossDifference(table);
  if (scale === 0) return 0;
  return (difference > 0 ? Math.max(0, difference - total / 2) : difference) / scale;
}

/**
 * How far apart the rates of two separate groups are, with Newcombe's hybrid score interval.
 *
 * @example
 * ```ts
 * import { rateDifference } from "filter-audit/inference";
 *
 * rateDifference([30, 20], [100, 100], 0.95).estimate.toFixed(2); // => "0.10"
 * ```
 *
 * @param successes - Of the first group and of the second.
 * @param totals - Of the first group and of the second.
 * @param level - Confidence level, above 0 and below 1.
 * @throws RangeError if an argument is out of its range
 * @see R. G. Newcombe, "Interval estimation for the difference between independent proportions: comparison
 *   of eleven methods", Statistics in Medicine 17, 1998, pp. 873-890, method 10
 */
export function rateDifference(
  successes: readonly [number, number],
  totals: readonly [number, number],
  level: number,
): Difference {
  const [firstLower, firstUpper] = wilsonInterval(successes[0], totals[0], level);
  const [secondLower, secondUpper] = wilsonInterval(successes[1], totals[1], level);
  if (totals[0] === 0 || totals[1] === 0) return { estimate: Number.NaN, interval: [-1, 1] };
  const first = successes[0] / totals[0];
  const second = successes[1] / totals[1];
  const estimate = first - second;
  return {
    estimate,
    interval: [
      estimate - Math.hypot(first - firstLower, secondUpper - second),
      estimate + Math.hypot(firstUpper - first, second - secondLower),
    ],
  };
}

/** Agreement of two judgements beyond chance. */
export interface Agreement {
  /** Cohen's kappa, in -1..1; NaN where both say the same of everything. */
  readonly kappa: number;
  /** Its large-sample interval, cut to -1..1. */
  readonly interval: Interval;
}

/**
 * Cohen's kappa of two judgements of the same things, with its large-sample interval.
 *
 * @example
 * ```ts
 * import { cohenKappa } from "filter-audit/inference";
 *
 * // Two judges, who agree on 40 yes and 50 no, and differ on 10.
 * cohenKappa({ a: 40, b: 6, c: 4, d: 50 }, 0.95).kappa.toFixed(3); // => "0.798"
 * ```
 *
 * @param level - Confidence level, above 0 and below 1.
 * @throws RangeError if a count is no integer from 0, or the level is out of range
 * @see J. L. Fleiss, J. Cohen and B. S. Everitt, "Large sample standard errors of kappa and weighted kappa",
 *   Psychological Bulletin 72, 1969, pp. 323-327
 */
export function cohenKappa(table: TwoByTwo, level: number): Agreement {
  checkTable(table);
  checkLevel(level);
  const { a, b, c, d } = table;
  const total = a + b + c + d;
  const [both, first, second, none] = [a / total, b / total, c / total, d / total];
  const [rowYes, columnYes] = [both + first, both + second];
  const [rowNo, columnNo] = [1 - rowYes, 1 - columnYes];
  const chance = rowYes * columnYes + rowNo * columnNo;
  const kappa = (both + none - chance) / (1 - chance);
  if (!Number.isFinite(kappa)) return { kappa: Number.NaN, interval: [-1, 1] };
  const rest = 1 - kappa;
  const agreed =
    both * (1 - (rowYes + columnYes) * rest) ** 2 + none * (1 - (rowNo + columnNo) * rest) ** 2;
  const differed =
    rest ** 2 * (first * (columnYes + rowNo) ** 2 + second * (columnNo + rowYes) ** 2);
  const variance = (agreed + differed - (kappa - chance * rest) ** 2) / (total * (1 - chance) ** 2);
  const reach = -normalQuantile((1 - level) / 2) * Math.sqrt(Math.max(0, variance));
  return { kappa, interval: [Math.max(-1, kappa - reach), Math.min(1, kappa + reach)] };
}
