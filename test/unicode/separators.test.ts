import { expect, test } from "@jest/globals";
import { isHan, isSeparator } from "../../src/unicode/unicode.ts";
import { hostIsUnicode17 } from "../support/host-unicode.ts";
import { LAST_CODE_POINT } from "./reference.ts";

test("separators are the small set, and white space that does not break the line", () => {
  const found: number[] = [];
  const expected: number[] = [];
  for (let codePoint = 0; codePoint <= LAST_CODE_POINT; codePoint++) {
    const character = String.fromCodePoint(codePoint);
    if (isSeparator(codePoint)) {
      found.push(codePoint);
    }
    if (/^[\s*.·_|/\\\-~‧•]$/u.test(character) && !/^[\n\v\f\r\u2028\u2029]$/u.test(character)) {
      expected.push(codePoint);
    }
  }
  expect(found).toEqual(expected);
  expect(found.length).toBe(30);
});

test.each([
  ..."，。、；：！？,;:!?'\"()（）【】“”—…＊．－\n\r\v\f\u2028\u2029\u0085",
  "a",
  "中",
  "1",
])("%j is no separator", (character) => {
  expect(isSeparator(character.codePointAt(0) ?? 0)).toBe(false);
});

test.each([..."法々〇⺀⻓⼀㐀豈\u{20000}\u{2f800}\u{323af}"])("%s is Han", (character) => {
  expect(isHan(character.codePointAt(0) ?? 0)).toBe(true);
});

test.each([..."aあア가ㄅ・ー、0㈠𝟔", "\ud800"])("%s is not Han", (character) => {
  expect(isHan(character.codePointAt(0) ?? 0)).toBe(false);
});

const testOnUnicode17 = hostIsUnicode17("the script Han") ? test : test.skip;

testOnUnicode17("Han is what Unicode 17 has as Han", () => {
  const wrong: number[] = [];
  for (let codePoint = 0; codePoint <= LAST_CODE_POINT; codePoint++) {
    if (isHan(codePoint) !== /^\p{Script=Han}$/u.test(String.fromCodePoint(codePoint))) {
      wrong.push(codePoint);
    }
  }
  expect(wrong).toEqual([]);
});
