import { eastAsianWidth } from "get-east-asian-width";
import { splitGraphemes } from "unicode-segmenter/grapheme";

/** Longer graphemes, in UTF-16 code units, are no writing but an attack on the layout: they never fit. */
const LONGEST_GRAPHEME = 32;

const ASCII = /^[\x20-\x7e]*$/;
const EMOJI = /\p{Emoji_Presentation}|\uFE0F/u;

// Marks, and vowels and finals of Hangul syllables, stand in the columns of what comes before them.
const WITHOUT_COLUMN = /^[\p{M}\p{Default_Ignorable_Code_Point}\u1160-\u11FF\uD7B0-\uD7FB]$/u;

function graphemeWidth(grapheme: string): number {
  if (grapheme.length > LONGEST_GRAPHEME) return Number.POSITIVE_INFINITY;
  if (EMOJI.test(grapheme)) return 2;
  let width = 0;
  for (const character of grapheme) {
    const isFirst = width === 0;
    if (isFirst || !WITHOUT_COLUMN.test(character)) {
      width += eastAsianWidth(character.codePointAt(0) ?? 0);
    }
  }
  return width;
}

/**
 * How many columns of a terminal a printable text takes: two for wide and full-width characters and for
 * emoji, none for combining marks, one for all else, ambiguous ones included. `Infinity` if it holds a
 * grapheme of more than 32 code units.
 *
 * @see Unicode Standard Annex 11, East Asian Width, version 17.0
 */
export function displayWidth(text: string): number {
  if (ASCII.test(text)) return text.length;
  let width = 0;
  for (const grapheme of splitGraphemes(text)) width += graphemeWidth(grapheme);
  return width;
}

/** The text if it fits in `columns`, at least 1; else as many of its graphemes as do, and `…`. */
export function clip(text: string, columns: number): string {
  let width = 0;
  let end = 0;
  // The longest start that leaves a column for the ellipsis.
  let cut = 0;
  for (const grapheme of splitGraphemes(text)) {
    width += graphemeWidth(grapheme);
    if (width > columns) return `${text.slice(0, cut)}…`;
    end += grapheme.length;
    if (width < columns) cut = end;
  }
  return text;
}
