import type { Dictionary } from "./dictionary.ts";
import { walkToFirst } from "./first-walk.ts";
import { SPECIAL } from "./layout.ts";
import type { MatchBuffer } from "./match-buffer.ts";
import { FOUND, TOO_LONG } from "./special-walk.ts";
import { type Text, unitAt } from "./text.ts";
import { walk } from "./walk.ts";

// The anchored search: what begins at each place of the text? Most places fail one look, at the row of the first
// two symbols with the signature of the third, which waits for no other look; the others are walked.
//
// Walks that begin at neighbouring places read the same symbols, so that nasty lists and texts could cost length
// times length. Walks have a budget: when a text spends it, or one walk grows too long, the searches below end at that
// place, and the caller goes on by links.
//
// The inner loop calls nothing, so that what the arrays are is looked at once, not at every place: on code units in an
// array that took a third less time.
//
// The loop stands here three times. Loops that differ only in how a unit is read or in what a match means would
// share what the engine of JavaScript learns of them, and be slow together.

/** Steps that walks may take for each code unit, before a text is searched by links. */
export const DEFAULT_BUDGET = 8;

/** Every text has the budget of so many code units more: a short text cannot be slow. */
const FREE_UNITS = 64;

/**
 * Whether any pattern begins in a text at `from` or later.
 *
 * @returns `FOUND`; the length of the text if there is none; else the place at which the budget was spent, or a walk
 *   grew too long, before which there is none
 */
export function occurs(dictionary: Dictionary, text: string, from: number, budget: number): number {
  const { ids, rows } = dictionary;
  const length = text.length;
  if (length - from > 1) {
    let spent = -budget * (FREE_UNITS - from);
    let first = ids[text.charCodeAt(from)]!;
    let second = ids[text.charCodeAt(from + 1)]!;
    for (let next = from + 2; next < length; next++) {
      let third = ids[text.charCodeAt(next)]!;
      let word = rows[(rows[first]! + second) | 0]!;
      // One branch for all: the row is that of the first id, and the third can follow.
      while ((((word ^ first) & 0xffff) | ((~word >>> (third & 15)) & 0x10000)) !== 0) {
        first = second;
        second = third;
        if (++next === length) {
          break;
        }
        third = ids[text.charCodeAt(next)]!;
        word = rows[(rows[first]! + second) | 0]!;
      }
      if (next === length) {
        break;
      }
      if (word < 0) {
        return FOUND;
      }
      const steps = walkToFirst(dictionary, text, next - 2, first, second);
      if (steps < 0) {
        return steps === FOUND ? FOUND : next - 2;
      }
      spent += steps;
      if (spent > budget * next) {
        return next - 1;
      }
      first = second;
      second = third;
    }
    // Most texts end with no pair of any pattern.
    if ((rows[(rows[first]! + second) | 0]! & 0xffff) !== first && second !== SPECIAL) {
      return length;
    }
  }
  return finish(dictionary, text, Math.max(from, length - 2), undefined);
}

/**
 * Collects what begins in a text from `from` on and before `until`.
 *
 * @returns the place before which all is found: at least `until` if that is the end of the text; if it is below
 *   that, the buffer has reached `limit`; `~place` if the budget was spent there, or a walk grew too long
 */
export function collectText(
  dictionary: Dictionary,
  text: string,
  from: number,
  until: number,
  into: MatchBuffer,
  limit: number,
  budget: number,
): number {
  const { ids, rows } = dictionary;
  const length = Math.min(text.length, until + 2);
  const mark = into.length;
  if (length - from > 1) {
    let spent = -budget * (FREE_UNITS - from);
    let first = ids[text.charCodeAt(from)]!;
    let second = ids[text.charCodeAt(from + 1)]!;
    for (let next = from + 2; next < length; next++) {
      let third = ids[text.charCodeAt(next)]!;
      let word = rows[(rows[first]! + second) | 0]!;
      while ((((word ^ first) & 0xffff) | ((~word >>> (third & 15)) & 0x10000)) !== 0) {
        first = second;
        second = third;
        if (++next === length) {
          break;
        }
        third = ids[text.charCodeAt(next)]!;
        word = rows[(rows[first]! + second) | 0]!;
      }
      if (next === length) {
        break;
      }
      const steps = walk(dictionary, text, next - 2, first, second, into);
      if (steps < 0) {
        dropFrom(into, mark, next - 2);
        return ~(next - 2);
      }
      spent += steps;
      if (spent > budget * next) {
        return ~(next - 1);
      }
      if (into.length >= limit) {
        return next - 1;
      }
      first = second;
      second = third;
    }
    if (length < text.length) {
      return length - 2;
    }
    if ((rows[(rows[first]! + second) | 0]! & 0xffff) !== first && second !== SPECIAL) {
      return length;
    }
  }
  const end = finish(dictionary, text, Math.max(from, length - 2), into);
  return end < length ? ~end : end;
}

/** The same as {@link collectText}, in code units. */
export function collectUnits(
  dictionary: Dictionary,
  units: Uint16Array,
  from: number,
  until: number,
  into: MatchBuffer,
  limit: number,
  budget: number,
): number {
  const { ids, rows } = dictionary;
  const length = Math.min(units.length, until + 2);
  const mark = into.length;
  if (length - from > 1) {
    let spent = -budget * (FREE_UNITS - from);
    let first = ids[units[from]!]!;
    let second = ids[units[from + 1]!]!;
    for (let next = from + 2; next < length; next++) {
      // Three places at a time, so that no id is moved from name to name, which takes a sixth of the time away. At the
      // first place that passes the names are as they would be if the loop below had come there.
      while (next + 2 < length) {
        const third = ids[units[next]!]!;
        const word = rows[(rows[first]! + second) | 0]!;
        if ((((word ^ first) & 0xffff) | ((~word >>> (third & 15)) & 0x10000)) === 0) {
          break;
        }
        const fourth = ids[units[next + 1]!]!;
        const wordAfter = rows[(rows[second]! + third) | 0]!;
        if ((((wordAfter ^ second) & 0xffff) | ((~wordAfter >>> (fourth & 15)) & 0x10000)) === 0) {
          first = second;
          second = third;
          next++;
          break;
        }
        const fifth = ids[units[next + 2]!]!;
        const lastWord = rows[(rows[third]! + fourth) | 0]!;
        if ((((lastWord ^ third) & 0xffff) | ((~lastWord >>> (fifth & 15)) & 0x10000)) === 0) {
          first = third;
          second = fourth;
          next += 2;
          break;
        }
        first = fourth;
        second = fifth;
        next += 3;
      }
      if (next === length) {
        break;
      }
      let third = ids[units[next]!]!;
      let word = rows[(rows[first]! + second) | 0]!;
      while ((((word ^ first) & 0xffff) | ((~word >>> (third & 15)) & 0x10000)) !== 0) {
        first = second;
        second = third;
        if (++next === length) {
          break;
        }
        third = ids[units[next]!]!;
        word = rows[(rows[first]! + second) | 0]!;
      }
      if (next === length) {
        break;
      }
      const steps = walk(dictionary, units, next - 2, first, second, into);
      if (steps < 0) {
        dropFrom(into, mark, next - 2);
        return ~(next - 2);
      }
      spent += steps;
      if (spent > budget * next) {
        return ~(next - 1);
      }
      if (into.length >= limit) {
        return next - 1;
      }
      first = second;
      second = third;
    }
    if (length < units.length) {
      return length - 2;
    }
    if ((rows[(rows[first]! + second) | 0]! & 0xffff) !== first && second !== SPECIAL) {
      return length;
    }
  }
  const end = finish(dictionary, units, Math.max(from, length - 2), into);
  return end < length ? ~end : end;
}

/**
 * The last two places of a text, which no third symbol follows.
 *
 * @returns the length of the text; without a buffer `FOUND` if a pattern begins there; the place of a walk that grew
 *   too long
 */
function finish(
  dictionary: Dictionary,
  text: Text,
  from: number,
  into: MatchBuffer | undefined,
): number {
  const { ids, rows } = dictionary;
  const mark = into === undefined ? 0 : into.length;
  for (let start = from; start < text.length; start++) {
    const first = ids[unitAt(text, start)]!;
    const isLast = start + 1 === text.length;
    if (isLast && first !== SPECIAL) {
      break;
    }
    const second = isLast ? 0 : ids[unitAt(text, start + 1)]!;
    if ((rows[(rows[first]! + second) | 0]! & 0xffff) !== first) {
      continue;
    }
    const steps =
      into === undefined
        ? walkToFirst(dictionary, text as string, start, first, second)
        : walk(dictionary, text, start, first, second, into);
    if (steps === FOUND) {
      return FOUND;
    }
    if (steps === TOO_LONG) {
      if (into !== undefined) {
        dropFrom(into, mark, start);
      }
      return start;
    }
  }
  return text.length;
}

/** Drops what begins at a place from the end of a buffer, above a mark. */
function dropFrom(into: MatchBuffer, mark: number, start: number): void {
  while (into.length > mark && into.words[into.length - 2] === start) {
    into.length -= 3;
  }
}
