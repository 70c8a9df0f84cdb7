import { checkCount, checkLevel } from "./check.ts";
import type { Cluster } from "./cluster.ts";
import { clopperPearsonInterval } from "./exact-proportion.ts";
import type { Interval } from "./interval.ts";
import { normalQuantile } from "./normal.ts";

/**
 * The interval of a share whose cases come in clusters, such as conversations: the exact interval of as many
 * independent cases as the clusters are worth. That number is the one that gives the variance between clusters, and
 * less where there are few of them; without or with nothing but successes it is Kish's. Counts that come out broken
 * are rounded so that the interval grows. It is meant to hold the truth at least as often as its level says.
 *
 * @example
 * ```ts
 * import { clusteredShareInterval } from "filter-audit/inference";
 *
 * const users = [{ total: 10, successes: 1 }, { total: 8, successes: 4 }, { total: 12, successes: 3 }];
 * clusteredShareInterval(users, 0.95).map((end) => end.toFixed(3)); // => ["0.006", "0.932"]
 * ```
 *
 * @param level - Confidence level, above 0 and below 1.
 * @returns `[0, 1]` where there are fewer than two clusters with cases.
 * @throws RangeError if a count or the level is out of range
 * @see E. L. Korn and B. I. Graubard, "Confidence intervals for proportions with small expected number of positive
 *   counts estimated from survey data", Survey Methodology 24, 1998, pp. 193-201
 * @see L. Kish, "Survey Sampling", 1965, section 8.2
 */
export function clusteredShareInterval(clusters: readonly Cluster[], level: number): Interval {
  checkLevel(level);
  let [count, total, successes, squares] = [0, 0, 0, 0];
  for (const cluster of clusters) {
    checkCount("total", cluster.total);
    checkCount("successes", cluster.successes, cluster.total);
    if (cluster.total === 0) continue;
    count++;
    total += cluster.total;
    successes += cluster.successes;
    squares += cluster.total ** 2;
  }
  if (count < 2) return [0, 1];
  const rate = successes / total;
  const residuals = clusters.reduce(
    (sum, cluster) => sum + (cluster.successes - rate * cluster.total) ** 2,
    0,
  );
  const variance = ((count / (count - 1)) * residuals) / total ** 2;
  const worth =
    variance === 0 ? total ** 2 / squares : Math.min(total, (rate * (1 - rate)) / variance);
  const tail = (1 + level) / 2;
  const fewer = (studentQuantile(tail, total - 1) / studentQuantile(tail, count - 1)) ** 2;
  const size = Math.max(1, Math.floor(worth * Math.min(1, fewer)));
  const expected = rate * size;
  const [lower] = clopperPearsonInterval(Math.floor(expected + 1e-9), size, level);
  const [, upper] = clopperPearsonInterval(Math.ceil(expected - 1e-9), size, level);
  return [Math.min(lower, rate), Math.max(upper, rate)];
}

/**
 * The point below which a variable of Student's distribution falls with probability `p`, for `p` from 1/2. Exact for
 * one and two degrees of freedom, else to about six digits from five.
 *
 * @example
 * ```ts
 * import { studentQuantile } from "filter-audit/inference";
 *
 * studentQuantile(0.975, 10).toFixed(3); // => "2.228"
 * ```
 *
 * @see G. W. Hill, "Algorithm 396: Student's t-quantiles", Communications of the ACM 13, 1970, pp. 619-620
 */
export function studentQuantile(p: number, degrees: number): number {
  const tails = 2 * (1 - p);
  if (degrees === 1) return 1 / Math.tan((tails * Math.PI) / 2);
  if (degrees === 2) return Math.sqrt(2 / (tails * (2 - tails)) - 2);
  const a = 1 / (degrees - 0.5);
  const b = 48 / a / a;
  let c = ((20_700 * a) / b - 98) * a - 16;
  c = c * a + 96.36;
  const d = ((94.5 / (b + c) - 3) / b + 1) * Math.sqrt((a * Math.PI) / 2) * degrees;
  let y = (d * tails) ** (2 / degrees);
  if (y > 0.05 + a) {
    const x = normalQuantile(tails / 2);
    y = x * x;
    if (degrees < 5) c += 0.3 * (degrees - 4.5) * (x + 0.6);
    c = (((0.05 * d * x - 5) * x - 7) * x - 2) * x + b + c;
    y = (((((0.4 * y + 6.3) * y + 36) * y + 94.5) / c - y - 3) / b + 1) * x;
    y = Math.expm1(a * y * y);
  } else {
    y =
      ((1 / (((degrees + 6) / (degrees * y) - 0.089 * d - 0.822) * (degrees + 2) * 3) +
        0.5 / (degrees + 4)) *
        y -
        1) *
        ((degrees + 1) / (degrees + 2)) +
      1 / y;
  }
  return Math.sqrt(degrees * y);
}
