import { graphemeSegments } from "unicode-segmenter/grapheme";

/** A span of a text, `[start, end)` in UTF-16 code units. */
export interface Underlined {
  /** Where it starts. */
  readonly start: number;
  /** Where it ends, not included. */
  readonly end: number;
}

/** A piece of a text that is underlined in one way. */
export interface TextPiece {
  /** It, never with half of what a reader takes for one character. */
  readonly text: string;
  /** For each line under the text, from above, the match whose underline it is, by its place among them; -1: none. */
  readonly lanes: readonly number[];
}

/** A text with its underlines. */
export interface UnderlinedText {
  /** The pieces, which together are the text. */
  readonly pieces: readonly TextPiece[];
  /** How many lines there are under the text where most overlap. */
  readonly laneCount: number;
  /** How many matches found no line of their own, since too many overlap. */
  readonly hidden: number;
}

/** Most lines under a text. */
export const MOST_LANES = 6;

/**
 * Lays out the underlines of matches that may overlap: each gets a line of its own under the text, the first that is
 * free. A match that begins or ends within a grapheme cluster is underlined from the start, or to the end, of that
 * cluster, since half a character cannot be drawn; so pieces can be set one after another without breaking letters apart.
 *
 * @param matches - Ordered by start, then longer first, as `explain` gives them.
 */
export function layOutMatches(text: string, matches: readonly Underlined[]): UnderlinedText {
  if (matches.length === 0) {
    return { pieces: text === "" ? [] : [{ text, lanes: [] }], laneCount: 0, hidden: 0 };
  }
  const borders = bordersOf(text);
  const ends: number[] = [];
  const cuts = new Set<number>([0, text.length]);
  const shown: { readonly start: number; readonly end: number; lane: number; match: number }[] = [];
  let hidden = 0;
  for (const [match, { start, end }] of matches.entries()) {
    const from = borders[atOrBefore(borders, start)] as number;
    const to = borders[atOrBefore(borders, Math.max(end - 1, start)) + 1] ?? text.length;
    let lane = ends.findIndex((free) => free <= from);
    if (lane === -1) {
      if (ends.length === MOST_LANES) {
        hidden++;
        continue;
      }
      lane = ends.length;
    }
    ends[lane] = to;
    cuts.add(from).add(to);
    shown.push({ start: from, end: to, lane, match });
  }
  const places = [...cuts].sort((a, b) => a - b);
  const pieces: TextPiece[] = [];
  let next = 0;
  let open: typeof shown = [];
  for (let index = 0; index + 1 < places.length; index++) {
    const from = places[index] as number;
    const to = places[index + 1] as number;
    open = open.filter(({ end }) => end > from);
    while (next < shown.length && (shown[next]?.start ?? 0) <= from) {
      open.push(shown[next++] as (typeof shown)[number]);
    }
    const lanes = new Array<number>(Math.max(0, ...open.map(({ lane }) => lane + 1))).fill(-1);
    for (const { lane, match } of open) lanes[lane] = match;
    pieces.push({ text: text.slice(from, to), lanes });
  }
  return { pieces, laneCount: ends.length, hidden };
}

/** Where grapheme clusters start, and the length of the text. */
function bordersOf(text: string): readonly number[] {
  const borders: number[] = [];
  for (const { index } of graphemeSegments(text)) borders.push(index);
  borders.push(text.length);
  return borders;
}

/** The place of the last border that is not behind `offset`, apart from that at the end of the text. */
function atOrBefore(borders: readonly number[], offset: number): number {
  let low = 0;
  let high = borders.length - 2;
  while (low < high) {
    const middle = (low + high + 1) >>> 1;
    if ((borders[middle] as number) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}
