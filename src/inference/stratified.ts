import { checkCount, checkLevel } from "./check.ts";
import type { BootstrapOptions } from "./cluster.ts";
import type { Interval } from "./interval.ts";
import { createRandom } from "./random.ts";

/** What was sampled and labelled of one stratum. */
export interface SampledStratum {
  /** Cases in it. */
  readonly size: number;
  /** Cases drawn and labelled, each as likely as any other; at most `size`. */
  readonly sampled: number;
  /** Labelled cases that have what is looked for. */
  readonly found: number;
}

/** A share of a population of which samples were labelled. */
export interface StratifiedRate {
  /** The share over all strata, in 0..1; NaN where nothing can be said. */
  readonly rate: number;
  /** Percentile interval of the bootstrap within strata, widened by the strata of which nothing was drawn. */
  readonly interval: Interval;
  /** Share of the population in strata of which nothing was drawn. */
  readonly unsampled: number;
}

/**
 * Estimates a share from samples of strata that were drawn with different chances, each labelled case standing
 * for as many as its stratum has for each drawn one (Horvitz and Thompson). Strata of which nothing was drawn
 * take part neither in the estimate nor in its denominator; the interval lets them be all or nothing.
 *
 * In each draw the rate of a stratum is drawn from the posterior at Jeffreys' prior, so that a small sample
 * without a find does not pass for certainty; a stratum that was labelled whole is known.
 *
 * @example
 * ```ts
 * import { stratifiedRate } from "filter-audit/inference";
 *
 * // 900 messages of which 30 were labelled, and 100 of which 20 were.
 * const strata = [{ size: 900, sampled: 30, found: 3 }, { size: 100, sampled: 20, found: 10 }];
 * stratifiedRate(strata, 0.95, { seed: 1 }).rate.toFixed(2); // => "0.14"
 * ```
 *
 * @param level - Confidence level, above 0 and below 1.
 * @throws RangeError if a count is out of its range
 * @see D. G. Horvitz and D. J. Thompson, "A generalization of sampling without replacement from a finite
 *   universe", Journal of the American Statistical Association 47, 1952, pp. 663-685
 * @see L. D. Brown, T. T. Cai and A. DasGupta, "Interval estimation for a binomial proportion", Statistical
 *   Science 16, 2001, pp. 101-133, section 4.1.2 (Jeffreys)
 */
export function stratifiedRate(
  strata: readonly SampledStratum[],
  level: number,
  { seed, samples = 4_000 }: BootstrapOptions,
): StratifiedRate {
  checkLevel(level);
  checkCount("number of samples", samples, 1_000_000);
  let all = 0;
  let known = 0;
  let weighted = 0;
  for (const { size, sampled, found } of strata) {
    checkCount("size", size);
    checkCount("sampled", sampled, size);
    checkCount("found", found, sampled);
    all += size;
    if (sampled > 0) {
      known += size;
      weighted += (found / sampled) * size;
    }
  }
  const unsampled = all === 0 ? 0 : (all - known) / all;
  if (known === 0 || samples === 0) return { rate: Number.NaN, interval: [0, 1], unsampled };
  const random = createRandom(seed);
  const draws = new Float64Array(samples);
  for (let draw = 0; draw < samples; draw++) {
    let sum = 0;
    for (const { size, sampled, found } of strata) {
      if (sampled === 0) continue;
      // What was labelled is known; the rest of the stratum is as its rate has it.
      const rate = sampled === size ? 0 : drawBeta(found + 0.5, sampled - found + 0.5, random.next);
      sum += found + rate * (size - sampled);
    }
    draws[draw] = sum / all;
  }
  draws.sort();
  const at = (p: number): number => draws[Math.round((samples - 1) * p)] as number;
  return {
    rate: weighted / known,
    interval: [at((1 - level) / 2), Math.min(1, at((1 + level) / 2) + unsampled)],
    unsampled,
  };
}

/** A number drawn from a beta distribution, as the share of one gamma variable in two. */
function drawBeta(a: number, b: number, next: () => number): number {
  const first = drawGamma(a, next);
  return first / (first + drawGamma(b, next));
}

/**
 * A number drawn from the gamma distribution of shape `shape`, at least 1/2.
 *
 * @see G. Marsaglia and W. W. Tsang, "A simple method for generating gamma variables", ACM Transactions on
 *   Mathematical Software 26, 2000, pp. 363-372
 */
function drawGamma(shape: number, next: () => number): number {
  if (shape < 1) return drawGamma(shape + 1, next) * (1 - next()) ** (1 / shape);
  const d = shape - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (;;) {
    const normal = Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());
    const v = (1 + c * normal) ** 3;
    if (v > 0 && Math.log(1 - next()) < (normal * normal) / 2 + d - d * v + d * Math.log(v)) {
      return d * v;
    }
  }
}
