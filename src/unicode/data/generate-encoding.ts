import { type NormalizedTable, sumOf } from "../normalized-table.ts";
import {
  CODE_POINT,
  DIGITS,
  FINAL_DIGITS,
  type GroupedTable,
  JOINED,
  type MappingTable,
  type Sequence,
} from "../table.ts";
import { YOUNG } from "./generate-lists.ts";

// What all generators of tables share: assertions, and the writing of what table.ts and normalized-table.ts read.

/** Ends the generator if what the reading code takes for granted does not hold. */
export function assert(condition: boolean, assumption: string): asserts condition {
  if (!condition) {
    throw new Error(`no longer true: ${assumption}`);
  }
}

/** `U+0041`. */
export const name = (codePoint: number): string =>
  `U+${codePoint.toString(16).toUpperCase().padStart(4, "0")}`;

/** Numbers from 0, as `decodeNumbers` reads them. */
export function encodeNumbers(numbers: readonly number[]): string {
  let text = "";
  const put = (digit: number): void => {
    text += String.fromCharCode(digit < 0x5c - 0x23 ? digit + 0x23 : digit + 0x24);
  };
  for (let number of numbers) {
    while (number >= FINAL_DIGITS) {
      put(FINAL_DIGITS + ((number - FINAL_DIGITS) % (DIGITS - FINAL_DIGITS)));
      number = Math.floor((number - FINAL_DIGITS) / (DIGITS - FINAL_DIGITS));
    }
    put(number);
  }
  return text;
}

/** A mapping, as `decodeMapping` reads it. */
export function encodeMapping(mapping: readonly (readonly [number, Sequence])[]): MappingTable {
  const keys: number[] = [];
  const lengths: number[] = [];
  const values: number[] = [];
  const previous: number[] = [];
  let before = 0;
  for (const [key, sequence] of mapping.toSorted(([a], [b]) => a - b)) {
    keys.push(key - before);
    before = key;
    lengths.push(sequence.length);
    for (const [place, element] of sequence.entries()) {
      const codePoint = element & ~JOINED;
      const difference = codePoint - (previous[place] ?? 0);
      previous[place] = codePoint;
      const value = zigzag(difference);
      values.push(place === 0 ? value : 2 * value + (element & JOINED ? 1 : 0));
    }
  }
  const single = lengths.every((length) => length === 1);
  return {
    keys: encodeNumbers(keys),
    lengths: single ? "" : encodeNumbers(lengths),
    values: encodeNumbers(values),
  };
}

/** Targets of one group: those that share all bits but so many. Of 11, 12 and 13, what gzip packs best. */
const GROUP_BITS = 12;

/** A mapping to one code point each, as `decodeGroups` reads it. */
export function encodeGroups(mapping: readonly (readonly [number, Sequence])[]): GroupedTable {
  const pairs = mapping.map(([key, [target = 0, ...others]]) => {
    assert(others.length === 0 && key > 0, "each is put to one");
    return { key, target, group: target >> GROUP_BITS };
  });
  pairs.sort((a, b) => a.group - b.group || a.key - b.key);
  const keys: number[] = [];
  const values: number[] = [];
  let before = { key: 0, target: 0, group: pairs[0]?.group ?? 0 };
  for (const pair of pairs) {
    const isSame = pair.group === before.group;
    keys.push(...(isSame ? [] : [0]), pair.key - (isSame ? before.key : 0));
    values.push(zigzag(pair.target - before.target));
    before = pair;
  }
  return { keys: encodeNumbers(keys), values: encodeNumbers(values) };
}

/** A difference as a number from 0. */
function zigzag(difference: number): number {
  return difference < 0 ? -2 * difference - 1 : 2 * difference;
}

/** Ranges of code points, the end not included. */
export type Ranges = readonly { readonly begin: number; readonly end: number }[];

/** Whether a code point is in one of the ranges. */
export const isIn = (ranges: Ranges, codePoint: number): boolean =>
  ranges.some(({ begin, end }) => codePoint >= begin && codePoint < end);

/** Ranges of what is among `codePoints`. */
function rangesOf(codePoints: Iterable<number>): Ranges {
  const ranges: { begin: number; end: number }[] = [];
  for (const codePoint of [...new Set(codePoints)].sort((a, b) => a - b)) {
    const last = ranges.at(-1);
    if (last?.end === codePoint) {
      last.end++;
    } else {
      ranges.push({ begin: codePoint, end: codePoint + 1 });
    }
  }
  return ranges;
}

/** Ranges, as `decodeRanges` reads them. */
export function encodeRanges(ranges: Ranges): string {
  const bounds = ranges.flatMap(({ begin, end }) => [begin, end]);
  return encodeNumbers(bounds.map((bound, place) => bound - (bounds[place - 1] ?? 0)));
}

/** A mapping of which the host makes what is not young; see `normalized-table.ts`. */
export function encodeNormalized(
  mapping: readonly (readonly [number, Sequence])[],
): NormalizedTable {
  const young: Ranges = YOUNG.trim()
    .split(/\s+/u)
    .map((row) => {
      const [first = 0, last = 0] = row.split("-").map((bound) => Number.parseInt(bound, 16));
      return { begin: first, end: last + 1 };
    });
  const parts = mapping.flatMap(([, sequence]) => sequence.slice(1));
  const joined = new Set(parts.filter((part) => part & JOINED).map((part) => part & CODE_POINT));
  assert(!parts.some((part) => joined.has(part)), "what is joined once is always joined");
  const starts = [0];
  for (const [, sequence] of mapping) {
    starts.push((starts.at(-1) ?? 0) + sequence.length);
  }
  return {
    keys: encodeRanges(rangesOf(mapping.map(([key]) => key))),
    joined: encodeRanges(rangesOf(joined)),
    young: encodeMapping(mapping.filter(([key]) => isIn(young, key))),
    sum: sumOf({
      keys: mapping.map(([key]) => key),
      starts,
      elements: mapping.flatMap(([, sequence]) => sequence),
    }),
  };
}
