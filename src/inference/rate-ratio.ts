import type { Ratio } from "./association.ts";
import { checkCount, checkLevel } from "./check.ts";
import { normalQuantile } from "./normal.ts";

/** Beyond this logarithm a ratio of counts cannot be told from 0 or infinity. */
const MOST_LOG = 80;

/**
 * The ratio of two independent rates with Koopman's score interval: the ratios that a chi-square test would not
 * reject. NaN and `[0, Infinity]` where a rate has no total, or neither ever happened.
 *
 * @example
 * ```ts
 * import { rateRatio } from "filter-audit/inference";
 *
 * rateRatio([30, 10], [100, 100], 0.95).estimate.toFixed(2); // => "3.00"
 * ```
 *
 * @param successes - How often each happened, at most its total.
 * @param totals - How often each could have happened; safe integers.
 * @param level - Confidence level, above 0 and below 1.
 * @throws RangeError if an argument is out of its range
 * @see P. A. R. Koopman, "Confidence intervals for the ratio of two binomial proportions", Biometrics 40, 1984,
 *   pp. 513-517
 */
export function rateRatio(
  successes: readonly [number, number],
  totals: readonly [number, number],
  level: number,
): Ratio {
  const [x, y] = successes;
  const [m, n] = totals;
  checkCount("total", m);
  checkCount("total", n);
  checkCount("successes", x, m);
  checkCount("successes", y, n);
  checkLevel(level);
  if (m === 0 || n === 0 || x + y === 0) {
    return { estimate: Number.NaN, interval: [0, Number.POSITIVE_INFINITY] };
  }
  const estimate = x / m / (y / n);
  const quantile = normalQuantile((1 - level) / 2);
  const critical = quantile * quantile;
  const excess = (logarithm: number): number => score(x, m, y, n, Math.exp(logarithm)) - critical;
  const middle = Math.log((x + 0.5) / (m + 0.5)) - Math.log((y + 0.5) / (n + 0.5));
  const inner = x > 0 && y > 0 ? Math.log(estimate) : middle;
  return {
    estimate,
    interval: [
      x === 0 ? 0 : Math.exp(bisect(excess, -MOST_LOG, inner)),
      y === 0 ? Number.POSITIVE_INFINITY : Math.exp(bisect(excess, MOST_LOG, inner)),
    ],
  };
}

/** Pearson's statistic of the two rates if the first is `ratio` times the second. */
function score(x: number, m: number, y: number, n: number, ratio: number): number {
  // The most likely second rate under that ratio is the smaller root of
  // ratio (m + n) p² - (ratio (m + y) + x + n) p + x + y, taken so that nothing is subtracted from its like.
  const half = ratio * (m + y) + x + n;
  const root = Math.sqrt(Math.max(0, half * half - 4 * ratio * (m + n) * (x + y)));
  const second = Math.min(1, (2 * (x + y)) / (half + root));
  const first = Math.min(1, ratio * second);
  return term(x, m, first) + term(y, n, second);
}

function term(count: number, total: number, rate: number): number {
  const difference = count - total * rate;
  if (difference === 0) return 0;
  const variance = total * rate * (1 - rate);
  return variance === 0 ? Number.POSITIVE_INFINITY : (difference * difference) / variance;
}

/** Where a function that falls from `outer` to `inner` passes 0. */
function bisect(excess: (at: number) => number, outer: number, inner: number): number {
  let [out, within] = [outer, inner];
  for (let round = 0; round < 200; round++) {
    const middle = (out + within) / 2;
    if (middle === out || middle === within) break;
    if (excess(middle) > 0) out = middle;
    else within = middle;
  }
  return (out + within) / 2;
}
