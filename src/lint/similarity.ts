import { AuditError } from "../errors.ts";
import type { KeywordList } from "../lists/keyword-list.ts";
import { DEFAULT_FOLDS, type FoldChoice } from "../unicode/unicode.ts";
import {
  countShared,
  createPostings,
  createSimilarityIndex,
  type ListProfile,
  type SimilarityIndex,
} from "./similarity-index.ts";
import type { OddityKind } from "./similarity-oddity.ts";
import { compareOrder, type OrderAgreement } from "./similarity-order.ts";
import { averageLinkage, formatNewick, type TreeJoint } from "./similarity-tree.ts";

/** How lists are compared. */
export interface SimilarityOptions {
  /** What counts as the same in the figures after folding. Default: `DEFAULT_FOLDS`. */
  readonly folds?: readonly FoldChoice[];
  /** Most odd entries that are listed, from 0. Default: 100. */
  readonly oddities?: number;
}

/** One of the lists that are compared. */
export interface ComparedList {
  /** Its name. */
  readonly name: string;
  /** Number of its rules. */
  readonly rules: number;
  /** Number of its different conditions as written. */
  readonly conditions: number;
  /** Number of its different conditions after folding. */
  readonly folded: number;
  /** Number of conditions that it has more than once. */
  readonly duplicates: number;
  /** Number of its different odd entries. */
  readonly oddities: number;
  /** Whether nearly all its entries ascend by code units: its order then tells nothing of where it comes from. */
  readonly isSorted: boolean;
}

/** How much two sets of conditions have in common. */
export interface Overlap {
  /** Number of conditions in both. */
  readonly shared: number;
  /** Those in both as a share of those in either, in 0..1. */
  readonly jaccard: number;
  /** Those in both as a share of those of the first list, and of those of the second, in 0..1. */
  readonly containment: readonly [first: number, second: number];
}

/** Two lists that share a condition. */
export interface PairSimilarity {
  /** Indexes of the lists, ascending. */
  readonly lists: readonly [first: number, second: number];
  /** Conditions as written. */
  readonly exact: Overlap;
  /** Conditions after folding. */
  readonly folded: Overlap;
  /** Whether what they share stands in the same order; undefined: they share less than two conditions. */
  readonly order: OrderAgreement | undefined;
  /** Number of conditions that both have more than once. */
  readonly duplicates: number;
  /** Number of odd entries that both have, byte for byte. */
  readonly oddities: number;
}

/** An odd entry that several lists have: rarely does the same slip happen twice. */
export interface SharedOddity {
  /** The entry as written. */
  readonly raw: string;
  /** What is odd about it. */
  readonly kind: OddityKind;
  /** Indexes of the lists that have it, ascending; two at least. */
  readonly lists: readonly number[];
}

/** Which lists share what: plain data. */
export interface Similarity {
  /** The lists, as given. */
  readonly lists: readonly ComparedList[];
  /** Pairs that share a condition after folding: by Jaccard index after folding, the highest first. */
  readonly pairs: readonly PairSimilarity[];
  /** How lists join into groups by mean Jaccard index after folding, the most similar first. */
  readonly joints: readonly TreeJoint[];
  /** The same as a tree in the Newick form. */
  readonly newick: string;
  /** Odd entries of several lists: those of the fewest lists first, then by code units. */
  readonly oddities: readonly SharedOddity[];
}

/** More lists than this have more pairs than can be held. */
const MOST_LISTS = 4096;

/**
 * Compares lists with each other: which conditions they share, as written and after folding, which lists group
 * together, and what shows that they come from one another: the same order, the same duplicates, the same odd
 * entries.
 *
 * Pairs are counted by an index of conditions, so only what is shared costs time. The order of more than 128 shared
 * conditions is compared by a sample of so many.
 *
 * @throws RangeError if a fold or an option is out of its range
 * @throws AuditError `limit` if there are more than 4,096 lists
 *
 * @example
 * ```ts
 * import { parseList } from "filter-audit";
 * import { similarity } from "filter-audit/lint";
 *
 * const lists = ["tea\nmilk\nFLG\n", "tea\nmilk \nflg\n", "cocoa\n"].map((text, index) =>
 *   parseList(text, { format: "lines", name: `list-${index + 1}` }),
 * );
 * const { pairs, newick } = similarity(lists);
 * pairs.length; // => 1
 * pairs[0].exact.shared; // => 1
 * pairs[0].folded; // => { shared: 2, jaccard: 0.5, containment: [2 / 3, 2 / 3] }
 * newick; // => "(('list-1':0.25,'list-2':0.25):0.25,'list-3':0.5);"
 * ```
 */
export function similarity(
  lists: readonly KeywordList[],
  options: SimilarityOptions = {},
): Similarity {
  const { folds = DEFAULT_FOLDS, oddities: most = 100 } = options;
  if (!Number.isSafeInteger(most) || most < 0) {
    throw new RangeError(`oddities is ${most}, expected a whole number from 0`);
  }
  if (lists.length > MOST_LISTS) {
    throw new AuditError("limit", `${lists.length} lists, expected at most ${MOST_LISTS}`, {
      limit: MOST_LISTS,
      actual: lists.length,
    });
  }
  const index = createSimilarityIndex(lists, folds);
  const pairs = comparePairs(index.profiles);
  const joints = averageLinkage(similarityMatrix(pairs, lists.length), lists.length);
  return {
    lists: index.profiles.map((profile, place) => ({
      name: lists[place]?.name ?? "",
      rules: profile.rules,
      conditions: profile.exact.length,
      folded: profile.folded.length,
      duplicates: profile.duplicates.length,
      oddities: profile.oddities.length,
      isSorted: profile.isSorted,
    })),
    pairs,
    joints,
    newick: formatNewick(
      joints,
      lists.map(({ name }) => name),
    ),
    oddities: sharedOddities(index).slice(0, most),
  };
}

function comparePairs(profiles: readonly ListProfile[]): PairSimilarity[] {
  const exact = countShared(profiles.map((profile) => profile.exact));
  const folded = countShared(profiles.map((profile) => profile.folded));
  const duplicates = countShared(profiles.map((profile) => profile.duplicates));
  const oddities = countShared(profiles.map((profile) => profile.oddities));
  const pairs: PairSimilarity[] = [];
  for (const [first, a] of profiles.entries()) {
    for (let second = first + 1; second < profiles.length; second++) {
      const b = profiles[second] as ListProfile;
      const place = first * profiles.length + second;
      const shared = folded[place] ?? 0;
      if (shared > 0) {
        pairs.push({
          lists: [first, second],
          exact: overlap(exact[place] ?? 0, a.exact.length, b.exact.length),
          folded: overlap(shared, a.folded.length, b.folded.length),
          order: compareOrder(a.order, b.order),
          duplicates: duplicates[place] ?? 0,
          oddities: oddities[place] ?? 0,
        });
      }
    }
  }
  // Stable: equal ones stay in the order of the lists.
  return pairs.sort((a, b) => b.folded.jaccard - a.folded.jaccard);
}

function overlap(shared: number, first: number, second: number): Overlap {
  return {
    shared,
    jaccard: shared / (first + second - shared),
    containment: [shared / first, shared / second],
  };
}

function similarityMatrix(pairs: readonly PairSimilarity[], count: number): Float64Array {
  const matrix = new Float64Array(count * count);
  for (const { lists, folded } of pairs) {
    const [first, second] = lists;
    matrix[first * count + second] = folded.jaccard;
    matrix[second * count + first] = folded.jaccard;
  }
  return matrix;
}

function sharedOddities({ profiles, oddities }: SimilarityIndex): SharedOddity[] {
  const { starts, members } = createPostings(profiles.map((profile) => profile.oddities));
  return oddities
    .map((oddity, number) => ({
      ...oddity,
      lists: Array.from(members.subarray(starts[number], starts[number + 1])),
    }))
    .filter(({ lists }) => lists.length > 1)
    .sort((a, b) => a.lists.length - b.lists.length || (a.raw < b.raw ? -1 : 1));
}
