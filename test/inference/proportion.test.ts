import { describe, expect, test } from "@jest/globals";
import { wilsonInterval, zeroUpperBound } from "../../src/inference/inference.ts";

const MOST = Number.MAX_SAFE_INTEGER;

describe("Wilson intervals from the literature", () => {
  // R. G. Newcombe, Statistics in Medicine 17 (1998), 857-872, table I, method 3, four decimals.
  test.each([
    [81, 263, 0.2553, 0.3662],
    [15, 148, 0.0624, 0.1605],
    [0, 20, 0, 0.1611],
    [1, 29, 0.0061, 0.1718],
  ])("%d of %d", (successes, total, lower, upper) => {
    const interval = wilsonInterval(successes, total, 0.95);
    expect(interval.map((end) => end.toFixed(4))).toEqual([lower.toFixed(4), upper.toFixed(4)]);
  });

  // The table of the report of 2008, with intervals, in per cent.
  test.each([
    [15156, "15.48", "15.94"],
    [6744, "6.83", "7.15"],
    [2363, "2.35", "2.55"],
  ])("%d of 96,499", (successes, lower, upper) => {
    const interval = wilsonInterval(successes, 96499, 0.95);
    expect(interval.map((end) => (100 * end).toFixed(2))).toEqual([lower, upper]);
  });
});

// mpmath 1.3.0 with 60 digits, by the textbook formula.
test.each([
  [81, 263, 0.95, 0.2552885198782742, 0.36620957698280004],
  [1568, 25100, 0.95, 0.059542633658069714, 0.06553150943557437],
  [587, 25100, 0.95, 0.02158848162953778, 0.02533029216660719],
  [1, MOST, 0.95, 1.9598162530071515e-17, 6.289340454833613e-16],
  [2, MOST, 0.999, 3.051592583087615e-17, 1.6156746103514046e-15],
  [1e9, MOST, 0.95, 1.1101542156898396e-7, 1.1102918378253487e-7],
  [(MOST - 1) / 2, MOST, 0.95, 0.4999999896742118, 0.5000000103257881],
  [3, 1e12, 0.99, 7.577582885026941e-13, 1.1877138312434687e-11],
  [1e12 - 3, 1e12, 0.99, 0.9999999999881228, 0.9999999999992423],
  [MOST - 1, MOST, 0.95, 0.9999999999999993, 1],
  [1, 2, 0.5, 0.2847588845819623, 0.7152411154180377],
  [5, 7, 1e-6, 0.7142855002861072, 0.7142859282852253],
  [17, 1000, 0.9999999, 0.005054568277040005, 0.05559845108097816],
])(
  "the Wilson interval of %d of %d at %d loses no digits",
  (successes, total, level, lower, upper) => {
    const interval = wilsonInterval(successes, total, level);
    expect(Math.abs(interval[0] / lower - 1)).toBeLessThan(5e-15);
    expect(Math.abs(interval[1] / upper - 1)).toBeLessThan(5e-15);
  },
);

test("the ends are exact where there are no successes, no failures or no observations", () => {
  expect(wilsonInterval(0, 25100, 0.95)[0]).toBe(0);
  expect(wilsonInterval(25100, 25100, 0.95)[1]).toBe(1);
  expect(wilsonInterval(0, 0, 0.95)).toEqual([0, 1]);
});

// mpmath 1.3.0 with 60 digits; the third also SciPy 1.17.1, scipy.stats.beta.ppf(0.975, 1, 20).
test.each([
  [1, 0.95, 0.975],
  [10, 0.95, 0.3084971078187608],
  [20, 0.95, 0.1684334709830853],
  [25100, 0.95, 0.0001469565097629431],
  [25100, 0.99, 0.00021106606372035857],
  [1e9, 0.95, 3.6888794473100194e-9],
  [MOST, 0.95, 4.095478905023969e-16],
  [MOST, 0.999, 8.438696918513598e-16],
])("the upper bound of none of %d at %d", (total, level, upper) => {
  expect(Math.abs(zeroUpperBound(total, level) / upper - 1)).toBeLessThan(2e-15);
});

test("without observations the upper bound is 1", () => {
  expect(zeroUpperBound(0, 0.95)).toBe(1);
});

describe("misuse", () => {
  test.each([
    [1.5, 3],
    [-1, 3],
    [4, 3],
    [Number.NaN, 3],
    [1, 2.5],
    [1, -1],
    [0, Number.NaN],
    [0, Number.POSITIVE_INFINITY],
    [0, MOST + 1],
  ])("%d of %d are no counts", (successes, total) => {
    expect(() => wilsonInterval(successes, total, 0.95)).toThrow(RangeError);
  });

  test("the message names the value and the bound", () => {
    expect(() => wilsonInterval(4, 3, 0.95)).toThrow(
      "invalid successes 4, expected an integer from 0 to 3",
    );
    expect(() => zeroUpperBound(0.5, 0.95)).toThrow(
      `invalid total 0.5, expected an integer from 0 to ${MOST}`,
    );
  });

  test.each([0, 1, -1, 2, Number.NaN])("%d is no level", (level) => {
    expect(() => wilsonInterval(1, 3, level)).toThrow(`invalid level ${level}`);
    expect(() => zeroUpperBound(3, level)).toThrow(RangeError);
  });
});
