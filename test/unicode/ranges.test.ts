import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { isInRanges, placeInRanges } from "../../src/unicode/ranges.ts";

test("what is in ranges, and how far behind the first of its range", () => {
  const bounds = [3, 5, 10, 11];
  expect(Array.from({ length: 13 }, (_, value) => placeInRanges(bounds, value))).toEqual([
    ...[-1, -1, -1, 0, 1, -1, -1, -1, -1, -1, 0, -1, -1],
  ]);
  expect(isInRanges(bounds, 4)).toBe(true);
  expect(isInRanges(bounds, 5)).toBe(false);
  expect(isInRanges([], 0)).toBe(false);
});

test("as a search from one range to the next finds it", () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.nat(60), { maxLength: 20 }), fc.nat(70), (numbers, value) => {
      const bounds = numbers.sort((a, b) => a - b).slice(0, numbers.length & ~1);
      let expected = -1;
      for (let range = 0; range < bounds.length; range += 2) {
        const first = bounds[range] ?? 0;
        if (value >= first && value < (bounds[range + 1] ?? 0)) {
          expected = value - first;
        }
      }
      expect(placeInRanges(bounds, value)).toBe(expected);
    }),
  );
});
