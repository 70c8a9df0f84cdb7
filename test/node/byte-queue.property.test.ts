import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { createByteQueue } from "../../src/node/byte-queue.ts";

test("holds what an array of bytes would hold", () => {
  const step = fc.record({
    bytes: fc.uint8Array({ maxLength: 6000 }),
    dropped: fc.double({ min: 0, max: 1, noNaN: true }),
  });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
      const queue = createByteQueue();
      let expected: number[] = [];
      for (const { bytes, dropped } of steps) {
        queue.append(bytes);
        expected = [...expected, ...bytes];
        const count = Math.floor(dropped * expected.length);
        queue.drop(count);
        expected = expected.slice(count);
        expect(queue.length).toBe(expected.length);
        expect(queue.view()).toEqual(Uint8Array.from(expected));
      }
    }),
    { numRuns: 50 },
  );
});

test("keeps a copy", () => {
  const queue = createByteQueue();
  const bytes = Uint8Array.of(1, 2, 3);
  queue.append(bytes);
  bytes.fill(9);
  expect([...queue.view()]).toEqual([1, 2, 3]);
});
