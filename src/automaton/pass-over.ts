import type { Alphabet } from "./alphabet.ts";
import type { Dictionary } from "./dictionary.ts";
import { SPECIAL } from "./layout.ts";
import { createWriter } from "./window.ts";
import type { WindowSearch } from "./window-search.ts";

/**
 * The place after a run of `SPECIAL` code units that begins at `from`, if no match can hold any of it; -1 if
 * one could, or that cannot be told.
 */
export type PassOver = (text: string, from: number) => number;

/** Longest run that is looked at, in code units. */
const MAX_RUN = 16;

/** Runs that are remembered. */
const MAX_KNOWN = 256;

/** Bits for each pair of neighbours, about: more would cost more memory, fewer more needless windows. */
const BITS_PER_PAIR = 4;

const LEAST_BITS = 2 ** 14;

const MOST_BITS = 2 ** 24;

/** What is known of a run of special characters by itself. */
interface Run {
  /** Its first symbol, 0 if no pattern has it; -1 if the run stands for no symbols. */
  readonly first: number;
  /** Its last one. */
  readonly last: number;
  /** Whether a pattern occurs in it. */
  readonly isMatched: boolean;
}

/**
 * A special character mostly stands where no pattern could use it: an ellipsis between two words. A match that
 * holds some of a run lies within it, or takes the symbols on both sides of one of its ends; where no pattern
 * has these two next to each other, the run is passed over, which is far cheaper than to write a window.
 */
export function createPassOver(
  dictionary: Dictionary,
  alphabet: Alphabet,
  searchWindow: WindowSearch,
): PassOver {
  const { ids } = alphabet;
  const known = new Map<string, Run>();
  let neighbours: Neighbours | undefined;

  function lookAt(text: string): Run {
    let run = known.get(text);
    if (run === undefined) {
      const window = createWriter(alphabet, MAX_RUN)(text, 0);
      run = {
        first: window.length === 0 ? -1 : window.ids[0]!,
        last: window.length === 0 ? -1 : window.ids[window.length - 1]!,
        isMatched:
          window.next < text.length ||
          searchWindow(text, 0, 0, () => true, Number.MAX_SAFE_INTEGER).isStopped,
      };
      if (known.size === MAX_KNOWN) {
        known.clear();
      }
      known.set(text, run);
    }
    return run;
  }

  return (text, from) => {
    const before = from === 0 ? 0 : text.charCodeAt(from - 1);
    // A trail surrogate belongs to a character that the window before this place may hold.
    if ((before & 0xfc00) === 0xdc00 || (from > 0 && ids[before] === SPECIAL)) {
      return -1;
    }
    let end = from;
    while (end < text.length && ids[text.charCodeAt(end)] === SPECIAL) {
      if (end - from >= MAX_RUN) {
        return -1;
      }
      end += text.codePointAt(end)! > 0xffff ? 2 : 1;
    }
    const { first, last, isMatched } = lookAt(text.slice(from, end));
    if (isMatched) {
      return -1;
    }
    neighbours ??= createNeighbours(dictionary);
    const left = from === 0 ? 0 : ids[before]!;
    const right = end >= text.length ? 0 : ids[text.charCodeAt(end)]!;
    const isInner =
      first < 0 ? neighbours(left, right) : neighbours(left, first) || neighbours(last, right);
    return isInner ? -1 : end;
  };
}

/** Whether two ids may stand next to each other in a pattern: never false where they do. */
type Neighbours = (first: number, second: number) => boolean;

function createNeighbours({ patterns: { symbols, starts } }: Dictionary): Neighbours {
  let size = LEAST_BITS;
  while (size < BITS_PER_PAIR * symbols.length && size < MOST_BITS) {
    size *= 2;
  }
  const bits = new Uint32Array(size >>> 5);
  const mask = size - 1;
  const placeOf = (first: number, second: number): number =>
    (Math.imul(first, 0x9e3779b1) ^ Math.imul(second, 0x85ebca6b)) >>> 7;
  for (let pattern = 0; pattern + 1 < starts.length; pattern++) {
    const end = starts[pattern + 1]!;
    for (let at = starts[pattern]! + 1; at < end; at++) {
      const place = placeOf(symbols[at - 1]!, symbols[at]!) & mask;
      bits[place >>> 5]! |= 1 << (place & 31);
    }
  }
  return (first, second) => {
    const place = placeOf(first, second) & mask;
    return ((bits[place >>> 5]! >>> (place & 31)) & 1) === 1;
  };
}
