import { readFileSync } from "node:fs";
import { describe, expect, test } from "@jest/globals";
import {
  beforeAfter,
  benjaminiHochberg,
  benjaminiYekutieli,
  chiSquareTest,
  clopperPearsonInterval,
  cochranMantelHaenszel,
  cohenKappa,
  fisherGreater,
  fisherGreaterMidP,
  fisherTwoSided,
  holm,
  logLikelihoodRatio,
  mcNemar,
  midPInterval,
  normalQuantile,
  oddsRatio,
  pairedDifference,
  rateDifference,
  rateRatio,
  type TwoByTwo,
  wilsonInterval,
} from "../../src/inference/inference.ts";

// Values of SciPy and of exact integer arithmetic, made by oracle/oracle.py.

type Counts = readonly [number, number, number, number];
type Bounds = readonly [number, number];

interface Oracle {
  readonly wilsonIntervals: readonly IntervalCase[];
  readonly rateRatios: readonly PairCase[];
  readonly rateDifferences: readonly PairCase[];
  readonly pairedDifferences: readonly { readonly table: Counts; readonly interval: Bounds }[];
  readonly oddsRatios: readonly {
    readonly table: Counts;
    readonly estimate: number;
    readonly interval: Bounds;
  }[];
  readonly exactIntervals: readonly IntervalCase[];
  readonly midPIntervals: readonly IntervalCase[];
  readonly fisher: readonly {
    readonly table: Counts;
    readonly greater: number;
    readonly midP: number;
    readonly twoSided: number;
    readonly scipy: number;
  }[];
  readonly mcNemar: readonly {
    readonly b: number;
    readonly c: number;
    readonly exact: number;
    readonly midP: number;
  }[];
  readonly chiSquare: readonly { readonly statistic: number; readonly logP: number }[];
  readonly gSquared: readonly { readonly table: Counts; readonly statistic: number }[];
  readonly corrections: Readonly<Record<"p" | "bh" | "by" | "holm", readonly number[]>>;
  readonly kappas: readonly {
    readonly table: Counts;
    readonly kappa: number;
    readonly error: number;
  }[];
  readonly beforeAfter: readonly {
    readonly counts: Bounds;
    readonly exposures: Bounds;
    readonly logP: number;
  }[];
  readonly strata: {
    readonly tables: readonly Counts[];
    readonly statistic: number;
    readonly oddsRatio: number;
  };
}

interface PairCase {
  readonly successes: Bounds;
  readonly totals: Bounds;
  readonly interval: Bounds;
}

interface IntervalCase {
  readonly successes: number;
  readonly total: number;
  readonly level: number;
  readonly interval: Bounds;
}

const oracle = JSON.parse(
  readFileSync(new URL("oracle/oracle.json", import.meta.url), "utf8"),
) as Oracle;

const tableOf = ([a, b, c, d]: Counts): TwoByTwo => ({ a, b, c, d });

/** Holds two numbers to a relative difference of 1e-9, and next to 0 to an absolute one. */
function expectClose(actual: number, expected: number, relative = 1e-9): void {
  expect(Math.abs(actual - expected)).toBeLessThanOrEqual(
    relative * Math.abs(expected) + Number.EPSILON * 4,
  );
}

test("the oracle has its cases", () => {
  expect(oracle.exactIntervals.length).toBeGreaterThan(20);
  expect(oracle.fisher.length).toBeGreaterThan(10);
});

describe("intervals", () => {
  for (const [name, cases, interval] of [
    ["Clopper-Pearson", oracle.exactIntervals, clopperPearsonInterval],
    ["mid-p", oracle.midPIntervals, midPInterval],
    ["Wilson", oracle.wilsonIntervals, wilsonInterval],
  ] as const) {
    for (const { successes, total, level, interval: expected } of cases) {
      test(`${name}, ${successes} of ${total} at ${level}`, () => {
        const [lower, upper] = interval(successes, total, level);
        expectClose(lower, expected[0]);
        expectClose(upper, expected[1]);
        expectClose(1 - upper, 1 - expected[1]);
      });
    }
  }
});

describe("intervals of two rates", () => {
  for (const [name, cases, measure] of [
    ["Koopman's of a ratio", oracle.rateRatios, rateRatio],
    ["Newcombe's of a difference", oracle.rateDifferences, rateDifference],
  ] as const) {
    test.each(cases)(`${name}: $successes of $totals`, ({ successes, totals, interval }) => {
      const found = measure(successes, totals, 0.95).interval;
      expectClose(found[0], interval[0]);
      expectClose(found[1], interval[1]);
    });
  }

  test.each(oracle.pairedDifferences)("Newcombe's of pairs: $table", ({ table, interval }) => {
    const found = pairedDifference(tableOf(table), 0.95).interval;
    expectClose(found[0], interval[0]);
    expectClose(found[1], interval[1]);
  });

  test.each(oracle.oddsRatios)("the odds ratio of $table", ({ table, estimate, interval }) => {
    const found = oddsRatio(tableOf(table), 0.95);
    expectClose(found.estimate, estimate);
    expectClose(found.interval[0], interval[0]);
    expectClose(found.interval[1], interval[1]);
  });
});

describe("Fisher's test", () => {
  for (const { table, greater, midP, twoSided, scipy } of oracle.fisher) {
    test(table.join(" "), () => {
      expectClose(fisherGreater(tableOf(table)).logP, greater);
      expectClose(fisherGreaterMidP(tableOf(table)).logP, midP);
      const both = fisherTwoSided(tableOf(table));
      expectClose(both.logP, twoSided);
      expectClose(both.p, scipy);
    });
  }
});

describe("McNemar's test", () => {
  for (const { b, c, exact, midP } of oracle.mcNemar) {
    test(`${b} against ${c}`, () => {
      const table = { a: 3, b, c, d: 4 };
      expectClose(mcNemar(table).logP, exact);
      expectClose(mcNemar(table, "mid-p").logP, midP);
    });
  }
});

test.each(oracle.chiSquare)("chi-square of $statistic", ({ statistic, logP }) => {
  expectClose(chiSquareTest(statistic).logP, logP);
});

test.each(oracle.gSquared)("G² of $table", ({ table, statistic }) => {
  expectClose(logLikelihoodRatio(tableOf(table)).statistic, statistic);
});

test("corrections of several tests", () => {
  const { p, bh, by, holm: stepwise } = oracle.corrections;
  const pairs = [
    [benjaminiHochberg(p), bh],
    [benjaminiYekutieli(p), by],
    [holm(p), stepwise],
  ] as const;
  for (const [adjusted, expected] of pairs) {
    expect(adjusted).toHaveLength(expected.length);
    adjusted.forEach((value, index) => {
      expectClose(value, expected[index] ?? Number.NaN);
    });
  }
});

test.each(oracle.kappas)("kappa of $table", ({ table, kappa, error }) => {
  const found = cohenKappa(tableOf(table), 0.95);
  expectClose(found.kappa, kappa);
  // The oracle's derivatives are numeric.
  const reach = normalQuantile(0.975) * error;
  expectClose(found.interval[0], Math.max(-1, kappa - reach), 1e-7);
  expectClose(found.interval[1], Math.min(1, kappa + reach), 1e-7);
});

test.each(oracle.beforeAfter)("$counts in $exposures", ({ counts, exposures, logP }) => {
  expectClose(beforeAfter(counts, exposures).logP, logP);
});

test("Cochran-Mantel-Haenszel over three strata", () => {
  const found = cochranMantelHaenszel(oracle.strata.tables.map(tableOf));
  expectClose(found.statistic, oracle.strata.statistic);
  expectClose(found.oddsRatio, oracle.strata.oddsRatio);
  expectClose(found.logP, chiSquareTest(oracle.strata.statistic).logP);
});
