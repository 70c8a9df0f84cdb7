/** Whole numbers of 32 bits, one after another, as they come. */
export interface Growing {
  /** `Int32Array`: the numbers, and room behind them. Replaced by a longer one when it is full. */
  words: Int32Array;
  /** How many numbers there are. */
  length: number;
}

/** None yet, with room for some: half the memory of an array of numbers, and no copy where the room was enough. */
export function createGrowing(room: number): Growing {
  return { words: new Int32Array(room), length: 0 };
}

/** Adds a number. */
export function push(growing: Growing, number: number): void {
  const { length, words } = growing;
  if (length === words.length) {
    growing.words = new Int32Array(2 * length + 64);
    growing.words.set(words);
  }
  growing.words[length] = number;
  growing.length = length + 1;
}

/** The numbers, without the room behind them. */
export function finish({ words, length }: Growing): Int32Array {
  return length === words.length ? words : words.slice(0, length);
}
