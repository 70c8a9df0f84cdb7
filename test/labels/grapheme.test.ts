import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import {
  createGraphemeCut,
  graphemeColumn,
  isGraphemeBoundary,
} from "../../src/labels/grapheme.ts";

// Against the host's own grapheme clusters, read over the whole text. They may be of another Unicode version; the
// characters here are old.

const ALPHABET = [
  ..."ab中文é한ᄀ가ᅡᆨकกำ\r\n\t",
  "\u0301",
  "\u094d",
  "\u200d",
  "\u200b",
  "\ufe0f",
  "\u20e3",
  ..."👨👩👍🏽🇨🇳❤𠮷",
  "\ud842",
  "\u{e0100}",
  "\u0600",
];

const texts = fc
  .array(fc.constantFrom(...ALPHABET), { maxLength: 24 })
  .map((characters) => characters.join(""));

const segmenter = new Intl.Segmenter("en", { granularity: "grapheme" });

function boundariesOf(text: string): number[] {
  return [...Array.from(segmenter.segment(text), ({ index }) => index), text.length];
}

test("boundaries are those of the whole text", () => {
  let inside = 0;
  fc.assert(
    fc.property(texts, (text) => {
      const expected = new Set([0, ...boundariesOf(text)]);
      for (let offset = 0; offset <= text.length; offset++) {
        expect([offset, isGraphemeBoundary(text, offset)]).toEqual([offset, expected.has(offset)]);
        inside += expected.has(offset) ? 0 : 1;
      }
    }),
    { numRuns: 2_000 },
  );
  expect(inside).toBeGreaterThan(1_000);
});

test("columns count the clusters of the line", () => {
  fc.assert(
    fc.property(texts, (text) => {
      const boundaries = boundariesOf(text);
      for (let offset = 0; offset <= text.length; offset++) {
        const breaks = boundaries.filter(
          (place) => place > 0 && place <= offset && /[\n\r]/.test(text.charAt(place - 1)),
        );
        const line = breaks.at(-1) ?? 0;
        const passed = boundaries.filter((place) => place > line && place <= offset);
        expect(graphemeColumn(text, offset)).toBe(passed.length + 1);
      }
    }),
    { numRuns: 1_000 },
  );
});

test("a column lies in the text", () => {
  for (const offset of [-1, 3, 0.5, Number.NaN]) {
    expect(() => graphemeColumn("ab", offset)).toThrow(RangeError);
  }
  expect(graphemeColumn("", 0)).toBe(1);
  expect(graphemeColumn("a\u2028中文", 3)).toBe(2);
});

describe("a match cuts", () => {
  const cuts = createGraphemeCut(false);

  test.each([
    ["法轮功\ufe00", 0, 3, false],
    ["👨\u200d👩", 0, 2, true],
    ["👨\u200d👩", 3, 5, true],
    ["👨\u200d👩", 0, 5, false],
    ["👨\u200d", 0, 2, false],
    ["❤\ufe0f", 0, 1, false],
    ["👍🏽", 0, 2, true],
    ["🇨🇳🇳🇱", 4, 8, false],
    ["🇨🇳🇳🇱", 2, 6, true],
    ["cafe\u0301", 0, 4, true],
    ["a\r\n", 0, 2, true],
    ["\ufeff法", 1, 2, false],
    ["法\u200d轮", 0, 1, false],
    ["각", 0, 1, false],
  ] as const)("%j [%d, %d): %s", (text, start, end, expected) => {
    expect(cuts(text, start, end)).toBe(expected);
  });

  test("no mark that counts as absent", () => {
    expect(createGraphemeCut(true)("法\u0336轮\u0336", 0, 3)).toBe(false);
    expect(cuts("法\u0336轮\u0336", 0, 3)).toBe(true);
  });

  test("and looks at no more than it must", () => {
    const marks = "\u0301".repeat(200_000);
    for (let offset = 100; offset < 200_000; offset += 100) {
      expect(isGraphemeBoundary(marks, offset)).toBe(false);
    }
  });
});
