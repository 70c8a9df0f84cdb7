import { APART, type Collect, SPENT } from "./anchored.ts";
import type { Dictionary } from "./dictionary.ts";
import { END, ENDS, pairKey, SPECIAL, TAIL, VALUE } from "./layout.ts";
import type { MatchBuffer } from "./match-buffer.ts";

/** The anchored search for all occurrences in a text; see `anchored.ts`. */
export function createCollectText(dictionary: Dictionary, budget: number): Collect<string> {
  const { ids, rows, pairs, nodes, tails } = dictionary;
  // Sets with equal patterns are rare, and all matches in them left to the general walk, which names each pattern.
  const isDistinct = dictionary.nextEqual.length === 0;
  let kept = 0;

  /** Walks down from a pair: `APART`, or the place of the first symbol that does not agree. */
  function walk(text: string, from: number, place: number, into: MatchBuffer): number {
    let next = from;
    let payload = pairs[place]!;
    let key = pairKey(place);
    while (payload >= 0) {
      if (payload >= ENDS) {
        payload -= ENDS;
        if (!add(into, nodes[2 * (payload + END) + 1]!, from, next)) {
          return APART;
        }
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
    let pattern = payload & VALUE;
    if ((payload & TAIL) !== 0) {
      while (tails[pattern] !== END) {
        if (next >= text.length) {
          return next;
        }
        const id = ids[text.charCodeAt(next)]!;
        if (id !== tails[pattern]) {
          return id === SPECIAL ? APART : next;
        }
        pattern++;
        next++;
      }
      pattern = tails[pattern + 1]! | (tails[pattern + 2]! << 16);
    }
    return add(into, pattern, from, next) ? next : APART;
  }

  /**
   * Adds a match that begins two before `from`; false if the general walk has to add it, since there is no room, or
   * since some two patterns of the set are equal.
   */
  function add(into: MatchBuffer, pattern: number, from: number, end: number): boolean {
    const { words, length } = into;
    if (length + 3 > words.length) {
      return false;
    }
    words[length] = pattern;
    words[length + 1] = from - 2;
    words[length + 2] = end;
    into.length = length + 3;
    return isDistinct;
  }

  function search(
    text: string,
    from: number,
    until: number,
    into: MatchBuffer,
    limit: number,
    spentBefore: number,
  ): number {
    const length = Math.min(text.length, until + 2);
    let spent = spentBefore;
    if (length - from < 2) {
      kept = spent;
      return from < text.length && length === text.length ? ~from : from;
    }
    let first = ids[text.charCodeAt(from)]!;
    let second = ids[text.charCodeAt(from + 1)]!;
    for (let next = from + 2; next < length; next++) {
      const third = ids[text.charCodeAt(next)]!;
      const place = (rows[first]! + second) | 0;
      const word = rows[place]!;
      if ((((word ^ first) & 0xffff) | ((~word >>> (third & 15)) & 0x10000)) === 0) {
        const mark = into.length;
        const end = first === SPECIAL || second === SPECIAL ? APART : walk(text, next, place, into);
        if (end === APART) {
          into.length = mark;
          kept = spent;
          return ~(next - 2);
        }
        spent += end - next + 2;
        if (spent > budget * next) {
          into.length = mark;
          kept = SPENT;
          return ~(next - 2);
        }
        if (into.length >= limit) {
          return next - 1;
        }
      }
      first = second;
      second = third;
    }
    if (length < text.length) {
      return length - 2;
    }
    // Most texts end with no pair of any pattern.
    if ((rows[(rows[first]! + second) | 0]! & 0xffff) !== first && second !== SPECIAL) {
      return length;
    }
    kept = spent;
    return ~(length - 2);
  }

  return { search, spent: () => kept };
}
