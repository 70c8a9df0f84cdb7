import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { benjaminiYekutieli } from "../../src/inference/inference.ts";

const probabilities = fc.array(
  fc.oneof(fc.double({ min: 0, max: 1, noNaN: true }), fc.constant(1)),
  {
    maxLength: 20,
  },
);

test("tests that are only counted are as those of probability 1", () => {
  fc.assert(
    fc.property(probabilities, fc.nat(20), (given, more) => {
      const all = [...given, ...new Array<number>(more).fill(1)];
      expect(benjaminiYekutieli(given, all.length)).toEqual(
        benjaminiYekutieli(all).slice(0, given.length),
      );
    }),
  );
});

test("there are no fewer tests than probabilities", () => {
  expect(() => benjaminiYekutieli([0.1, 0.2], 1)).toThrow(
    new RangeError("count is 1, expected at least 2 tests"),
  );
  expect(() => benjaminiYekutieli([0.1], Number.NaN)).toThrow(RangeError);
});
