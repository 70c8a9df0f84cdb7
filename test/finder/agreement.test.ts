import { describe, expect, test } from "@jest/globals";
import { createAgreement } from "../../src/finder/agreement.ts";
import { linkAllFolds } from "../../src/finder/all-folds.ts";
import { createFold, DEFAULT_FOLDS, FOLDS } from "../../src/unicode/unicode.ts";

linkAllFolds();

const lookalikes = createFold("lookalikes", { 曰: "日" });
const sounds = createFold("sounds", { 论: "轮", 公: "功" }, { minLength: 3 });
const agreement = createAgreement([...FOLDS, lookalikes, sounds]);

describe("smallest", () => {
  test.each([
    ["体制", "体制", []],
    ["法轮功", "法輪功", ["script"]],
    ["FLG", "ｆｌｇ", ["case", "width"]],
    ["豈有", "\uf900有", ["compat"]],
    ["岂有", "\uf900有", ["compat", "script"]],
    ["straße", "STRASSE", ["case"]],
    ["office", "oﬃce", ["case"]],
    ["64", "⑥④", ["compat"]],
    ["64", "６４", ["width"]],
    ["64", "六四", ["digits"]],
    ["六四", "⑥④", ["digits"]],
    ["VI月IV日", "Ⅵ月Ⅳ日", ["compat"]],
    ["法轮功", "法\u200b轮\u200d功", ["ignorable"]],
    ["法轮功", "法\u0336轮\u0336功", ["marks"]],
    ["cafe", "caf\u00e9", ["compat", "marks"]],
    ["法轮功", "法 輪 功", ["script", "separators"]],
    ["长沙", "⻓沙", ["radical"]],
    ["長沙", "⻓沙", ["radical", "script"]],
    ["paypal", "раураl", ["confusable"]],
    ["apo", "аро", ["confusable"]],
    ["APO", "аро", ["case", "confusable"]],
    ["法轮功", "法轮轮功", ["repeats"]],
    ["法轮功", "法輪轮功", ["script", "repeats"]],
    ["日本", "曰本", ["lookalikes"]],
    ["法轮功", "法论公", ["sounds"]],
    ["轮功", "论公", undefined],
    ["8964", "八 九·六 四", ["digits", "separators"]],
    ["点", "㍘", ["compat"]],
    ["點", "㍘", ["compat", "script"]],
    ["fi", "ﬃ", ["case"]],
    ["カ", "ガ", ["compat", "marks"]],
    ["가", "각", undefined],
    ["法轮功", "佛教", undefined],
    ["", "a", undefined],
    ["a", "", undefined],
  ])("%s, %s", (term, slice, expected) => {
    expect(agreement.smallest(term, slice)).toEqual(expected);
  });

  test("is the same when it is asked again", () => {
    const first = agreement.smallest("法轮功", "法 輪 功");
    expect(agreement.smallest("法轮功", "法 輪 功")).toEqual(first);
  });

  test("does not read a number as another that is cut", () => {
    expect(agreement.smallest("64", "六四", { before: "八九", after: "年" })).toBeUndefined();
    expect(agreement.smallest("64", "六四", { before: "在", after: "1" })).toBeUndefined();
    expect(agreement.smallest("64", "六四", { before: "在", after: "年" })).toEqual(["digits"]);
    expect(agreement.smallest("六四", "六四", { before: "九" })).toEqual([]);
    expect(agreement.smallest("64", "⑥④", { before: "九" })).toEqual(["compat"]);
  });
});

describe("agrees", () => {
  test("as a filter with these folds alone would", () => {
    expect(agreement.agrees("法轮功", "法輪功", ["script"])).toBe(true);
    expect(agreement.agrees("法轮功", "法輪功", [...DEFAULT_FOLDS])).toBe(true);
    expect(agreement.agrees("法轮功", "法輪功", ["case", "compat"])).toBe(false);
    expect(agreement.agrees("法轮功", "法輪功", [])).toBe(false);
    expect(agreement.agrees("法轮功", "法轮功", [])).toBe(true);
  });

  test("more folds do not agree less, though some read a character in another way", () => {
    expect(agreement.agrees("VI", "Ⅵ", ["compat"])).toBe(true);
    expect(agreement.agrees("VI", "Ⅵ", ["compat", "digits"])).toBe(true);
    expect(agreement.agrees("カ\u3099", "ガ", ["compat", "marks"])).toBe(true);
  });

  test("a number that is cut", () => {
    expect(agreement.agrees("64", "六四", ["digits"], { before: "九" })).toBe(false);
    expect(agreement.agrees("64", "六四", ["digits"])).toBe(true);
  });

  test("names that are not on, and regional, are passed over", () => {
    const few = createAgreement(["case", "regional"]);
    expect(few.agrees("a", "A", ["script", "case", "regional"])).toBe(true);
    expect(few.agrees("软件", "軟體", ["regional", "script"])).toBe(false);
    expect(few.smallest("a", "A")).toEqual(["case"]);
  });
});

test("long slices are compared like short ones", () => {
  const slice = `法${"\u200b".repeat(10_000)}輪`;
  expect(agreement.smallest("法轮", slice)).toEqual(["script", "ignorable"]);
  expect(agreement.agrees("法轮", slice, ["ignorable"])).toBe(false);
});

test("bounds are those of the options", () => {
  const wide = createAgreement(["separators", "digits"], { separatorGap: 6, minDigits: 1 });
  expect(wide.smallest("法轮", "法      轮")).toEqual(["separators"]);
  expect(wide.smallest("大陆", "大6")).toEqual(["digits"]);
  expect(() => createAgreement(["digits"], { minDigits: 17 })).toThrow(RangeError);
});
