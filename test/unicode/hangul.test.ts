import { expect, test } from "@jest/globals";
import { decomposeSyllable, FIRST_SYLLABLE, LAST_SYLLABLE } from "../../src/unicode/hangul.ts";
import { JOINED } from "../../src/unicode/table.ts";

test("the syllables of the Unicode Standard's examples", () => {
  // Section 3.12: U+D4CC is U+1111 U+1171, U+D4DB is U+1111 U+1171 U+11B6.
  expect(decomposeSyllable(0xd4cc)).toEqual([0x1111, 0x1171 | JOINED]);
  expect(decomposeSyllable(0xd4db)).toEqual([0x1111, 0x1171 | JOINED, 0x11b6 | JOINED]);
});

test("the first and the last syllable", () => {
  expect([FIRST_SYLLABLE, LAST_SYLLABLE]).toEqual([0xac00, 0xd7a3]);
  expect(decomposeSyllable(0xac00)).toEqual([0x1100, 0x1161 | JOINED]);
  expect(decomposeSyllable(0xd7a3)).toEqual([0x1112, 0x1175 | JOINED, 0x11c2 | JOINED]);
});

test("every syllable is what canonical decomposition gives", () => {
  // Hangul syllables have been stable since Unicode 2.0: any host will do.
  const wrong: number[] = [];
  for (let syllable = FIRST_SYLLABLE; syllable <= LAST_SYLLABLE; syllable++) {
    const jamo = decomposeSyllable(syllable).map((element) => element & ~JOINED);
    if (String.fromCodePoint(...jamo) !== String.fromCodePoint(syllable).normalize("NFD")) {
      wrong.push(syllable);
    }
  }
  expect(wrong).toEqual([]);
});
