import { AuditError } from "../errors.ts";
import { createHashTable } from "./hash-table.ts";
import type { DistinctTally } from "./tally.ts";

/** Most hashes that a tally keeps, if nothing else is said: exact up to as many different texts. */
export const DISTINCT_CAPACITY = 131_072;

/** Above any hash. */
const NONE = Number.POSITIVE_INFINITY;

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
  let bound = NONE;

  function prune(): void {
    if (kept.size() > capacity) {
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
        if (kept.size() >= 2 * capacity) {
          prune();
        }
      }
    },
    finish: () => {
      prune();
      const hashes = Array.from(kept.smallest(capacity));
      const triggered = hashes.map(kept.flagOf);
      return { capacity, hashes, triggered, capped: bound !== NONE };
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
  // Both are in ascending order: what a file holds decides nothing about the time that this takes.
  const { capacity } = a;
  const hashes: number[] = [];
  const triggered: (0 | 1)[] = [];
  let [left, right] = [0, 0];
  const hasMore = (): boolean => left < a.hashes.length || right < b.hashes.length;
  while (hasMore() && hashes.length < capacity) {
    const hash = Math.min(a.hashes[left] ?? NONE, b.hashes[right] ?? NONE);
    let isTriggered = false;
    // Under dated lists a text may trigger at one time and not at another.
    if (a.hashes[left] === hash) {
      isTriggered = a.triggered[left++] === 1;
    }
    if (b.hashes[right] === hash) {
      isTriggered = b.triggered[right++] === 1 || isTriggered;
    }
    hashes.push(hash);
    triggered.push(isTriggered ? 1 : 0);
  }
  return { capacity, hashes, triggered, capped: a.capped || b.capped || hasMore() };
}
