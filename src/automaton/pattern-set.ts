import { MAX_PATTERNS } from "./layout.ts";

/** Patterns in one array, one after another. */
export interface PatternSet {
  /** Symbols of all patterns: classes, or ids. */
  readonly symbols: Uint16Array;
  /** `Uint32Array` of one more than there are patterns: where each begins. */
  readonly starts: Uint32Array;
}

/** Puts patterns into one array. */
export function joinPatterns(patterns: readonly Uint16Array[]): PatternSet {
  const starts = new Uint32Array(patterns.length + 1);
  for (let index = 0; index < patterns.length; index++) {
    starts[index + 1] = starts[index]! + patterns[index]!.length;
  }
  const symbols = new Uint16Array(starts[patterns.length]!);
  for (let index = 0; index < patterns.length; index++) {
    symbols.set(patterns[index]!, starts[index]!);
  }
  return { symbols, starts };
}

/**
 * The numbers of patterns in the order of their symbols, a prefix before what it starts, equal ones by
 * number.
 *
 * Two passes of a counting sort, by the second symbol and then by the first, leave runs that share both; those are
 * sorted by comparing what comes after.
 */
export function sortPatterns(set: PatternSet): Uint32Array {
  const { symbols, starts } = set;
  const count = starts.length - 1;
  const numbers = new Uint32Array(count);
  for (let pattern = 0; pattern < count; pattern++) {
    numbers[pattern] = pattern;
  }
  const bySecond = countingSort(set, numbers, 1);
  const sorted = countingSort(set, bySecond, 0);
  for (let from = 0; from < count; ) {
    const pattern = sorted[from]!;
    const start = starts[pattern]!;
    const first = symbols[start]!;
    const second = start + 1 < starts[pattern + 1]! ? symbols[start + 1]! : 0;
    let to = from + 1;
    while (to < count) {
      const other = starts[sorted[to]!]!;
      if (
        symbols[other] !== first ||
        (other + 1 < starts[sorted[to]! + 1]! ? symbols[other + 1]! : 0) !== second
      ) {
        break;
      }
      to++;
    }
    // The sort was stable: patterns of one symbol are in order already.
    if (to - from > 1 && second !== 0) {
      sorted.subarray(from, to).sort((a, b) => comparePatterns(set, a, b, 2));
    }
    from = to;
  }
  return sorted;
}

/** Compares patterns that share their first `depth` symbols; equal ones by number. */
function comparePatterns(
  { symbols, starts }: PatternSet,
  a: number,
  b: number,
  depth: number,
): number {
  const leftEnd = starts[a + 1]!;
  const rightEnd = starts[b + 1]!;
  let left = starts[a]! + depth;
  let right = starts[b]! + depth;
  while (left < leftEnd && right < rightEnd) {
    const order = symbols[left++]! - symbols[right++]!;
    if (order !== 0) {
      return order;
    }
  }
  return leftEnd - left - (rightEnd - right) || a - b;
}

/** Sorts by the symbol at a depth, those that end before it first; equal ones stay in order. */
function countingSort(
  { symbols, starts }: PatternSet,
  items: Uint32Array,
  depth: number,
): Uint32Array {
  // As many keys as there are, so that a small set costs little.
  let greatest = 0;
  for (let pattern = 0; pattern + 1 < starts.length; pattern++) {
    const place = starts[pattern]! + depth;
    if (place < starts[pattern + 1]! && symbols[place]! > greatest) {
      greatest = symbols[place]!;
    }
  }
  const places = new Uint32Array(greatest + 2);
  for (let pattern = 0; pattern + 1 < starts.length; pattern++) {
    const place = starts[pattern]! + depth;
    places[(place < starts[pattern + 1]! ? symbols[place]! : 0) + 1]!++;
  }
  for (let key = 0; key <= greatest; key++) {
    places[key + 1]! += places[key]!;
  }
  const sorted = new Uint32Array(items.length);
  for (let index = 0; index < items.length; index++) {
    const item = items[index]!;
    const place = starts[item]! + depth;
    sorted[places[place < starts[item + 1]! ? symbols[place]! : 0]!++] = item;
  }
  return sorted;
}

/**
 * Checks that patterns are such, not too many, and hold classes below `classCount` only.
 *
 * @throws RangeError if there are more than `MAX_PATTERNS`, or if one is empty or holds another number
 */
export function checkPatterns({ symbols, starts }: PatternSet, classCount: number): void {
  if (starts.length - 1 > MAX_PATTERNS) {
    throw new RangeError(
      `there are ${starts.length - 1} patterns, expected at most ${MAX_PATTERNS}`,
    );
  }
  if (starts[0] !== 0 || starts[starts.length - 1] !== symbols.length) {
    throw new RangeError("starts does not lead from 0 to the end of symbols");
  }
  for (let pattern = 0; pattern < starts.length - 1; pattern++) {
    const start = starts[pattern]!;
    const end = starts[pattern + 1]!;
    if (end <= start) {
      throw new RangeError(`pattern ${pattern} is empty, expected at least one class`);
    }
    for (let at = start; at < end; at++) {
      const symbol = symbols[at]!;
      if (symbol === 0 || symbol >= classCount) {
        throw new RangeError(
          `pattern ${pattern} holds ${symbol}, expected a class from 1 to ${classCount - 1}`,
        );
      }
    }
  }
}
