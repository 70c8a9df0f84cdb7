import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { createEdges } from "../../src/filter/anchor.ts";
import { matchGaps, measureGaps } from "../../src/filter/gap-match.ts";
import type { PieceGap } from "../../src/filter/pieces.ts";
import type { Filler } from "../../src/lists/rule.ts";

// Matches of pieces at random, put together, against trying every way.

const text = fc
  .array(fc.constantFrom(..."ab中\n\u200b😀"), { minLength: 6, maxLength: 14 })
  .map((picked) => picked.join(""));
const isAbsent = (codePoint: number): boolean => codePoint === 0x200b;

const gap: fc.Arbitrary<PieceGap> = fc
  .record({
    min: fc.nat(2),
    more: fc.constantFrom(0, 1, 3, Number.POSITIVE_INFINITY),
    of: fc.constantFrom<Filler>("any", "non-han"),
  })
  .map(({ min, more, of }) => ({ min, max: min + more, of }));

interface Case {
  readonly own: string;
  readonly pieces: readonly (readonly (readonly [number, number])[])[];
  readonly gaps: readonly PieceGap[];
}

const cases: fc.Arbitrary<Case> = text.chain((own) => {
  const places = [...own].map((_, index, all) => all.slice(0, index).join("").length);
  places.push(own.length);
  const span = fc
    .tuple(fc.nat(places.length - 2), fc.integer({ min: 1, max: 4 }))
    .map(
      ([start, length]) =>
        [places[start] ?? 0, places[Math.min(start + length, places.length - 1)] ?? 0] as const,
    );
  const spans = fc
    .uniqueArray(span, { maxLength: 6, selector: String })
    .map((all) => [...all].sort((a, b) => a[0] - b[0] || a[1] - b[1]));
  return fc.integer({ min: 2, max: 4 }).chain((count) =>
    fc.record({
      own: fc.constant(own),
      pieces: fc.array(spans, { minLength: count, maxLength: count }),
      gaps: fc.array(gap, { minLength: count - 1, maxLength: count - 1 }),
    }),
  );
});

function tryAll({ own, pieces, gaps }: Case): Map<number, number> {
  const nearest = new Map<number, number>();
  const extend = (start: number, end: number, piece: number): void => {
    const before = gaps[piece - 1];
    if (piece === pieces.length || before === undefined) {
      nearest.set(start, Math.min(end, nearest.get(start) ?? end));
      return;
    }
    for (const [from, to] of pieces[piece] ?? []) {
      const between = [...own.slice(end, from)].filter((one) => one !== "\u200b");
      const fits = between.every((one) => (before.of === "any" ? one !== "\n" : one !== "中"));
      if (from >= end && fits && between.length >= before.min && between.length <= before.max) {
        extend(start, to, piece + 1);
      }
    }
  };
  for (const [start, end] of pieces[0] ?? []) {
    extend(start, end, 1);
  }
  return nearest;
}

/** The pieces of a match, each as early as it can be, of those that start alike the one that ends first. */
function earliest(one: Case, start: number, end: number): (readonly [number, number])[] {
  const chosen: (readonly (readonly [number, number])[])[] = [];
  for (const [piece, spans] of one.pieces.entries()) {
    const fitting = spans.find((span) => {
      const pieces = [...chosen, [span], ...one.pieces.slice(piece + 1)];
      return tryAll({ ...one, pieces }).get(start) === end;
    });
    chosen.push(fitting === undefined ? [] : [fitting]);
  }
  return chosen.flat();
}

test("one match for each start, with the nearest end, and the pieces that lead there", () => {
  let found = 0;
  fc.assert(
    fc.property(cases, (one) => {
      const expected = [...tryAll(one)].sort(([a], [b]) => a - b);
      const { spans, piecesAt } = matchGaps(
        one.pieces.map((own) => own.flat()),
        one.gaps,
        undefined,
        createEdges(one.own, isAbsent),
        measureGaps(one.own, isAbsent),
      );
      expect(spans).toEqual(expected.flat());
      found += expected.length;
      for (const [start, end] of expected) {
        const own = piecesAt(start);
        const chosen = one.pieces.map((_, piece) => [[own[2 * piece], own[2 * piece + 1]]]);
        expect(own.slice(0, 1)).toEqual([start]);
        expect([...tryAll({ ...one, pieces: chosen as never })]).toEqual([[start, end]]);
        expect(own).toEqual(earliest(one, start, end).flat());
      }
    }),
    { numRuns: 4_000 },
  );
  expect(found).toBeGreaterThan(200);
});

test("pieces that are alike share their matches, and each match of many pieces has its own", () => {
  const length = 3_000;
  const count = 1_000;
  const own = "a".repeat(length);
  const spans = Array.from({ length: 2 * length }, (_, index) => (index + 1) >> 1);
  const { spans: found, piecesAt } = matchGaps(
    Array.from({ length: count }, () => spans),
    Array.from({ length: count - 1 }, (): PieceGap => ({ min: 1, max: 2, of: "any" })),
    undefined,
    createEdges(own, () => false),
    measureGaps(own, () => false),
  );
  expect(found.length / 2).toBe(length - (2 * count - 1) + 1);
  for (const start of [0, 500, 1_001]) {
    expect(piecesAt(start)).toEqual(
      Array.from({ length: 2 * count }, (_, place) => start + 2 * (place >> 1) + (place & 1)),
    );
  }
  expect(piecesAt(1_002)).toEqual([]);
});

test("the work is bounded by the number of matches, whatever the gaps", () => {
  // Each piece at each of 20,000 places: trying every way would never end.
  const length = 20_000;
  const own = "a".repeat(length);
  const spans = Array.from({ length: 2 * length }, (_, index) => (index + 1) >> 1);
  const gaps = Array.from(
    { length: 19 },
    (): PieceGap => ({
      min: 0,
      max: Number.POSITIVE_INFINITY,
      of: "any",
    }),
  );
  const { spans: found } = matchGaps(
    Array.from({ length: 20 }, () => spans),
    gaps,
    undefined,
    createEdges(own, () => false),
    measureGaps(own, () => false),
  );
  expect(found.length / 2).toBe(length - 19);
  expect(found.slice(0, 2)).toEqual([0, 20]);
});
