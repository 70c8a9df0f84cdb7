import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { linkAllFolds } from "../../src/finder/all-folds.ts";
import { createFinder, type Finder } from "../../src/finder/finder.ts";
import { createFold, type FoldChoice } from "../../src/unicode/unicode.ts";
import { hostIsUnicode17 } from "../support/host-unicode.ts";
import { naiveSpans } from "../support/naive-agreement.ts";

linkAllFolds();

// Random literals in random texts under random folds, against a brute force over every slice of the text and
// every set of the folds.

const testOnUnicode17 = hostIsUnicode17("the finder, with naive folds") ? test : test.skip;

const CUSTOM = createFold("lookalikes", { 曰: "日", 囗: "口", 法: "F", "+": "*" });
const LONG = createFold("sounds", { 发: "法", 伐: "法", 陆: "路", 式: "是" }, { minLength: 3 });
const ALL: readonly FoldChoice[] = [
  "case",
  "width",
  "compat",
  "radical",
  "script",
  "digits",
  "ignorable",
  "marks",
  "separators",
  "confusable",
  "repeats",
  "regional",
  CUSTOM,
  LONG,
];

/** Each row is one theme: characters that some folds hold to be the same, and what stands between them. */
const THEMES: readonly (readonly string[])[] = [
  [..."体體制製后後法轮輪发發伐F*· .＊\u3000\u0336"],
  [..."六6⑥６Ⅵ陆陸四4④ⅣVI路*\u200b"],
  [..."⑩10Ⅹ⑴(1)一壹①Ⅰi"],
  [..."aAаａbBéeE\u0301ss ßﬃfi"],
  [..."天天法大*-\u200b\u0336日曰+"],
  [..."ｶカガﾞ\u3099각가\u1100\u1161㍘0点\u{1f1e8}\u{1f1f3}⻓长長"],
];

/** Numbers that pick characters of a theme. */
const picks = (maxLength: number): fc.Arbitrary<number[]> =>
  fc.array(fc.nat(1_000), { minLength: 1, maxLength });

function pickFrom(theme: readonly string[], numbers: readonly number[]): string {
  return numbers.map((number) => theme[number % theme.length] ?? "").join("");
}

/** A part of a text, some characters of it left out, doubled or put for others. */
function derive(text: string, theme: readonly string[], numbers: readonly number[]): string {
  const characters = [...text];
  const from = (numbers[0] ?? 0) % characters.length;
  return characters
    .slice(from, from + 2 + ((numbers[1] ?? 0) % 4))
    .map((character, place) => {
      const number = numbers[place + 2] ?? 0;
      const kinds = ["", character + character, theme[number % theme.length] ?? ""];
      return kinds[number % 9] ?? character;
    })
    .join("");
}

function spansOf(finder: Finder, literals: readonly string[], text: string): string[][] {
  const found = literals.map((): string[] => []);
  finder.scan(text, (group, start, end) => {
    for (const literal of finder.literalsOf(group)) {
      found[literal]?.push(`${start}-${end}`);
    }
    return false;
  });
  return found.map((spans) => spans.sort());
}

testOnUnicode17(
  "finds what brute force over slices and sets of folds finds, each span once",
  () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...THEMES),
        fc.array(fc.tuple(fc.nat(3), picks(8)), { minLength: 1, maxLength: 3 }),
        picks(8),
        fc.subarray([...ALL], { maxLength: 5 }),
        (theme, makers, numbers, folds) => {
          const text = pickFrom(theme, numbers);
          const literals = [
            ...new Set(
              makers.map(([kind, some]) =>
                kind === 0 ? pickFrom(theme, some.slice(0, 4)) : derive(text, theme, some),
              ),
            ),
          ];
          const finder = createFinder(literals, { folds });
          const expected = literals.map((literal) => naiveSpans(literal, text, folds).sort());
          expect(spansOf(finder, literals, text)).toEqual(expected);
          expect(finder.test(text)).toBe(expected.some((spans) => spans.length > 0));
        },
      ),
      { numRuns: 600 },
    );
  },
  900_000,
);
