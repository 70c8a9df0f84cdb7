/**
 * A set of code points: first and last of each range, ascending, no two ranges touching.
 * `[0x61, 0x63, 0x78, 0x78]` is `[a-cx]`.
 */
export type CharacterSet = readonly number[];

const MAX_CODE_POINT = 0x10ffff;

/** Every code point. */
export const ALL: CharacterSet = Object.freeze([0, MAX_CODE_POINT]);

/** The line breaks of JavaScript: U+000A, U+000D, U+2028, U+2029. */
export const LINE_BREAKS: CharacterSet = Object.freeze([0x0a, 0x0a, 0x0d, 0x0d, 0x2028, 0x2029]);

/** `.` without flag s. */
export const NO_LINE_BREAK: CharacterSet = Object.freeze(complement(LINE_BREAKS));

/** What NetEase writes `[^一-龥]`. */
export const NON_HAN: CharacterSet = Object.freeze(complement([0x4e00, 0x9fa5]));

/** `\d`. */
export const DIGITS: CharacterSet = Object.freeze([0x30, 0x39]);

/** `\w` without flag i. */
export const WORD: CharacterSet = Object.freeze([0x30, 0x39, 0x41, 0x5a, 0x5f, 0x5f, 0x61, 0x7a]);

/** `\s`: white space and line breaks of ECMAScript 2025, 12.2 and 12.3. */
export const SPACE: CharacterSet = Object.freeze([
  0x09, 0x0d, 0x20, 0x20, 0xa0, 0xa0, 0x1680, 0x1680, 0x2000, 0x200a, 0x2028, 0x2029, 0x202f,
  0x202f, 0x205f, 0x205f, 0x3000, 0x3000, 0xfeff, 0xfeff,
]);

/** The set of `ranges`, pairs of first and last in any order, overlapping or not. */
export function setOf(ranges: readonly (readonly [first: number, last: number])[]): CharacterSet {
  const set: number[] = [];
  for (const [first, last] of [...ranges].sort((a, b) => a[0] - b[0])) {
    const previous = set.at(-1);
    if (previous !== undefined && first <= previous + 1) {
      set[set.length - 1] = Math.max(previous, last);
    } else {
      set.push(first, last);
    }
  }
  return set;
}

/** The ranges of a set, as pairs of first and last. */
export function rangesOf(set: CharacterSet): [first: number, last: number][] {
  const ranges: [number, number][] = [];
  for (let index = 0; index < set.length; index += 2) {
    ranges.push([set[index] ?? 0, set[index + 1] ?? 0]);
  }
  return ranges;
}

/** Every code point that is not in `set`. */
export function complement(set: CharacterSet): CharacterSet {
  const rest: number[] = [];
  let next = 0;
  for (const [first, last] of rangesOf(set)) {
    if (first > next) {
      rest.push(next, first - 1);
    }
    next = last + 1;
  }
  if (next <= MAX_CODE_POINT) {
    rest.push(next, MAX_CODE_POINT);
  }
  return rest;
}

/** How many code points there are in `set`. */
export function sizeOf(set: CharacterSet): number {
  return rangesOf(set).reduce((size, [first, last]) => size + last - first + 1, 0);
}

/** Whether two sets hold the same code points. */
export function isSameSet(a: CharacterSet, b: CharacterSet): boolean {
  return a.length === b.length && a.every((edge, index) => edge === b[index]);
}

/** Whether `codePoint` is in `set`. */
export function hasCodePoint(set: CharacterSet, codePoint: number): boolean {
  let low = 0;
  let high = set.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((set[middle] ?? 0) <= codePoint) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  // An odd number of edges at or before it: inside a range, or at its last code point.
  return low % 2 === 1 || set[low - 1] === codePoint;
}

/** The code points of a small set, ascending. */
export function codePointsOf(set: CharacterSet): number[] {
  return rangesOf(set).flatMap(([first, last]) =>
    Array.from({ length: last - first + 1 }, (_, index) => first + index),
  );
}

/** Whether a code point is half of a pair: a character of its own only where the other half is missing. */
export function isSurrogate(codePoint: number): boolean {
  return codePoint >= 0xd800 && codePoint <= 0xdfff;
}
