import type { Alphabet } from "./alphabet.ts";
import type { Dictionary } from "./dictionary.ts";
import { END, ENDS, pairKey, SPECIAL, VALUE } from "./layout.ts";
import { createPassOver } from "./pass-over.ts";
import { type Visit, visitPattern } from "./visit.ts";
import { createWindowSearch } from "./window-search.ts";

/** Goes on with a search from a place of the text, to its end; true if it was stopped. */
export type Continuation = (text: string, from: number, visit: Visit) => boolean;

/** Steps that walks may take for each code unit, before the rest of the text is searched by links. */
export const DEFAULT_BUDGET = 8;

/** Every text has the budget of so many code units more: a short text cannot be slow. */
const FREE_UNITS = 64;

/** The searches of a dictionary. */
export interface AnchoredSearch {
  /** Whether any pattern occurs. */
  test(text: string): boolean;
  /** Every occurrence: by start, then shorter first, until the budget is spent. */
  scan(text: string, visit: Visit): boolean;
}

/**
 * The anchored search: what begins at each place of the text? Most places fail one look, at the row of the
 * first two symbols with the signature of the third, which waits for no other look; the others walk down the
 * nodes. A code unit that is `SPECIAL` ends the fast loop. Most can be passed over, since no pattern
 * has what stands next to them; else, from as far back as a pattern could reach it, a window of the text is written out as symbols and searched in the same dictionary; then the fast loop goes
 * on.
 *
 * Walks that begin at neighbouring places read the same symbols, so that nasty lists and texts could cost
 * length times length. Walks have a budget; when it is spent, `searchOn` takes the text from that place.
 */
export function createAnchoredSearch(
  dictionary: Dictionary,
  alphabet: Alphabet,
  searchOn: Continuation,
  budget: number,
): AnchoredSearch {
  const { ids } = alphabet;
  const { rowStarts, rows, pairs, nodes, maxLength } = dictionary;
  const { symbols, starts } = dictionary.patterns;
  const searchWindow = createWindowSearch(dictionary, alphabet);
  const passOver = createPassOver(dictionary, alphabet, searchWindow);

  /** Walks down from a pair; the place after the last code unit that fitted, -1 if a visitor stopped. */
  function walk(text: string, start: number, place: number, visit: Visit): number {
    const length = text.length;
    let payload = pairs[place]!;
    let key = pairKey(place);
    let next = start + 2;
    for (;;) {
      if (payload < 0) {
        const pattern = payload & VALUE;
        const end = starts[pattern + 1]!;
        for (let at = starts[pattern]! + next - start; at < end; at++) {
          if (next >= length || ids[text.charCodeAt(next)] !== symbols[at]) {
            return next;
          }
          next++;
        }
        return visitPattern(dictionary, pattern, start, next, visit) ? -1 : next;
      }
      const base = payload & VALUE;
      if (
        payload >= ENDS &&
        visitPattern(dictionary, nodes[2 * (base + END) + 1]!, start, next, visit)
      ) {
        return -1;
      }
      if (next >= length) {
        return next;
      }
      const slot = base + ids[text.charCodeAt(next)]!;
      if (nodes[2 * slot] !== key) {
        return next;
      }
      key = slot;
      payload = nodes[2 * slot + 1]!;
      next++;
    }
  }

  /**
   * The rest of a text, from where the fast loop spent its budget. Its walks before that place have not seen
   * what reaches beyond the next SPECIAL.
   */
  function handOver(text: string, low: number, place: number, visit: Visit): boolean {
    const reach = Math.min(text.length, place + maxLength);
    let special = place;
    while (special < reach && ids[text.charCodeAt(special)] !== SPECIAL) {
      special++;
    }
    if (special === reach) {
      return searchOn(text, place, visit);
    }
    return searchOn(text, low, onlyUnseen(visit, place, special));
  }

  /**
   * The fast loop: the first place from `from` on at which the symbols two before, one before and there may
   * begin a pattern, or at which the one two before is SPECIAL; the length of the text if there is none.
   */
  function seek(text: string, from: number): number {
    const length = text.length;
    const idOf = ids;
    const startOf = rowStarts;
    const words = rows;
    let first = idOf[text.charCodeAt(from - 2)]!;
    let second = idOf[text.charCodeAt(from - 1)]!;
    for (let next = from; next < length; next++) {
      const third = idOf[text.charCodeAt(next)]!;
      const word = words[startOf[first]! + second]!;
      // One branch for all: the row is that of the first id, and the third can follow.
      if ((((word ^ first) & 0xffff) | ((~word >>> (third & 15)) & 0x10000)) === 0) {
        return next;
      }
      first = second;
      second = third;
    }
    return length;
  }

  /** Visits what starts at `begin` or after it. */
  function scanFrom(text: string, begin: number, visit: Visit): boolean {
    const length = text.length;
    let left = budget * (FREE_UNITS + length);
    let from = begin;
    while (from < length) {
      let special = -1;
      let next = from + 2;
      while (next < length) {
        next = seek(text, next);
        if (next === length) {
          break;
        }
        const start = next - 2;
        const first = ids[text.charCodeAt(start)]!;
        if (first === SPECIAL) {
          special = start;
          break;
        }
        const place = rowStarts[first]! + ids[text.charCodeAt(start + 1)]!;
        const after = walk(text, start, place, visit);
        if (after < 0) {
          return true;
        }
        next++;
        left -= after - start;
        if (left < 0) {
          return handOver(text, Math.max(from, next - 1 - maxLength), next - 2, visit);
        }
      }
      if (special < 0) {
        // The last two symbols: no third one follows them.
        const start = length - 2;
        const first = start < from ? 0 : ids[text.charCodeAt(start)]!;
        const second = ids[text.charCodeAt(start + 1)]!;
        if (first !== SPECIAL && second !== SPECIAL) {
          const place = rowStarts[first]! + second;
          return (rows[place]! & 0xffff) === first && walk(text, start, place, visit) < 0;
        }
        special = first === SPECIAL ? start : start + 1;
      }
      const passed = passOver(text, special);
      if (passed >= 0) {
        from = passed;
        continue;
      }
      const low = Math.max(from, special - maxLength + 1);
      const result = searchWindow(text, low, special, visit, left);
      if (result.isStopped) {
        return true;
      }
      from = result.from;
      left = result.left;
      if (left < 0 && from < length) {
        return searchOn(text, from, onlyUnseen(visit, special, special));
      }
    }
    return false;
  }

  return {
    test: (text) => scanFrom(checkText(text), 0, stop),
    scan: (text, visit) => scanFrom(checkText(text), 0, visit),
  };
}

/** Leaves out what was visited before: what starts before `place` and ends at `seen` or before it. */
function onlyUnseen(visit: Visit, place: number, seen: number): Visit {
  return (pattern, start, end) => (start >= place || end > seen) && visit(pattern, start, end);
}

function checkText(text: string): string {
  if (typeof text !== "string") {
    throw new TypeError(`the text to search is of type ${typeof text}, expected a string`);
  }
  return text;
}

function stop(): boolean {
  return true;
}
