import { checkCount } from "./check.ts";
import type { Cluster } from "./cluster.ts";

/** Median of chi-square with one degree of freedom. */
const MEDIAN_CHI_SQUARE = 0.4549364231195728;

/** Most steps of a series: the work may grow with their square. */
const MOST_STEPS = 40_000;

/** Where a rate changes. */
export interface ChangePoints {
  /** Indexes of the steps at which a new rate begins, ascending; the first step is none. */
  readonly starts: readonly number[];
  /** What a change must explain at least, in units of twice the log-likelihood. */
  readonly penalty: number;
  /** By how much steps differ more than independent cases would, at least 1; likelihoods are divided by it. */
  readonly dispersion: number;
}

/**
 * Where the rate of a series changes: the cut into pieces of constant rate that has the least sum of minus twice
 * the binomial log-likelihood, divided by the dispersion, and a penalty for each change. The dispersion is that
 * of neighbouring steps (half their squared difference in units of its variance, in the median, so that a few
 * changes do not count for much). The penalty is `2 ln n` for `n` steps, one `ln n` each for the rate and its
 * place (Schwarz's criterion); where `m` series are looked at, `2 ln (n m)`, as each of them could find one by chance.
 * It finds changes; it does not test them.
 *
 * @example
 * ```ts
 * import { changePoints } from "filter-audit/inference";
 *
 * const quiet = Array.from({ length: 20 }, () => ({ total: 100, successes: 2 }));
 * const loud = Array.from({ length: 20 }, () => ({ total: 100, successes: 30 }));
 * changePoints([...quiet, ...loud]).starts; // => [20]
 * ```
 *
 * @param series - What was counted in each step, in order; at most 40,000 steps.
 * @param alike - Number of series that are looked at for the same question, this one included. Default: 1.
 * @throws RangeError if a count is no integer from 0, more happened than could, or the series is too long
 * @see R. Killick, P. Fearnhead and I. A. Eckley, "Optimal detection of changepoints with a linear computational
 *   cost", Journal of the American Statistical Association 107, 2012, pp. 1590-1598 (PELT)
 */
export function changePoints(series: readonly Cluster[], alike = 1): ChangePoints {
  checkCount("number of series", alike);
  checkCount("number of steps", series.length, MOST_STEPS);
  const steps = series.length;
  const totals = new Float64Array(steps + 1);
  const hits = new Float64Array(steps + 1);
  for (const [step, { total, successes }] of series.entries()) {
    checkCount("total", total);
    checkCount("successes", successes, total);
    totals[step + 1] = (totals[step] as number) + total;
    hits[step + 1] = (hits[step] as number) + successes;
  }
  const dispersion = dispersionOf(series);
  const penalty = 2 * Math.log(Math.max(1, steps) * Math.max(1, alike));
  const cost = (from: number, to: number): number => {
    const total = (totals[to] as number) - (totals[from] as number);
    const successes = (hits[to] as number) - (hits[from] as number);
    return (-2 * (term(successes, total) + term(total - successes, total))) / dispersion;
  };
  // Least cost of the first steps, and where the last piece of that cut begins.
  const least = new Float64Array(steps + 1);
  const begins = new Int32Array(steps + 1);
  least[0] = -penalty;
  let candidates = [0];
  for (let to = 1; to <= steps; to++) {
    const sums = candidates.map((from) => (least[from] as number) + cost(from, to));
    let best = 0;
    for (const [place, sum] of sums.entries()) {
      if (sum < (sums[best] as number)) best = place;
    }
    least[to] = (sums[best] as number) + penalty;
    begins[to] = candidates[best] as number;
    // What is already dearer than a new piece begun here never becomes the better start.
    candidates = candidates.filter((_, place) => (sums[place] as number) <= (least[to] as number));
    candidates.push(to);
  }
  const starts: number[] = [];
  for (let at = begins[steps] as number; at > 0; at = begins[at] as number) starts.unshift(at);
  return { starts, penalty, dispersion };
}

function term(count: number, total: number): number {
  return count === 0 ? 0 : count * Math.log(count / total);
}

function dispersionOf(series: readonly Cluster[]): number {
  const known = series.filter(({ total }) => total > 0);
  const squares: number[] = [];
  for (const [index, { total, successes }] of known.entries()) {
    const before = known[index - 1];
    if (before === undefined) continue;
    const rate = (successes + before.successes) / (total + before.total);
    const variance = rate * (1 - rate) * (1 / total + 1 / before.total);
    const difference = successes / total - before.successes / before.total;
    squares.push(variance === 0 ? 0 : difference ** 2 / variance);
  }
  squares.sort((a, b) => a - b);
  const median = squares[Math.floor(squares.length / 2)] ?? 0;
  return Math.max(1, median / MEDIAN_CHI_SQUARE);
}
