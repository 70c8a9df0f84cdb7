import type { KeywordList } from "../lists/keyword-list.ts";
import type { FoldChoice } from "../unicode/unicode.ts";
import { conditionKey, createFoldedKey } from "./condition-key.ts";
import { type OddityKind, oddityOf } from "./similarity-oddity.ts";
import { createOrder } from "./similarity-order.ts";

/** What is compared of one list. Conditions are numbers, the same in all lists. */
export interface ListProfile {
  /** Number of its rules. */
  readonly rules: number;
  /** Its conditions as written, each once, in order. */
  readonly exact: Uint32Array;
  /** Its conditions after folding, each once. */
  readonly folded: Uint32Array;
  /** Conditions as written that it has several times. */
  readonly duplicates: Uint32Array;
  /** Its odd entries, by number, each once. */
  readonly oddities: Uint32Array;
  /** What `createOrder` makes of `exact`. */
  readonly order: Float64Array;
  /** Whether its entries ascend by code units, nearly all of them. */
  readonly isSorted: boolean;
}

/** An entry that is odd. */
export interface Oddity {
  /** As written. */
  readonly raw: string;
  /** What is odd about it. */
  readonly kind: OddityKind;
}

/** All lists, ready to be compared. */
export interface SimilarityIndex {
  /** In the order of the lists. */
  readonly profiles: readonly ListProfile[];
  /** Odd entries of all lists, by number. */
  readonly oddities: readonly Oddity[];
}

/** Fewest rules of a list, and least share of neighbours that ascend, of which one says that it is sorted. */
const SORTED = { least: 10, share: 0.95 };

/** Looks at each list once. */
export function createSimilarityIndex(
  lists: readonly KeywordList[],
  folds: readonly FoldChoice[],
): SimilarityIndex {
  const foldedKey = createFoldedKey(folds);
  const exactNumbers = new Map<string, number>();
  const foldedNumbers = new Map<string, number>();
  /** The folded condition of each exact one. */
  const foldedOf: number[] = [];
  const oddNumbers = new Map<string, number>();
  const oddities: Oddity[] = [];

  function profile({ rules }: KeywordList): ListProfile {
    const exact = new Set<number>();
    const duplicates = new Set<number>();
    const odd = new Set<number>();
    let ascending = 0;
    let previous = "";
    for (const rule of rules) {
      const key = conditionKey(rule);
      let number = exactNumbers.get(key);
      if (number === undefined) {
        number = exactNumbers.size;
        exactNumbers.set(key, number);
        foldedOf.push(numberIn(foldedNumbers, foldedKey(rule)));
      }
      if (exact.has(number)) duplicates.add(number);
      else exact.add(number);
      const { raw } = rule.source;
      if (raw >= previous) ascending++;
      previous = raw;
      const kind = oddityOf(raw);
      if (kind !== undefined) {
        const place = numberIn(oddNumbers, raw);
        if (place === oddities.length) oddities.push({ raw, kind });
        odd.add(place);
      }
    }
    const numbers = Uint32Array.from(exact);
    return {
      rules: rules.length,
      exact: numbers,
      folded: Uint32Array.from(new Set(Array.from(exact, (number) => foldedOf[number] ?? 0))),
      duplicates: Uint32Array.from(duplicates),
      oddities: Uint32Array.from(odd),
      order: createOrder(numbers),
      isSorted: rules.length >= SORTED.least && ascending >= SORTED.share * rules.length,
    };
  }

  return { profiles: lists.map(profile), oddities };
}

function numberIn(numbers: Map<string, number>, key: string): number {
  let number = numbers.get(key);
  if (number === undefined) {
    number = numbers.size;
    numbers.set(key, number);
  }
  return number;
}

/** In which of several sets each number is: the sets of number `n` are `members[starts[n]]` to `starts[n + 1]`. */
export interface Postings {
  /** Where the sets of each number begin; one more at the end. */
  readonly starts: Uint32Array;
  /** The sets, ascending within each number. */
  readonly members: Uint32Array;
}

/** Turns sets of numbers around. */
export function createPostings(sets: readonly Uint32Array[]): Postings {
  let size = 0;
  for (const set of sets) for (const number of set) size = Math.max(size, number + 1);
  const starts = new Uint32Array(size + 1);
  for (const set of sets) {
    for (const number of set) starts[number + 1] = (starts[number + 1] ?? 0) + 1;
  }
  for (let number = 0; number < size; number++) {
    starts[number + 1] = (starts[number + 1] ?? 0) + (starts[number] ?? 0);
  }
  const members = new Uint32Array(starts[size] ?? 0);
  const next = starts.slice();
  for (const [index, set] of sets.entries()) {
    for (const number of set) {
      const place = next[number] ?? 0;
      members[place] = index;
      next[number] = place + 1;
    }
  }
  return { starts, members };
}

/**
 * How many numbers each two of several sets share, row by row, the upper half of a square. Only pairs that share
 * a number cost time.
 */
export function countShared(sets: readonly Uint32Array[]): Uint32Array {
  const { starts, members } = createPostings(sets);
  const count = sets.length;
  const shared = new Uint32Array(count * count);
  for (let number = 0; number + 1 < starts.length; number++) {
    const end = starts[number + 1] ?? 0;
    for (let first = starts[number] ?? 0; first < end; first++) {
      const row = (members[first] ?? 0) * count;
      for (let second = first + 1; second < end; second++) {
        const place = row + (members[second] ?? 0);
        shared[place] = (shared[place] ?? 0) + 1;
      }
    }
  }
  return shared;
}
