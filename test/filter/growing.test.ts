import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { createGrowing, finish, push } from "../../src/filter/growing.ts";

test("keeps all numbers in their order, whatever the room", () => {
  fc.assert(
    fc.property(
      fc.nat({ max: 8 }),
      fc.array(fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 }), { maxLength: 300 }),
      (room, numbers) => {
        const growing = createGrowing(room);
        for (const number of numbers) {
          push(growing, number);
        }
        expect(Array.from(finish(growing))).toEqual(numbers);
      },
    ),
  );
});
