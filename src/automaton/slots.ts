/** Free places in a growing line, as a bitmap: places for groups of neighbours are found 32 at a time. */
export interface Slots {
  /** One more than the highest place taken. */
  end(): number;
  /**
   * A base at which `base + offset` is free for the first `count` of `offsets`, which are ascending; those places
   * are taken.
   */
  place(offsets: Int32Array, count: number): number;
}

/** Bases, in words of 32, that a group tries before the groups of its size begin further on. */
const LOOKS = 32;

/** Bases, in words of 32, that a group tries before it goes to the end. */
const MOST_LOOKS = 1024;

/** Makes an empty line. Groups of about one size are looked for where the last of them found a place. */
export function createSlots(): Slots {
  // A set bit is a place taken. There is always room for a look beyond the end.
  let taken = new Uint32Array(1024);
  let end = 0;
  // By the number of bits of a group's size: the word before which it is not looked for.
  const firstWords = new Int32Array(32);

  const reserve = (places: number): void => {
    const words = (places >>> 5) + 3;
    if (words > taken.length) {
      const grown = new Uint32Array(Math.max(words, 2 * taken.length));
      grown.set(taken);
      taken = grown;
    }
  };

  /** For 32 bases from `32 * word`: a set bit is a base that does not fit. */
  const blocked = (word: number, offsets: Int32Array, count: number): number => {
    let bits = 0;
    for (let index = 0; index < count; index++) {
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
    end: () => end,
    place(offsets, count) {
      const lowest = offsets[0]!;
      const highest = offsets[count - 1]!;
      const size = 32 - Math.clz32(count);
      // A base may lie before the first free place, since the lowest offset is above 0.
      const from = Math.max(0, firstWords[size]! - (lowest >>> 5) - 1);
      const limit = from + MOST_LOOKS;
      let word = from;
      let bits: number;
      for (;;) {
        reserve((word << 5) + 32 + highest);
        bits = blocked(word, offsets, count);
        if (bits !== -1) {
          break;
        }
        // Where the lowest offset comes after all that is taken, everything is free.
        word = word + 1 === limit ? Math.max(limit, (end - lowest) >> 5) : word + 1;
      }
      const base = (word << 5) + 31 - Math.clz32(~bits & -~bits);
      for (let index = 0; index < count; index++) {
        const place = base + offsets[index]!;
        taken[place >>> 5]! |= 1 << (place & 31);
      }
      end = Math.max(end, base + highest + 1);
      if (word - from > LOOKS) {
        firstWords[size] = Math.max(
          firstWords[size]!,
          Math.min((base + lowest) >>> 5, firstWords[size]! + MOST_LOOKS) - (LOOKS >> 1),
        );
      }
      return base;
    },
  };
}
