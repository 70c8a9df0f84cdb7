/** Numbers in ascending order, equal ones too, at about two bits for each and for each up to the largest. */
export interface Ascending {
  /** The number at an index. Takes time that grows with the logarithm of how many there are. */
  at(index: number): number;
}

/** Words of 32 bits to a block: how many bits are set before each block is known. */
const BLOCK = 16;

/**
 * Keeps `count` numbers from 0 to `largest`, which `each` gives in ascending order. Number `n` at index `i` is a bit
 * that is set, the one at place `n + i`: a set of bits is all that is kept, with a count for each block of it.
 */
export function keepAscending(
  count: number,
  largest: number,
  each: (index: number) => number,
): Ascending {
  const words = new Uint32Array(((count + largest) >> 5) + 1);
  for (let index = 0; index < count; index++) {
    const place = index + each(index);
    words[place >> 5] = (words[place >> 5] as number) | (1 << (place & 31));
  }
  const before = new Int32Array(Math.ceil(words.length / BLOCK));
  let set = 0;
  for (const [word, bits] of words.entries()) {
    if (word % BLOCK === 0) {
      before[word / BLOCK] = set;
    }
    set += countBits(bits);
  }

  function blockOf(index: number): number {
    let low = 0;
    let high = before.length;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if ((before[middle] as number) <= index) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return low;
  }

  return {
    at: (index) => {
      const block = blockOf(index);
      let rest = index - (before[block] as number);
      let word = block * BLOCK;
      let bits = words[word] as number;
      for (let own = countBits(bits); own <= rest; own = countBits(bits)) {
        rest -= own;
        bits = words[++word] as number;
      }
      for (; rest > 0; rest--) {
        bits &= bits - 1;
      }
      const place = 32 * word + 31 - Math.clz32(bits & -bits);
      return place - index;
    },
  };
}

function countBits(word: number): number {
  let bits = word - ((word >>> 1) & 0x55555555);
  bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333);
  return Math.imul((bits + (bits >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
