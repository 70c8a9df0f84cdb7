import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { exactStrata } from "../../src/inference/exact-strata.ts";
import type { TwoByTwo } from "../../src/inference/two-by-two.ts";

// scipy.stats.contingency.odds_ratio(kind="conditional"), its interval, and scipy.stats.hypergeom; SciPy 1.17.1.
test.each([
  [
    [7, 12, 3, 40],
    7.463228824223496,
    [1.4376436284726621, 51.7283554402712],
    0.0035643427506341185,
  ],
  [[0, 9, 5, 30], 0, [0, 4.387077519533161], 0.8505388542257515],
  [[5, 0, 8, 60], null, [5.429858075941382, null], 4.2841923488518965e-5],
] as const)("of the one table %j", ([a, b, c, d], oddsRatio, interval, p) => {
  const found = exactStrata([{ a, b, c, d }], 0.95);
  const ends = [found.oddsRatio, ...found.interval];
  for (const [place, expected] of [oddsRatio, ...interval].entries()) {
    if (expected === null) expect(ends[place]).toBeNull();
    else expect(ends[place]).toBeCloseTo(expected, 6);
  }
  expect(found.p).toBeCloseTo(p, 14);
});

test("strata without a choice change nothing", () => {
  const strata = [{ a: 3, b: 4, c: 1, d: 9 }];
  const idle = [
    { a: 4, b: 0, c: 7, d: 0 },
    { a: 0, b: 0, c: 2, d: 5 },
  ];
  expect(exactStrata([...strata, ...idle], 0.9)).toEqual(exactStrata(strata, 0.9));
});

test("many possible sums: the large-sample test agrees with the exact one of a part", () => {
  const table = { a: 900, b: 3_100, c: 600, d: 3_400 };
  const large = exactStrata([table, table], 0.95);
  const alone = exactStrata([table], 0.95);
  expect(large.oddsRatio).toBeCloseTo(alone.oddsRatio ?? 0, 2);
  expect(Math.log(large.interval[0] / (large.oddsRatio ?? 0))).toBeCloseTo(
    Math.log(alone.interval[0] / (alone.oddsRatio ?? 0)) / Math.SQRT2,
    2,
  );
});

test("a level that is none is refused", () => {
  expect(() => exactStrata([], 1)).toThrow(RangeError);
});

/** All ways to deal the marks of each stratum, one by one. */
function deal(strata: readonly TwoByTwo[]): Map<number, number> {
  let ways = new Map([[0, 1]]);
  for (const { a, b, c, d } of strata) {
    const things = a + b + c + d;
    const next = new Map<number, number>();
    for (let marks = 0; marks < 2 ** things; marks++) {
      const bits = Array.from({ length: things }, (_, place) => (marks >> place) & 1);
      if (bits.reduce((sum, bit) => sum + bit, 0) !== a + c) continue;
      const own = bits.slice(0, a + b).reduce((sum, bit) => sum + bit, 0);
      for (const [sum, count] of ways) next.set(sum + own, (next.get(sum + own) ?? 0) + count);
    }
    ways = next;
  }
  return ways;
}

const count = fc.integer({ min: 0, max: 2 });
const table = fc.record({ a: count, b: count, c: count, d: count });

test("p and the smallest p are those of dealing the marks in every way", () => {
  fc.assert(
    fc.property(fc.array(table, { minLength: 1, maxLength: 3 }), (strata) => {
      const ways = deal(strata);
      const seen = strata.reduce((sum, { a }) => sum + a, 0);
      const all = [...ways.values()].reduce((sum, each) => sum + each, 0);
      const most = Math.max(...ways.keys());
      const tail = [...ways].reduce(
        (sum, [value, each]) => sum + (value > seen ? each : value === seen ? each / 2 : 0),
        0,
      );
      const { p, least } = exactStrata(strata, 0.95);
      if (ways.size === 1) {
        expect([p, least]).toEqual([1, 1]);
      } else {
        expect(p).toBeCloseTo(tail / all, 12);
        expect(least).toBeCloseTo((ways.get(most) ?? 0) / all / 2, 12);
      }
    }),
  );
});
