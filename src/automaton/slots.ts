/** Free places in a growing line, as a bitmap: places for groups of neighbours are found 32 at a time. */
export interface Slots {
  /** One more than the highest place taken. */
  readonly end: number;
  /**
   * The lowest base, tried in order and within bounds, at which `base + offset` is free for each offset;
   * those places are taken. Offsets are ascending.
   */
  place(offsets: readonly number[]): number;
}

/**
 * Makes an empty line.
 *
 * @param mostWords - After so many words of 32 bases without a fit a group goes to the end: more of them pack
 *   tighter, fewer are faster.
 */
export function createSlots(mostWords: number): Slots {
  // A set bit is a place taken. There is always room for a look beyond the end.
  let taken = new Uint32Array(1024);
  let end = 0;
  // All places of the words before this one are taken: where single places are looked for.
  let firstWord = 0;
  // Where groups are looked for: before it they did not fit. Single places fill what they leave.
  let groupWord = 0;

  const reserve = (places: number): void => {
    const words = (places >>> 5) + 3;
    if (words > taken.length) {
      const grown = new Uint32Array(Math.max(words, 2 * taken.length));
      grown.set(taken);
      taken = grown;
    }
  };

  /** For 32 bases from `32 * word`: a set bit is a base that does not fit. */
  const blocked = (word: number, offsets: readonly number[]): number => {
    let bits = 0;
    for (let index = 0; index < offsets.length; index++) {
      const place = (word << 5) + offsets[index]!;
      const at = place >>> 5;
      const shift = place & 31;
      bits |= taken[at]! >>> shift;
      if (shift !== 0) {
        bits |= taken[at + 1]! << (32 - shift);
      }
      if (bits === -1) {
        return bits;
      }
    }
    return bits;
  };

  return {
    get end() {
      return end;
    },
    place(offsets) {
      const highest = offsets[offsets.length - 1]!;
      const isGroup = offsets.length > 1;
      // A base may lie before the first free place, since the lowest offset is above 0.
      const from = Math.max(0, (isGroup ? groupWord : firstWord) - (offsets[0]! >>> 5) - 1);
      const limit = from + mostWords;
      let word = from;
      let bits: number;
      for (;;) {
        reserve((word << 5) + 32 + highest);
        bits = blocked(word, offsets);
        if (bits !== -1) {
          break;
        }
        // Where the lowest offset comes after all that is taken, everything is free.
        word = word + 1 === limit ? Math.max(limit, (end - offsets[0]!) >> 5) : word + 1;
      }
      const base = (word << 5) + 31 - Math.clz32(~bits & -~bits);
      for (const offset of offsets) {
        const place = base + offset;
        taken[place >>> 5]! |= 1 << (place & 31);
      }
      end = Math.max(end, base + highest + 1);
      // The first places are below the offsets of nodes, and may stay free for ever.
      while ((taken[firstWord]! | (firstWord === 0 ? 7 : 0)) >>> 0 === 0xffffffff) {
        firstWord++;
      }
      if (isGroup && word >= limit) {
        groupWord += mostWords >>> 3;
      }
      return base;
    },
  };
}
