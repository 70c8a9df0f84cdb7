import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { clip, displayWidth } from "../../src/report/width.ts";
import { naiveWidth } from "./naive-width.ts";

// Columns as Unicode Standard Annex 11 and the emoji sequences of Unicode Technical Standard 51 have them.
test.each<[text: string, width: number]>([
  ["", 0],
  ["abc", 3],
  ["电话", 4],
  ["電話a", 5],
  ["ｆｕ", 4],
  ["ｱｲ", 2],
  ["한국", 4],
  ["\u1112\u1161\u11ab", 2],
  ["café", 4],
  ["cafe\u0301", 4],
  ["é…—×", 4],
  ["\u{20000}", 2],
  ["😀", 2],
  ["👍🏽", 2],
  ["👨‍👩‍👧", 2],
  ["🏳️‍🌈", 2],
  ["🇹🇼", 2],
  ["❤️", 2],
  ["❤", 1],
  ["1️⃣", 2],
  ["שלום", 4],
  ["นี้", 1],
])("%j takes %d columns", (text, width) => {
  expect(displayWidth(text)).toBe(width);
});

test("a grapheme of no end never fits", () => {
  expect(displayWidth(`e${"\u0301".repeat(32)}`)).toBe(Number.POSITIVE_INFINITY);
  expect(clip(`ab${"e\u0301"}${"\u0301".repeat(40)}cd`, 100)).toBe("ab…");
});

describe("clip", () => {
  test.each<[text: string, columns: number, clipped: string]>([
    ["abc", 3, "abc"],
    ["abcd", 3, "ab…"],
    ["电话", 4, "电话"],
    ["电话", 3, "电…"],
    ["电话机", 4, "电…"],
    ["电话机", 5, "电话…"],
    ["👨‍👩‍👧👨‍👩‍👧", 3, "👨‍👩‍👧…"],
    ["👨‍👩‍👧👨‍👩‍👧", 2, "…"],
    ["cafe\u0301s", 4, "caf…"],
    ["abc", 1, "…"],
    ["a", 1, "a"],
    ["", 1, ""],
  ])("%j in %d columns", (text, columns, clipped) => {
    expect(clip(text, columns)).toBe(clipped);
  });

  const text = fc
    .array(fc.constantFrom("a", "电", "é", "e\u0301", "😀", "👨‍👩‍👧", "ｱ", " ", "語", "-"), {
      maxLength: 20,
    })
    .map((parts) => parts.join(""));

  test("fits, starts as the text does, and wastes no more than a wide character", () => {
    fc.assert(
      fc.property(text, fc.integer({ min: 1, max: 30 }), (given, columns) => {
        const clipped = clip(given, columns);
        expect(naiveWidth(clipped)).toBeLessThanOrEqual(columns);
        if (naiveWidth(given) <= columns) {
          expect(clipped).toBe(given);
        } else {
          expect(clipped.endsWith("…")).toBe(true);
          expect(given.startsWith(clipped.slice(0, -1))).toBe(true);
          expect(naiveWidth(clipped)).toBeGreaterThanOrEqual(Math.max(1, columns - 1));
        }
      }),
    );
  });

  test("widths agree with a count by other means", () => {
    fc.assert(
      fc.property(text, (given) => {
        expect(displayWidth(given)).toBe(naiveWidth(given));
      }),
    );
  });
});
