import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { layOutMatches, MOST_LANES } from "../../docs/playground/model/explanation-layout.ts";

// The host's own segmenter, which the library does not use here.
const segmenter = new Intl.Segmenter("en", { granularity: "grapheme" });

function clustersOf(text: string): readonly { start: number; end: number }[] {
  return [...segmenter.segment(text)].map(({ index, segment }) => ({
    start: index,
    end: index + segment.length,
  }));
}

const anyText = fc
  .array(
    fc.constantFrom("a", "文", "e\u0301", "👩‍👩‍👧", "🇨🇳", "\u202e", "ש", "\n", " ", "\ud800"),
    {
      maxLength: 20,
    },
  )
  .map((parts) => parts.join(""));

const anyCase = anyText.chain((text) =>
  fc.tuple(
    fc.constant(text),
    fc.array(fc.tuple(fc.nat(text.length), fc.nat(text.length)), { maxLength: 12 }).map((spans) =>
      spans
        .map(([a, b]) => ({ start: Math.min(a, b), end: Math.max(a, b) }))
        .filter(({ start, end }) => start < end)
        .sort((a, b) => a.start - b.start || b.end - a.end),
    ),
  ),
);

test("the pieces are the text, cut between grapheme clusters, and each cluster has the lines of its matches", () => {
  fc.assert(
    fc.property(anyCase, ([text, matches]) => {
      const { pieces, laneCount, hidden } = layOutMatches(text, matches);
      expect(pieces.map((piece) => piece.text).join("")).toBe(text);
      const borders = new Set(clustersOf(text).map(({ start }) => start));
      const lanesOf = new Map<number, Set<number>>();
      let at = 0;
      for (const piece of pieces) {
        expect(piece.text).not.toBe("");
        expect(borders.has(at)).toBe(true);
        expect(piece.lanes.length).toBeLessThanOrEqual(laneCount);
        const shown = piece.lanes.filter((match) => match >= 0);
        expect(new Set(shown).size).toBe(shown.length);
        for (const { start, end } of clustersOf(text)) {
          const isWithin = start >= at && start < at + piece.text.length;
          if (!isWithin) continue;
          const expected = matches.flatMap((match, index) =>
            match.start < end && match.end > start ? [index] : [],
          );
          for (const match of shown) expect(expected).toContain(match);
          if (hidden === 0) expect([...shown].sort((a, b) => a - b)).toEqual(expected);
        }
        for (const [lane, match] of piece.lanes.entries()) {
          if (match >= 0) lanesOf.set(match, (lanesOf.get(match) ?? new Set()).add(lane));
        }
        at += piece.text.length;
      }
      // A match keeps its line.
      for (const lanes of lanesOf.values()) expect(lanes.size).toBe(1);
      expect(lanesOf.size + hidden).toBe(matches.length);
      expect(laneCount).toBeLessThanOrEqual(MOST_LANES);
    }),
    { numRuns: 500 },
  );
});

test("overlapping matches lie below each other, and a line that is free is used again", () => {
  const { pieces, laneCount } = layOutMatches("三号码头裂缝", [
    { start: 0, end: 4 },
    { start: 1, end: 3 },
    { start: 4, end: 6 },
  ]);
  expect(laneCount).toBe(2);
  expect(pieces).toEqual([
    { text: "三", lanes: [0] },
    { text: "号码", lanes: [0, 1] },
    { text: "头", lanes: [0] },
    { text: "裂缝", lanes: [2] },
  ]);
});

test("a match that cuts a character is drawn under all of it", () => {
  // A family of three people is one cluster: the match is of the first of them.
  const { pieces } = layOutMatches("a👩‍👩‍👧b", [{ start: 1, end: 3 }]);
  expect(pieces).toEqual([
    { text: "a", lanes: [] },
    { text: "👩‍👩‍👧", lanes: [0] },
    { text: "b", lanes: [] },
  ]);
});

test("what finds no line is counted", () => {
  const matches = Array.from({ length: MOST_LANES + 3 }, (_, index) => ({
    start: 0,
    end: 20 - index,
  }));
  const { laneCount, hidden } = layOutMatches("a".repeat(20), matches);
  expect([laneCount, hidden]).toEqual([MOST_LANES, 3]);
});

test("a text without matches is one piece, and no text is none", () => {
  expect(layOutMatches("tea", [])).toEqual({
    pieces: [{ text: "tea", lanes: [] }],
    laneCount: 0,
    hidden: 0,
  });
  expect(layOutMatches("", []).pieces).toEqual([]);
});
