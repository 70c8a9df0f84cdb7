import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { createPairCounts, type PairCounts } from "../../src/audit/pair-counts.ts";

type Counted = readonly [first: number, second: number, count: number];

function allOf(pairs: PairCounts): Counted[] {
  const all: Counted[] = [];
  pairs.each((first, second, count) => all.push([first, second, count]));
  return all;
}

// Few near ones, which are met again, and some as far away as they may be.
const firsts = fc.oneof(fc.nat(5), fc.nat(300), fc.constantFrom(0, 2 ** 29 - 1));
const seconds = fc.oneof(fc.nat(5), fc.nat(300), fc.constantFrom(0, 2 ** 24 - 1));

test("pairs are counted as in a table, however many of them wait", () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(firsts, seconds), { maxLength: 600 }),
      fc.constantFrom(1, 2, 16, 257, 100_000),
      (added, most) => {
        const pairs = createPairCounts(most);
        const table = new Map<string, Counted>();
        for (const [place, [first, second]] of added.entries()) {
          pairs.add(first, second);
          const name = `${first} ${second}`;
          table.set(name, [first, second, (table.get(name)?.[2] ?? 0) + 1]);
          // To look at them in between changes nothing.
          if (place === 100) expect(allOf(pairs)).toHaveLength(table.size);
        }
        expect(allOf(pairs)).toEqual([...table.values()].sort(([a, x], [b, y]) => a - b || x - y));
        expect(pairs.size()).toBe(table.size);
      },
    ),
    { numRuns: 150 },
  );
});

test("counts go on from what is put in, also where they are larger than 32 bits", () => {
  const pairs = createPairCounts(16);
  pairs.append(0, 7, 2 ** 40);
  pairs.append(3, 2 ** 24 - 1, 127);
  pairs.append(2 ** 29 - 1, 0, 128);
  for (const second of [7, 8]) pairs.add(0, second);
  pairs.add(3, 2 ** 24 - 1);
  expect(allOf(pairs)).toEqual([
    [0, 7, 2 ** 40 + 1],
    [0, 8, 1],
    [3, 2 ** 24 - 1, 128],
    [2 ** 29 - 1, 0, 128],
  ]);
});
