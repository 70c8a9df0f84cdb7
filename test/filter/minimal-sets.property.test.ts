import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { compareSets, minimalAmong, minimalSets } from "../../src/filter/minimal-sets.ts";

// Against their definition: every subset is asked.

const FULL = 0b1111111;
const subsets = Array.from({ length: FULL + 1 }, (_, set) => set);
const isWithin = (a: number, b: number): boolean => (a & b) === a;

const naiveMinimal = (holds: (set: number) => boolean): number[] =>
  subsets.filter(
    (set) =>
      holds(set) && !subsets.some((other) => other !== set && isWithin(other, set) && holds(other)),
  );

const names = (set: number): number[] =>
  [0, 1, 2, 3, 4, 5, 6].filter((place) => (set >> place) & 1);

test("monotone conditions: each smallest set once", () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: FULL }), { maxLength: 6 }), (seeds) => {
      let asked = 0;
      const holds = (set: number): boolean => seeds.some((seed) => isWithin(seed, set));
      const found = minimalSets(FULL, (set) => {
        asked++;
        return holds(set);
      });
      expect([...found].sort((a, b) => a - b)).toEqual(naiveMinimal(holds));
      expect(found).toEqual([...found].sort(compareSets));
      // Never more than all subsets and one round of giving up folds for each answer.
      expect(asked).toBeLessThanOrEqual(FULL + 1 + 8 * found.length);
    }),
    { numRuns: 500 },
  );
});

test("any conditions, several at once", () => {
  fc.assert(
    fc.property(
      fc.array(fc.uniqueArray(fc.integer({ min: 0, max: FULL }), { maxLength: 20 }), {
        minLength: 1,
        maxLength: 3,
      }),
      (conditions) => {
        const answers = minimalAmong(
          FULL,
          (set) =>
            new Set(conditions.flatMap((sets, number) => (sets.includes(set) ? [number] : []))),
          conditions.map((_, number) => number),
        );
        for (const [number, sets] of conditions.entries()) {
          const found = answers.get(number) ?? [];
          expect([...found].sort((a, b) => a - b)).toEqual(
            naiveMinimal((set) => sets.includes(set)),
          );
          expect(found).toEqual([...found].sort(compareSets));
        }
      },
    ),
    { numRuns: 500 },
  );
});

test("sets are ordered by size, then as lists of their folds", () => {
  const expected = [...subsets].sort((a, b) => {
    const [first, second] = [names(a), names(b)];
    return (
      first.length - second.length ||
      (first.join("") < second.join("") ? -1 : first.join("") > second.join("") ? 1 : 0)
    );
  });
  expect([...subsets].sort(compareSets)).toEqual(expected);
});
