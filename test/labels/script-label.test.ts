import { describe, expect, test } from "@jest/globals";
import {
  compileFilter,
  type FilterOptions,
  type Match,
  type Region,
  type ScriptLabel,
  type SpellingProvider,
} from "../../src/filter/filter.ts";
import { parseList } from "../../src/lists/lists.ts";
import { spellings } from "../../src/opencc.ts";
import { DEFAULT_FOLDS, type Fold } from "../../src/unicode/unicode.ts";

const match = (term: string, text: string, options: FilterOptions): Match[] =>
  compileFilter(parseList(`${term}\n`, { format: "lines" }), options).matches(text);

interface Case {
  readonly term: string;
  readonly text: string;
  /** The span and the label; absent: no match. */
  readonly found?: readonly [start: number, end: number, label: ScriptLabel];
  readonly folds?: FilterOptions["folds"];
  readonly why: string;
}

function runCases(cases: readonly Case[]): void {
  // Asked once for all cases: the answer for a term does not depend on the other terms.
  const known = new Map<string, readonly string[]>();
  const answer = (terms: readonly string[]): readonly (readonly string[])[] => {
    const asked = [...terms, ...cases.map(({ term }) => term)].filter((term) => !known.has(term));
    if (terms.some((term) => !known.has(term))) {
      spellings(asked).forEach((set, index) => {
        known.set(asked[index] ?? "", set);
      });
    }
    return terms.map((term) => known.get(term) ?? []);
  };
  const remembered: SpellingProvider = Object.assign(answer, {
    regional: (terms: readonly string[], regions: readonly Region[]) =>
      spellings.regional?.(terms, regions) ?? [],
  });
  for (const { term, text, found, folds, why } of cases) {
    test(`${term} in ${JSON.stringify(text)}: ${found?.[2] ?? "no match"}, ${why}`, () => {
      const matches = match(term, text, {
        spellings: remembered,
        ...(folds === undefined ? {} : { folds }),
      });
      expect(matches.map(({ start, end, script }) => [start, end, script])).toEqual(
        found === undefined ? [] : [found],
      );
    });
  }
}

describe("with the spellings of OpenCC", () => {
  runCases([
    { term: "法轮功", text: "我炼法輪功", found: [2, 5, "variant"], why: "traditional, by s2t" },
    { term: "法輪功", text: "法轮功", found: [0, 3, "variant"], why: "simplified, by t2s" },
    {
      ...{ term: "体制", text: "体制改革", folds: ["case"] },
      found: [0, 2, "exact"],
      why: "without the fold nothing else can match",
    },
    { term: "体制", text: "硬體製造", found: [1, 3, "loose"], why: "體製 is no spelling of 体制" },
    { term: "体制", text: "體制改革", found: [0, 2, "variant"], why: "體制 is" },
    { term: "皇后", text: "秦始皇後來", found: [2, 4, "loose"], why: "皇后 is spelled so in both" },
    { term: "后来", text: "后來的事", found: [0, 2, "mixed"], why: "后 of one, 來 of the other" },
    { term: "后来", text: "後來的事", found: [0, 2, "variant"], why: "traditional, by s2t" },
    { term: "乾隆", text: "乾隆皇帝", found: [0, 2, "exact"], why: "as the term" },
    { term: "干隆", text: "乾隆皇帝", found: [0, 2, "loose"], why: "干隆 is no word" },
    { term: "饼干", text: "餅乾", found: [0, 2, "variant"], why: "a phrase of s2t" },
    { term: "看着", text: "看著他", found: [0, 2, "variant"], why: "Taiwan, by s2tw" },
    { term: "了解", text: "瞭解真相", found: [0, 2, "variant"], why: "a phrase of s2t" },
    { term: "计划", text: "都市計畫", found: [2, 4, "variant"], why: "a phrase that t2s reads" },
    { term: "计划", text: "計劃", found: [0, 2, "variant"], why: "the phrase that s2t writes" },
    { term: "卫生", text: "衞生署", found: [0, 2, "variant"], why: "Hong Kong, by s2hk" },
    { term: "什么", text: "甚麼都", why: "what does not match has no label" },
    { term: "软件", text: "軟體下載", why: "regional words are no spellings" },
    {
      term: "游行",
      text: "国产上游行业",
      found: [3, 5, "exact"],
      why: "word borders do not matter",
    },
    {
      term: "中共",
      text: "其中共有三个",
      found: [1, 3, "exact"],
      why: "word borders do not matter",
    },
    { term: "中共", text: "中共中央召开会议", found: [0, 2, "exact"], why: "inside a word" },
    { term: "发展", text: "頭髮展示", found: [1, 3, "loose"], why: "髮 is hair, 發 is meant" },
    { term: "发展", text: "發展", found: [0, 2, "variant"], why: "traditional, by s2t" },
  ]);
});

describe("beside other folds", () => {
  runCases([
    {
      term: "FLG台湾",
      text: "ｆｌｇ台湾",
      found: [0, 5, "exact"],
      why: "width and case are undone",
    },
    { term: "FLG台湾", text: "flg臺灣", found: [0, 5, "variant"], why: "case is undone" },
    {
      ...{ term: "法轮功", text: "法\u200b輪\u200d功" },
      found: [0, 5, "variant"],
      why: "what is invisible in the text is undone",
    },
    {
      ...{ term: "计\u200b划", text: "計畫" },
      found: [0, 2, "variant"],
      why: "what is invisible in the term hides no spelling",
    },
    {
      ...{ term: "⾧沙", text: "长沙" },
      found: [0, 2, "variant"],
      why: "a radical (U+2FA7) in the term hides no spelling",
    },
    { term: "豈有", text: "\uf900有", found: [0, 2, "exact"], why: "compatibility is undone" },
    { term: "岂有", text: "\uf900有", found: [0, 2, "variant"], why: "compatibility is undone" },
    {
      ...{ term: "\uf900有", text: "岂有", folds: ["compat", "script"] },
      found: [0, 2, "variant"],
      why: "compatibility of the term is undone",
    },
    { term: "FLG", text: "FLG", found: [0, 3, "exact"], why: "no Chinese, one spelling" },
    {
      term: "暐翃",
      text: "\u{2c029}翃",
      found: [0, 3, "variant"],
      why: "simplified beyond the BMP",
    },
  ]);
});

describe("where characters do not stand side by side", () => {
  const on = (...folds: Fold[]): Fold[] => [...DEFAULT_FOLDS, ...folds];
  runCases([
    {
      ...{ term: "法轮功", text: "法 輪*功", folds: on("separators") },
      found: [0, 5, "variant"],
      why: "separators are undone",
    },
    {
      ...{ term: "法轮功", text: "法 轮 功", folds: on("separators") },
      found: [0, 5, "exact"],
      why: "separators are undone",
    },
    {
      ...{ term: "后来", text: "后·來", folds: on("separators") },
      found: [0, 3, "mixed"],
      why: "each as some spelling has it",
    },
    {
      ...{ term: "体制", text: "體-製", folds: on("separators") },
      found: [0, 3, "loose"],
      why: "製 is in no spelling",
    },
    {
      ...{ term: "六四事", text: "64事", folds: on("digits") },
      found: [0, 3, "exact"],
      why: "digits are undone",
    },
    {
      ...{ term: "六四后来", text: "64后來", folds: on("digits") },
      found: [0, 4, "mixed"],
      why: "digits are undone",
    },
    {
      ...{ term: "法轮功", text: "法輪輪功", folds: on("repeats") },
      found: [0, 4, "variant"],
      why: "repeats are undone",
    },
    {
      ...{ term: "台湾国", text: "臺湾湾国", folds: on("repeats") },
      found: [0, 4, "mixed"],
      why: "repeats are undone",
    },
    {
      ...{ term: "法轮", text: "法\u0336輪", folds: on("marks") },
      found: [0, 3, "variant"],
      why: "marks are undone",
    },
    {
      ...{ term: "人民", text: "人\u2ea0", folds: on("radical") },
      found: [0, 2, "exact"],
      why: "radicals are undone",
    },
    {
      ...{ term: "软件", text: "軟體", folds: on("regional") },
      found: [0, 2, "variant"],
      why: "as Taiwan writes it",
    },
    {
      ...{ term: "软件", text: "软体", folds: on("regional") },
      found: [0, 2, "variant"],
      why: "Taiwan's word in simplified characters",
    },
    {
      ...{ term: "软件", text: "軟体", folds: on("regional") },
      found: [0, 2, "mixed"],
      why: "Taiwan's word in both scripts",
    },
  ]);
});

describe("of a character that stands for several", () => {
  runCases([
    { term: "点", text: "㍘", found: [0, 1, "exact"], why: "㍘ is 0点, of which 点 counts" },
    { term: "點", text: "㍘", found: [0, 1, "variant"], why: "㍘ is 0点, of which 点 counts" },
    { term: "點睛", text: "㍘睛", found: [0, 2, "variant"], why: "it begins within ㍘" },
    { term: "十點", text: "十㍘", why: "0 stands between" },
    { term: "体㈤", text: "體㈤", found: [0, 2, "variant"], why: "㈤ is (五), all of it" },
    { term: "會(", text: "会㈤", found: [0, 2, "variant"], why: "it ends within ㈤" },
    { term: "fi", text: "oﬃce", found: [1, 2, "exact"], why: "ﬃ is ffi, of which fi counts" },
    { term: "f", text: "ﬃ", found: [0, 1, "exact"], why: "f twice, in one span" },
    {
      term: "(会)",
      text: "㈴(會)",
      found: [1, 4, "variant"],
      why: "the neighbour is no part of it",
    },
  ]);
});

describe("the provider", () => {
  const recorded = (): { asked: (readonly string[])[]; provider: SpellingProvider } => {
    const asked: (readonly string[])[] = [];
    return {
      asked,
      provider: (terms) => {
        asked.push(terms);
        return terms.map((term) => [term, term.replaceAll("台", "臺")]);
      },
    };
  };

  test("is asked once, for all terms, when the first label is read that needs it", () => {
    const { asked, provider } = recorded();
    const list = parseList("台\n后\n台\n", { format: "lines" });
    const filter = compileFilter([list], { spellings: provider });
    const matches = [...filter.matches("臺後"), ...filter.matches("后臺")];
    expect(filter.test("臺")).toBe(true);
    expect(filter.triggers("臺").length).toBe(2);
    expect(filter.matches("台后").map(({ script }) => script)).toEqual(["exact", "exact"]);
    expect(asked).toEqual([]);
    expect(matches.map(({ script }) => script)).toEqual(["variant", "loose", "exact", "variant"]);
    expect(asked).toEqual([["台", "后"]]);
  });

  test("is asked for a term as written and as other folds leave it", () => {
    const { asked, provider } = recorded();
    const [found] = match("Ｆ台\u200b", "f臺", { spellings: provider });
    expect(found?.script).toBe("variant");
    expect(asked).toEqual([["Ｆ台\u200b", "F台"]]);
  });

  test("is not asked if the script is not folded", () => {
    const { asked, provider } = recorded();
    expect(match("a", "A", { folds: ["case"], spellings: provider })[0]?.script).toBe("exact");
    expect(asked).toEqual([]);
  });

  test("may have spellings of any length, and need not name the term", () => {
    const made: SpellingProvider = (terms) => terms.map(() => ["發達", "发", "頭髮", ""]);
    const label = (text: string): ScriptLabel | undefined =>
      match("发达", text, { spellings: made })[0]?.script;
    expect([label("发达"), label("發達"), label("髮達"), label("发達")]).toEqual([
      "exact",
      "variant",
      "loose",
      "mixed",
    ]);
  });

  test("must answer with a set for each term", () => {
    const [found] = match("台", "臺", { spellings: () => [] });
    expect(() => found?.script).toThrow(
      new RangeError(
        "the spelling provider gave 0 sets of spellings, expected 1, one for each term",
      ),
    );
  });
});
