import type { Dictionary } from "./dictionary.ts";
import { END, ENDS, LEAF, pairKey, SPECIAL, TAIL, VALUE } from "./layout.ts";
import { FOUND, LONGEST_WALK, TOO_LONG, walkOn, walkSpecial } from "./special-walk.ts";

/**
 * Walks down from the first two symbols of a place, whose row has a word for them, to the first pattern. Apart from
 * `walk`, so that the engine of JavaScript learns of each what it alone does.
 *
 * @returns `FOUND`, `TOO_LONG`, or the steps that it took
 */
export function walkToFirst(
  dictionary: Dictionary,
  text: string,
  start: number,
  first: number,
  second: number,
): number {
  if (first === SPECIAL) {
    return walkSpecial(dictionary, text, start, undefined);
  }
  if (second === SPECIAL) {
    return walkOn(dictionary, text, start, start + 1, 0, first, 0, undefined);
  }
  const { ids, nodes } = dictionary;
  const stop = Math.min(text.length, start + LONGEST_WALK);
  const place = dictionary.rows[first]! + second;
  let payload = dictionary.pairs[place]!;
  let key = pairKey(place);
  let next = start + 2;
  while (payload >= 0) {
    if (payload >= ENDS) {
      return FOUND;
    }
    if (next >= stop) {
      return stop < text.length ? TOO_LONG : next - start;
    }
    const id = ids[text.charCodeAt(next)]!;
    const slot = (payload & VALUE) + id;
    if (nodes[2 * slot] !== key) {
      return id === SPECIAL
        ? walkOn(dictionary, text, start, next, 0, payload, key, undefined)
        : next - start;
    }
    key = slot;
    payload = nodes[2 * slot + 1]!;
    next++;
  }
  if ((payload & TAIL) === 0) {
    return FOUND;
  }
  const { tails } = dictionary;
  let tail = payload & VALUE;
  for (let symbol = tails[tail]!; symbol !== END; symbol = tails[++tail]!) {
    if (next >= stop) {
      return stop < text.length ? TOO_LONG : next - start;
    }
    const id = ids[text.charCodeAt(next)]!;
    if (id !== symbol) {
      return id === SPECIAL
        ? walkOn(dictionary, text, start, next, 0, LEAF | TAIL | tail, key, undefined)
        : next - start;
    }
    next++;
  }
  return FOUND;
}
