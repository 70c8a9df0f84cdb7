import { AuditError } from "../errors.ts";
import { createHashTable, type HashTable } from "./hash-table.ts";
import type { DistinctTally } from "./tally.ts";

/** Most hashes that a tally keeps, if nothing else is said: exact up to as many different texts. */
export const DISTINCT_CAPACITY = 131_072;

/** Counts different texts by hash. */
export interface DistinctCounter {
  /** Counts a text: its hash, and whether it triggers. */
  add(hash: number, isTriggered: boolean): void;
  /** What was counted so far. */
  finish(): DistinctTally;
}

/**
 * Counts different texts in bounded memory: it keeps the `capacity` smallest hashes (a bottom-k sketch).
 * Whatever the order in which texts arrive, and however they are split among counters, the same are kept.
 */
export function createDistinctCounter(capacity: number): DistinctCounter {
  if (!Number.isSafeInteger(capacity) || capacity < 16) {
    throw new RangeError(`distinct capacity is ${capacity}, expected a whole number from 16`);
  }
  let kept = createHashTable();
  let bound = Number.POSITIVE_INFINITY;

  function prune(): void {
    if (kept.size > capacity) {
      const hashes = kept.smallest(capacity + 1);
      bound = hashes[capacity] ?? bound;
      const smaller = createHashTable();
      for (let place = 0; place < capacity; place++) {
        const hash = hashes[place] as number;
        smaller.set(hash, kept.flagOf(hash));
      }
      kept = smaller;
    }
  }

  return {
    add: (hash, isTriggered) => {
      if (hash < bound) {
        kept.set(hash, isTriggered ? 1 : 0);
        // Pruning now and then costs a constant per text.
        if (kept.size >= 2 * capacity) {
          prune();
        }
      }
    },
    finish: () => {
      prune();
      return sketch(kept, capacity, bound !== Number.POSITIVE_INFINITY);
    },
  };
}

/**
 * Adds up two counts.
 *
 * @throws AuditError `tally-mismatch` if their capacities differ
 */
export function mergeDistinct(a: DistinctTally, b: DistinctTally): DistinctTally {
  if (a.capacity !== b.capacity) {
    throw new AuditError(
      "tally-mismatch",
      `tallies keep ${a.capacity} and ${b.capacity} different texts, expected the same`,
    );
  }
  const kept = createHashTable();
  for (const { hashes, triggered } of [a, b]) {
    for (const [index, hash] of hashes.entries()) {
      // Under dated lists a text may trigger at one time and not at another.
      kept.set(hash, triggered[index] === 1 ? 1 : 0);
    }
  }
  return sketch(kept, a.capacity, a.capped || b.capped || kept.size > a.capacity);
}

function sketch(kept: HashTable, capacity: number, capped: boolean): DistinctTally {
  const hashes = Array.from(kept.smallest(capacity));
  return { capacity, hashes, triggered: hashes.map(kept.flagOf), capped };
}
