import { expect, test } from "@jest/globals";
import {
  decodeGroups,
  decodeMapping,
  decodeNumbers,
  decodeRanges,
  JOINED,
} from "../../src/unicode/table.ts";

// Written by hand from the description in table.ts: digits are U+0023.. without U+005C, those from 64 on
// go on, so that 64 + 27 * 64 = 1,792 is the first number of three digits.

test("numbers", () => {
  expect(decodeNumbers("")).toEqual([]);
  expect(decodeNumbers("#$[]b")).toEqual([0, 1, 56, 57, 62]);
  expect(decodeNumbers("c")).toEqual([63]);
  expect(decodeNumbers("d#")).toEqual([64]);
  expect(decodeNumbers("e#d$~#")).toEqual([65, 64 + 27, 90]);
  expect(decodeNumbers("~c")).toEqual([90 + 27 * 63]);
  expect(decodeNumbers("dd#")).toEqual([64 + 27 * 64]);
});

test("ranges", () => {
  expect(decodeRanges("")).toEqual([]);
  expect(decodeRanges("($%*")).toEqual([5, 6, 8, 15]);
});

test("a mapping of one code point each", () => {
  // 5 -> 3, 6 -> 2, 9 -> 2: keys +5 +1 +3, values +3 -1 +0 as zigzag 6, 1, 0.
  const mapping = decodeMapping({ keys: "($&", lengths: "", values: ")$#" });
  expect(mapping).toEqual({ keys: [5, 6, 9], starts: [0, 1, 2, 3], elements: [3, 2, 2] });
});

test("a mapping in groups", () => {
  // 4 -> 9, 7 -> 8; then 5 -> 20: keys +4 +3, end, +5; values +9 -1 +12 as zigzag 18, 1, 24.
  const mapping = decodeGroups({ keys: "'&#(", values: "5$;" });
  expect(mapping).toEqual({ keys: [4, 5, 7], starts: [0, 1, 2, 3], elements: [9, 20, 8] });
  expect(decodeGroups({ keys: "", values: "" })).toEqual({ keys: [], starts: [0], elements: [] });
});

test("a mapping of sequences", () => {
  // 1 -> 4 6j, 2 -> nothing, 3 -> 5 6 1: zigzag 8; 12 joined = 2 * 12 + 1; 2; 0; 2 * 2.
  const mapping = decodeMapping({ keys: "$$$", lengths: "%#&", values: "+<%#'" });
  expect(mapping).toEqual({
    keys: [1, 2, 3],
    starts: [0, 2, 2, 5],
    elements: [4, 6 | JOINED, 5, 6, 1],
  });
});
