import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { createHashTable } from "../../src/audit/hash-table.ts";

test("holds what a Map holds, also where many hashes end alike", () => {
  const hashes = fc.oneof(
    fc.maxSafeNat(),
    fc.constantFrom(0, 1, 2 ** 31, 2 ** 32, 2 ** 53 - 1),
    // The same low bits, so that they belong in the same slot.
    fc.integer({ min: 0, max: 2 ** 20 - 1 }).map((high) => high * 2 ** 32 + 1023),
  );
  fc.assert(
    fc.property(
      fc.array(fc.tuple(hashes, fc.constantFrom(0 as const, 1 as const)), { maxLength: 3_000 }),
      (entries) => {
        const table = createHashTable();
        for (const [hash, flag] of entries) {
          table.set(hash, flag);
        }
        const expected = new Map<number, 0 | 1>();
        for (const [hash, flag] of entries) {
          expected.set(hash, flag === 1 || expected.get(hash) === 1 ? 1 : 0);
        }
        expect(table.size()).toBe(expected.size);
        const ascending = [...expected.keys()].sort((a, b) => a - b);
        expect(Array.from(table.smallest(7))).toEqual(ascending.slice(0, 7));
        expect(Array.from(table.smallest(expected.size), table.flagOf)).toEqual(
          ascending.map((hash) => expected.get(hash)),
        );
      },
    ),
  );
});
