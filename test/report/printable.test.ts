import { expect, test } from "@jest/globals";
import { printable } from "../../src/report/printable.ts";
import { DANGEROUS, INVISIBLE } from "./hostile.ts";

function escaped(character: string): string {
  return `\\u{${character.codePointAt(0)?.toString(16)}}`;
}

test.each([...DANGEROUS, "\n", ...INVISIBLE])("%j is escaped wherever it stands", (character) => {
  const shown = escaped(character);
  expect(printable(character)).toBe(shown);
  expect(printable(`a${character}b`)).toBe(`a${shown}b`);
  expect(printable(`电${character}${character}话`)).toBe(`电${shown}${shown}话`);
});

test.each(["\ud800", "\udbff", "\udc00", "\udfff"])("a lone surrogate is escaped", (unit) => {
  expect(printable(`a${unit}b`)).toBe(`a\\u{${unit.charCodeAt(0).toString(16)}}b`);
  expect(printable(unit)).toBe(`\\u{${unit.charCodeAt(0).toString(16)}}`);
});

test.each([
  "电话",
  "電話 café naïve",
  "10+10TH FEB",
  "שלום مرحبا",
  "ｆｕｌｌ　ｗｉｄｔｈ".replace("　", ""),
  "e\u0301\u0302\u0303\u0304",
  "\u{20000}\u{1f600}",
  "👨‍👩‍👧 ❤️ 👍🏽 🏳️‍🌈 🇹🇼 1️⃣",
  "=cmd()",
  "C:\\users\\new",
  "",
])("%j stays as it is", (text) => {
  expect(printable(text)).toBe(text);
});

test("spaces that cannot be told from one, or from none, are escaped", () => {
  expect(printable(" a b ")).toBe("\\u{20}a b\\u{20}");
  expect(printable("  ")).toBe("\\u{20}\\u{20}");
  expect(printable("a\u00a0b\u3000c\u2009d")).toBe("a\\u{a0}b\\u{3000}c\\u{2009}d");
});

test("a mark without a base, and marks beyond four, are escaped", () => {
  expect(printable("\u0301a")).toBe("\\u{301}a");
  expect(printable("a\u0301\u0302\u0303\u0304\u0305\u0306")).toBe(
    "a\u0301\u0302\u0303\u0304\\u{305}\\u{306}",
  );
});

test("joiners outside of an emoji are escaped", () => {
  expect(printable("😀\u200d")).toBe("😀\\u{200d}");
  expect(printable("😀\u200da")).toBe("😀\\u{200d}a");
  expect(printable("a\u200d😀")).toBe("a\\u{200d}😀");
  expect(printable("😀\ufe0f\ufe0f")).toBe("😀\ufe0f\\u{fe0f}");
  // A flag that spells what it likes in invisible tags.
  expect(printable("🏴\u{e0067}\u{e007f}")).toBe("🏴\\u{e0067}\\u{e007f}");
});

test("what looks like an escape is told from one", () => {
  expect(printable("\\u{1b}")).toBe("\\u{5c}u{1b}");
  expect(printable("\u001b")).toBe("\\u{1b}");
});
