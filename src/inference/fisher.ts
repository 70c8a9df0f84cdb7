import { logBinomial, logTail } from "./binomial.ts";
import { logAdd, logComplement } from "./log.ts";
import { type TestResult, testResult } from "./test-result.ts";
import { checkTable, type TwoByTwo } from "./two-by-two.ts";

/** How many of a kind are among so many drawn without putting back. */
interface Draw {
  /** Things of the kind. */
  readonly kind: number;
  /** Things of the other kind. */
  readonly other: number;
  /** Things drawn. */
  readonly drawn: number;
}

/** ln of the probability that `count` of those drawn are of the kind (hypergeometric). */
function logHypergeometric(count: number, { kind, other, drawn }: Draw): number {
  const total = kind + other;
  if (total === 0) return 0;
  // As binomial probabilities at the rate of drawing, in which that rate cancels out.
  const p = drawn / total;
  const q = (total - drawn) / total;
  return (
    logBinomial(count, kind, p, q) +
    logBinomial(drawn - count, other, p, q) -
    logBinomial(drawn, total, p, q)
  );
}

/** How the probability changes from `count` to `count + 1`. */
function rise(count: number, { kind, other, drawn }: Draw): number {
  return ((kind - count) * (drawn - count)) / ((count + 1) * (other - drawn + count + 1));
}

/** ln of the probability of more than `count`, where that is beyond the mode. */
function logAbove(count: number, draw: Draw): number {
  const most = Math.min(draw.kind, draw.drawn);
  return count >= most
    ? Number.NEGATIVE_INFINITY
    : logTail(logHypergeometric(count + 1, draw), (step) => rise(count + step, draw));
}

/** ln of the probability of fewer than `count`, where that is before the mode. */
function logBelow(count: number, draw: Draw): number {
  const fewest = Math.max(0, draw.drawn - draw.other);
  return count <= fewest
    ? Number.NEGATIVE_INFINITY
    : logTail(logHypergeometric(count - 1, draw), (step) => {
        const next = count - 1 - step;
        return next < fewest ? 0 : 1 / rise(next, draw);
      });
}

const drawOf = ({ a, b, c, d }: TwoByTwo): Draw => ({ kind: a + c, other: b + d, drawn: a + b });

/** ln of the probability of at least `count`, with `weight` of that of exactly so many. */
function logUpper(count: number, draw: Draw, weight: number): number {
  const exactly = logHypergeometric(count, draw);
  const mode = ((draw.drawn + 1) * (draw.kind + 1)) / (draw.kind + draw.other + 2);
  return count >= mode
    ? logAdd(logAbove(count, draw), exactly + Math.log(weight))
    : logComplement(logAdd(logBelow(count, draw), exactly + Math.log1p(-weight)));
}

/**
 * Fisher's exact test that `a` is larger than chance would have it, given the sums of the rows and columns.
 *
 * @example
 * ```ts
 * import { fisherGreater } from "filter-audit/inference";
 *
 * fisherGreater({ a: 8, b: 2, c: 1, d: 9 }).p.toFixed(4); // => "0.0027"
 * ```
 *
 * @throws RangeError if a count is no integer from 0
 * @see R. A. Fisher, "Statistical Methods for Research Workers", 5th edition, 1934, section 21.02
 */
export function fisherGreater(table: TwoByTwo): TestResult {
  checkTable(table);
  return testResult(logUpper(table.a, drawOf(table), 1));
}

/**
 * The mid-p form of {@link fisherGreater}: only half of the probability of the table itself counts. Less
 * cautious; for ranking.
 *
 * @example
 * ```ts
 * import { fisherGreaterMidP } from "filter-audit/inference";
 *
 * fisherGreaterMidP({ a: 8, b: 2, c: 1, d: 9 }).p.toFixed(4); // => "0.0014"
 * ```
 *
 * @throws RangeError if a count is no integer from 0
 */
export function fisherGreaterMidP(table: TwoByTwo): TestResult {
  checkTable(table);
  return testResult(logUpper(table.a, drawOf(table), 0.5));
}

/** Tables whose probability is above that of the table seen by no more than this share count as equal. */
const TIE = 1e-7;

/**
 * Fisher's exact test of no association, both ways: the probability of all tables with the same sums that
 * are no more probable than the one seen (to a relative 1e-7, as R and SciPy do).
 *
 * @example
 * ```ts
 * import { fisherTwoSided } from "filter-audit/inference";
 *
 * fisherTwoSided({ a: 8, b: 2, c: 1, d: 9 }).p.toFixed(4); // => "0.0055"
 * ```
 *
 * @throws RangeError if a count is no integer from 0
 */
export function fisherTwoSided(table: TwoByTwo): TestResult {
  checkTable(table);
  const draw = drawOf(table);
  const fewest = Math.max(0, draw.drawn - draw.other);
  const most = Math.min(draw.kind, draw.drawn);
  const seen = logHypergeometric(table.a, draw);
  const isExtreme = (count: number): boolean =>
    logHypergeometric(count, draw) <= seen + Math.log1p(TIE);
  const mode = Math.min(
    most,
    Math.max(
      fewest,
      Math.floor(((draw.drawn + 1) * (draw.kind + 1)) / (draw.kind + draw.other + 2)),
    ),
  );
  if (isExtreme(mode)) return testResult(0);
  // On each side of the mode probabilities fall; find the innermost count that is as extreme.
  const below = lastTrue(fewest, mode, isExtreme);
  const above = -lastTrue(-most, -mode, (negative) => isExtreme(-negative));
  const logP = logAdd(
    Number.isNaN(below) ? Number.NEGATIVE_INFINITY : logBelow(below + 1, draw),
    Number.isNaN(above) ? Number.NEGATIVE_INFINITY : logAbove(above - 1, draw),
  );
  return testResult(logP);
}

/** The largest integer from `low` to below `high` of which `holds`, where it holds up to some place. */
function lastTrue(low: number, high: number, holds: (value: number) => boolean): number {
  if (!holds(low)) return Number.NaN;
  let yes = low;
  let no = high;
  while (no - yes > 1) {
    const middle = Math.floor((yes + no) / 2);
    if (holds(middle)) yes = middle;
    else no = middle;
  }
  return yes;
}
