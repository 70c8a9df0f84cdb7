import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { createRandom } from "../../src/inference/random.ts";

const seed = fc.nat(0xffffffff);

test("numbers that are counted are those that are drawn one by one, and so are all after them", () => {
  fc.assert(
    fc.property(
      seed,
      fc.integer({ min: 1, max: 40 }),
      fc.array(fc.nat(60), { maxLength: 5 }),
      (start, bound, rounds) => {
        const [together, apart] = [createRandom(start), createRandom(start)];
        const counts = new Uint32Array(bound);
        const expected = new Uint32Array(bound);
        for (const draws of rounds) {
          together.count(draws, counts);
          for (let draw = 0; draw < draws; draw++) {
            const place = apart.below(bound);
            expected[place] = (expected[place] as number) + 1;
          }
          expect(together.next()).toBe(apart.next());
        }
        expect(counts).toEqual(expected);
      },
    ),
  );
});

test("numbers that would favour small ones are drawn again", () => {
  // Of 10,000 numbers about ten lie beyond the last multiple of this bound.
  const bound = Math.floor(2 ** 32 / 1025) + 1;
  const counts = new Uint32Array(bound);
  const [together, apart] = [createRandom(11), createRandom(11)];
  together.count(10_000, counts);
  for (let draw = 0; draw < 10_000; draw++) {
    const place = apart.below(bound);
    counts[place] = (counts[place] as number) - 1;
  }
  expect(counts.every((count) => count === 0)).toBe(true);
  expect(together.next()).toBe(apart.next());
});

test("among nothing there is nothing to draw", () => {
  expect(() => createRandom(1).count(0, new Uint32Array(0))).toThrow(RangeError);
});
