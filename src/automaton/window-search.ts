import type { Alphabet } from "./alphabet.ts";
import type { Dictionary } from "./dictionary.ts";
import { END, ENDS, pairKey, VALUE } from "./layout.ts";
import { type Visit, visitPattern } from "./visit.ts";
import { createWriter, type Window, type Writer } from "./window.ts";

/** How the search of a window ended. */
export interface WindowResult {
  /** Whether a visitor stopped it. */
  readonly isStopped: boolean;
  /** Starts before this place of the text are done. */
  readonly from: number;
  /** Steps that are left, below 0 if the budget was spent. */
  readonly left: number;
}

/**
 * Searches a stretch of `text` from `low` on. Starts before `fresh` were searched before, as far as the
 * code unit at `fresh`: of theirs only matches that end after it are visited.
 */
export type WindowSearch = (
  text: string,
  low: number,
  fresh: number,
  visit: Visit,
  left: number,
) => WindowResult;

/** Symbols of a window beyond those that the longest pattern needs. */
const LEAST_STARTS = 256;

/** Above every place of a text: V8's strings are shorter than 2 ** 29 code units. */
const PLACES = 2 ** 29;

/** The search of texts as symbols: for characters that stand for none or several, or are patterns alone. */
export function createWindowSearch(dictionary: Dictionary, alphabet: Alphabet): WindowSearch {
  const { rowStarts, rows, pairs, nodes, singles, maxLength } = dictionary;
  const { symbols, starts } = dictionary.patterns;
  // A window reaches beyond its last start as far as the longest pattern does.
  const size = Math.max(LEAST_STARTS, 4 * maxLength) + maxLength;
  let spare: Writer | undefined;

  function search(
    window: Window,
    text: string,
    fresh: number,
    visit: Visit,
    budget: number,
  ): WindowResult {
    const { length, ids, sources, ends } = window;
    const isEnd = window.next >= text.length;
    let left = budget;
    let limit = isEnd ? length : length - maxLength;
    while (!isEnd && limit > 0 && sources[limit]! >> 1 === sources[limit - 1]! >> 1) {
      limit--;
    }

    // One span and pattern can be met twice only where code points stand for several symbols.
    let seen: Set<number> | undefined;
    let seenStart = -1;

    /** Visits a pattern that takes the symbols from `first` up to, not including, `after`. */
    const found = (pattern: number, first: number, after: number): boolean => {
      const start = sources[first]! >> 1;
      const end = ends[after - 1]!;
      if ((sources[after]! & 1) === 1 || (start < fresh && end <= fresh)) {
        return false;
      }
      const isFirst = first === 0 || sources[first - 1]! >> 1 !== start;
      if (!isFirst || sources[first + 1]! >> 1 === start) {
        if (seenStart !== start) {
          seen = new Set();
          seenStart = start;
        }
        const key = pattern * PLACES + end;
        if (seen?.has(key)) {
          return false;
        }
        seen?.add(key);
      }
      return visitPattern(dictionary, pattern, start, end, visit);
    };

    /** Walks down from a pair; the symbol after the last one that fitted, -1 if a visitor stopped. */
    const walk = (first: number, place: number): number => {
      let payload = pairs[place]!;
      let key = pairKey(place);
      let next = first + 2;
      for (;;) {
        if (payload < 0) {
          const pattern = payload & VALUE;
          const end = starts[pattern + 1]!;
          for (let at = starts[pattern]! + next - first; at < end; at++) {
            if (next >= length || ids[next] !== symbols[at]) {
              return next;
            }
            next++;
          }
          return found(pattern, first, next) ? -1 : next;
        }
        const base = payload & VALUE;
        if (payload >= ENDS && found(nodes[2 * (base + END) + 1]!, first, next)) {
          return -1;
        }
        if (next >= length) {
          return next;
        }
        const slot = base + ids[next]!;
        if (nodes[2 * slot] !== key) {
          return next;
        }
        key = slot;
        payload = nodes[2 * slot + 1]!;
        next++;
      }
    };

    for (let first = 0; first < limit; first++) {
      const source = sources[first]!;
      if ((source & 1) === 1) {
        continue;
      }
      const start = source >> 1;
      if (left < 0 && (first === 0 || sources[first - 1]! >> 1 !== start)) {
        return { isStopped: false, from: start, left };
      }
      const id = ids[first]!;
      const single = singles[id]!;
      if (single !== -1 && found(single, first, first + 1)) {
        return { isStopped: true, from: start, left };
      }
      if (first + 1 < length) {
        const place = rowStarts[id]! + ids[first + 1]!;
        if ((rows[place]! & 0xffff) === id && id !== 0) {
          const after = walk(first, place);
          if (after < 0) {
            return { isStopped: true, from: start, left };
          }
          left -= after - first;
        }
      }
    }
    return { isStopped: false, from: isEnd ? text.length : sources[limit]! >> 1, left };
  }

  return (text, low, fresh, visit, left) => {
    // A visitor may search again: each search has arrays of its own.
    const writer = spare ?? createWriter(alphabet, size);
    spare = undefined;
    try {
      return search(writer(text, low), text, fresh, visit, left);
    } finally {
      spare = writer;
    }
  };
}
