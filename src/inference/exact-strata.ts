import { cochranMantelHaenszel } from "./association.ts";
import { checkLevel } from "./check.ts";
import { normalQuantile } from "./normal.ts";
import { checkTable, type TwoByTwo } from "./two-by-two.ts";

/** What is concluded from tables that share an odds ratio. */
export interface ExactStrata {
  /** Conditional estimate of the common odds ratio; null where the tables leave no choice, or it is infinite. */
  readonly oddsRatio: number | null;
  /** Its exact interval; a null end is infinite. `[0, null]` where the tables leave no choice. */
  readonly interval: readonly [lower: number, upper: number | null];
  /** One-sided mid-p that `a` is larger than chance would have it. 1 where the tables leave no choice. */
  readonly p: number;
  /** The smallest `p` that tables with these sums can have: above a bound, the test cannot reach that bound. */
  readonly least: number;
}

/** With more possible sums than this the large-sample test stands in: it is then exact enough. */
const MOST_SUMS = 4_096;

/** Logarithms of odds ratios are looked for between this and its negative. */
const FAR = 60;

/** Halvings of that range: beyond the digits of a number. */
const HALVINGS = 60;

/**
 * The exact test of one odds ratio over strata, conditional on the sums of every stratum: whether `a`, added up over
 * the strata, is larger than if within each stratum the yes of the second question fell on things by lot. So whatever
 * differs between strata is ruled out, at any size of them. With one stratum, and `p` at mid-p, it is Fisher's test.
 *
 * The interval holds the true ratio at least as often as its level says (Cornfield's tails, without mid-p). Above 4,096
 * possible sums, the test is that of Cochran, Mantel and Haenszel, and the interval is based on it (Miettinen 1976).
 *
 * @example
 * ```ts
 * import { exactStrata } from "filter-audit/inference";
 *
 * const strata = [{ a: 8, b: 2, c: 1, d: 9 }, { a: 4, b: 6, c: 2, d: 8 }];
 * exactStrata(strata, 0.95).p.toFixed(4); // => "0.0022"
 * ```
 *
 * @param level - Confidence level, above 0 and below 1.
 * @throws RangeError if a count is no integer from 0, or the level is out of range
 * @see C. R. Mehta, N. R. Patel and R. Gray, "Computing an exact confidence interval for the common odds ratio in
 *   several 2 x 2 contingency tables", Journal of the American Statistical Association 80, 1985, pp. 969-973
 * @see O. S. Miettinen, "Estimability and estimation in case-referent studies", American Journal of Epidemiology 103,
 *   1976, pp. 226-235
 */
export function exactStrata(strata: readonly TwoByTwo[], level: number): ExactStrata {
  checkLevel(level);
  let sums = 0;
  let seen = 0;
  const open: TwoByTwo[] = [];
  for (const table of strata) {
    checkTable(table);
    const { least, most } = rangeOf(table);
    if (most > least) {
      open.push(table);
      sums += most - least;
      seen += table.a - least;
    }
  }
  if (sums === 0) return { oddsRatio: null, interval: [0, null], p: 1, least: 1 };
  if (sums > MOST_SUMS) return byLargeSample(open, level);
  const chances = open.reduce<Float64Array>(
    (before, table) => convolve(before, chancesOf(table)),
    Float64Array.of(1),
  );
  return {
    ...estimate(chances, seen, level),
    p: upperTail(chances, seen),
    least: leastOf(chances),
  };
}

/** Which values `a` can have, the sums of the table given. */
function rangeOf({ a, b, c, d }: TwoByTwo): { readonly least: number; readonly most: number } {
  return { least: Math.max(0, a - d), most: a + Math.min(b, c) };
}

/** The probability of each value of `a`, the least first: from the mode outwards, so that nothing overflows. */
function chancesOf(table: TwoByTwo): Float64Array {
  const { least, most } = rangeOf(table);
  const row = table.a + table.b;
  const column = table.a + table.c;
  const rest = table.d - table.a;
  const chances = new Float64Array(most - least + 1);
  const ratio = (value: number): number =>
    ((row - value) * (column - value)) / ((value + 1) * (rest + value + 1));
  const total = row + table.c + table.d;
  const mode = Math.min(
    most,
    Math.max(least, Math.floor(((row + 1) * (column + 1)) / (total + 2))),
  );
  chances[mode - least] = 1;
  for (let value = mode; value < most; value++) {
    chances[value + 1 - least] = (chances[value - least] as number) * ratio(value);
  }
  for (let value = mode - 1; value >= least; value--) {
    chances[value - least] = (chances[value + 1 - least] as number) / ratio(value);
  }
  const sum = chances.reduce((before, chance) => before + chance, 0);
  return chances.map((chance) => chance / sum);
}

function convolve(a: Float64Array, b: Float64Array): Float64Array {
  const sums = new Float64Array(a.length + b.length - 1);
  for (let i = 0; i < a.length; i++) {
    for (let j = 0; j < b.length; j++) {
      sums[i + j] = (sums[i + j] as number) + (a[i] as number) * (b[j] as number);
    }
  }
  return sums;
}

/** Mid-p of at least `seen`. */
function upperTail(chances: Float64Array, seen: number): number {
  let tail = (chances[seen] as number) / 2;
  for (let value = chances.length - 1; value > seen; value--) tail += chances[value] as number;
  return Math.min(1, tail);
}

function leastOf(chances: Float64Array): number {
  return (chances.at(-1) as number) / 2;
}

/** Estimate and interval: the sums under a ratio ψ have the chances of ψ = 1 times ψ to the power of the sum. */
function estimate(
  chances: Float64Array,
  seen: number,
  level: number,
): Pick<ExactStrata, "oddsRatio" | "interval"> {
  const logs = chances.map(Math.log);
  const last = chances.length - 1;
  const tail = (1 - level) / 2;
  const root = (isBelow: (moments: Moments) => boolean): number => {
    let low = -FAR;
    let high = FAR;
    for (let step = 0; step < HALVINGS; step++) {
      const middle = (low + high) / 2;
      if (isBelow(momentsAt(logs, middle, seen))) low = middle;
      else high = middle;
    }
    return Math.exp((low + high) / 2);
  };
  return {
    oddsRatio: seen === 0 ? 0 : seen === last ? null : root(({ mean }) => mean < seen),
    interval: [
      seen === 0 ? 0 : root(({ atLeast }) => atLeast < tail),
      seen === last ? null : root(({ atMost }) => atMost > tail),
    ],
  };
}

interface Moments {
  readonly mean: number;
  readonly atLeast: number;
  readonly atMost: number;
}

function momentsAt(logs: Float64Array, logRatio: number, seen: number): Moments {
  let most = Number.NEGATIVE_INFINITY;
  for (let value = 0; value < logs.length; value++) {
    most = Math.max(most, (logs[value] as number) + value * logRatio);
  }
  let [sum, mean, below, above, exactly] = [0, 0, 0, 0, 0];
  for (let value = 0; value < logs.length; value++) {
    const weight = Math.exp((logs[value] as number) + value * logRatio - most);
    sum += weight;
    mean += weight * value;
    if (value < seen) below += weight;
    else if (value > seen) above += weight;
    else exactly = weight;
  }
  return { mean: mean / sum, atLeast: (above + exactly) / sum, atMost: (below + exactly) / sum };
}

function byLargeSample(strata: readonly TwoByTwo[], level: number): ExactStrata {
  const { oddsRatio, statistic, p } = cochranMantelHaenszel(strata);
  const logarithm = Math.log(oddsRatio);
  const z = -normalQuantile((1 - level) / 2);
  const spread = statistic === 0 ? Number.POSITIVE_INFINITY : z / Math.sqrt(statistic);
  const ends = [1 - spread, 1 + spread].map((factor) => Math.exp(logarithm * factor));
  const [lower = 0, upper = 0] = ends.sort((x, y) => x - y);
  const isKnown = Number.isFinite(logarithm) && logarithm !== 0 && statistic > 0;
  return {
    oddsRatio: Number.isFinite(oddsRatio) ? oddsRatio : null,
    interval: isKnown ? [lower, Number.isFinite(upper) ? upper : null] : [0, null],
    p: oddsRatio > 1 ? p / 2 : 1 - p / 2,
    least: 0,
  };
}
