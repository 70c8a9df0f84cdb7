/**
 * Where matches are collected as numbers, three for each: the pattern, where it starts, and where it ends (not
 * included; UTF-16 code units). It belongs to the caller, who empties it by setting `length` to 0; what is
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
 * @param capacity - matches for which there is room before it has to grow
 */
export function createMatchBuffer(capacity = 256): MatchBuffer {
  return { words: new Int32Array(3 * capacity), length: 0 };
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
