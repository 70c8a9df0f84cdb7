import { expect, test } from "@jest/globals";
import fc from "fast-check";
import {
  codePointsOf,
  complement,
  hasCodePoint,
  isSameSet,
  SPACE,
  setOf,
  sizeOf,
} from "../../src/expressions/character-set.ts";

// Sets of ranges against sets of numbers, on code points up to 60.

const ranges = fc.array(
  fc.tuple(fc.nat(60), fc.nat(8)).map(([first, more]): [number, number] => [first, first + more]),
  { maxLength: 8 },
);

const members = (pairs: readonly (readonly [number, number])[]): Set<number> =>
  new Set(
    pairs.flatMap(([first, last]) =>
      Array.from({ length: last - first + 1 }, (_, index) => first + index),
    ),
  );

test("a set has the members of its ranges, and its complement the others", () => {
  fc.assert(
    fc.property(ranges, ranges, (pairs, others) => {
      const expected = members(pairs);
      const set = setOf(pairs);
      const rest = complement(set);
      expect(codePointsOf(set)).toEqual([...expected].sort((a, b) => a - b));
      expect(sizeOf(set)).toBe(expected.size);
      expect(sizeOf(rest)).toBe(0x110000 - expected.size);
      for (let codePoint = 0; codePoint <= 70; codePoint += 1) {
        expect(hasCodePoint(set, codePoint)).toBe(expected.has(codePoint));
        expect(hasCodePoint(rest, codePoint)).toBe(!expected.has(codePoint));
      }
      expect(complement(rest)).toEqual(set);
      const same = codePointsOf(setOf(others)).join() === codePointsOf(set).join();
      expect(isSameSet(set, setOf(others))).toBe(same);
      expect(isSameSet(set, setOf([...pairs].reverse()))).toBe(true);
    }),
  );
});

test("white space is that of the host's RegExp", () => {
  const host: number[] = [];
  for (let codePoint = 0; codePoint <= 0xffff; codePoint += 1) {
    if (/\s/u.test(String.fromCodePoint(codePoint))) {
      host.push(codePoint);
    }
  }
  expect(codePointsOf(SPACE)).toEqual(host);
});
