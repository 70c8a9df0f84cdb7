import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { linkAllFolds } from "../../src/finder/all-folds.ts";
import { createFinder, type FinderOptions } from "../../src/finder/finder.ts";
import { createFold, createFolding, type FoldChoice } from "../../src/unicode/unicode.ts";

linkAllFolds();

const DEFAULT: readonly FoldChoice[] = ["case", "width", "compat", "script", "ignorable"];

/** The spans of each literal, ascending. */
function find(literals: readonly string[], text: string, options: FinderOptions): number[][][] {
  const finder = createFinder(literals, options);
  const found = literals.map((): number[][] => []);
  finder.scan(text, (group, start, end) => {
    for (const literal of finder.literalsOf(group)) {
      found[literal]?.push([start, end]);
    }
    return false;
  });
  expect(finder.test(text)).toBe(found.some((spans) => spans.length > 0));
  return found.map((spans) => spans.sort(([a = 0, b = 0], [c = 0, d = 0]) => a - c || b - d));
}

function spans(literal: string, text: string, ...folds: readonly FoldChoice[]): number[][] {
  return find([literal], text, { folds: [...DEFAULT, ...folds] })[0] ?? [];
}

describe("separators", () => {
  test.each([
    ["法轮功", "法 轮 功", [[0, 5]]],
    ["法轮功", "法*轮·功", [[0, 5]]],
    ["法轮功", "法 * - 轮功", []],
    ["法轮功", "法 *-轮功", [[0, 6]]],
    ["法轮功", "法＊轮\u3000功", [[0, 5]]],
    ["法轮功", "法\u200b*\u200b轮功", [[0, 6]]],
    ["中共", "其中，共有", []],
    ["中共", "中、共", []],
    ["中共", "中。共", []],
    ["中共", "中；共", []],
    ["中共", "中：共", []],
    ["中共", "中！共", []],
    ["中共", "中？共", []],
    ["中共", "中\n共", []],
    ["中共", "中 \r\n 共", []],
    ["中共", "中\u2028共", []],
    ["FLG", "F L G", []],
    ["a法", "a 法", []],
    ["法 轮", "法轮", [[0, 2]]],
    ["*法轮", "大*法 轮", [[1, 5]]],
    ["法轮*", "法 轮*大", [[0, 4]]],
    ["*法轮", "法 轮", []],
    ["·*法轮", "大·*法-轮", [[1, 6]]],
    ["法轮", "*法 轮*", [[1, 4]]],
  ])("%s in %j", (literal, text, expected) => {
    expect(spans(literal, text, "separators")).toEqual(expected);
  });

  test("as many as the option says", () => {
    const folds: readonly FoldChoice[] = ["separators"];
    expect(find(["法轮"], "法 轮 法  轮", { folds, separatorGap: 1 })).toEqual([[[0, 3]]]);
    expect(find(["法轮"], `法${" ".repeat(16)}轮`, { folds, separatorGap: 16 })).toEqual([
      [[0, 18]],
    ]);
    for (const separatorGap of [0, 17, 1.5, Number.NaN]) {
      expect(() => createFinder([], { folds, separatorGap })).toThrow(RangeError);
    }
  });
});

describe("digits", () => {
  test.each([
    ["64", "六四", [[0, 2]]],
    ["六四", "64", [[0, 2]]],
    ["64", "⑥肆", [[0, 2]]],
    ["64", "ⅥⅣ", [[0, 2]]],
    ["VI", "Ⅵ", [[0, 1]]],
    ["8964", "八九六四", [[0, 4]]],
    ["64", "八九六四", []],
    ["64", "六四二", []],
    ["64", "64二", [[0, 2]]],
    ["大陆", "大6", []],
    ["12月", "Ⅻ月", [[0, 2]]],
    ["１０", "⑩", [[0, 1]]],
    ["六四", "六四", [[0, 2]]],
    ["64", "六\u200b四", [[0, 3]]],
  ])("%s in %j", (literal, text, expected) => {
    expect(spans(literal, text, "digits")).toEqual(expected);
  });

  test("single ones, if the option says so", () => {
    const options = { folds: [...DEFAULT, "digits"] as const, minDigits: 1 };
    expect(find(["Ⅵ月Ⅳ日"], "6月4日", options)).toEqual([[[0, 4]]]);
    expect(find(["大陆"], "大6", options)).toEqual([[[0, 2]]]);
    expect(() => createFinder([], { ...options, minDigits: 0 })).toThrow(RangeError);
  });

  test("numbers with separators in them", () => {
    expect(spans("8964", "八 九*六·四", "digits", "separators")).toEqual([[0, 7]]);
  });
});

describe("repeats", () => {
  test.each([
    ["法轮功", "法轮轮轮功", [[0, 5]]],
    ["法轮功", "法法轮功功", [[1, 4]]],
    ["法轮功", "法法轮轮功功", [[1, 5]]],
    ["法轮轮功", "法轮功", []],
    ["法轮轮功", "法轮轮轮功", [[0, 5]]],
    [
      "天天",
      "天天天",
      [
        [0, 2],
        [1, 3],
      ],
    ],
    ["天天", "天", []],
    [
      "天",
      "天天",
      [
        [0, 1],
        [1, 2],
      ],
    ],
    ["天天向上", "天天天向向上", [[1, 6]]],
    ["ab c", "aBb c", [[0, 5]]],
    ["法6功", "法666功", []],
  ])("%s in %j", (literal, text, expected) => {
    expect(spans(literal, text, "repeats")).toEqual(expected);
  });
});

describe("folds with a least length", () => {
  const sounds = createFold("sounds", { 论: "轮", 公: "功", 发: "法" }, { minLength: 3 });

  test("take part only for terms that are long enough", () => {
    const folds: readonly FoldChoice[] = [sounds];
    expect(find(["法轮功", "法轮"], "发论公", { folds })).toEqual([[[0, 3]], []]);
    expect(find(["法\u200b轮"], "发\u200b论", { folds })).toEqual([[]]);
  });

  test("and together with others", () => {
    expect(spans("法轮功", "发 论 公", sounds, "separators")).toEqual([[0, 5]]);
    expect(spans("法轮", "发 论", sounds, "separators")).toEqual([]);
  });

  test("make no group of literals of which only one is long enough", () => {
    const { groupOf } = createFinder(["0点功", "㍘功", "法轮功", "法轮\u200b功"], {
      folds: [...DEFAULT, sounds],
    });
    expect([...groupOf]).toEqual([0, 1, 2, 2]);
  });
});

test("literals that only some of the folds tell apart are groups of their own", () => {
  const { groupOf } = createFinder(["Ⅵ", "VI", "法*轮", "法轮"], {
    folds: [...DEFAULT, "digits", "separators"],
  });
  expect([...groupOf]).toEqual([0, 1, 2, 3]);
});

test("a literal that folds to nothing is in no group", () => {
  const finder = createFinder(["\u200b", "法"], { folds: [...DEFAULT, "separators"] });
  expect([...finder.groupOf]).toEqual([-1, 0]);
  expect([...finder.literalsOf(0)]).toEqual([1]);
});

test("a visitor stops the search, also in what views find", () => {
  const finder = createFinder(["法轮", "64"], { folds: ["separators", "digits"] });
  const visited: number[] = [];
  const isStopped = finder.scan("法 轮 法 轮 六四", (group) => {
    visited.push(group);
    return true;
  });
  expect({ isStopped, visited }).toEqual({ isStopped: true, visited: [0] });
});

test("searches within a search do not disturb each other", () => {
  const finder = createFinder(["法轮"], { folds: ["separators"] });
  const found: number[][] = [];
  finder.scan("法 轮 法*轮", (_group, start, end) => {
    found.push([start, end]);
    return finder.scan("法-轮", () => false);
  });
  expect(found).toEqual([
    [0, 3],
    [4, 7],
  ]);
});

test("long runs of absent characters, and of one character, do not stand in the way", () => {
  const folds: readonly FoldChoice[] = [...DEFAULT, "separators", "repeats", "digits"];
  const run = 100_000;
  const text = `法${"\u200b".repeat(run)}轮${"轮".repeat(run)}功${" ".repeat(run)}法 轮功`;
  const end = text.length;
  expect(find(["法轮功"], text, { folds })).toEqual([
    [
      [0, 2 * run + 3],
      [end - 4, end],
    ],
  ]);
});

test("what folds of single characters find folds to what the literal folds to", () => {
  const characters = fc.constantFrom(..."aAаbＢ体體制製台臺⻓长長\u0336\u200b");
  const words = (maxLength: number): fc.Arbitrary<string> =>
    fc.array(characters, { minLength: 1, maxLength }).map((picked) => picked.join(""));
  const names = ["case", "width", "compat", "radical", "script", "ignorable", "marks"] as const;
  let found = 0;
  fc.assert(
    fc.property(
      words(3),
      words(20),
      // Few sets: each takes tables of its own.
      fc.constantFrom<FoldChoice[]>(
        [],
        ["case", "width"],
        [...DEFAULT],
        [...names],
        ["radical", "marks", "confusable"],
        [...names, "confusable"],
      ),
      (literal, text, folds) => {
        const { foldText } = createFolding(folds);
        for (const [start, end] of find([literal], text, { folds })[0] ?? []) {
          found++;
          expect(foldText(text.slice(start, end))).toBe(foldText(literal));
        }
      },
    ),
    { numRuns: 1_000 },
  );
  expect(found).toBeGreaterThan(100);
});

describe("a literal that is one run, with repeats on", () => {
  test.each([
    ["天天", "天 天", [[0, 3]]],
    [
      "天天",
      "天天 天",
      [
        [0, 2],
        [1, 4],
      ],
    ],
    [
      "天天",
      "天天天 天",
      [
        [0, 2],
        [1, 3],
        [2, 5],
      ],
    ],
    ["*天天", "天*天 天", [[1, 5]]],
    [". 天地", "天.  天地", [[1, 6]]],
  ])("%s in %j: separators may stand in it", (literal, text, expected) => {
    expect(spans(literal, text, "separators", "repeats")).toEqual(expected);
  });

  test("is found at every place of a longer run that a fold of long terms makes", () => {
    const long = createFold("long", { а: "я" }, { minLength: 2 });
    expect(spans("яя", "яаая", "repeats", long)).toEqual([
      [0, 2],
      [1, 3],
      [2, 4],
    ]);
  });
});
