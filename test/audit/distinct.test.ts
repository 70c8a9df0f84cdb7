import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { createDistinctCounter, mergeDistinct } from "../../src/audit/distinct.ts";
import type { DistinctTally } from "../../src/audit/tally.ts";

test("a sum holds the smallest hashes of both, each with whether it triggered in either", () => {
  const corpus = fc.array(fc.tuple(fc.nat(60), fc.boolean()), { maxLength: 80 });
  const count = (all: readonly (readonly [number, boolean])[]): DistinctTally => {
    const counter = createDistinctCounter(16);
    for (const [hash, isTriggered] of all) counter.add(hash, isTriggered);
    return counter.finish();
  };
  fc.assert(
    fc.property(corpus, corpus, (a, b) => {
      const all = [...a, ...b];
      const different = [...new Set(all.map(([hash]) => hash))].sort((x, y) => x - y);
      const hashes = different.slice(0, 16);
      const expected = {
        capacity: 16,
        hashes,
        triggered: hashes.map((hash) => Number(all.some(([each, is]) => is && each === hash))),
        capped: different.length > 16,
      };
      expect(mergeDistinct(count(a), count(b))).toEqual(expected);
      expect(count(all)).toEqual(expected);
    }),
  );
});

// A file may hold any hashes. In a hash table those that end in the same bits are one long chain: each doubling of
// their number took four times as long. Were it so still, this would not end within an hour.
test("hashes that are made to collide are added up as fast as others", () => {
  const capacity = 2 ** 19;
  const multiples = (first: 0 | 1): DistinctTally => ({
    capacity,
    hashes: Array.from({ length: capacity }, (_, index) => (2 * index + first) * 2 ** 32),
    triggered: new Array<0 | 1>(capacity).fill(first),
    capped: false,
  });
  const { hashes, triggered, capped } = mergeDistinct(multiples(0), multiples(1));
  expect([hashes.length, hashes.at(-1), triggered.at(-1), capped]).toEqual([
    capacity,
    (capacity - 1) * 2 ** 32,
    1,
    true,
  ]);
});
