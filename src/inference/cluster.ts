import { checkCount, checkLevel } from "./check.ts";
import type { Interval } from "./interval.ts";
import { createRandom } from "./random.ts";

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

/**
 * A rate with an interval that does not take messages of one user or conversation as independent: whole
 * clusters are drawn with replacement, as many as there are, and the rate is taken of each such sample.
 * The design effect is that of the linearised variance of a ratio, with the correction for few clusters.
 *
 * @param level - Confidence level, above 0 and below 1.
 * @throws RangeError if a count or an option is out of range
 * @see A. C. Davison and D. V. Hinkley, "Bootstrap Methods and their Application", 1997, sections 3.8, 5.3
 * @see L. Kish, "Survey Sampling", 1965, section 8.2
 */
export function clusterInterval(
  clusters: readonly Cluster[],
  level: number,
  { seed, samples = 2_000 }: BootstrapOptions,
): ClusteredRate {
  checkLevel(level);
  checkCount("number of samples", samples, 1_000_000);
  let total = 0;
  let successes = 0;
  for (const cluster of clusters) {
    checkCount("total", cluster.total);
    checkCount("successes", cluster.successes, cluster.total);
    total += cluster.total;
    successes += cluster.successes;
  }
  const rate = successes / total;
  if (clusters.length < 2 || total === 0 || samples === 0) {
    return { rate, interval: [0, 1], designEffect: Number.NaN };
  }
  const totals = Float64Array.from(clusters, (cluster) => cluster.total);
  const hits = Float64Array.from(clusters, (cluster) => cluster.successes);
  const random = createRandom(seed);
  const rates = new Float64Array(samples);
  for (let sample = 0; sample < samples; sample++) {
    let drawnTotal = 0;
    let drawnHits = 0;
    for (let draw = 0; draw < totals.length; draw++) {
      const cluster = random.below(totals.length);
      drawnTotal += totals[cluster] as number;
      drawnHits += hits[cluster] as number;
    }
    // Clusters without messages alone say nothing: as if the sample were the corpus.
    rates[sample] = drawnTotal === 0 ? rate : drawnHits / drawnTotal;
  }
  rates.sort();
  return {
    rate,
    interval: [quantile(rates, (1 - level) / 2), quantile(rates, (1 + level) / 2)],
    designEffect: designEffect(clusters, total, rate),
  };
}

/** The quantile of sorted numbers, between neighbours in proportion (Hyndman and Fan's type 7). */
function quantile(sorted: Float64Array, p: number): number {
  const place = (sorted.length - 1) * p;
  const below = Math.floor(place);
  const low = sorted[below] as number;
  const high = sorted[Math.min(below + 1, sorted.length - 1)] as number;
  return low + (high - low) * (place - below);
}

function designEffect(clusters: readonly Cluster[], total: number, rate: number): number {
  const count = clusters.length;
  const squares = clusters.reduce(
    (sum, cluster) => sum + (cluster.successes - rate * cluster.total) ** 2,
    0,
  );
  const clustered = ((count / (count - 1)) * squares) / total ** 2;
  const independent = (rate * (1 - rate)) / total;
  return independent === 0 ? Number.NaN : clustered / independent;
}
