import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { rateRatio } from "../../src/inference/inference.ts";

test("Koopman 1984: 36 of 40 and 16 of 80 give 4.5, 2.94 to 7.15", () => {
  const { estimate, interval } = rateRatio([36, 16], [40, 80], 0.95);
  expect(estimate).toBeCloseTo(4.5, 12);
  expect(interval.map((end) => end.toFixed(2))).toEqual(["2.94", "7.15"]);
});

test("what never happened has a ratio of 0, or none that is finite", () => {
  expect(rateRatio([0, 5], [10, 10], 0.95)).toEqual({
    estimate: 0,
    interval: [0, expect.any(Number)],
  });
  const upper = rateRatio([5, 0], [10, 10], 0.95);
  expect(upper.estimate).toBe(Number.POSITIVE_INFINITY);
  expect(upper.interval[1]).toBe(Number.POSITIVE_INFINITY);
  expect(upper.interval[0]).toBeGreaterThan(1);
  for (const [successes, totals] of [
    [
      [0, 0],
      [10, 20],
    ],
    [
      [0, 3],
      [0, 20],
    ],
    [
      [3, 0],
      [20, 0],
    ],
  ] as const) {
    expect(rateRatio(successes, totals, 0.9)).toEqual({
      estimate: Number.NaN,
      interval: [0, Number.POSITIVE_INFINITY],
    });
  }
});

test("an argument out of its range is refused", () => {
  expect(() => rateRatio([3, 1], [2, 4], 0.95)).toThrow(RangeError);
  expect(() => rateRatio([1, 1], [2, 4], 1)).toThrow(RangeError);
  expect(() => rateRatio([1, 0.5], [2, 4], 0.95)).toThrow(RangeError);
});

/** Pearson's statistic where the first rate is `ratio` times the second, the likelihood searched for its top. */
function naiveScore(x: number, m: number, y: number, n: number, ratio: number): number {
  const likelihood = (second: number): number => {
    const first = ratio * second;
    const part = (count: number, rate: number): number =>
      count === 0 ? 0 : count * Math.log(rate);
    return part(x, first) + part(m - x, 1 - first) + part(y, second) + part(n - y, 1 - second);
  };
  let [low, high] = [0, Math.min(1, 1 / ratio)];
  for (let round = 0; round < 300; round++) {
    const [a, b] = [low + (high - low) / 3, high - (high - low) / 3];
    if (likelihood(a) < likelihood(b)) low = a;
    else high = b;
  }
  const second = (low + high) / 2;
  const first = ratio * second;
  return (
    (x - m * first) ** 2 / (m * first * (1 - first)) +
    (y - n * second) ** 2 / (n * second * (1 - second))
  );
}

test("at finite ends the statistic is the square of the quantile, and the estimate lies between them", () => {
  const counts = fc
    .tuple(fc.integer({ min: 2, max: 300 }), fc.integer({ min: 2, max: 300 }))
    .chain(([m, n]) =>
      fc.tuple(
        fc.integer({ min: 1, max: m - 1 }),
        fc.constant(m),
        fc.integer({ min: 1, max: n - 1 }),
        fc.constant(n),
      ),
    );
  fc.assert(
    fc.property(counts, ([x, m, y, n]) => {
      const { estimate, interval } = rateRatio([x, y], [m, n], 0.95);
      for (const end of interval) {
        const score = naiveScore(x, m, y, n, end);
        expect(Math.abs(score / 3.841458820694124 - 1)).toBeLessThan(1e-4);
      }
      expect(interval[0]).toBeLessThan(estimate);
      expect(interval[1]).toBeGreaterThan(estimate);
      // Turned round, it is the inverse.
      const [lower, upper] = rateRatio([y, x], [n, m], 0.95).interval;
      expect(1 / upper / interval[0]).toBeCloseTo(1, 9);
      expect(1 / lower / interval[1]).toBeCloseTo(1, 9);
    }),
    { numRuns: 300 },
  );
});
