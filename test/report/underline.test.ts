import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { type Underlined, underline } from "../../src/report/underline.ts";
import { DANGEROUS, HOSTILE_TERMS, INVISIBLE } from "./hostile.ts";
import { naiveWidth } from "./naive-width.ts";

/** Underlines the spans, named by numbers from 1. */
function underlined(
  text: string,
  spans: readonly (readonly [start: number, end: number])[],
  columns = 80,
): readonly string[] {
  const named = spans.map(
    ([start, end], index): Underlined => ({ start, end, label: `${index + 1}` }),
  );
  return underline(text, named, columns);
}

describe("an underline stands in the columns of what it is of", () => {
  test.each<[name: string, text: string, spans: [number, number][], lines: string[]]>([
    ["Latin", "a flg b", [[2, 5]], ["a flg b", "  ^^^ 1"]],
    ["Han", "旧渡口还没开", [[1, 3]], ["旧渡口还没开", "  ^^^^ 1"]],
    ["full width", "见ｆｌｇ吗", [[1, 4]], ["见ｆｌｇ吗", "  ^^^^^^ 1"]],
    ["half-width katakana", "xｶﾞy", [[1, 3]], ["xｶﾞy", " ^^ 1"]],
    ["combining marks", "cafe\u0301 x", [[0, 5]], ["cafe\u0301 x", "^^^^ 1"]],
    ["a part of a grapheme", "e\u0301x", [[0, 1]], ["e\u0301x", "^ 1"]],
    ["emoji", "a👨‍👩‍👧b", [[1, 9]], ["a👨‍👩‍👧b", " ^^ 1"]],
    ["a supplementary ideograph", "x𠮷y", [[1, 3]], ["x𠮷y", " ^^ 1"]],
    ["an invisible character", "法\u200b轮功", [[0, 3]], ["法\\u{200b}轮功", "^^^^^^^^^^^^ 1"]],
    ["a control", "a\u001b[1m", [[1, 2]], ["a\\u{1b}[1m", " ^^^^^^ 1"]],
    ["a bidi control", "a\u202eb", [[2, 3]], ["a\\u{202e}b", "         ^ 1"]],
    ["a lone surrogate", "a\ud800b", [[2, 3]], ["a\\u{d800}b", "         ^ 1"]],
    ["what looks like an escape", "\\u{41} x", [[7, 8]], ["\\u{5c}u{41} x", "            ^ 1"]],
    ["spaces", " a b ", [[3, 4]], ["\\u{20}a b\\u{20}", "        ^ 1"]],
  ])("%s", (_, text, spans, lines) => {
    expect(underlined(text, spans)).toEqual(lines);
  });
});

test("spans that do not overlap share a line, others have one of their own", () => {
  expect(
    underlined("旧渡口还没开，還我渡輪！", [
      [0, 3],
      [0, 3],
      [1, 3],
      [7, 11],
    ]),
  ).toEqual(["旧渡口还没开，還我渡輪！", "^^^^^^ 1      ^^^^^^^^ 4", "^^^^^^ 2", "  ^^^^ 3"]);
});

test("of several lines those are shown, with their numbers, that hold a span", () => {
  expect(
    underlined("first a\nsecond\r\nthird a b\n", [
      [6, 7],
      [22, 23],
    ]),
  ).toEqual(["Line 1:", "first a", "      ^ 1", "", "Line 3:", "third a b", "      ^ 2"]);
});

test("a span over a line break is underlined on both lines", () => {
  expect(underlined("ab\ncd", [[1, 4]])).toEqual([
    "Line 1:",
    "ab",
    " ^ 1",
    "",
    "Line 2:",
    "cd",
    "^ 1",
  ]);
});

test("a span of a line break alone is seen at the end of its line", () => {
  expect(underlined("ab\ncd", [[2, 3]])).toEqual([]);
  expect(underlined("\n", [[0, 1]])).toEqual(["Line 1:", "", "^ 1"]);
});

test("a line that is too long is shown around each span", () => {
  const text = `${"早".repeat(200)}中国${"晚".repeat(200)}美国`;
  const lines = underlined(
    text,
    [
      [200, 202],
      [402, 404],
    ],
    50,
  );
  expect(lines).toEqual([
    `…${"早".repeat(6)}中国${"晚".repeat(15)}…`,
    `${" ".repeat(13)}^^^^ 1`,
    "",
    `…${"晚".repeat(6)}美国`,
    `${" ".repeat(13)}^^^^ 2`,
  ]);
});

test("no spans, no lines", () => {
  expect(underlined("text", [])).toEqual([]);
});

const characters = fc.constantFrom(..."ab 中国體😀\u0301\n\u200b\u001b漢", "👨‍👩‍👧", "ｶﾞ", "\r\n");
const texts = fc.string({ unit: characters, minLength: 1, maxLength: 120 });
const fractions = fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true });

test("whatever the text, lines fit, and every span that holds more than line breaks is named", () => {
  fc.assert(
    fc.property(
      texts,
      fc.array(fc.tuple(fractions, fractions), { minLength: 1, maxLength: 12 }),
      fc.integer({ min: 40, max: 90 }),
      (text, places, columns) => {
        const spans = places
          .map(([from, length]): [number, number] => {
            const start = Math.floor(from * text.length);
            return [start, Math.min(text.length, start + 1 + Math.floor(length * 20))];
          })
          .sort(([a], [b]) => a - b);
        const lines = underlined(text, spans, columns);
        for (const line of lines) {
          expect(naiveWidth(line)).toBeLessThanOrEqual(columns);
        }
        const named = new Set(
          lines
            .filter((line) => /^[ ^\d]*\^ \d+$/u.test(line))
            .flatMap((line) => [...line.matchAll(/\^ (\d+)/gu)].map((found) => Number(found[1]))),
        );
        for (const [index, [start, end]] of spans.entries()) {
          if (/[^\r\n]/u.test(text.slice(start, end))) {
            expect(named).toContain(index + 1);
          }
        }
      },
    ),
    { numRuns: 500 },
  );
});

test("of a text on one short line, what stands above the marks is what the spans hold", () => {
  const plain = fc.string({
    unit: fc.constantFrom(..."ab中国體漢x𠮷"),
    minLength: 1,
    maxLength: 14,
  });
  fc.assert(
    fc.property(plain, fractions, fractions, (text, from, length) => {
      const all = [...text];
      const first = Math.floor(from * all.length);
      const last = Math.min(all.length, first + 1 + Math.floor(length * all.length));
      const start = all.slice(0, first).join("").length;
      const end = all.slice(0, last).join("").length;
      const [shown, marks = ""] = underlined(text, [[start, end]]);
      expect(shown).toBe(text);
      const column = naiveWidth(text.slice(0, start));
      const width = naiveWidth(text.slice(start, end));
      expect(marks).toBe(`${" ".repeat(column)}${"^".repeat(width)} 1`);
    }),
  );
});

test("nothing that a terminal would obey or hide", () => {
  for (const text of HOSTILE_TERMS.filter((term) => term.length > 0)) {
    const lines = underlined(text, [[0, text.length]], 60);
    const raw = [...DANGEROUS, ...INVISIBLE].filter((character) =>
      lines.some((line) => line.replaceAll(/\p{Emoji}\u200d\p{Emoji}/gu, "").includes(character)),
    );
    expect(raw).toEqual([]);
    for (const line of lines) expect(naiveWidth(line)).toBeLessThanOrEqual(60);
  }
});
