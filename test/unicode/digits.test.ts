import { describe, expect, test } from "@jest/globals";
import { digitsOf } from "../../src/unicode/unicode.ts";
import { hostIsUnicode17 } from "../support/host-unicode.ts";

const digits = (text: string): string =>
  [...text].map((character) => digitsOf(character.codePointAt(0) ?? 0) ?? "-").join(" ");

test.each([
  ["0123456789", "0 1 2 3 4 5 6 7 8 9"],
  ["０１９", "0 1 9"],
  ["٠٦۶९๖", "0 6 6 9 6"],
  ["\u{1d7d8}\u{1d7f6}\u{1d7ff}\u{1fbf6}", "0 0 9 6"],
  ["〇零一二三四五六七八九", "0 0 1 2 3 4 5 6 7 8 9"],
  ["壹贰叁肆伍陆柒捌玖", "1 2 3 4 5 6 7 8 9"],
  ["壹貳參肆伍陸柒捌玖", "1 2 3 4 5 6 7 8 9"],
  ["壱弌弐弍貮叄叅弎参", "1 1 2 2 2 3 3 3 3"],
  ["〡〢〣〤〥〦〧〨〩", "1 2 3 4 5 6 7 8 9"],
  ["①⑨⑩⑳㉑㊿", "1 9 10 20 21 50"],
  ["⓪⓿❶❿➀➉➊➓⓫⓴⓵⓾㉈㉏", "0 0 1 10 1 10 1 10 11 20 1 10 10 80"],
  ["⑴⒇⒈⒛🄀🄁🄊🄋🄌", "1 20 1 20 0 0 9 0 0"],
  ["²³¹⁰₀₉", "2 3 1 0 0 9"],
  ["㊀㊈㈠㈨㆒㆕⼀⼆⼋", "1 9 1 9 1 4 1 2 8"],
  ["\uf9d1\uf9d3\uf96b\uf9b2", "6 6 3 0"],
  ["ⅠⅥⅨⅩⅪⅫⅬⅭⅮⅯ", "1 6 9 10 11 12 50 100 500 1000"],
  ["ⅰⅵⅸⅹⅺⅻⅼⅽⅾⅿ", "1 6 9 10 11 12 50 100 500 1000"],
])("%s are %s", (text, expected) => {
  expect(digits(text)).toBe(expected);
});

test.each([..."十百千拾佰㊉㈩½¾㏠㍘㋀ↀↁ両两兩幺廿大陈IVXivxOolA日ー一".slice(0, -1)])(
  "%s is no number",
  (character) => {
    expect(digitsOf(character.codePointAt(0) ?? 0)).toBeUndefined();
  },
);

test("lone surrogates and what is beyond Unicode are no numbers", () => {
  expect([0xd800, 0xdfff, 0x110000, -1].map(digitsOf)).toEqual(Array(4).fill(undefined));
});

const onUnicode17 = hostIsUnicode17("decimal digits of every script") ? describe : describe.skip;

onUnicode17("against the host's Unicode 17", () => {
  test("the digits of the numbering systems that the host knows have their values", () => {
    let count = 0;
    for (const system of Intl.supportedValuesOf("numberingSystem")) {
      const format = new Intl.NumberFormat(`en-u-nu-${system}`);
      for (let number = 0; number < 10; number++) {
        const written = format.format(number);
        if (/^[\p{Nd}〇一二三四五六七八九]$/u.test(written)) {
          expect([system, digitsOf(written.codePointAt(0) ?? 0)]).toEqual([system, `${number}`]);
          count++;
        }
      }
    }
    expect(count).toBeGreaterThan(700);
  });

  test("the decimal digits are those of Nd, as many of each value", () => {
    const counts = new Map<string | undefined, number>();
    for (let codePoint = 0; codePoint <= 0x10ffff; codePoint++) {
      if (/^\p{Nd}$/u.test(String.fromCodePoint(codePoint))) {
        const digits = digitsOf(codePoint);
        counts.set(digits, (counts.get(digits) ?? 0) + 1);
      }
    }
    expect([...counts].sort()).toEqual([..."0123456789"].map((digit) => [digit, 77]));
  });

  test("what decomposes to ASCII digits alone shows these digits", () => {
    for (let codePoint = 0x80; codePoint <= 0x1ffff; codePoint++) {
      const decomposed = String.fromCodePoint(codePoint).normalize("NFKD");
      if (/^[0-9]+$/u.test(decomposed)) {
        expect([codePoint, digitsOf(codePoint)]).toEqual([codePoint, decomposed]);
      }
    }
  });

  test("all others are numbers by their category, or Chinese characters", () => {
    let count = 0;
    for (let codePoint = 0; codePoint <= 0x10ffff; codePoint++) {
      const digits = digitsOf(codePoint);
      if (digits !== undefined) {
        count++;
        expect(digits).toMatch(/^(?:[0-9]{1,2}|100|500|1000)$/u);
        expect(String.fromCodePoint(codePoint)).toMatch(
          /^[\p{N}\p{Script=Han}\u3192-\u3195\u3280-\u3289\u3220-\u3229\u{1f214}\u{1f229}\u{1f22a}]$/u,
        );
      }
    }
    expect(count).toBe(770 + 288);
  });
});
