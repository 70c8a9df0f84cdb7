import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { createCover } from "../../src/filter/cover.ts";

// What covers a span, against a look at every phrase.

const span = fc
  .tuple(fc.nat(12), fc.integer({ min: 1, max: 6 }))
  .map(([start, length]) => [start, start + length] as const);

test("is the longest that reaches over the span, of equally long ones the first", () => {
  fc.assert(
    fc.property(
      fc.array(fc.uniqueArray(span, { selector: String, maxLength: 8 }), { maxLength: 4 }),
      fc.array(span, { minLength: 1, maxLength: 8 }),
      (phrases, asked) => {
        const sorted = phrases.map((spans) => spans.toSorted((a, b) => a[0] - b[0] || a[1] - b[1]));
        const cover = createCover(sorted.map((spans, term) => [term, spans.flat()] as const));
        const all = sorted.flatMap((spans, term) =>
          spans.map(([start, end]) => ({ term, start, end })),
        );
        for (const [from, to] of asked) {
          const [expected] = all
            .filter(({ start, end }) => start <= from && end >= to)
            .sort((a, b) => b.end - b.start - (a.end - a.start) || a.start - b.start);
          expect(cover(from, to)).toEqual(expected);
        }
      },
    ),
    { numRuns: 2_000 },
  );
});
