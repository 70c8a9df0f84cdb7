import { describe, expect, test } from "@jest/globals";
import {
  compileFilter,
  type Filter,
  type FilterOptions,
  type SpellingProvider,
} from "../../src/filter/filter.ts";
import type { KeywordList } from "../../src/lists/keyword-list.ts";
import { parseList } from "../../src/lists/lists.ts";
import type { Condition, Rule } from "../../src/lists/rule.ts";
import { createFold, DEFAULT_FOLDS } from "../../src/unicode/unicode.ts";

const lines = (...terms: string[]): KeywordList =>
  parseList(`${terms.join("\n")}\n`, { format: "lines" });

const all = (...terms: string[]): Condition => ({
  parts: terms.map((text) => ({ anyOf: [{ text }], min: 1 })),
  ordered: false,
  overlap: "shared",
});

/** A filter of one rule: its terms must all be there, and none of its exceptions. */
function compileRule(
  terms: readonly string[],
  exceptions: readonly string[],
  options: FilterOptions = {},
): Filter {
  const list = lines("x");
  const [rule] = list.rules as [Rule];
  const rules = [{ ...rule, ...all(...terms), exceptions: exceptions.map((text) => all(text)) }];
  return compileFilter({ ...list, rules }, options);
}

describe("of keywords", () => {
  const filter = compileFilter(lines("FLG", "体制", "st"));

  test("none is needed for what is written as a term", () => {
    expect(filter.foldSets("a FLG")).toEqual({
      message: [[]],
      rules: new Map([[0, [[]]]]),
      without: [],
      rulesWithout: new Map([[0, []]]),
    });
  });

  test("all that one match needs", () => {
    expect(filter.foldSets("ｆｌｇ")).toEqual({
      message: [["case", "width"]],
      rules: new Map([[0, [["case", "width"]]]]),
      without: ["case", "width"],
      rulesWithout: new Map([[0, ["case", "width"]]]),
    });
  });

  test("any of several matches will do, and then no single fold is needed", () => {
    expect(filter.foldSets("flg 體制")).toEqual({
      message: [["case"], ["script"]],
      rules: new Map([
        [0, [["case"]]],
        [1, [["script"]]],
      ]),
      without: [],
      rulesWithout: new Map([
        [0, ["case"]],
        [1, ["script"]],
      ]),
    });
  });

  test("any of several folds will do for one match", () => {
    expect(filter.foldSets("ﬆ").message).toEqual([["case"], ["compat"]]);
    expect(filter.foldSets("ﬆ").without).toEqual([]);
  });

  test("of what does not trigger there are none", () => {
    expect(filter.foldSets("abc")).toEqual({
      message: [],
      rules: new Map(),
      without: [],
      rulesWithout: new Map(),
    });
    expect(filter.foldSets("").message).toEqual([]);
  });
});

describe("of rules", () => {
  test("with several parts the sets are joined", () => {
    const filter = compileRule(["FLG", "体制"], []);
    expect(filter.foldSets("flg 體制 ＦＬＧ").message).toEqual([
      ["case", "script"],
      ["width", "script"],
    ]);
    expect(filter.foldSets("flg 體制 ＦＬＧ").without).toEqual(["script"]);
  });

  test("with exceptions a larger set may not do", () => {
    const filter = compileRule(["ab"], ["xy"], { folds: ["case", "width"] });
    // With case the exception is there; so it does not trigger with both, but without case it does.
    expect(filter.test("ab XY")).toBe(false);
    expect(filter.foldSets("ab XY")).toMatchObject({ message: [[]], without: [] });
    expect(filter.foldSets("ａｂ XY")).toMatchObject({ message: [["width"]], without: [] });
    expect(filter.foldSets("AB XY")).toMatchObject({ message: [], without: [] });
  });

  test("with allowed phrases a larger set may not do", () => {
    const filter = compileFilter(lines("ab"), {
      folds: ["case", "width"],
      allow: parseList("abc\n", { format: "lines", name: "allow" }),
    });
    expect(filter.foldSets("abC").message).toEqual([[]]);
    expect(filter.foldSets("aＢc").message).toEqual([]);
    expect(filter.foldSets("ABd").without).toEqual(["case"]);
  });
});

test("a term that begins or ends with invisible characters covers them where they count", () => {
  const filter = compileFilter(lines("a\u200b", "\u00adb"));
  expect(filter.foldSets("a\u200b").message).toEqual([[]]);
  expect(filter.foldSets("x\u00adbx").message).toEqual([[]]);
  expect(filter.foldSets("a").message).toEqual([["ignorable"]]);
  expect(filter.foldSets("a\u00ad\u200b").without).toEqual(["ignorable"]);
  expect(filter.foldSets("A\u200b").message).toEqual([["case"]]);
});

test("an anchored term may need what is invisible around it to count as absent", () => {
  const list = lines("x");
  const rules = list.rules.map((rule) => ({
    ...rule,
    parts: [{ anyOf: [{ text: "ab", anchor: "text" as const }], min: 1 }],
  }));
  const filter = compileFilter({ ...list, rules }, { folds: ["case", "ignorable"] });
  expect(filter.foldSets("ab").message).toEqual([[]]);
  expect(filter.foldSets("\ufeffab").message).toEqual([["ignorable"]]);
  expect(filter.foldSets("\ufeffAB").without).toEqual(["case", "ignorable"]);
});

describe("opt-in folds", () => {
  test("regional words need the fold of that name, with others or without", () => {
    const made: SpellingProvider = Object.assign(
      (terms: readonly string[]) => terms.map((term) => [term]),
      { regional: (terms: readonly string[]) => terms.map(() => ["cd"]) },
    );
    const filter = compileFilter(lines("ab"), {
      folds: [...DEFAULT_FOLDS, "regional"],
      spellings: made,
    });
    expect(filter.foldSets("cd").message).toEqual([["regional"]]);
    expect(filter.foldSets("CD").without).toEqual(["case", "regional"]);
    expect(filter.foldSets("cd AB").message).toEqual([["case"], ["regional"]]);
  });

  test("sequences", () => {
    const filter = compileFilter(lines("法轮功", "六四"), {
      folds: ["script", "digits", "separators", "repeats"],
    });
    expect(filter.foldSets("法 輪 功").message).toEqual([["script", "separators"]]);
    expect(filter.foldSets("64").message).toEqual([["digits"]]);
    expect(filter.foldSets("法轮轮功").without).toEqual(["repeats"]);
    expect(filter.foldSets("1642").message).toEqual([]);
  });

  test("folds of the user's own", () => {
    const own = createFold("own", { 曰: "日" });
    const filter = compileFilter(lines("日本"), { folds: ["script", own] });
    expect(filter.foldSets("曰本")).toMatchObject({ message: [["own"]], without: ["own"] });
  });

  test("at most 31", () => {
    const folds = Array.from({ length: 32 }, (_, index) =>
      createFold(`own-${index}`, {
        [String.fromCharCode(0x4e00 + 2 * index)]: String.fromCharCode(0x4e01 + 2 * index),
      }),
    );
    expect(() => compileFilter(lines("a"), { folds }).foldSets("a")).toThrow(
      "the filter has 32 folds, expected at most 31",
    );
    expect(compileFilter(lines("a"), { folds: folds.slice(1) }).foldSets("a").message).toEqual([
      [],
    ]);
  });
});
