import { type Alphabet, codePointAt } from "./alphabet.ts";
import { SPECIAL } from "./layout.ts";

/** A stretch of a text, written out as symbols. */
export interface Window {
  /** Number of symbols. */
  readonly length: number;
  /** Ids. */
  readonly ids: Uint16Array;
  /** Beside `ids`, and one more: where its code point starts, `start * 2 + joined`. */
  readonly sources: Int32Array;
  /** Beside `ids`: where its code point ends. */
  readonly ends: Int32Array;
  /** Where the text goes on. */
  readonly next: number;
}

/** Writes windows, one after another in the same arrays. */
export type Writer = (text: string, start: number) => Window;

/** A writer of windows of at least `starts` symbols and those of one code point, unless the text ends. */
export function createWriter({ ids: idOf, specials }: Alphabet, starts: number): Writer {
  let longest = 1;
  for (const { ids } of specials.values()) {
    longest = Math.max(longest, ids.length);
  }
  const least = starts + longest;
  const ids = new Uint16Array(least + longest);
  const sources = new Int32Array(least + longest + 1);
  const ends = new Int32Array(least + longest);

  return (text, start) => {
    let length = 0;
    let place = start;
    while (place < text.length && length < least) {
      const from = place;
      const id = idOf[text.charCodeAt(from)]!;
      place++;
      if (id !== SPECIAL) {
        ids[length] = id;
        sources[length] = from * 2;
        ends[length++] = place;
        continue;
      }
      const codePoint = codePointAt(text, from);
      place = codePoint > 0xffff ? from + 2 : place;
      const special = specials.get(codePoint);
      if (special === undefined) {
        ids[length] = 0;
        sources[length] = from * 2;
        ends[length++] = place;
        continue;
      }
      for (let index = 0; index < special.ids.length; index++) {
        ids[length] = special.ids[index]!;
        sources[length] = from * 2 + (special.joined[index] ? 1 : 0);
        ends[length++] = place;
      }
    }
    // What follows is another code point, so the last symbol can be parted from it.
    sources[length] = place * 2;
    return { length, ids, sources, ends, next: place };
  };
}
