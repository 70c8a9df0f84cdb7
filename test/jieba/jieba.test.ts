import { expect, test } from "@jest/globals";
import { jiebaBoundary, jiebaSegmenter } from "../../src/jieba/jieba.ts";

// Where the words end is what jieba itself gives for these sentences: 体制|很|好, 身体|制造, 体制改革, 其中|共有|三个.

const boundary = jiebaBoundary();

test.each([
  ["体制", "体制很好", 0, "aligned"],
  ["体制", "身体制造", 1, "straddles"],
  ["体制", "体制改革", 0, "inside"],
  ["游行", "国产上游行业", 3, "straddles"],
  ["中共", "中共中央召开会议", 0, "inside"],
  ["中共", "其中共有三个", 1, "straddles"],
  ["中共中央", "中共中央召开会议", 0, "aligned"],
  ["会议", "a\u200b召开会\u200b议", 4, "aligned"],
] as const)("%s in %s", (term, text, start, expected) => {
  const end = text.includes("\u200b议") ? text.length : start + term.length;
  expect(boundary(text, start, end)).toBe(expected);
});

test("what is no Chinese is parted as ever", () => {
  expect(boundary("pass the assessment", 5, 8)).toBe("aligned");
  expect(boundary("pass the assessment", 9, 12)).toBe("inside");
  expect(boundary("pass the assessment", 3, 6)).toBe("straddles");
});

test("where words begin", () => {
  const segment = jiebaSegmenter();
  expect([...segment("其中共有三个")]).toEqual([0, 2, 4]);
  expect([...segment("身体制造")]).toEqual([0, 2]);
  expect([...segment("")]).toEqual([]);
});
