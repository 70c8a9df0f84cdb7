import type { Dictionary } from "./dictionary.ts";

/**
 * Where matches are collected as numbers, three for each: what matches (to an automaton its pattern, to a filter its
 * term), where it starts, and where it ends (not included; UTF-16 code units). It belongs to the caller, who empties it by setting `length` to 0; what is
 * collected is added behind what is there.
 */
export interface MatchBuffer {
  /** `Int32Array`: one triple after another. Replaced by a longer one when it is full. */
  words: Int32Array;
  /** How many of `words` are in use: three for each match. */
  length: number;
}

/**
 * An empty buffer.
 *
 * @example
 * ```ts
 * import { compileAutomaton, createMatchBuffer } from "filter-audit/automaton";
 *
 * const units = new Uint16Array(0x10000);
 * units["a".charCodeAt(0)] = 1;
 * const automaton = compileAutomaton([Uint16Array.of(1)], {
 *   classCount: 2,
 *   units,
 *   escapes: new Uint32Array(0),
 *   escapeStarts: Uint32Array.of(0),
 *   escapeSymbols: new Uint16Array(0),
 *   escapeJoined: new Uint8Array(0),
 * });
 * const found = createMatchBuffer();
 * automaton.collect("aba", found);
 * found.length / 3; // => 2
 * ```
 *
 * @param capacity - matches for which there is room before it has to grow
 */
export function createMatchBuffer(capacity = 256): MatchBuffer {
  return { words: new Int32Array(3 * capacity), length: 0 };
}

/** Adds an occurrence of a pattern, and of all given ones that are equal to it. */
export function addMatch(
  dictionary: Dictionary,
  buffer: MatchBuffer,
  pattern: number,
  start: number,
  end: number,
): void {
  pushMatch(buffer, pattern, start, end);
  const { nextEqual } = dictionary;
  if (nextEqual.length > 0) {
    for (let next = nextEqual[pattern]!; next > 0; next = nextEqual[next]!) {
      pushMatch(buffer, next, start, end);
    }
  }
}

/** Adds one match. */
export function pushMatch(buffer: MatchBuffer, pattern: number, start: number, end: number): void {
  const { length } = buffer;
  let { words } = buffer;
  if (length + 3 > words.length) {
    words = new Int32Array(Math.max(192, 2 * words.length));
    words.set(buffer.words);
    buffer.words = words;
  }
  words[length] = pattern;
  words[length + 1] = start;
  words[length + 2] = end;
  buffer.length = length + 3;
}

/** Above the start and end of any match together: no text has more than `MAX_UNITS`. */
const ABOVE_PLACES = 2 ** 31;

// With at most 2 ** 22 patterns every key is a whole number that a double holds.
/** Drops what stands twice behind `from`; all of it has one start, or one end. */
export function dropRepeated(buffer: MatchBuffer, from: number): void {
  const { words, length } = buffer;
  const seen = new Set<number>();
  let kept = from;
  for (let at = from; at < length; at += 3) {
    const key = words[at]! * ABOVE_PLACES + words[at + 1]! + words[at + 2]!;
    if (!seen.has(key)) {
      seen.add(key);
      words.copyWithin(kept, at, at + 3);
      kept += 3;
    }
  }
  buffer.length = kept;
}
