import { checkCount, checkLevel } from "./check.ts";
import type { Interval } from "./interval.ts";
import { createRandom, type Random } from "./random.ts";

/** What was counted in one cluster: the messages of one user, or of one conversation. */
export interface Cluster {
  /** How often it could have happened. */
  readonly total: number;
  /** How often it happened. */
  readonly successes: number;
}

/** A rate whose cases come in clusters. */
export interface ClusteredRate {
  /** The rate over all clusters; NaN where there is nothing to take a share of. */
  readonly rate: number;
  /** Percentile interval of the bootstrap; `[0, 1]` where there are fewer than two clusters. */
  readonly interval: Interval;
  /**
   * How many times the variance of the rate is that of as many independent cases; NaN where that is 0 or
   * unknown. 1: clusters do no harm; 4: the corpus says as much as one of a quarter of its size.
   */
  readonly designEffect: number;
}

/** Options of {@link clusterInterval}. */
export interface BootstrapOptions {
  /** A whole number from 0 to 2^32 - 1. */
  readonly seed: number;
  /** Samples drawn. Default: 2,000. */
  readonly samples?: number;
}

/** Of what several rates are taken over the same clusters: cases that have it, by cluster. */
export interface ClusterHits {
  /** Which clusters have any; each once. */
  readonly clusters: readonly number[];
  /** Beside `clusters`: how often it happened there. */
  readonly successes: readonly number[];
}

/**
 * A rate with an interval that does not take messages of one user or conversation as independent: whole
 * clusters are drawn with replacement, as many as there are, and the rate is taken of each such sample.
 * The design effect is that of the linearised variance of a ratio, with the correction for few clusters.
 *
 * @example
 * ```ts
 * import { clusterInterval } from "filter-audit/inference";
 *
 * const users = [{ total: 10, successes: 1 }, { total: 8, successes: 4 }, { total: 12, successes: 3 }];
 * const { rate, interval } = clusterInterval(users, 0.95, { seed: 1 });
 * [rate.toFixed(3), interval.map((end) => end.toFixed(3))]; // => ["0.267", ["0.100", "0.500"]]
 * ```
 *
 * @param level - Confidence level, above 0 and below 1.
 * @throws RangeError if a count or an option is out of range
 * @see A. C. Davison and D. V. Hinkley, "Bootstrap Methods and their Application", 1997, sections 3.8, 5.3
 * @see L. Kish, "Survey Sampling", 1965, section 8.2
 */
export function clusterInterval(
  clusters: readonly Cluster[],
  level: number,
  options: BootstrapOptions,
): ClusteredRate {
  const hits = {
    clusters: clusters.map((_, index) => index),
    successes: clusters.map(({ successes }) => successes),
  };
  const totals = clusters.map(({ total }) => total);
  return clusterIntervals(totals, [hits], level, options)[0] as ClusteredRate;
}

/**
 * Several rates over the same clusters, as {@link clusterInterval} gives each: every sample of clusters that is
 * drawn serves all of them.
 *
 * @example
 * ```ts
 * import { clusterIntervals } from "filter-audit/inference";
 *
 * // Three users, of whom the first and the last have messages that trigger.
 * const hits = [{ clusters: [0, 2], successes: [1, 3] }];
 * const [first] = clusterIntervals([10, 8, 12], hits, 0.95, { seed: 1 });
 * first.rate.toFixed(3); // => "0.133"
 * ```
 *
 * @param totals - How often it could have happened in each cluster, whatever it is.
 * @param rates - What happened.
 * @param level - Confidence level, above 0 and below 1.
 * @throws RangeError if a count, a cluster or an option is out of range
 */
export function clusterIntervals(
  totals: readonly number[],
  rates: readonly ClusterHits[],
  level: number,
  { seed, samples = 2_000 }: BootstrapOptions,
): readonly ClusteredRate[] {
  checkLevel(level);
  checkCount("number of samples", samples, 1_000_000);
  let total = 0;
  for (const each of totals) {
    checkCount("total", each);
    total += each;
  }
  for (const { clusters, successes } of rates) {
    for (const [index, cluster] of clusters.entries()) {
      checkCount("cluster", cluster, totals.length - 1);
      checkCount("successes", successes[index] ?? 0, totals[cluster]);
    }
  }
  const known = rates.map((hits) => sumOf(hits.successes) / total);
  if (totals.length < 2 || total === 0 || samples === 0) {
    return known.map((rate) => ({ rate, interval: [0, 1], designEffect: Number.NaN }));
  }
  const drawn = drawRates(totals, rates, known, createRandom(seed), samples);
  return rates.map((hits, index) => {
    const rate = known[index] as number;
    const sorted = (drawn[index] as Float64Array).sort();
    return {
      rate,
      interval: [quantile(sorted, (1 - level) / 2), quantile(sorted, (1 + level) / 2)],
      designEffect: designEffect(totals, hits, total, rate),
    };
  });
}

/** The rates in each sample of clusters. */
function drawRates(
  totals: readonly number[],
  rates: readonly ClusterHits[],
  known: readonly number[],
  random: Random,
  samples: number,
): readonly Float64Array[] {
  const drawn = rates.map(() => new Float64Array(samples));
  const sizes = Float64Array.from(totals);
  const hits = rates.map(({ clusters, successes }) => ({
    clusters: Uint32Array.from(clusters),
    successes: Float64Array.from(successes),
  }));
  const times = new Uint32Array(totals.length);
  for (let sample = 0; sample < samples; sample++) {
    times.fill(0);
    random.count(totals.length, times);
    let total = 0;
    for (let cluster = 0; cluster < sizes.length; cluster++) {
      total += (times[cluster] as number) * (sizes[cluster] as number);
    }
    for (const [index, { clusters, successes }] of hits.entries()) {
      let sum = 0;
      for (let place = 0; place < clusters.length; place++) {
        sum += (times[clusters[place] as number] as number) * (successes[place] as number);
      }
      // Clusters without messages alone say nothing: as if the sample were the corpus.
      (drawn[index] as Float64Array)[sample] = total === 0 ? (known[index] as number) : sum / total;
    }
  }
  return drawn;
}

function sumOf(counts: readonly number[]): number {
  return counts.reduce((sum, count) => sum + count, 0);
}

/** The quantile of sorted numbers, between neighbours in proportion (Hyndman and Fan's type 7). */
function quantile(sorted: Float64Array, p: number): number {
  const place = (sorted.length - 1) * p;
  const below = Math.floor(place);
  const low = sorted[below] as number;
  const high = sorted[Math.min(below + 1, sorted.length - 1)] as number;
  return low + (high - low) * (place - below);
}

function designEffect(
  totals: readonly number[],
  { clusters, successes }: ClusterHits,
  total: number,
  rate: number,
): number {
  const count = totals.length;
  const residuals = totals.map((each) => -rate * each);
  for (const [place, cluster] of clusters.entries()) {
    residuals[cluster] = (residuals[cluster] as number) + (successes[place] as number);
  }
  const squares = residuals.reduce((sum, residual) => sum + residual ** 2, 0);
  const clustered = ((count / (count - 1)) * squares) / total ** 2;
  const independent = (rate * (1 - rate)) / total;
  return independent === 0 ? Number.NaN : clustered / independent;
}
