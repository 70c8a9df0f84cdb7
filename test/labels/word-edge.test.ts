import { describe, expect, test } from "@jest/globals";
import { codePointBefore, isWholeWord, isWordEdge, wordKind } from "../../src/labels/word-edge.ts";

test.each([
  ["a", "parted"],
  ["Z", "parted"],
  ["5", "parted"],
  ["_", "parted"],
  ["-", "none"],
  [" ", "none"],
  ["é", "parted"],
  ["\u0301", "parted"],
  ["ж", "parted"],
  ["한", "parted"],
  ["ｆ", "parted"],
  ["٦", "parted"],
  ["Ⅵ", "parted"],
  ["中", "unparted"],
  ["㐀", "unparted"],
  ["𠮷", "unparted"],
  ["々", "unparted"],
  ["あ", "unparted"],
  ["ー", "unparted"],
  ["ไ", "unparted"],
  ["ລ", "unparted"],
  ["ខ", "unparted"],
  ["က", "unparted"],
  ["，", "none"],
  ["。", "none"],
  ["👍", "none"],
  ["\u200b", "none"],
  ["\ud842", "none"],
] as const)("%j is %s", (character, expected) => {
  expect(wordKind(character.codePointAt(0) ?? 0)).toBe(expected);
});

test("there is a word edge anywhere but within a run", () => {
  const text = "ab 中文c_1é-\u{1d400}b";
  const offsets = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 12];
  const edges = offsets.filter((offset) => isWordEdge(text, offset));
  expect(edges).toEqual([0, 2, 3, 4, 5, 9, 10]);
  expect(isWordEdge(text, text.length)).toBe(true);
  expect(isWordEdge("", 0)).toBe(true);
});

describe("whole words", () => {
  test.each([
    ["FLG", "FLG", 0, 3, true],
    ["FLG", "the FLG.", 4, 7, true],
    ["FLG", "FLGs", 0, 3, false],
    ["FLG", "aFLG", 1, 4, false],
    ["FLG", "中FLG文", 1, 4, true],
    ["64", "1964", 2, 4, false],
    ["64", "六四", 0, 2, true],
    ["C++", "C++11", 0, 3, true],
    ["C++", "BC++", 1, 4, false],
    ["中共", "其中共有", 1, 3, undefined],
    ["中FLG", "中FLGs", 0, 4, false],
    ["-", "a-b", 1, 2, undefined],
    ["", "ab", 1, 2, undefined],
  ] as const)("%s in %s at %d", (term, text, start, end, expected) => {
    expect(isWholeWord(term, text, start, end)).toBe(expected);
  });
});

test("the code point before an offset", () => {
  expect(codePointBefore("a𠮷", 3)).toBe(0x20bb7);
  expect(codePointBefore("a𠮷", 2)).toBe(0xd842);
  expect(codePointBefore("\udfb7", 1)).toBe(0xdfb7);
  expect(codePointBefore("a\udfb7", 2)).toBe(0xdfb7);
});
