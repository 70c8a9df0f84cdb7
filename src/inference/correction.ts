import { checkProbability } from "./check.ts";

/** The places of `probabilities` by size, the smallest first. */
function ascending(probabilities: readonly number[]): number[] {
  for (const probability of probabilities) checkProbability("probability", probability);
  return Array.from(probabilities.keys()).sort(
    (a, b) => (probabilities[a] ?? 0) - (probabilities[b] ?? 0) || a - b,
  );
}

/** Adjusts each probability, from the largest to the smallest, never above one that was larger. */
function stepUp(probabilities: readonly number[], factor: (rank: number) => number): number[] {
  const adjusted = new Array<number>(probabilities.length).fill(1);
  let least = 1;
  const order = ascending(probabilities);
  for (let rank = order.length; rank >= 1; rank--) {
    const place = order[rank - 1] ?? 0;
    least = Math.min(least, (probabilities[place] ?? 0) * factor(rank));
    adjusted[place] = least;
  }
  return adjusted;
}

/**
 * Probabilities of tests, adjusted so that of those called significant at q at most a share of q is expected
 * to be false, if the tests are independent or positively dependent.
 *
 * @example
 * ```ts
 * import { benjaminiHochberg } from "filter-audit/inference";
 *
 * benjaminiHochberg([0.01, 0.02, 0.5]); // => [0.03, 0.03, 0.5]
 * ```
 *
 * @param probabilities - Each in 0..1.
 * @returns The adjusted ones, in their order, each in 0..1.
 * @throws RangeError if a probability is out of range
 * @see Y. Benjamini and Y. Hochberg, "Controlling the false discovery rate", Journal of the Royal Statistical
 *   Society B 57, 1995, pp. 289-300
 */
export function benjaminiHochberg(probabilities: readonly number[]): number[] {
  return stepUp(probabilities, (rank) => probabilities.length / rank);
}

/**
 * As {@link benjaminiHochberg}, for tests that may depend on each other in any way.
 *
 * @example
 * ```ts
 * import { benjaminiYekutieli } from "filter-audit/inference";
 *
 * benjaminiYekutieli([0.01, 0.02, 0.5]).map((p) => p.toFixed(3)); // => ["0.055", "0.055", "0.917"]
 * benjaminiYekutieli([0.01], 3).map((p) => p.toFixed(3)); // => ["0.055"]
 * ```
 *
 * @param probabilities - Each in 0..1.
 * @param count - Number of tests; those beyond the given ones have the probability 1. Default: there are none.
 * @returns The adjusted ones, in their order, each in 0..1.
 * @throws RangeError if a probability is out of range, or there are more of them than tests
 * @see Y. Benjamini and D. Yekutieli, "The control of the false discovery rate in multiple testing under
 *   dependency", Annals of Statistics 29, 2001, pp. 1165-1188
 */
export function benjaminiYekutieli(
  probabilities: readonly number[],
  count: number = probabilities.length,
): number[] {
  if (!Number.isSafeInteger(count) || count < probabilities.length) {
    throw new RangeError(`count is ${count}, expected at least ${probabilities.length} tests`);
  }
  let harmonic = 0;
  for (let rank = count; rank >= 1; rank--) harmonic += 1 / rank;
  return stepUp(probabilities, (rank) => (harmonic * count) / rank);
}

/**
 * Probabilities of tests, adjusted so that with probability 1 - α none that is called significant at α is
 * false, whatever their dependence.
 *
 * @example
 * ```ts
 * import { holm } from "filter-audit/inference";
 *
 * holm([0.01, 0.02, 0.5]); // => [0.03, 0.04, 0.5]
 * ```
 *
 * @param probabilities - Each in 0..1.
 * @returns The adjusted ones, in their order, each in 0..1.
 * @throws RangeError if a probability is out of range
 * @see S. Holm, "A simple sequentially rejective multiple test procedure", Scandinavian Journal of
 *   Statistics 6, 1979, pp. 65-70
 */
export function holm(probabilities: readonly number[]): number[] {
  const adjusted = new Array<number>(probabilities.length).fill(1);
  let most = 0;
  for (const [rank, place] of ascending(probabilities).entries()) {
    most = Math.max(most, Math.min(1, (probabilities[place] ?? 0) * (probabilities.length - rank)));
    adjusted[place] = most;
  }
  return adjusted;
}
