import { describe, expect, test } from "@jest/globals";
import { compileFilter, type Filter, type FilterOptions } from "../../src/filter/filter.ts";
import { parseList } from "../../src/lists/lists.ts";
import type { Rule } from "../../src/lists/rule.ts";
import { spellings } from "../../src/opencc.ts";
import { DEFAULT_FOLDS } from "../../src/unicode/unicode.ts";

const compile = (terms: string, options: FilterOptions = { spellings }): Filter =>
  compileFilter(parseList(`${terms}\n`, { format: "lines" }), options);

function spelled(filter: Filter): string[] {
  return filter
    .spellings(filter.rules[0] as Rule)
    .map(({ spelling, kind }) => `${spelling} ${kind}`);
}

test.each([
  ["台湾", ["臺灣 traditional", "台灣 traditional"]],
  ["臺灣", ["台湾 simplified", "台灣 traditional"]],
  ["计划", ["計劃 traditional", "計畫 traditional"]],
  ["FLG", ["ＦＬＧ full-width", "flg lower-case"]],
  ["ｆ6", ["f6 half-width", "ｆ６ full-width", "Ｆ6 upper-case"]],
  ["QQ山", ["ＱＱ山 full-width", "qq山 lower-case"]],
  ["a b", ["ａ\u3000ｂ full-width", "A B upper-case"]],
  ["，", [", half-width"]],
  ["\u2fa7沙", ["长沙 simplified", "長沙 traditional"]],
  ["12", ["１２ full-width"]],
  ["。", []],
])("%s", (term, expected) => {
  expect([...spelled(compile(term))].sort()).toEqual([...expected].sort());
});

test("regional words, where the filter looks for them", () => {
  expect(spelled(compile("软件"))).toEqual(["軟件 traditional"]);
  expect(spelled(compile("软件", { spellings, folds: [...DEFAULT_FOLDS, "regional"] }))).toEqual([
    "軟件 traditional",
    "軟體 regional",
  ]);
});

describe("only what the filter catches", () => {
  test("without folds nothing", () => {
    expect(spelled(compile("台湾FLG", { spellings, folds: [] }))).toEqual([]);
    expect(spelled(compile("台湾FLG", { spellings, folds: ["case"] }))).toEqual([
      "台湾flg lower-case",
    ]);
  });

  test("nothing that an allowed phrase covers", () => {
    const allow = parseList("臺灣\n", { format: "lines", name: "allow" });
    const folds = ["script"] as const;
    expect(spelled(compile("台湾", { spellings, folds, allow }))).toEqual([]);
  });

  test("without spellings only width and case", () => {
    expect(spelled(compile("台湾FLG", {}))).toEqual([
      "台湾ＦＬＧ full-width",
      "台湾flg lower-case",
    ]);
  });
});

test("of every term of a rule, each with its term", () => {
  const list = parseList("x\n", { format: "lines" });
  const [rule] = list.rules as [Rule];
  const parts = [
    { anyOf: [{ text: "a" }, { text: "b" }], min: 1 },
    { anyOf: [{ text: "a" }], min: 1 },
  ];
  const filter = compileFilter({ ...list, rules: [{ ...rule, parts }] }, { folds: ["case"] });
  const [compiled] = filter.rules as [Rule];
  expect(filter.spellings(compiled)).toEqual([
    { spelling: "A", kind: "upper-case", term: { text: "a" } },
    { spelling: "B", kind: "upper-case", term: { text: "b" } },
  ]);
});

test("a thousand at most", () => {
  const list = parseList("x\n", { format: "lines" });
  const [rule] = list.rules as [Rule];
  const anyOf = Array.from({ length: 1_200 }, (_, index) => ({ text: `w${index}` }));
  const filter = compileFilter({ ...list, rules: [{ ...rule, parts: [{ anyOf, min: 1 }] }] });
  expect(filter.spellings(filter.rules[0] as Rule)).toHaveLength(1_000);
});
