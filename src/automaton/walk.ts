import type { Dictionary } from "./dictionary.ts";
import { END, ENDS, LEAF, pairKey, SPECIAL, TAIL, VALUE } from "./layout.ts";
import { addMatch, type MatchBuffer } from "./match-buffer.ts";
import { LONGEST_WALK, TOO_LONG, walkOn, walkSpecial } from "./special-walk.ts";
import { type Text, unitAt } from "./text.ts";

/**
 * Walks down from the first two symbols of a place, whose row has a word for them. Adds the patterns that begin
 * there.
 *
 * @returns the steps that it took; or `TOO_LONG`, and then what it added is not all
 */
export function walk(
  dictionary: Dictionary,
  text: Text,
  start: number,
  first: number,
  second: number,
  into: MatchBuffer,
): number {
  if (first === SPECIAL) {
    return walkSpecial(dictionary, text, start, into);
  }
  if (second === SPECIAL) {
    return walkOn(dictionary, text, start, start + 1, 0, first, 0, into);
  }
  const { ids, nodes } = dictionary;
  const stop = Math.min(text.length, start + LONGEST_WALK);
  const place = dictionary.rows[first]! + second;
  let payload = dictionary.pairs[place]!;
  let key = pairKey(place);
  let next = start + 2;
  while (payload >= 0) {
    const base = payload & VALUE;
    if (payload >= ENDS) {
      addMatch(dictionary, into, nodes[2 * (base + END) + 1]!, start, next);
    }
    if (next >= stop) {
      return stop < text.length ? TOO_LONG : next - start;
    }
    const id = ids[unitAt(text, next)]!;
    const slot = base + id;
    if (nodes[2 * slot] !== key) {
      return id === SPECIAL
        ? walkOn(dictionary, text, start, next, 0, payload, key, into)
        : next - start;
    }
    key = slot;
    payload = nodes[2 * slot + 1]!;
    next++;
  }
  let pattern = payload & VALUE;
  if ((payload & TAIL) !== 0) {
    const { tails } = dictionary;
    let symbol = tails[pattern]!;
    while (symbol !== END) {
      if (next >= stop) {
        return stop < text.length ? TOO_LONG : next - start;
      }
      const id = ids[unitAt(text, next)]!;
      if (id !== symbol) {
        return id === SPECIAL
          ? walkOn(dictionary, text, start, next, 0, LEAF | TAIL | pattern, key, into)
          : next - start;
      }
      next++;
      symbol = tails[++pattern]!;
    }
    pattern = tails[pattern + 1]! | (tails[pattern + 2]! << 16);
  }
  addMatch(dictionary, into, pattern, start, next);
  return next - start;
}
