/** A seeded source of chance: the same seed gives the same numbers on every machine. */
export interface Random {
  /** The next number from 0 to below 1, a multiple of 2^-32. */
  next(): number;
  /** The next whole number from 0 to below `bound`, each equally likely. */
  below(bound: number): number;
  /**
   * Draws `draws` whole numbers from 0 to below the length of `counts`, and adds 1 there for each: the numbers that
   * as many calls of `below` would give, in less time.
   */
  count(draws: number, counts: Uint32Array): void;
}

/** One step of SplitMix32, which spreads a seed over the state. */
function spread(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x9e3779b9) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 16), 0x21f0aaad);
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
    return (mixed ^ (mixed >>> 15)) >>> 0;
  };
}

/**
 * Makes a source of chance: xoshiro128**, its state filled from the seed.
 *
 * @example
 * ```ts
 * import { createRandom } from "filter-audit/inference";
 *
 * const [first, again] = [createRandom(7), createRandom(7)];
 * first.next() === again.next(); // => true
 * ```
 *
 * @param seed - A whole number from 0 to 2^32 - 1.
 * @throws RangeError if `seed` is out of range; `below` if its bound is not from 1 to 2^32; `count` if there are
 *   no counts
 * @see D. Blackman and S. Vigna, "Scrambled linear pseudorandom number generators", ACM Transactions on
 *   Mathematical Software 47(4), 2021; xoshiro128** 1.1
 */
export function createRandom(seed: number): Random {
  if (!Number.isInteger(seed) || seed < 0 || seed > 0xffffffff) {
    throw new RangeError(`invalid seed ${seed}, expected a whole number from 0 to 4294967295`);
  }
  const fill = spread(seed);
  let a = fill();
  let b = fill();
  let c = fill();
  let d = fill();

  function bits(): number {
    const product = Math.imul(b, 5);
    const result = Math.imul((product << 7) | (product >>> 25), 9) >>> 0;
    const shifted = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= shifted;
    d = (d << 11) | (d >>> 21);
    return result;
  }

  return {
    next: () => bits() / 2 ** 32,
    below: (bound) => {
      if (!Number.isInteger(bound) || bound < 1 || bound > 2 ** 32) {
        throw new RangeError(
          `invalid bound ${bound}, expected a whole number from 1 to 4294967296`,
        );
      }
      // What is left of 2^32 beyond the last multiple of the bound would favour small numbers.
      const fair = 2 ** 32 - (2 ** 32 % bound);
      let drawn = bits();
      while (drawn >= fair) drawn = bits();
      return drawn % bound;
    },
    count: (draws, counts) => {
      const bound = counts.length;
      if (bound === 0) {
        throw new RangeError("no counts to draw among, expected at least 1");
      }
      const fair = 2 ** 32 - (2 ** 32 % bound);
      // For speed a copy of the state in variables of this function, and in place of `%` a division of doubles, which is
      // exact below 2^53 where the quotient is cut.
      let [e, f, g, h] = [a | 0, b | 0, c | 0, d | 0];
      for (let left = draws; left > 0; ) {
        const product = Math.imul(f, 5);
        const drawn = Math.imul((product << 7) | (product >>> 25), 9) >>> 0;
        const shifted = f << 9;
        g ^= e;
        h ^= f;
        f ^= g;
        e ^= h;
        g ^= shifted;
        h = (h << 11) | (h >>> 21);
        if (drawn < fair) {
          const place = drawn - Math.floor(drawn / bound) * bound;
          counts[place] = (counts[place] as number) + 1;
          left--;
        }
      }
      [a, b, c, d] = [e, f, g, h];
    },
  };
}

/** Puts the items into an order of chance, in place (Fisher and Yates). */
export function shuffle(
  items: { [place: number]: number; readonly length: number },
  random: Random,
): void {
  for (let place = items.length - 1; place > 0; place--) {
    const other = random.below(place + 1);
    const kept = items[place] as number;
    items[place] = items[other] as number;
    items[other] = kept;
  }
}
