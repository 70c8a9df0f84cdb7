import { expect, test } from "@jest/globals";
import fc from "fast-check";
import {
  type Candidates,
  canChooseApart,
  canChooseApartInOrder,
  canChooseInOrder,
} from "../../src/filter/choice.ts";

// Against trying every choice.

const candidates: fc.Arbitrary<Candidates> = fc
  .record({
    spans: fc.array(fc.tuple(fc.nat(7), fc.integer({ min: 1, max: 3 })), { maxLength: 5 }),
    min: fc.integer({ min: 1, max: 2 }),
  })
  .map(({ spans, min }) => ({
    spans: spans
      .map(([start, length]) => [start, start + length])
      .sort(([a = 0, b = 0], [c = 0, d = 0]) => a - c || b - d)
      .flat(),
    min,
  }));

type Span = readonly [start: number, end: number];

function choices(spans: readonly Span[], size: number): Span[][] {
  return size === 0
    ? [[]]
    : spans.flatMap((span, index) =>
        choices(spans.slice(index + 1), size - 1).map((rest) => [span, ...rest]),
      );
}

function tryAll(
  parts: readonly Candidates[],
  isFitting: (chosen: readonly (readonly Span[])[]) => boolean,
): boolean {
  const extend = (chosen: readonly (readonly Span[])[]): boolean => {
    const next = parts[chosen.length];
    if (next === undefined) {
      return isFitting(chosen);
    }
    const spans = Array.from(
      { length: next.spans.length / 2 },
      (_, index): Span => [next.spans[2 * index] ?? 0, next.spans[2 * index + 1] ?? 0],
    );
    return choices(spans, next.min).some((own) => extend([...chosen, own]));
  };
  return extend([]);
}

const areApart = (chosen: readonly (readonly Span[])[]): boolean =>
  chosen
    .flat()
    .every(([start, end], index, all) =>
      all.slice(index + 1).every(([from, to]) => to <= start || from >= end),
    );

const follow =
  (side: 0 | 1) =>
  (chosen: readonly (readonly Span[])[]): boolean =>
    chosen.every((own, index) =>
      own.every(([start]) => (chosen[index - 1] ?? []).every((before) => before[side] <= start)),
    );

test("each choice is possible if trying everything finds one", () => {
  const seen = new Set<string>();
  fc.assert(
    fc.property(fc.array(candidates, { minLength: 1, maxLength: 3 }), (parts) => {
      const inOrder = tryAll(parts, follow(0));
      const apart = tryAll(parts, areApart);
      const apartInOrder = tryAll(parts, (chosen) => areApart(chosen) && follow(1)(chosen));
      expect(canChooseInOrder(parts)).toBe(inOrder);
      expect(canChooseApart(parts)).toBe(apart);
      expect(canChooseApartInOrder(parts)).toBe(apartInOrder);
      seen.add(`${inOrder} ${apart} ${apartInOrder}`);
    }),
    { numRuns: 3_000 },
  );
  // Every outcome that is possible came up.
  expect(seen.size).toBeGreaterThanOrEqual(5);
});
