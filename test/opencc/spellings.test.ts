import { readFileSync } from "node:fs";
import { describe, expect, test } from "@jest/globals";
import { spellings } from "../../src/opencc.ts";

const spell = (term: string): readonly string[] => spellings([term])[0] ?? [];

describe("the spellings of a term", () => {
  // By OpenCC's dictionaries, looked up by hand.
  const rows: readonly (readonly [spellings: readonly string[], why: string])[] = [
    [["台湾", "臺灣", "台灣"], "OpenCC's own standard; Taiwan's, which is Hong Kong's"],
    [["台灣", "台湾", "臺灣"], "traditional itself: simplified, then the other"],
    [["后来", "後來"], "後 in this phrase"],
    [["皇后"], "后 in this phrase, in every script"],
    [["了解", "瞭解"], "瞭 in this phrase"],
    [["看着", "看著"], "着 but in Taiwan"],
    [["卫生", "衛生", "衞生"], "衛; in Hong Kong 衞"],
    [["法輪功", "法轮功"], "itself is its only traditional form"],
    [["干隆", "幹隆"], "no word: character by character"],
    [["乾隆"], "a name, in every script"],
    [
      ["修道张栋梁", "修道張棟樑", "修道張棟梁"],
      "a name in which Taiwan keeps 樑, but not where OpenCC cuts it in two",
    ],
    [["软件", "軟件"], "軟體 is another word"],
    [["\uf900有", "岂有", "豈有"], "compatibility ideographs are normalized first"],
    [["暐", "\u{2c029}"], "simplified beyond the BMP"],
    [["FLG"], "no Chinese"],
    [[""], "nothing"],
    [["\ud842台\udfb7", "\ud842臺\udfb7"], "lone surrogates stay as they are"],
    [["a|b 台", "a|b 臺"], "what separates entries of dictionaries is a character like others"],
  ];
  for (const [expected, why] of rows) {
    test(`${expected.join(", ")}: ${why}`, () => {
      expect(spell(expected[0] ?? "")).toEqual(expected);
    });
  }
});

describe("spellings that OpenCC reads but does not write", () => {
  const rows: readonly (readonly [spellings: readonly string[], why: string])[] = [
    [["计划", "計劃", "計畫"], "計畫 is read as 计划"],
    [["五年计划", "五年計劃", "五年計畫"], "within a term"],
    [["在红河的计划", "在紅河的計劃", "在紅河的計畫"], "the rest as the converter writes it"],
    [["计划沉没", "計劃沉沒", "計畫沉沒", "計劃沈沒", "計畫沈沒"], "each place by itself"],
    [["沉没成本", "沉沒成本", "沈沒成本"], "the longest phrase"],
    [
      ["张昇", "张升", "張升", "張昇"],
      "the phrase stands in the term, not in what t2s makes of it",
    ],
    [["幺麽", "幺么", "幺麼", "么麼", "么麽"], "three phrases are read as one"],
  ];
  for (const [expected, why] of rows) {
    test(`${expected.join(", ")}: ${why}`, () => {
      expect(spell(expected[0] ?? "")).toEqual(expected);
    });
  }
});

describe("many terms and strange ones", () => {
  test("as many sets as terms, in their order, the same term twice", () => {
    expect(spellings(["台", "__proto__", "台", "constructor"])).toEqual([
      ["台", "臺"],
      ["__proto__"],
      ["台", "臺"],
      ["constructor"],
    ]);
    expect(spellings([])).toEqual([]);
  });

  test("few spellings of a term with many phrases that have several", () => {
    expect(spell("计划".repeat(4))).toHaveLength(1 + 2 ** 4);
    const twenty = spell("计划".repeat(20));
    expect(twenty).toContain("計畫".repeat(20));
    expect(twenty.length).toBeLessThan(100);
    expect(spell("计划".repeat(5_000))).toEqual([
      "计划".repeat(5_000),
      "計劃".repeat(5_000),
      "計畫".repeat(5_000),
    ]);
  });

  test("a description of a character is left alone, as OpenCC does", () => {
    expect(spell("⿰发发台")).toEqual(["⿰发发台", "⿰发发臺"]);
  });

  test("terms of many nested descriptions are not given to OpenCC, which would not end", () => {
    expect(spell(`台${"⿲".repeat(16)}`)).toHaveLength(2);
    for (const term of [`台${"⿲".repeat(17)}`, "⿲".repeat(100), `${"⿰台".repeat(30_000)}台`]) {
      expect(spell(term)).toEqual([term]);
    }
  });
});

test("the pure surface does not lead to OpenCC's phrases", () => {
  const targets = [
    ...readFileSync(new URL("../../src/index.ts", import.meta.url), "utf8").matchAll(
      /from "(.+)"/gu,
    ),
  ].map(([, target]) => target);
  expect(targets.length).toBeGreaterThan(5);
  expect(targets.filter((target) => /opencc|spellings/u.test(target ?? ""))).toEqual([]);
});
