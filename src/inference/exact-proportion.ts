import { logUpperBinomial } from "./binomial.ts";
import { checkCount, checkLevel } from "./check.ts";
import type { Interval } from "./interval.ts";

/**
 * The p in 0..1 at which the tail from `successes` upwards has the probability whose logarithm is `target`.
 * The tail grows with p.
 */
function solve(successes: number, total: number, target: number, weight: number): number {
  const excess = (logit: number): number =>
    logUpperBinomial(successes, total, 1 / (1 + Math.exp(-logit)), weight) - target;
  // On the scale of log odds the tail bends little, and a small p keeps its digits.
  const start = Math.log((successes + 0.5) / (total - successes + 0.5));
  let low = start;
  let high = start;
  for (let step = 1; excess(low) > 0; step *= 2) low -= step;
  for (let step = 1; excess(high) < 0 && high < 40; step *= 2) high += step;
  let below = excess(low);
  let above = excess(high);
  // Regula falsi with the Illinois step, which halves the weight of an end that stays.
  let side = 0;
  for (let round = 0; round < 200 && high - low > 1e-15 * Math.max(1, Math.abs(low)); round++) {
    let middle = (low * above - high * below) / (above - below);
    if (!(middle > low && middle < high)) middle = (low + high) / 2;
    if (middle === low || middle === high) break;
    const value = excess(middle);
    if (value === 0) {
      low = middle;
      high = middle;
      break;
    }
    if (value < 0) {
      low = middle;
      below = value;
      if (side === -1) above /= 2;
      side = -1;
    } else {
      high = middle;
      above = value;
      if (side === 1) below /= 2;
      side = 1;
    }
  }
  return 1 / (1 + Math.exp(-(low + high) / 2));
}

function interval(successes: number, total: number, level: number, weight: number): Interval {
  checkCount("total", total);
  checkCount("successes", successes, total);
  checkLevel(level);
  if (total === 0) return [0, 1];
  const target = Math.log((1 - level) / 2);
  const failures = total - successes;
  return [
    successes === 0 ? 0 : solve(successes, total, target, weight),
    failures === 0 ? 1 : 1 - solve(failures, total, target, weight),
  ];
}

/**
 * The exact interval of a rate: at its ends a tail of the binomial distribution has the probability
 * `(1 - level) / 2`. It covers the true rate at least as often as its level says, mostly more often. `[0, 1]`
 * if `total` is 0.
 *
 * @example
 * ```ts
 * import { clopperPearsonInterval } from "filter-audit/inference";
 *
 * clopperPearsonInterval(10, 100, 0.95).map((end) => end.toFixed(4)); // => ["0.0490", "0.1762"]
 * ```
 *
 * @param successes - How often it happened; an integer from 0 to `total`.
 * @param total - How often it could have happened; a safe integer.
 * @param level - Confidence level, above 0 and below 1.
 * @throws RangeError if an argument is out of its range
 * @see C. J. Clopper and E. S. Pearson, "The use of confidence or fiducial limits illustrated in the case
 *   of the binomial", Biometrika 26, 1934, pp. 404-413
 */
export function clopperPearsonInterval(successes: number, total: number, level: number): Interval {
  return interval(successes, total, level, 1);
}

/**
 * The mid-p interval of a rate: as the exact one, with half of the probability of what was seen in each tail.
 * Shorter; on average it covers as often as its level says.
 *
 * @example
 * ```ts
 * import { midPInterval } from "filter-audit/inference";
 *
 * midPInterval(10, 100, 0.95).map((end) => end.toFixed(4)); // => ["0.0519", "0.1710"]
 * ```
 *
 * @param successes - How often it happened; an integer from 0 to `total`.
 * @param total - How often it could have happened; a safe integer.
 * @param level - Confidence level, above 0 and below 1.
 * @throws RangeError if an argument is out of its range
 * @see H. O. Lancaster, "Significance tests in discrete distributions", Journal of the American
 *   Statistical Association 56, 1961, pp. 223-234
 */
export function midPInterval(successes: number, total: number, level: number): Interval {
  return interval(successes, total, level, 0.5);
}
