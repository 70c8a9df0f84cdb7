import { ANY_THIRD, EMPTY, PAIR_ENDS, SPECIAL, thirdBit } from "./layout.ts";
import type { PatternSet } from "./pattern-set.ts";
import { createSlots } from "./slots.ts";

/** The rows of pairs, and what is needed to make their payloads. */
export interface Rows {
  /** See `Dictionary`. */
  readonly rows: Int32Array;
  /** For each pair three numbers: its patterns, from and to, and its place among the rows. */
  readonly pairRanges: Int32Array;
  /** See `Dictionary`. */
  readonly singles: Int32Array;
}

/**
 * Makes the rows of sorted patterns.
 *
 * @param numbers - beside the patterns: what they are called in `singles`
 */
export function buildRows(
  { symbols, starts }: PatternSet,
  idCount: number,
  numbers: Int32Array,
): Rows {
  const count = starts.length - 1;
  let singles = new Int32Array(0);
  // By first id: its first pair in `pairRanges`. Pairs of one first id are neighbours, ascending by their second.
  const groupStarts = new Int32Array(idCount + 1);
  const groupSizes = new Int32Array(idCount);
  const pairRanges = new Int32Array(3 * count);
  let pairEnd = 0;
  let lastFirst = -1;
  let lastSecond = -1;
  for (let pattern = 0; pattern < count; pattern++) {
    const start = starts[pattern]!;
    const first = symbols[start]!;
    if (starts[pattern + 1] === start + 1) {
      if (singles.length === 0) {
        singles = new Int32Array(idCount).fill(-1);
      }
      singles[first] = numbers[pattern]!;
      continue;
    }
    const second = symbols[start + 1]!;
    if (first !== lastFirst || second !== lastSecond) {
      if (first !== lastFirst) {
        groupStarts[first] = pairEnd;
      }
      groupSizes[first]!++;
      pairRanges[pairEnd] = pattern;
      // The second for now, until its row has a place.
      pairRanges[pairEnd + 2] = second;
      pairEnd += 3;
      lastFirst = first;
      lastSecond = second;
    }
    pairRanges[pairEnd - 2] = pattern + 1;
  }

  const slots = createSlots();
  const rowStarts = new Int32Array(idCount).fill(idCount);
  const offsets = new Int32Array(idCount).map((_, id) => id);
  rowStarts[SPECIAL] = idCount + slots.place(offsets, idCount);
  // Large rows first: small ones fit between.
  const bySize = [...groupSizes.keys()].sort((a, b) => groupSizes[b]! - groupSizes[a]! || a - b);
  for (const first of bySize) {
    const size = groupSizes[first]!;
    if (size === 0) {
      break;
    }
    offsets[0] = SPECIAL;
    for (let index = 0; index < size; index++) {
      offsets[index + 1] = pairRanges[groupStarts[first]! + 3 * index + 2]!;
    }
    rowStarts[first] = idCount + slots.place(offsets, size + 1);
  }

  // A look from any row by any id stays inside.
  const rows = new Int32Array(idCount + slots.end() + idCount).fill(EMPTY);
  rows.set(rowStarts);
  rows.fill(SPECIAL | ANY_THIRD, rowStarts[SPECIAL]!, rowStarts[SPECIAL]! + idCount);
  for (let first = 0; first < idCount; first++) {
    const size = groupSizes[first]!;
    if (size === 0) {
      continue;
    }
    rows[rowStarts[first]! + SPECIAL] = first | ANY_THIRD;
    for (let pair = groupStarts[first]!; pair < groupStarts[first]! + 3 * size; pair += 3) {
      const place = rowStarts[first]! + pairRanges[pair + 2]!;
      let word = first | thirdBit(SPECIAL);
      for (let pattern = pairRanges[pair]!; pattern < pairRanges[pair + 1]!; pattern++) {
        const third = starts[pattern]! + 2;
        word |= third === starts[pattern + 1]! ? PAIR_ENDS : thirdBit(symbols[third]!);
      }
      rows[place] = word;
      pairRanges[pair + 2] = place;
    }
  }
  return { rows, pairRanges: pairRanges.subarray(0, pairEnd), singles };
}
