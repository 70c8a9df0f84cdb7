import { logAdd, logComplement } from "./log.ts";

// Probabilities of counts by Loader's saddle-point expansion: every term is small, so that nothing is lost by
// subtracting large logarithms of factorials from each other, however large the counts.

const LOG_TWO_PI = Math.log(2 * Math.PI);

/** Below this, factorials are exact doubles. */
const EXACT = 16;

/** What Stirling's formula lacks of ln n!, for an integer n above 0. */
function stirlingError(n: number): number {
  if (n < EXACT) {
    let factorial = 1;
    for (let factor = 2; factor <= n; factor++) factorial *= factor;
    return Math.log(factorial) - ((n + 0.5) * Math.log(n) - n + LOG_TWO_PI / 2);
  }
  const square = n * n;
  return (
    (1 / 12 - (1 / 360 - (1 / 1260 - (1 / 1680 - 1 / 1188 / square) / square) / square) / square) /
    n
  );
}

/** `x ln(x / mean) + mean - x`, without loss where x is near the mean. */
function deviance(x: number, mean: number): number {
  const difference = x - mean;
  if (Math.abs(difference) >= 0.1 * (x + mean)) {
    return x * Math.log(x / mean) + mean - x;
  }
  const v = difference / (x + mean);
  let sum = difference * v;
  let power = 2 * x * v;
  for (let divisor = 3; ; divisor += 2) {
    power *= v * v;
    const next = sum + power / divisor;
    if (next === sum) return sum;
    sum = next;
  }
}

/**
 * The natural logarithm of the probability of `successes` in `total` draws that succeed with probability
 * `p`; `-Infinity` where it cannot happen.
 *
 * @param successes - An integer from 0 to `total`.
 * @param total - An integer from 0.
 * @param p - Probability of a success, in 0..1.
 * @param q - Probability of a failure, where it is known better than as `1 - p`.
 * @see C. Loader, "Fast and Accurate Computation of Binomial Probabilities", 2000
 */
export function logBinomial(
  successes: number,
  total: number,
  p: number,
  q: number = 1 - p,
): number {
  const failures = total - successes;
  if (p === 0) return successes === 0 ? 0 : Number.NEGATIVE_INFINITY;
  if (q === 0) return failures === 0 ? 0 : Number.NEGATIVE_INFINITY;
  if (successes === 0) return total * (p < 0.5 ? Math.log1p(-p) : Math.log(q));
  if (failures === 0) return total * (q < 0.5 ? Math.log1p(-q) : Math.log(p));
  return (
    stirlingError(total) -
    stirlingError(successes) -
    stirlingError(failures) -
    deviance(successes, total * p) -
    deviance(failures, total * q) -
    (LOG_TWO_PI + Math.log(successes) + Math.log1p(-successes / total)) / 2
  );
}

/** Terms of a tail that are smaller than this share of their sum no longer change it. */
const NEGLIGIBLE = 2 ** -60;

/**
 * The natural logarithm of a sum of terms that begins with `first` (its logarithm) and in which each further
 * term is `ratio(step)` times the one before it; ratios fall from step to step, and the sum ends where they
 * give 0.
 */
export function logTail(first: number, ratio: (step: number) => number): number {
  let term = 1;
  let sum = 1;
  for (let step = 1; term > sum * NEGLIGIBLE; step++) {
    term *= ratio(step);
    sum += term;
  }
  return first + Math.log(sum);
}

/**
 * The natural logarithm of the probability of at least `successes` in `total` draws, with only `weight` of
 * the probability of exactly so many: 1 for the whole tail, 0.5 for the mid-p tail.
 */
export function logUpperBinomial(
  successes: number,
  total: number,
  p: number,
  weight: number = 1,
): number {
  if (p === 0 || p === 1) {
    const certain = p === 0 ? 0 : total;
    return successes < certain
      ? 0
      : successes > certain
        ? Number.NEGATIVE_INFINITY
        : Math.log(weight);
  }
  const q = 1 - p;
  const exactly = logBinomial(successes, total, p, q);
  if (successes > total * p) {
    const beyond =
      successes === total
        ? Number.NEGATIVE_INFINITY
        : logTail(logBinomial(successes + 1, total, p, q), (step) => {
            const count = successes + 1 + step;
            return ((total - count + 1) / count) * (p / q);
          });
    return logAdd(beyond, exactly + Math.log(weight));
  }
  const below =
    successes === 0
      ? Number.NEGATIVE_INFINITY
      : logTail(logBinomial(successes - 1, total, p, q), (step) => {
          const count = successes - 1 - step;
          return ((count + 1) / (total - count)) * (q / p);
        });
  return logComplement(logAdd(below, exactly + Math.log1p(-weight)));
}

/** The natural logarithm of the probability of at most `successes`; see {@link logUpperBinomial}. */
export function logLowerBinomial(
  successes: number,
  total: number,
  p: number,
  weight: number = 1,
): number {
  return logUpperBinomial(total - successes, total, 1 - p, weight);
}
