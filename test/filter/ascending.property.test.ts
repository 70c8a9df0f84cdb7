import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { keepAscending } from "../../src/filter/ascending.ts";

test("each number comes back, whatever lies between", () => {
  fc.assert(
    fc.property(
      fc.array(fc.oneof(fc.constant(0), fc.nat(3), fc.nat(2_000)), { maxLength: 1_500 }),
      fc.nat(3_000),
      (steps, more) => {
        let sum = 0;
        const numbers = steps.map((step) => {
          sum += step;
          return sum;
        });
        const kept = keepAscending(numbers.length, sum + more, (index) => numbers[index] ?? 0);
        expect(numbers.map((_, index) => kept.at(index))).toEqual(numbers);
      },
    ),
    { numRuns: 200 },
  );
});
