import { expect, test } from "@jest/globals";
import { conservativeLogRatio } from "../../src/inference/inference.ts";

test("50 of 30,000 against 20 of 60,000, one of 100,000 words: 0.47, where the log ratio is 2.32", () => {
  const table = { a: 50, b: 29_950, c: 20, d: 59_980 };
  // SciPy 1.17.1: p = special.betaincinv(50, 21, 0.05 / 1e5 / 2); log2(p / (1 - p) * 2)
  expect(conservativeLogRatio(table, 0.95, 100_000)).toBeCloseTo(0.4746275332843839, 9);
  expect(conservativeLogRatio(table, 0.95, 1)).toBeGreaterThan(0.47);
});

test("the other way round it is the negative", () => {
  const table = { a: 20, b: 59_980, c: 50, d: 29_950 };
  expect(conservativeLogRatio(table, 0.95, 100_000)).toBeCloseTo(-0.4746275332843839, 9);
});

test("0 where the counts allow that both are the same, or there are none", () => {
  expect(conservativeLogRatio({ a: 3, b: 97, c: 2, d: 98 }, 0.95, 1)).toBe(0);
  expect(conservativeLogRatio({ a: 0, b: 97, c: 0, d: 98 }, 0.95, 1)).toBe(0);
  expect(conservativeLogRatio({ a: 3, b: 0, c: 0, d: 0 }, 0.95, 1)).toBe(0);
});

test("never in the second group: finite, from the exact bound", () => {
  // The lower bound of 30 of 30 at 95 % is 0.025 ** (1 / 30).
  const bound = 0.025 ** (1 / 30);
  expect(conservativeLogRatio({ a: 30, b: 70, c: 0, d: 900 }, 0.95, 1)).toBeCloseTo(
    Math.log2((bound / (1 - bound)) * 9),
    9,
  );
});

test("an argument out of its range is refused", () => {
  const table = { a: 1, b: 1, c: 1, d: 1 };
  expect(() => conservativeLogRatio(table, 1, 1)).toThrow(RangeError);
  expect(() => conservativeLogRatio({ ...table, a: -1 }, 0.95, 1)).toThrow(RangeError);
  expect(() => conservativeLogRatio(table, 0.95, 0.5)).toThrow(RangeError);
});
