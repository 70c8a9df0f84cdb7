/** Flags by hash. Hashes are whole numbers from 0 to 2 ** 53 - 1, spread evenly. */
export interface HashTable {
  /** Number of hashes. */
  size(): number;
  /** Takes in a hash; its flag is 1 once it was given as 1. */
  set(hash: number, flag: 0 | 1): void;
  /** The smallest hashes, so many at the most, ascending. */
  smallest(count: number): Float64Array;
  /** The flag of a hash; 0 if it was not taken in. */
  flagOf(hash: number): 0 | 1;
}

/** At the start; a power of two. */
const FIRST_SLOTS = 1024;

const UNUSED = -1;

/**
 * Makes an empty table: open addressing in typed arrays. A `Map` keeps a number above 2 ** 31 as an object of its
 * own, and took most of the time of a tally.
 */
export function createHashTable(): HashTable {
  let hashes = new Float64Array(FIRST_SLOTS).fill(UNUSED);
  let flags = new Uint8Array(FIRST_SLOTS);
  let size = 0;

  /** The slot of a hash, or the unused one where it belongs. */
  function slotOf(hash: number): number {
    const mask = hashes.length - 1;
    let slot = hash & mask;
    while (hashes[slot] !== UNUSED && hashes[slot] !== hash) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  function grow(): void {
    const [before, flagsBefore] = [hashes, flags];
    hashes = new Float64Array(2 * before.length).fill(UNUSED);
    flags = new Uint8Array(2 * before.length);
    // Slot by slot, here and below: pairs from an iterator took several times as long.
    for (let index = 0; index < before.length; index++) {
      const hash = before[index] as number;
      if (hash !== UNUSED) {
        const slot = slotOf(hash);
        hashes[slot] = hash;
        flags[slot] = flagsBefore[index] as number;
      }
    }
  }

  return {
    size: () => size,
    set: (hash, flag) => {
      const slot = slotOf(hash);
      if (flag === 1) {
        flags[slot] = 1;
      }
      if (hashes[slot] !== hash) {
        hashes[slot] = hash;
        size++;
        // Half full at the most: probes stay short.
        if (2 * size > hashes.length) {
          grow();
        }
      }
    },
    smallest: (count) => {
      const all = new Float64Array(size);
      let length = 0;
      for (let slot = 0; slot < hashes.length; slot++) {
        if (hashes[slot] !== UNUSED) {
          all[length++] = hashes[slot] as number;
        }
      }
      return all.sort().subarray(0, count);
    },
    flagOf: (hash) => (flags[slotOf(hash)] === 1 ? 1 : 0),
  };
}
