import { describe, expect, test } from "@jest/globals";
import { atMost, calibrate, isRejected } from "../support/calibration.ts";
import { CELLS } from "../support/simulation.ts";

// The short version of `npm run bench -- calibration`: enough corpora to notice what is badly wrong.

const CORPORA = 6;

describe.each(["a", "b30", "c", "d", "e", "f"])("cell %s", (cell) => {
  const figures = calibrate(cell, { corpora: CORPORA, seed: 2, permutations: 99 });
  const figure = (name: string) => figures.find((each) => each.name.includes(name));

  test.each(figures.filter(({ promised }) => promised !== undefined))(
    "$name: $promised",
    (each) => {
      expect(each.of).toBeGreaterThan(0);
      expect(isRejected(each)).toBe(false);
    },
  );

  test("nearly all captures stand on the right step", () => {
    const { count, of } = figure("on the right step") ?? { count: 0, of: 1 };
    expect(count / of).toBeGreaterThan(0.93);
  });

  if (CELLS[cell]?.odds === 30) {
    test("the targeted user is named in most corpora", () => {
      expect(figure("power")?.count).toBeGreaterThan(CORPORA / 2);
    });
  }
  if (CELLS[cell]?.spill !== undefined) {
    test("spill-over is concluded", () => {
      expect(figure("spill-over concluded")?.count).toBe(CORPORA);
    });
  }
  if (CELLS[cell]?.hasHidden === true) {
    test("the hidden rule is found", () => {
      expect(figure("the hidden rule discovered")?.count).toBeGreaterThan(CORPORA - 2);
    });
  }
});

test("what is worse than it promises is rejected", () => {
  // SciPy 1.17: binom.cdf(9, 12, 0.95), binom.cdf(7, 12, 0.95)
  expect(atMost(9, 12, 0.95)).toBeCloseTo(0.019_568, 5);
  expect(atMost(7, 12, 0.95)).toBeCloseTo(0.000_1839, 6);
  const figure = { name: "", promised: "95 % at least", of: 12 } as const;
  expect(isRejected({ ...figure, count: 9 })).toBe(false);
  expect(isRejected({ ...figure, count: 7 })).toBe(true);
  expect(isRejected({ ...figure, promised: "5 % at most", count: 5 })).toBe(true);
});
