import { expect, test } from "@jest/globals";
import { normalQuantile } from "../../src/inference/inference.ts";

// mpmath 1.3.0 with 60 digits: the root of log(erfc(-x / sqrt(2)) / 2) - log(p), p the exact double.
const QUANTILES: readonly (readonly [p: number, quantile: number])[] = [
  [1e-300, -37.0470962993612],
  [1e-100, -21.273453560965326],
  [1e-20, -9.262340089798407],
  [1e-12, -7.034483825301132],
  [1.4e-11, -6.656723091518184],
  [1.3e-11, -6.667611456510741],
  [1e-10, -6.361340902404057],
  [1e-5, -4.264890793922825],
  [0.001, -3.0902323061678136],
  [0.005, -2.575829303548901],
  [0.01, -2.326347874040841],
  [0.025, -1.9599639845400543],
  [0.05, -1.6448536269514726],
  [0.07499999, -1.439531541582168],
  [0.075, -1.439531470938456],
  [0.0750001, -1.4395307645017297],
  [0.1, -1.2815515655446004],
  [0.25, -0.6744897501960817],
  [0.4, -0.2533471031357997],
  [0.6, 0.2533471031357997],
  [0.9, 1.2815515655446006],
  [0.975, 1.9599639845400538],
  [0.995, 2.5758293035489004],
  [0.9999, 3.7190164854557084],
  [1 - 2 ** -53, 8.209536151601387],
];

test.each(QUANTILES)("the normal quantile of %p", (p, quantile) => {
  expect(Math.abs(normalQuantile(p) / quantile - 1)).toBeLessThan(2e-15);
});

test("the normal quantile of one half is zero", () => {
  expect(normalQuantile(0.5)).toBe(0);
});

test("the three approximations meet: the quantile rises across their borders", () => {
  for (const border of [0.075, 0.925, Math.exp(-25)]) {
    const points = [-3, -2, -1, 0, 1, 2, 3].map((step) =>
      normalQuantile(border * (1 + step * 1e-12)),
    );
    expect(points).toEqual(points.toSorted((a, b) => a - b));
    expect(new Set(points).size).toBe(points.length);
  }
});

test.each([0, 1, -0.1, 1.1, Number.NaN, Number.POSITIVE_INFINITY])("%p is no probability", (p) => {
  expect(() => normalQuantile(p)).toThrow(RangeError);
  expect(() => normalQuantile(p)).toThrow(`invalid probability ${p}`);
});
