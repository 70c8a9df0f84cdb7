import { describe, expect, test } from "@jest/globals";
import { compileFilter } from "../../src/filter/filter.ts";
import type { SpellingProvider } from "../../src/labels/spelling.ts";
import { made, rule, spansOf } from "../support/rules.ts";

describe("regional spellings", () => {
  const spellings: SpellingProvider = Object.assign(
    (terms: readonly string[]) => terms.map((term) => [term]),
    {
      regional: (terms: readonly string[], regions: readonly string[]) =>
        terms.map((term) => (term === "点" && regions.includes("tw") ? ["0", "分"] : [])),
    },
  );
  const list = made(rule("r", [[1, "点"]]), rule("two", [[2, "点"]]));

  test("are further literals of the same term", () => {
    const filter = compileFilter(list, { folds: ["regional"], spellings });
    expect(filter.matches("分0点").map(({ start, term }) => [start, term.text])).toEqual([
      [0, "点"],
      [1, "点"],
      [2, "点"],
    ]);
    expect(filter.counts("分")).toEqual([{ rule: 0, occurrences: 1 }]);
  });

  test("one match for a span, though two literals are there", () => {
    const filter = compileFilter(list, { folds: ["compat", "regional"], spellings });
    // U+3358 stands for 0点.
    expect(filter.counts("㍘")).toEqual([{ rule: 0, occurrences: 1 }]);
    expect(spansOf(filter.matches("㍘"))).toEqual([[0, 1]]);
  });

  test("only of the regions that are asked for, only with the fold", () => {
    expect(
      compileFilter(list, { folds: ["regional"], spellings, regional: ["hk"] }).test("分"),
    ).toBe(false);
    expect(compileFilter(list, { folds: [], spellings }).test("分")).toBe(false);
  });

  test("decide the digest, in whatever order they are given", () => {
    const digest = (...spelled: readonly string[]): string =>
      compileFilter(list, {
        folds: ["regional"],
        spellings: Object.assign((terms: readonly string[]) => terms.map((term) => [term]), {
          regional: (terms: readonly string[]) => terms.map(() => spelled),
        }),
      }).digest;
    expect(digest("分")).not.toBe(digest("秒"));
    expect(digest("分", "秒")).toBe(digest("秒", "分"));
  });

  test("the fold without spellings that have any is refused, and unknown regions", () => {
    expect(() => compileFilter(list, { folds: ["regional"] })).toThrow(RangeError);
    expect(() =>
      compileFilter(list, { folds: ["regional"], spellings: (terms) => terms.map((t) => [t]) }),
    ).toThrow(/regional needs spellings/);
    expect(() => compileFilter(list, { regional: ["cn" as "tw"] })).toThrow(
      'unknown region "cn", expected one of tw, hk',
    );
    expect(() => compileFilter(list, { regional: [] })).toThrow(/regional is empty/);
  });
});
