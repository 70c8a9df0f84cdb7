import { describe, expect, test } from "@jest/globals";
import { compileFilter } from "../../src/filter/filter.ts";
import { parseList } from "../../src/lists/lists.ts";
import type { Fold } from "../../src/unicode/unicode.ts";

// What one term finds in one message under the five default folds, or under those that the row names. Spans
// are UTF-16 code units, end not included. Worked out by hand from Unicode and OpenCC's dictionaries.

interface Case {
  readonly term: string;
  readonly message: string;
  readonly spans: readonly (readonly [number, number])[];
  readonly folds?: readonly Fold[];
  readonly why: string;
}

const CASES: readonly Case[] = [
  { term: "法轮功", message: "我炼法輪功", spans: [[2, 5]], why: "traditional for simplified" },
  { term: "法輪功", message: "法轮功", spans: [[0, 3]], why: "simplified for traditional" },
  { term: "体制", message: "体制改革", spans: [[0, 2]], folds: ["case"], why: "as written" },
  {
    term: "体制",
    message: "硬體製造",
    spans: [[1, 3]],
    why: "制 and 製 are one class; a loose match",
  },
  { term: "皇后", message: "秦始皇後來", spans: [[2, 4]], why: "后 and 後 are one class" },
  { term: "后来", message: "后來的事", spans: [[0, 2]], why: "scripts mixed" },
  { term: "乾隆", message: "乾隆皇帝", spans: [[0, 2]], why: "as written" },
  { term: "干隆", message: "乾隆皇帝", spans: [[0, 2]], why: "干 and 乾 are one class" },
  { term: "饼干", message: "餅乾", spans: [[0, 2]], why: "干 and 乾 are one class" },
  { term: "看着", message: "看著他", spans: [[0, 2]], why: "着 and 著, by the variants of Taiwan" },
  { term: "了解", message: "瞭解真相", spans: [[0, 2]], why: "了 and 瞭, a contextual pair" },
  { term: "计划", message: "都市計畫", spans: [[2, 4]], why: "划 and 畫, a contextual pair" },
  {
    term: "卫生",
    message: "衞生署",
    spans: [[0, 2]],
    why: "卫 and 衞, by the variants of Hong Kong",
  },
  { term: "什么", message: "甚麼都", spans: [], why: "什 and 甚 are no pair of OpenCC" },
  { term: "软件", message: "軟體下載", spans: [], why: "another word, not another spelling" },
  {
    term: "游行",
    message: "国产上游行业",
    spans: [[3, 5]],
    why: "across a word border, as filters do",
  },
  { term: "中共", message: "其中共有三个", spans: [[1, 3]], why: "across a word border" },
  { term: "中共", message: "中共中央召开会议", spans: [[0, 2]], why: "inside a word" },
  { term: "发展", message: "頭髮展示", spans: [[1, 3]], why: "发 and 髮 are one class" },
  { term: "豈有", message: "\uf900有此理", spans: [[0, 2]], why: "compatibility ideograph U+F900" },
  { term: "管理", message: "管\uf9e4", spans: [[0, 2]], why: "compatibility ideograph U+F9E4" },
  { term: "FLG", message: "ｆｌｇ", spans: [[0, 3]], why: "width and case" },
  { term: "straße", message: "STRASSE", spans: [[0, 7]], why: "ß folds to ss" },
  { term: "ΟΔΟΣ", message: "οδος", spans: [[0, 4]], why: "final sigma" },
  { term: "istanbul", message: "ıstanbul", spans: [], why: "dotless i is another letter" },
  { term: "istanbul", message: "İstanbul", spans: [], why: "İ folds to i and a dot" },
  { term: "office", message: "oﬃce", spans: [[0, 4]], why: "a ligature is three letters" },
  { term: "64", message: "⑥④", spans: [[0, 2]], why: "circled digits" },
  { term: "64", message: "６４", spans: [[0, 2]], why: "full-width digits" },
  { term: "六四", message: "⑥④", spans: [], why: "digits are no hanzi" },
  { term: "六四", message: "㊅㊃", spans: [[0, 2]], why: "circled hanzi" },
  { term: "Ⅵ月Ⅳ日", message: "VI月IV日", spans: [[0, 6]], why: "Roman numerals are letters" },
  {
    term: "法轮功",
    message: "法\u200b轮\u200d功",
    spans: [[0, 5]],
    why: "invisible characters inside",
  },
  {
    term: "法轮功",
    message: "法轮功\ufe00",
    spans: [[0, 3]],
    why: "an invisible one after is not covered",
  },
  {
    term: "法轮功",
    message: "\ufeff法轮功",
    spans: [[1, 4]],
    why: "an invisible one before is not covered",
  },
  { term: "法轮功", message: "法\u0336轮\u0336功\u0336", spans: [], why: "marks are characters" },
  { term: "法轮功", message: "法 轮 功", spans: [], why: "spaces are characters" },
  { term: "中共", message: "其中，共有", spans: [], why: "punctuation is a character" },
  { term: "长沙", message: "\u2ed3沙", spans: [], why: "U+2ED3 has no decomposition" },
  { term: "生活", message: "\u2f63活", spans: [[0, 2]], why: "Kangxi radical U+2F63" },
  { term: "カ", message: "ｶﾞ", spans: [[0, 1]], why: "a mark of its own may be left" },
  { term: "カ", message: "ガ", spans: [], why: "a mark within a character may not" },
  { term: "cafe", message: "cafe\u0301", spans: [[0, 4]], why: "a mark of its own may be left" },
  { term: "cafe", message: "caf\u00e9", spans: [], why: "a mark within a character may not" },
  { term: "👨", message: "👨\u200d👩\u200d👧", spans: [[0, 2]], why: "part of a sequence" },
  { term: "👍", message: "👍🏽", spans: [[0, 2]], why: "part of a sequence" },
  { term: "🇨", message: "🇨🇳", spans: [[0, 2]], why: "part of a sequence" },
  { term: "❤", message: "❤\ufe0f", spans: [[0, 1]], why: "a variation selector is not covered" },
  { term: "日本", message: "曰本", spans: [], why: "they only look alike" },
  { term: "芸", message: "艺", spans: [], why: "Japanese forms are no pair" },
  { term: "国", message: "囯", spans: [], why: "OpenCC has no such pair" },
  // Within one character that stands for several.
  { term: "点", message: "㍘", spans: [[0, 1]], why: "㍘ is 0点; the match covers it whole" },
  { term: "fi", message: "oﬃce", spans: [[1, 2]], why: "ﬃ is ffi; the match covers it whole" },
  { term: "f", message: "ﬃ", spans: [[0, 1]], why: "twice f, one span" },
  { term: "각", message: "\u1100\u1161\u11a8", spans: [[0, 3]], why: "a syllable and its letters" },
  { term: "가", message: "각", spans: [], why: "no match ends within a syllable" },
  { term: "é", message: "e\u0301", spans: [[0, 2]], why: "composed and decomposed" },
  { term: "...", message: "等…", spans: [[1, 2]], why: "an ellipsis is three points" },
  { term: "ｶﾞｽ", message: "ガス", spans: [[0, 2]], why: "half-width kana, two for one" },
  { term: "暐", message: "\u{2c029}", spans: [[0, 2]], why: "simplified forms beyond the BMP" },
];

describe("what the five default folds find", () => {
  for (const { term, message, spans, folds, why } of CASES) {
    test(`${term} in ${JSON.stringify(message)}: ${why}`, () => {
      const list = parseList(`${term}\n`, { format: "lines" });
      const filter = compileFilter(list, folds === undefined ? {} : { folds });
      expect(filter.matches(message).map(({ start, end }) => [start, end])).toEqual(spans);
    });
  }
});
