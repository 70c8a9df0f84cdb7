import { countGraphemes, graphemeSegments } from "unicode-segmenter/grapheme";
import { codePointBefore, isCommonHan } from "./word-edge.ts";

/** How far back, in UTF-16 code units, the context of a boundary is looked for. */
const MAX_CONTEXT = 512;

const IGNORABLE = /^\p{Default_Ignorable_Code_Point}$/u;
const MARK = /^[\p{Mn}\p{Me}]$/u;

const LF = 0x0a;
const CR = 0x0d;

/** Whether `[start, end)` of a text begins or ends within an extended grapheme cluster. */
export type CutsGrapheme = (text: string, start: number, end: number) => boolean;

/**
 * Makes the test of matches. The end is first moved over what is invisible and stays with what comes before it:
 * default ignorable characters and, where `skipsMarks`, combining marks. So a variation selector after a match
 * is no cut, and the joiner between two emoji is one.
 *
 * @see Unicode Standard Annex 29, version 17.0, section 3
 */
export function createGraphemeCut(skipsMarks: boolean): CutsGrapheme {
  const isSkipped = (codePoint: number): boolean => {
    if (isPlain(codePoint)) {
      return false;
    }
    const character = String.fromCodePoint(codePoint);
    return IGNORABLE.test(character) || (skipsMarks && MARK.test(character));
  };
  return (text, start, end) => {
    const limit = Math.min(text.length, end + MAX_CONTEXT);
    let after = end;
    for (let next = text.codePointAt(after); after < limit && next !== undefined; ) {
      if (!isSkipped(next)) {
        break;
      }
      after += next > 0xffff ? 2 : 1;
      next = text.codePointAt(after);
    }
    return !isGraphemeBoundary(text, start) || !isGraphemeBoundary(text, after);
  };
}

/**
 * Whether an extended grapheme cluster may begin or end at an offset, in UTF-16 code units. Only the context that
 * counts is looked at: back to the nearest Han or ASCII character, or 512 code units.
 *
 * @see Unicode Standard Annex 29, version 17.0, section 3
 */
export function isGraphemeBoundary(text: string, offset: number): boolean {
  if (offset <= 0 || offset >= text.length) {
    return true;
  }
  const before = codePointBefore(text, offset);
  const after = text.codePointAt(offset) ?? 0;
  if (isPlain(before) && isPlain(after)) {
    return before !== CR || after !== LF;
  }
  // What follows a plain character does not depend on what stands before it.
  const limit = Math.max(0, offset - MAX_CONTEXT);
  let from = offset;
  while (from > limit) {
    const codePoint = codePointBefore(text, from);
    from -= codePoint > 0xffff ? 2 : 1;
    if (isPlain(codePoint)) {
      break;
    }
  }
  const context = text.slice(from, offset + (after > 0xffff ? 2 : 1));
  for (const { index } of graphemeSegments(context)) {
    if (index >= offset - from) {
      return index === offset - from;
    }
  }
  return false;
}

/**
 * The column of an offset on its line: extended grapheme clusters, counted from 1. An offset within a cluster has
 * the column of the cluster. Lines end at U+000A, U+000D, U+2028 and U+2029. Takes time in proportion to what
 * stands before the offset on its line.
 *
 * @throws RangeError if `offset` is no whole number from 0 to the length of the text
 *
 * @example
 * ```ts
 * import { graphemeColumn } from "filter-audit";
 *
 * graphemeColumn("👨‍👩‍👧在这里", 8); // => 2
 * ```
 */
export function graphemeColumn(text: string, offset: number): number {
  if (!Number.isInteger(offset) || offset < 0 || offset > text.length) {
    throw new RangeError(
      `${String(offset)} is no offset in the text, expected a whole number from 0 to ${text.length}`,
    );
  }
  const isWithinPair = offset > 0 && (text.codePointAt(offset - 1) ?? 0) > 0xffff;
  const place = isWithinPair ? offset - 1 : offset;
  let line = place;
  while (line > 0 && !startsLine(text, line)) {
    line--;
  }
  const clusters = countGraphemes(text.slice(line, place));
  return isGraphemeBoundary(text, place) ? clusters + 1 : clusters;
}

/** Whether a line starts at an offset greater than 0. */
function startsLine(text: string, offset: number): boolean {
  const before = text.charCodeAt(offset - 1);
  return (
    before === LF ||
    (before === CR && text.charCodeAt(offset) !== LF) ||
    before === 0x2028 ||
    before === 0x2029
  );
}

/** ASCII or Han: no such character depends on what stands before it, but LF after CR. */
function isPlain(codePoint: number): boolean {
  return codePoint < 0x80 || isCommonHan(codePoint);
}
