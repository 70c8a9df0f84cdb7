import { checkCount } from "./check.ts";
import type { PermutationOptions } from "./mantel.ts";
import { createRandom, shuffle } from "./random.ts";

/** Outcome of a permutation test over groups. */
export interface PermutationTest {
  /** How many of each group carry the mark. */
  readonly observed: readonly number[];
  /**
   * For each group the share of draws, the given one among them, in which it has at least as many marks;
   * in 0..1.
   */
  readonly p: readonly number[];
  /**
   * The same, held against the most unusual group of each draw, so that the chance that any group falls
   * below α by luck is α at most (max-T).
   */
  readonly familywise: readonly number[];
}

/**
 * Whether marks fall on some groups (users) more than chance would have it, when marks are dealt out anew
 * within each stratum (a day, a length): what depends on the stratum is so ruled out.
 *
 * Groups are compared by how far their marks exceed what their strata let expect, in standard deviations of
 * the draws.
 *
 * @example
 * ```ts
 * import { permutationTest } from "filter-audit/inference";
 *
 * // Messages of three users on one day: all marks are of the first.
 * const groups = [0, 0, 0, 1, 1, 1, 2, 2, 2];
 * const marks = [1, 1, 1, 0, 0, 0, 0, 0, 0];
 * const { p } = permutationTest(groups, Array(9).fill(0), marks, { seed: 1 });
 * [p[0] < 0.05, p[1] > 0.5]; // => [true, true]
 * ```
 *
 * @param groups - Group of each thing, a whole number from 0.
 * @param strata - Stratum of each thing, a whole number from 0.
 * @param marks - 1 where a thing carries the mark, else 0.
 * @throws RangeError if the three are not of one length, or hold other numbers
 * @see P. H. Westfall and S. S. Young, "Resampling-Based Multiple Testing", 1993, chapter 2
 */
export function permutationTest(
  groups: readonly number[],
  strata: readonly number[],
  marks: readonly number[],
  { seed, permutations = 9_999 }: PermutationOptions,
): PermutationTest {
  checkCount("number of permutations", permutations, 10_000_000);
  if (groups.length !== strata.length || groups.length !== marks.length) {
    throw new RangeError(
      `${groups.length} groups, ${strata.length} strata and ${marks.length} marks, expected as many of each`,
    );
  }
  for (const group of groups) checkCount("group", group, 2 ** 24);
  for (const stratum of strata) checkCount("stratum", stratum, 2 ** 24);
  for (const mark of marks) checkCount("mark", mark, 1);
  const groupCount = groups.reduce((most, group) => Math.max(most, group + 1), 0);
  const cells = split(groups, strata, marks);
  const { means, deviations } = expect(cells, groupCount);
  const random = createRandom(seed);
  const counts = new Int32Array(groupCount);
  const count = (): void => {
    counts.fill(0);
    for (const { members, dealt } of cells) {
      for (let place = 0; place < members.length; place++) {
        const group = members[place] as number;
        counts[group] = (counts[group] as number) + (dealt[place] as number);
      }
    }
  };
  const unusual = (group: number): number =>
    deviations[group] === 0
      ? 0
      : ((counts[group] as number) - (means[group] as number)) / (deviations[group] as number);
  count();
  const observed = Array.from(counts);
  const distances = observed.map((_, group) => unusual(group));
  const reached = new Int32Array(groupCount).fill(1);
  const surpassed = new Int32Array(groupCount).fill(1);
  for (let round = 0; round < permutations; round++) {
    for (const { dealt } of cells) shuffle(dealt, random);
    count();
    let most = Number.NEGATIVE_INFINITY;
    for (let group = 0; group < groupCount; group++) {
      if ((counts[group] as number) >= (observed[group] as number)) {
        reached[group] = (reached[group] as number) + 1;
      }
      most = Math.max(most, unusual(group));
    }
    for (let group = 0; group < groupCount; group++) {
      if (most >= (distances[group] as number) - 1e-12) {
        surpassed[group] = (surpassed[group] as number) + 1;
      }
    }
  }
  const share = (reachedBy: number): number => reachedBy / (permutations + 1);
  return {
    observed,
    p: Array.from(reached, share),
    familywise: Array.from(surpassed, share),
  };
}

interface Stratum {
  /** Groups of its things. */
  readonly members: Int32Array;
  /** Their marks, dealt out anew in each draw. */
  readonly dealt: Int32Array;
}

function split(
  groups: readonly number[],
  strata: readonly number[],
  marks: readonly number[],
): Stratum[] {
  const places = new Map<number, number[]>();
  for (const [place, stratum] of strata.entries()) {
    const found = places.get(stratum);
    if (found === undefined) places.set(stratum, [place]);
    else found.push(place);
  }
  return Array.from(places.values(), (chosen) => ({
    members: Int32Array.from(chosen, (place) => groups[place] as number),
    dealt: Int32Array.from(chosen, (place) => marks[place] as number),
  }));
}

/** Mean and standard deviation of each group's marks: sums of hypergeometric ones over the strata. */
function expect(
  cells: readonly Stratum[],
  groupCount: number,
): { readonly means: Float64Array; readonly deviations: Float64Array } {
  const means = new Float64Array(groupCount);
  const variances = new Float64Array(groupCount);
  for (const { members, dealt } of cells) {
    const size = members.length;
    const marked = dealt.reduce((sum, mark) => sum + mark, 0);
    const sizes = new Map<number, number>();
    for (const group of members) sizes.set(group, (sizes.get(group) ?? 0) + 1);
    for (const [group, own] of sizes) {
      means[group] = (means[group] as number) + (own * marked) / size;
      if (size > 1) {
        variances[group] =
          (variances[group] as number) +
          ((own * marked) / size) * ((size - marked) / size) * ((size - own) / (size - 1));
      }
    }
  }
  return { means, deviations: variances.map(Math.sqrt) };
}
