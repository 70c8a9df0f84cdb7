import { describe, expect, test } from "@jest/globals";
import { compileFilter, type FilterOptions } from "../../src/filter/filter.ts";
import type { Rule, Term } from "../../src/lists/rule.ts";
import { made, type PartLike, rule, spansOf } from "../support/rules.ts";

const fires = (own: Rule, options: FilterOptions = {}): ((text: string) => boolean) => {
  const filter = compileFilter(made(own), { folds: [], ...options });
  return (text) => {
    const isFired = filter.test(text);
    expect(filter.counts(text)).toHaveLength(isFired ? 1 : 0);
    expect(filter.triggers(text)).toHaveLength(isFired ? 1 : 0);
    return isFired;
  };
};

describe("overlap", () => {
  const parts: PartLike[] = [
    [3, "你"],
    [1, "你的"],
  ];
  test("shared: one character may serve two parts", () => {
    expect(fires(rule("r", parts))("你你你的")).toBe(true);
  });

  test("disjoint: it may not", () => {
    const test = fires(rule("r", parts, { overlap: "disjoint" }));
    expect(test("你你你的")).toBe(false);
    expect(test("你你你你的")).toBe(true);
    expect(test("你的你你你")).toBe(true);
  });

  test("disjoint: nor two matches of one part", () => {
    const test = fires(rule("r", [[2, "aa"]], { overlap: "disjoint" }));
    expect(test("aaa")).toBe(false);
    expect(test("aaaa")).toBe(true);
    expect(fires(rule("r", [[2, "aa"]]))("aaa")).toBe(true);
  });

  test("disjoint: the choice that fits is found, whichever is met first", () => {
    const own = rule(
      "r",
      [
        [1, "ab", "c"],
        [1, "bc"],
      ],
      { overlap: "disjoint" },
    );
    expect(fires(own)("abc")).toBe(false);
    expect(fires(own)("abcc")).toBe(true);
    expect(fires(own)("abbc")).toBe(true);
  });
});

describe("order", () => {
  const parts: PartLike[] = [
    [1, "ab"],
    [1, "b"],
  ];
  test("shared: no part begins before the one before it", () => {
    const test = fires(rule("r", parts, { ordered: true }));
    expect(test("ab")).toBe(true);
    expect(test("bab")).toBe(true);
    expect(fires(rule("r", [...parts].reverse(), { ordered: true }))("ab")).toBe(false);
  });

  test("disjoint: no part begins before the end of the one before it", () => {
    const test = fires(rule("r", parts, { ordered: true, overlap: "disjoint" }));
    expect(test("bab")).toBe(false);
    expect(test("ab b")).toBe(true);
  });
});

describe("anchors", () => {
  const rows: [anchor: Term["anchor"], yes: string[], no: string[]][] = [
    ["text-start", ["ab", "abc", "\u200bab"], ["cab", " ab"]],
    ["text-end", ["ab", "cab", "ab\u200b"], ["abc", "ab."]],
    ["text", ["ab", "\u200bab\u200b"], ["abc", "cab", "ab ab"]],
    ["word-start", ["ab", "abc", "-abc", "中abc"], ["cab", "1ab", "_ab", "éab"]],
    ["word-end", ["ab", "cab", "cab-", "ab中"], ["abc", "ab1", "ab_"]],
    ["word", ["ab", "x ab.", "中ab中"], ["abc", "cab", "한ab"]],
  ];
  for (const [anchor, yes, no] of rows) {
    test(`${anchor}`, () => {
      const test = fires(rule("r", [[1, { text: "ab", ...(anchor && { anchor }) }]]), {
        folds: ["ignorable"],
      });
      expect(yes.filter((text) => !test(text))).toEqual([]);
      expect(no.filter(test)).toEqual([]);
    });
  }

  test("terms that differ in their anchor are different terms", () => {
    const own = made(rule("r", [[1, "ab"]]), rule("s", [[1, { text: "ab", anchor: "word" }]]));
    const filter = compileFilter(own, { folds: [] });
    expect(filter.matches("ab abc").map(({ start, term }) => [start, term.anchor])).toEqual([
      [0, undefined],
      [0, "word"],
      [3, undefined],
    ]);
  });
});

describe("gaps", () => {
  const matches = (term: Term, text: string): (readonly [number, number])[] =>
    spansOf(compileFilter(made(rule("r", [[1, term]]))).matches(text));

  test("between any two characters", () => {
    const term: Term = { text: "法轮功", gap: { min: 0, max: 2 } };
    expect(matches(term, "法轮功")).toEqual([[0, 3]]);
    expect(matches(term, "x法.輪..功")).toEqual([[1, 7]]);
    expect(matches(term, "法...轮功")).toEqual([]);
    expect(matches(term, "法\n轮功")).toEqual([]);
  });

  test("at one place, at least and at most so many", () => {
    const term: Term = { text: "成人小说", gaps: [{ before: 2, min: 2, max: 2 }] };
    expect(matches(term, "成人xx小说")).toEqual([[0, 6]]);
    expect(matches(term, "成人😀x小说")).toEqual([[0, 7]]);
    expect(matches(term, "成人x小说 成 人xx小说")).toEqual([]);
  });

  test("without a limit, not of Han characters", () => {
    const term: Term = {
      text: "成人",
      gap: { min: 0, max: Number.POSITIVE_INFINITY, of: "non-han" },
    };
    expect(matches(term, `成${"-\n".repeat(500)}人`)).toEqual([[0, 1002]]);
    expect(matches(term, "成小人")).toEqual([]);
  });

  test("for each start the nearest end", () => {
    const term: Term = { text: "ab", gap: { min: 0, max: 3 } };
    expect(matches(term, "aabb")).toEqual([
      [0, 3],
      [1, 3],
    ]);
  });

  test("absent characters do not count, a mark stays with its letter", () => {
    const term: Term = { text: "e\u0301a", gap: { min: 0, max: 1 } };
    expect(matches(term, "éxa é\u200b\u200bxa éxxa")).toEqual([
      [0, 3],
      [4, 9],
    ]);
  });

  test("an absent character of the term opens no gap of its own", () => {
    const test = fires(rule("r", [[1, { text: "a\u200bb", gap: { min: 1, max: 1 } }]]), {
      folds: ["ignorable"],
    });
    expect(test("axb")).toBe(true);
    expect(test("ab")).toBe(false);
    expect(test("axxb")).toBe(false);
  });

  test("gaps that meet around an absent piece add up", () => {
    const gaps = [
      { before: 1, min: 1, max: 1 },
      { before: 2, min: 0, max: 2 },
    ];
    const test = fires(rule("r", [[1, { text: "a\u200bb", gaps }]]), { folds: ["ignorable"] });
    expect(["ab", "axb", "axxxb", "axxxxb"].map(test)).toEqual([false, true, true, false]);
  });

  test("the anchor chooses the end", () => {
    const term: Term = { text: "ab", gap: { min: 0, max: 9 }, anchor: "text-end" };
    expect(matches(term, "abxb")).toEqual([[0, 4]]);
  });

  test("pieces may be as long as they like", () => {
    const long = "ab".repeat(100_000);
    const term: Term = { text: `${long}c`, gaps: [{ before: long.length, min: 1, max: 1 }] };
    expect(matches(term, `${long}xc`)).toEqual([[0, long.length + 2]]);
  });

  test("many matches of one character, unlimited gaps", () => {
    const term: Term = { text: "a".repeat(30), gap: { min: 0, max: Number.POSITIVE_INFINITY } };
    const found = matches(term, "a".repeat(20_000));
    expect(found).toHaveLength(20_000 - 29);
    expect(found[0]).toEqual([0, 30]);
  });

  test("at most 1,000 pieces, whatever counts as absent", () => {
    const gap = { min: 0, max: 1 };
    const compile = (own: Rule) => (): unknown => compileFilter(made(own));
    const refusal = expect.objectContaining({
      code: "unsupported-rule",
      message: expect.stringContaining("cut into 1001 pieces, expected at most 1000"),
    });
    const fits: Term = { text: "ab".repeat(500), gap };
    expect(spansOf(compileFilter(made(rule("r", [[1, fits]]))).matches(fits.text))).toEqual([
      [0, 1_000],
    ]);
    const long: Term = { text: `${fits.text}a`, gap };
    expect(compile(rule("r", [[1, long]]))).toThrow(refusal);
    expect(compile(rule("r", [[1, { text: `${"a\u200b".repeat(500)}a`, gap }]]))).toThrow(refusal);
    const gaps = Array.from({ length: 1_000 }, (_, place) => ({ before: place + 1, ...gap }));
    expect(compile(rule("r", [[1, { text: long.text, gaps }]]))).toThrow(refusal);
    const { parts } = rule("r", [[1, long]]);
    const exceptions = [{ parts, ordered: false, overlap: "shared" as const }];
    expect(compile(rule("r", [[1, "a"]], { exceptions }))).toThrow(refusal);
    // Without gaps it is one piece.
    expect(compile(rule("r", [[1, long.text]]))).not.toThrow();
  });
});
