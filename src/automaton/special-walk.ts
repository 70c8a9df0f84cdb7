import { findEscape } from "./alphabet.ts";
import type { Dictionary } from "./dictionary.ts";
import { END, ENDS, pairKey, SPECIAL, TAIL, VALUE } from "./layout.ts";
import { addMatch, dropRepeated, type MatchBuffer } from "./match-buffer.ts";
import { codePointAt, type Text, unitAt } from "./text.ts";

/** A walk that ended with a match, where one match is all that is asked. */
export const FOUND = -1;

/** A walk that was left, since it grew too long: what begins at its place is to be found by links. */
export const TOO_LONG = -2;

/** Steps of the longest general walk. Without a bound a few walks could read a long text again and again. */
export const LONGEST_WALK = 4096;

/** The general walk, from any place of a text: it may meet any code unit, and grows a buffer that is full. */
export function walkAt(
  dictionary: Dictionary,
  text: Text,
  start: number,
  into: MatchBuffer | undefined,
): number {
  const first = dictionary.ids[unitAt(text, start)]!;
  return first === SPECIAL
    ? walkSpecial(dictionary, text, start, into)
    : walkOn(dictionary, text, start, start + 1, 0, first, 0, into);
}

/**
 * All walks from a place at which a `SPECIAL` code unit stands: one from each symbol of its code point.
 *
 * @returns the steps that they took, `FOUND` or `TOO_LONG`
 */
export function walkSpecial(
  dictionary: Dictionary,
  text: Text,
  start: number,
  into: MatchBuffer | undefined,
): number {
  const { escapeStarts, escapeIds, escapeJoined, singles } = dictionary;
  const codePoint = codePointAt(text, start);
  const entry = findEscape(dictionary, codePoint);
  if (entry < 0) {
    return 1;
  }
  const from = escapeStarts[entry]!;
  const to = escapeStarts[entry + 1]!;
  const end = codePoint > 0xffff ? start + 2 : start + 1;
  const mark = into === undefined ? 0 : into.length;
  let steps = 1;
  for (let at = from; at < to; at++) {
    if (escapeJoined[at] === 1) {
      continue;
    }
    const id = escapeIds[at]!;
    const isParted = at + 1 === to || escapeJoined[at + 1] !== 1;
    if (isParted && singles.length > 0 && singles[id]! >= 0) {
      if (into === undefined) {
        return FOUND;
      }
      addMatch(dictionary, into, singles[id]!, start, end);
    }
    const taken = walkOn(dictionary, text, start, start, at + 1 - from, id, 0, into);
    if (taken < 0) {
      return taken;
    }
    steps += taken;
    if (steps > LONGEST_WALK) {
      return TOO_LONG;
    }
  }
  // One span and pattern can be met from several symbols of the first code point.
  if (into !== undefined && to - from > 1 && into.length > mark + 3) {
    dropRepeated(into, mark);
  }
  return steps;
}

/**
 * Goes on with a walk, code point by code point, each of which may stand for none or several symbols.
 *
 * @param from - the place of the code point that comes next
 * @param skipped - how many of its symbols were taken before
 * @param state - the payload of where the walk is; if `parent` is 0, the first symbol, all that was taken
 * @param parent - the key of where the walk is, below 0 or above; 0 at the first symbol
 * @returns the steps that it took, `FOUND` or `TOO_LONG`
 */
export function walkOn(
  dictionary: Dictionary,
  text: Text,
  start: number,
  from: number,
  skipped: number,
  state: number,
  parent: number,
  into: MatchBuffer | undefined,
): number {
  const { ids, escapeStarts, escapeIds, escapeJoined, rows, pairs, nodes, tails } = dictionary;
  const length = text.length;
  let steps = from - start;
  let payload = state;
  let key = parent;
  let skip = skipped;
  let next = from;
  while (next < length) {
    if (steps > LONGEST_WALK) {
      return TOO_LONG;
    }
    let id = ids[unitAt(text, next)]!;
    // The symbols of the code point at `next`: those of an entry, or `id` alone.
    let at = 0;
    let to = 1;
    let end = next + 1;
    let isEntry = false;
    if (id === SPECIAL) {
      const codePoint = codePointAt(text, next);
      end = codePoint > 0xffff ? next + 2 : end;
      const entry = findEscape(dictionary, codePoint);
      if (entry < 0) {
        return steps + 1;
      }
      at = escapeStarts[entry]! + skip;
      to = escapeStarts[entry + 1]!;
      isEntry = true;
    }
    skip = 0;
    steps++;
    for (; at < to; at++) {
      steps++;
      if (isEntry) {
        id = escapeIds[at]!;
      }
      let pattern = -1;
      if (payload < 0) {
        // Only tails go on.
        const place = payload & VALUE;
        if (tails[place] !== id) {
          return steps;
        }
        payload++;
      } else if (key === 0) {
        const place = rows[payload]! + id;
        if ((rows[place]! & 0xffff) !== payload || id === 0) {
          return steps;
        }
        key = pairKey(place);
        payload = pairs[place]!;
      } else {
        const slot = (payload & VALUE) + id;
        if (nodes[2 * slot] !== key) {
          return steps;
        }
        key = slot;
        payload = nodes[2 * slot + 1]!;
      }
      if (payload >= 0) {
        pattern = payload >= ENDS ? nodes[2 * ((payload & VALUE) + END) + 1]! : -1;
      } else if ((payload & TAIL) === 0) {
        pattern = payload & VALUE;
      } else {
        const place = payload & VALUE;
        if (tails[place] === END) {
          pattern = tails[place + 1]! | (tails[place + 2]! << 16);
        }
      }
      if (pattern >= 0 && !(isEntry && at + 1 < to && escapeJoined[at + 1] === 1)) {
        if (into === undefined) {
          return FOUND;
        }
        addMatch(dictionary, into, pattern, start, end);
      }
      if (pattern >= 0 && payload < 0) {
        return steps;
      }
    }
    next = end;
  }
  return steps;
}
