import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { type Cluster, changePoints } from "../../src/inference/inference.ts";

const series = fc.array(
  fc.tuple(fc.nat(40), fc.nat(40)).map(([x, y]): Cluster => ({ total: x + y, successes: x })),
  { minLength: 1, maxLength: 9 },
);

/** Minus twice the binomial log-likelihood of a piece at its own rate, straight from its definition. */
function costOf(piece: readonly Cluster[]): number {
  const total = piece.reduce((sum, step) => sum + step.total, 0);
  const hits = piece.reduce((sum, step) => sum + step.successes, 0);
  const rate = hits / total;
  const likelihood =
    (hits > 0 ? hits * Math.log(rate) : 0) +
    (hits < total ? (total - hits) * Math.log(1 - rate) : 0);
  return -2 * likelihood;
}

function costOfCut(
  steps: readonly Cluster[],
  starts: readonly number[],
  { penalty, dispersion }: { readonly penalty: number; readonly dispersion: number },
): number {
  const borders = [0, ...starts, steps.length];
  return (
    starts.reduce((sum) => sum + penalty, 0) +
    borders
      .slice(1)
      .reduce((sum, end, index) => sum + costOf(steps.slice(borders[index], end)) / dispersion, 0)
  );
}

test("no cut of a short series costs less, of all that there are", () => {
  fc.assert(
    fc.property(series, (steps) => {
      const found = changePoints(steps);
      const cost = costOfCut(steps, found.starts, found);
      for (let cut = 0; cut < 2 ** (steps.length - 1); cut++) {
        const starts = steps.flatMap((_, index) =>
          index > 0 && (cut >> (index - 1)) % 2 === 1 ? [index] : [],
        );
        expect(cost).toBeLessThanOrEqual(costOfCut(steps, starts, found) + 1e-9);
      }
    }),
  );
});

test("a rate that jumps is found at its step, a steady one has no change", () => {
  const day = (successes: number): Cluster => ({ total: 1000, successes });
  const steady = Array.from({ length: 60 }, (_, index) => day(50 + (index % 2)));
  expect(changePoints(steady).starts).toEqual([]);
  const risen = [...steady, ...Array.from({ length: 20 }, () => day(110))];
  expect(changePoints(risen)).toEqual({ starts: [60], penalty: 2 * Math.log(80), dispersion: 1 });
});

test("steps that differ more than chance would make them take more to change", () => {
  // Each day 20 or 80 of 1,000: far more than chance, and no change for good.
  const restless = Array.from(
    { length: 60 },
    (_, index): Cluster => ({
      total: 1000,
      successes: [20, 80, 50][index % 3] ?? 0,
    }),
  );
  const { dispersion, starts } = changePoints(restless);
  expect(dispersion).toBeGreaterThan(10);
  expect(starts).toEqual([]);
});

test("an empty series has no change, and impossible counts are refused", () => {
  expect(changePoints([])).toEqual({ starts: [], penalty: 0, dispersion: 1 });
  expect(changePoints([{ total: 0, successes: 0 }]).starts).toEqual([]);
  expect(() => changePoints([{ total: 1, successes: 2 }])).toThrow(RangeError);
});
