import { APART, SPENT } from "./anchored.ts";
import type { Dictionary } from "./dictionary.ts";
import { END, ENDS, pairKey, SPECIAL, TAIL, VALUE } from "./layout.ts";
import { FOUND } from "./special-walk.ts";

/** Looks for one occurrence. */
export interface Occurs {
  /**
   * Whether any pattern begins in a text at `from` or later.
   *
   * @param spent - the steps that walks have spent before
   * @returns `FOUND`; the length of the text if there is none; else a place before which there is none, and which is
   *   to be looked at by the general walk, or, if the steps are `SPENT`, by links
   */
  search(text: string, from: number, spent: number): number;
  /** The steps that were spent when the last search ended at a place within its text. */
  spent(): number;
}

/** The anchored search for one occurrence; see `anchored.ts`. */
export function createOccurs(dictionary: Dictionary, budget: number): Occurs {
  const { ids, rows, pairs, nodes, tails } = dictionary;
  let kept = 0;

  /** Walks down from a pair: `FOUND`, `APART`, or the place of the first symbol that does not agree. */
  function walk(text: string, from: number, place: number): number {
    let next = from;
    let payload = pairs[place]!;
    let key = pairKey(place);
    while (payload >= 0) {
      if (payload >= ENDS) {
        return FOUND;
      }
      if (next >= text.length) {
        return next;
      }
      const id = ids[text.charCodeAt(next)]!;
      const slot = payload + id;
      if (nodes[2 * slot] !== key) {
        return id === SPECIAL ? APART : next;
      }
      payload = nodes[2 * slot + 1]!;
      key = slot;
      next++;
    }
    if ((payload & TAIL) === 0) {
      return FOUND;
    }
    for (let tail = payload & VALUE; tails[tail] !== END; tail++) {
      if (next >= text.length) {
        return next;
      }
      const id = ids[text.charCodeAt(next)]!;
      if (id !== tails[tail]) {
        return id === SPECIAL ? APART : next;
      }
      next++;
    }
    return FOUND;
  }

  function search(text: string, from: number, spentBefore: number): number {
    const length = text.length;
    let spent = spentBefore;
    if (length - from < 2) {
      kept = spent;
      return from;
    }
    let first = ids[text.charCodeAt(from)]!;
    let second = ids[text.charCodeAt(from + 1)]!;
    for (let next = from + 2; next < length; next++) {
      const third = ids[text.charCodeAt(next)]!;
      const place = (rows[first]! + second) | 0;
      const word = rows[place]!;
      // One branch for all: the row is that of the first id, and the third can follow.
      if ((((word ^ first) & 0xffff) | ((~word >>> (third & 15)) & 0x10000)) === 0) {
        const end = first === SPECIAL || second === SPECIAL ? APART : walk(text, next, place);
        if (end === FOUND) {
          return FOUND;
        }
        if (end === APART) {
          kept = spent;
          return next - 2;
        }
        spent += end - next + 2;
        if (spent > budget * next) {
          kept = SPENT;
          return next - 2;
        }
      }
      first = second;
      second = third;
    }
    if (first === SPECIAL || second === SPECIAL) {
      kept = spent;
      return length - 2;
    }
    // Below 0 is a pair that is a pattern.
    const last = rows[(rows[first]! + second) | 0]!;
    return last < 0 && (last & 0xffff) === first ? FOUND : length;
  }

  return { search, spent: () => kept };
}
