import { describe, expect, test } from "@jest/globals";
import {
  clusterInterval,
  cohenKappa,
  createRandom,
  logLikelihoodRatio,
  mantel,
  mcNemar,
  normalizedMutualInformation,
  oddsRatio,
  pairedDifference,
  permutationTest,
  rateDifference,
  stratifiedRate,
  unionBounds,
  wilsonInterval,
} from "../../src/inference/inference.ts";

const round = (numbers: readonly number[], digits: number): number[] =>
  numbers.map((number) => Number(number.toFixed(digits)));

describe("published figures", () => {
  test("Newcombe 1998, independent rates: 56/70 and 48/80, method 10", () => {
    const { estimate, interval } = rateDifference([56, 48], [70, 80], 0.95);
    expect(round([estimate, ...interval], 4)).toEqual([0.2, 0.0524, 0.3339]);
  });

  test("Newcombe 1998, independent rates: 9/10 and 3/10, method 10", () => {
    const { interval } = rateDifference([9, 3], [10, 10], 0.95);
    expect(round(interval, 4)).toEqual([0.1705, 0.809]);
  });

  test("Newcombe 1998, independent rates: 10/10 and 0/20, method 10", () => {
    const { interval } = rateDifference([10, 0], [10, 20], 0.95);
    expect(round(interval, 4)).toEqual([0.6791, 1]);
  });

  test("Cohen's kappa of 20, 5, 10, 15 is 0.4", () => {
    expect(cohenKappa({ a: 20, b: 5, c: 10, d: 15 }, 0.95).kappa).toBeCloseTo(0.4, 12);
  });

  test("Fagerland, Lydersen and Laake 2013: airway hyper-responsiveness, 1, 1, 7, 12", () => {
    const table = { a: 1, b: 1, c: 7, d: 12 };
    expect(round([mcNemar(table).p, mcNemar(table, "mid-p").p], 4)).toEqual([0.0703, 0.0391]);
  });

  test("the log-likelihood ratio of 50 of 30,000 against 20 of 60,000", () => {
    const { statistic } = logLikelihoodRatio({ a: 50, b: 29_950, c: 20, d: 59_980 });
    expect(statistic.toFixed(1)).toBe("42.4");
  });

  test("the three words of 2008 explain between 15.71 % and 25.14 % of the messages", () => {
    expect(round(unionBounds([15_156, 6_744, 2_363], 96_499), 4)).toEqual([0.1571, 0.2514]);
  });

  test("xoshiro128** gives the numbers of its authors' code for the state that SplitMix32 fills", () => {
    // Written apart, with big integers.
    const mask = 0xffffffffn;
    let seed = 42n;
    const fill = (): bigint => {
      seed = (seed + 0x9e3779b9n) & mask;
      let z = seed;
      z = ((z ^ (z >> 16n)) * 0x21f0aaadn) & mask;
      z = ((z ^ (z >> 15n)) * 0x735a2d97n) & mask;
      return z ^ (z >> 15n);
    };
    const rotate = (x: bigint, by: bigint): bigint => ((x << by) | (x >> (32n - by))) & mask;
    const state = [fill(), fill(), fill(), fill()] as [bigint, bigint, bigint, bigint];
    const random = createRandom(42);
    for (let draw = 0; draw < 100; draw++) {
      const result = (rotate((state[1] * 5n) & mask, 7n) * 9n) & mask;
      const shifted = (state[1] << 9n) & mask;
      state[2] ^= state[0];
      state[3] ^= state[1];
      state[1] ^= state[2];
      state[0] ^= state[3];
      state[2] ^= shifted;
      state[3] = rotate(state[3], 11n);
      expect(random.next()).toBe(Number(result) / 2 ** 32);
    }
  });
});

describe("a difference of paired rates", () => {
  test("is that of the rates, within its interval, and turns its sign with the table", () => {
    const table = { a: 20, b: 12, c: 2, d: 16 };
    const { estimate, interval } = pairedDifference(table, 0.95);
    expect(estimate).toBeCloseTo(0.2, 12);
    expect(round(interval, 4)).toEqual([0.0562, 0.3292]);
    const mirrored = pairedDifference({ ...table, b: 2, c: 12 }, 0.95);
    expect(round(mirrored.interval, 9)).toEqual(round([-interval[1], -interval[0]], 9));
  });

  test("says nothing without things", () => {
    expect(pairedDifference({ a: 0, b: 0, c: 0, d: 0 }, 0.95)).toEqual({
      estimate: Number.NaN,
      interval: [-1, 1],
    });
  });
});

test("an odds ratio, with a half added where a count is 0", () => {
  const { estimate, interval } = oddsRatio({ a: 10, b: 20, c: 5, d: 40 }, 0.95);
  expect(estimate).toBeCloseTo(4, 12);
  const reach = 1.959963984540054 * Math.sqrt(1 / 10 + 1 / 20 + 1 / 5 + 1 / 40);
  expect(Math.log(interval[0])).toBeCloseTo(Math.log(4) - reach, 12);
  expect(Math.log(interval[1])).toBeCloseTo(Math.log(4) + reach, 12);
  expect(oddsRatio({ a: 0, b: 3, c: 2, d: 5 }, 0.95).estimate).toBeCloseTo(
    (0.5 * 5.5) / (3.5 * 2.5),
  );
});

test("normalized mutual information at its ends and where nothing ties two things", () => {
  expect(normalizedMutualInformation({ a: 5, b: 0, c: 0, d: 95 })).toBeCloseTo(1, 12);
  expect(normalizedMutualInformation({ a: 0, b: 5, c: 5, d: 90 })).toBe(-1);
  expect(normalizedMutualInformation({ a: 25, b: 25, c: 25, d: 25 })).toBeCloseTo(0, 12);
  expect(normalizedMutualInformation({ a: 0, b: 0, c: 5, d: 5 })).toBeNaN();
});

describe("the cluster bootstrap", () => {
  test("of clusters of one message each is near Wilson's interval, with design effect 1", () => {
    const clusters = Array.from({ length: 2_000 }, (_, index) => ({
      total: 1,
      successes: index % 5 === 0 ? 1 : 0,
    }));
    const { rate, interval, designEffect } = clusterInterval(clusters, 0.95, { seed: 1 });
    const [lower, upper] = wilsonInterval(400, 2_000, 0.95);
    expect(rate).toBe(0.2);
    expect(Math.abs(interval[0] - lower)).toBeLessThan(0.003);
    expect(Math.abs(interval[1] - upper)).toBeLessThan(0.003);
    expect(designEffect).toBeCloseTo(2_000 / 1_999, 9);
  });

  test("of users who write each message ten times has design effect 10", () => {
    const clusters = Array.from({ length: 2_000 }, (_, index) => ({
      total: 10,
      successes: index % 5 === 0 ? 10 : 0,
    }));
    expect(clusterInterval(clusters, 0.95, { seed: 1 }).designEffect).toBeCloseTo(
      (10 * 2_000) / 1_999,
      9,
    );
  });

  test("is the same for the same seed, and says nothing of a single cluster", () => {
    const clusters = [
      { total: 5, successes: 1 },
      { total: 9, successes: 4 },
      { total: 2, successes: 0 },
    ];
    const first = clusterInterval(clusters, 0.9, { seed: 7 });
    expect(clusterInterval(clusters, 0.9, { seed: 7 })).toEqual(first);
    expect(clusterInterval(clusters.slice(1, 2), 0.9, { seed: 7 }).interval).toEqual([0, 1]);
  });
});

describe("permutations", () => {
  test("a Mantel test of a matrix with itself finds r = 1, of an unrelated one nothing", () => {
    const random = createRandom(3);
    const size = 12;
    const make = (): number[][] => {
      const matrix = Array.from({ length: size }, () => new Array<number>(size).fill(0));
      for (let row = 0; row < size; row++) {
        for (let column = 0; column < row; column++) {
          const distance = random.next();
          (matrix[row] as number[])[column] = distance;
          (matrix[column] as number[])[row] = distance;
        }
      }
      return matrix;
    };
    const first = make();
    const same = mantel(first, first, { seed: 1, permutations: 999 });
    expect(same.r).toBeCloseTo(1, 12);
    expect(same.p).toBe(0.001);
    const other = mantel(first, make(), { seed: 1, permutations: 999 });
    expect(Math.abs(other.r)).toBeLessThan(0.5);
    expect(other.p).toBeGreaterThan(0.01);
  });

  test("of marks over groups are near the hypergeometric tail, and the family-wise one is larger", () => {
    // 10 of 40 things are marked; group 0 has 8 things, 6 of them marked.
    const groups = Array.from({ length: 40 }, (_, index) => (index < 8 ? 0 : 1 + (index % 4)));
    const marks = Array.from({ length: 40 }, (_, index) =>
      index < 6 || (index >= 8 && index < 12) ? 1 : 0,
    );
    const strata = groups.map(() => 0);
    const { observed, p, familywise } = permutationTest(groups, strata, marks, {
      seed: 5,
      permutations: 9_999,
    });
    expect(observed[0]).toBe(6);
    // P(X >= 6) where X is hypergeometric (40, 10, 8), by hand: sums of binomial coefficients.
    const choose = (n: number, k: number): number =>
      Array.from({ length: k }, (_, i) => (n - i) / (i + 1)).reduce((a, b) => a * b, 1);
    const exact =
      [6, 7, 8].reduce((sum, x) => sum + choose(10, x) * choose(30, 8 - x), 0) / choose(40, 8);
    expect(Math.abs((p[0] ?? 1) - exact)).toBeLessThan(0.002);
    expect(familywise[0] ?? 0).toBeGreaterThanOrEqual(p[0] ?? 1);
  });

  test("within strata that explain everything find nothing", () => {
    const groups = [0, 0, 0, 1, 1, 1];
    const marks = [1, 1, 1, 0, 0, 0];
    expect(permutationTest(groups, groups, marks, { seed: 1, permutations: 99 }).p).toEqual([1, 1]);
  });
});

describe("a stratified sample", () => {
  test("weighs each stratum by its size", () => {
    const { rate, unsampled } = stratifiedRate(
      [
        { size: 900, sampled: 30, found: 3 },
        { size: 100, sampled: 50, found: 40 },
      ],
      0.95,
      { seed: 1 },
    );
    expect(rate).toBeCloseTo((900 * 0.1 + 100 * 0.8) / 1_000, 12);
    expect(unsampled).toBe(0);
  });

  test("is certain of what was labelled whole, and says what was never drawn", () => {
    expect(stratifiedRate([{ size: 4, sampled: 4, found: 1 }], 0.95, { seed: 1 })).toEqual({
      rate: 0.25,
      interval: [0.25, 0.25],
      unsampled: 0,
    });
    const partly = stratifiedRate(
      [
        { size: 4, sampled: 4, found: 1 },
        { size: 4, sampled: 0, found: 0 },
      ],
      0.95,
      { seed: 1 },
    );
    expect(partly).toEqual({ rate: 0.25, interval: [0.125, 0.625], unsampled: 0.5 });
  });
});

describe("arguments out of range", () => {
  test.each([
    () => createRandom(-1),
    () => createRandom(1).below(0),
    () => unionBounds([1], 0),
    () => unionBounds([3], 2),
    () => mcNemar({ a: 0, b: -1, c: 0, d: 0 }),
    () => rateDifference([1, 2], [0, 3], 0.95),
    () => clusterInterval([{ total: 1, successes: 2 }], 0.95, { seed: 1 }),
    () => mantel([[0]], [[0]], { seed: 1 }),
    () => permutationTest([0], [0, 1], [1], { seed: 1 }),
    () => stratifiedRate([{ size: 1, sampled: 2, found: 0 }], 0.95, { seed: 1 }),
  ])("case %#", (call) => {
    expect(call).toThrow(RangeError);
  });
});
