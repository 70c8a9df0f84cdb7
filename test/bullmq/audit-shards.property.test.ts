import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { createShards } from "../../src/bullmq/audit-shards.ts";

// The tree in which shards are merged: every shard is below one group of each level.

const plan = (parts: readonly number[]) => ({
  inputs: parts.map((each, index) => ({
    name: `${index}.txt`,
    format: "text" as const,
    parts: each,
  })),
  tally: {},
  digest: "",
  filter: "",
  isStrict: false,
  fanIn: 16,
});

const numbers = (count: number): number[] => Array.from({ length: count }, (_, index) => index);

test("groups of a level have all groups of the level below, each once", () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 1, max: 200 }), { minLength: 1, maxLength: 9 }),
      (parts) => {
        const shards = createShards(plan(parts));
        for (let level = 1; level <= shards.levels; level++) {
          const groups = numbers(shards.groups(level));
          expect(groups.flatMap((group) => shards.childrenOf(level, group))).toEqual(
            numbers(shards.groups(level - 1)),
          );
          expect(
            Math.max(...groups.map((group) => shards.childrenOf(level, group).length)),
          ).toBeLessThan(17);
          const ranges = groups.map((group) => shards.shardsOf(level, group));
          expect(
            ranges.flatMap(([from, to]) => numbers(to - from).map((index) => from + index)),
          ).toEqual(numbers(shards.count));
        }
      },
    ),
    { numRuns: 20 },
  );
});

test("shards are numbered in the order of the inputs and of their parts", () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 9 }),
      (parts) => {
        const shards = createShards(plan(parts));
        const naive = parts.flatMap((count, index) =>
          numbers(count).map((part) => [index, part + 1]),
        );
        expect(
          numbers(shards.count).map((shard) => [shards.at(shard).index, shards.at(shard).part]),
        ).toEqual(naive);
      },
    ),
  );
});

test.each([
  [1, 1, 1],
  [16, 1, 1],
  [256, 1, 16],
  [257, 2, 2],
  [4096, 2, 16],
  [4097, 3, 2],
  [1_000_000, 3, 245],
])("%d shards are merged on %d levels, in the end %d groups", (count, levels, last) => {
  const shards = createShards(plan([count]));
  expect([shards.levels, shards.groups(shards.levels)]).toEqual([levels, last]);
});
