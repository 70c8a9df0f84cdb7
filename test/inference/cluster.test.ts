import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { clusterInterval, clusterIntervals } from "../../src/inference/inference.ts";

const cluster = fc
  .nat(6)
  .chain((total) => fc.record({ total: fc.constant(total), successes: fc.nat(total) }));

test("several rates at once are what each is alone, however sparse they are written", () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(cluster, fc.nat(6)), { maxLength: 12 }),
      fc.nat(100),
      (rows, seed) => {
        const first = rows.map(([each]) => each);
        const second = rows.map(([{ total }, other]) => ({
          total,
          successes: Math.min(other, total),
        }));
        const options = { seed, samples: 50 };
        const sparse = second.flatMap(({ successes }, index) =>
          successes > 0 ? [{ index, successes }] : [],
        );
        expect(
          clusterIntervals(
            first.map(({ total }) => total),
            [
              {
                clusters: first.map((_, index) => index),
                successes: first.map(({ successes }) => successes),
              },
              {
                clusters: sparse.map(({ index }) => index),
                successes: sparse.map(({ successes }) => successes),
              },
            ],
            0.9,
            options,
          ),
        ).toEqual([clusterInterval(first, 0.9, options), clusterInterval(second, 0.9, options)]);
      },
    ),
  );
});

test("counts and clusters out of range", () => {
  const of = (clusters: readonly number[], successes: readonly number[]): unknown =>
    clusterIntervals([3, 2], [{ clusters, successes }], 0.95, { seed: 1 });
  expect(() => of([2], [1])).toThrow(RangeError);
  expect(() => of([1], [3])).toThrow(RangeError);
  expect(() => of([0], [-1])).toThrow(RangeError);
  expect(() => of([0, 1], [3, 2])).not.toThrow();
});
