/** What must be kept of a text that comes in pieces, so that no match is lost where they meet. */
export interface TailOptions {
  /** How many present characters before the last one of a match may have to be looked at again. */
  readonly before: number;
  /** How many present characters behind a match must be known before it is certain. */
  readonly after: number;
  /** 0 for a code point that counts as absent, less for one that neither a match holds nor what makes it none, else more. */
  readonly symbolCount: (codePoint: number) => number;
  /** Where what comes first begins in the whole text. Default: 0. */
  readonly start?: number;
}

/** A stretch of a text that is to be searched. */
export interface Stretch {
  /** What was kept of the pieces before, and what is new. */
  readonly text: string;
  /** Matches that end here or before are known already. A place of the stretch. */
  readonly from: number;
  /** Matches that end here or before are certain. A place of the stretch. */
  readonly to: number;
  /** Where a match that starts at a place of the stretch starts in the whole text. */
  startOf(place: number): number;
  /** Where a match that ends at a place of the stretch ends in the whole text. */
  endOf(place: number): number;
}

/** The end of a text that comes in pieces, as far as matches to come may reach into it. */
export interface Tail {
  /** What is to be searched now. `isLast`: the text ends with this piece. */
  append(piece: string, isLast: boolean): Stretch;
  /** Forgets of the last stretch what no match to come can reach, or some of it. */
  trim(): void;
  /** Code units that are kept, and searched again with the next piece. */
  length(): number;
  /** Where the tail begins in the whole text: after `trim` no match to come starts before. */
  origin(): number;
}

/** Code units that are made into a string at once: a call takes no more arguments than that everywhere. */
const CHUNK = 4096;

/**
 * Keeps the tail of a text. Of a run of absent characters only the first and the last are kept, so that memory is
 * bounded by `before` and `after` and by the last piece, however long such a run is. Places are remembered beside
 * what is kept, as numbers that are exact up to 2 ** 53.
 */
export function createTail({ before, after, symbolCount, start = 0 }: TailOptions): Tail {
  let kept = "";
  // Of each code unit that was kept when it was last trimmed: its place in the whole text.
  let places: readonly number[] = [];
  // The place of what comes after these.
  let next = start;
  // In `kept`: what ends before is known.
  let settled = 0;
  // Half of a pair, perhaps.
  let lead = "";
  let current: Stretch = stretchOf("", 0, 0);

  function stretchOf(text: string, from: number, to: number): Stretch {
    const known = places;
    const offset = next - known.length;
    const placeOf = (place: number): number => known[place] ?? place + offset;
    return { text, from, to, startOf: placeOf, endOf: (place) => placeOf(place - 1) + 1 };
  }

  return {
    append: (piece, isLast) => {
      const fresh = lead + piece;
      const isOpen = !isLast && isLead(fresh.charCodeAt(fresh.length - 1));
      lead = isOpen ? fresh.slice(-1) : "";
      const text = kept + (isOpen ? fresh.slice(0, -1) : fresh);
      const to = isLast
        ? text.length
        : Math.max(settled, goBack(text, text.length, after, symbolCount));
      current = stretchOf(text, settled, to);
      return current;
    },
    trim: () => {
      const { text, to, startOf } = current;
      // Not after each of many short pieces: what is kept may double.
      if (text.length <= 2 * places.length) {
        kept = text;
        settled = to;
        return;
      }
      const units: number[] = [];
      const origins: number[] = [];
      // Code units of the last character, if it is absent and not the first of its run: it may be left out.
      let spare = 0;
      let isRun = false;
      let mark = 0;
      for (let place = goBack(text, to, before, symbolCount); place < text.length; ) {
        const length = isPair(text, place) ? 2 : 1;
        const isAbsent = symbolCount(text.codePointAt(place)!) === 0;
        if (isAbsent) {
          units.length -= spare;
          origins.length -= spare;
        }
        spare = isAbsent && isRun ? length : 0;
        isRun = isAbsent;
        for (let unit = place; unit < place + length; unit++) {
          units.push(text.charCodeAt(unit));
          origins.push(startOf(unit));
        }
        place += length;
        // No match ends with an absent character, and these may yet be left out.
        if (!isAbsent && place <= to) {
          mark = units.length;
        }
      }
      next = startOf(text.length);
      settled = mark;
      kept = textOf(units);
      places = origins;
      current = stretchOf(kept, settled, settled);
    },
    length: () => kept.length,
    origin: () => places[0] ?? next,
  };
}

/**
 * The place from which so many present characters lead to a place; that of a character that no match holds, if there
 * is one on the way; 0 if there are not so many.
 */
export function goBack(
  text: string,
  from: number,
  count: number,
  symbolCount: (codePoint: number) => number,
): number {
  let place = from;
  let start = from;
  for (let left = count; left > 0 && place > 0; ) {
    const length = isPair(text, place - 2) ? 2 : 1;
    const symbols = symbolCount(text.codePointAt(place - length)!);
    place -= length;
    if (symbols < 0) {
      return place;
    }
    if (symbols > 0) {
      start = place;
      left--;
    }
  }
  // What is absent at the start of the text is kept: what comes next may have to know that it is there.
  return place === 0 ? 0 : start;
}

/** Whether a code unit is the first half of a pair, if a second one follows. */
export function isLead(unit: number): boolean {
  return (unit & 0xfc00) === 0xd800;
}

/** Whether a pair of surrogates stands at a place. */
function isPair(text: string, place: number): boolean {
  return isLead(text.charCodeAt(place)) && (text.charCodeAt(place + 1) & 0xfc00) === 0xdc00;
}

/** A text of its own: a slice would keep what it is a slice of. */
function textOf(units: readonly number[]): string {
  let text = "";
  for (let start = 0; start < units.length; start += CHUNK) {
    text += String.fromCharCode.apply(null, units.slice(start, start + CHUNK));
  }
  return text;
}
