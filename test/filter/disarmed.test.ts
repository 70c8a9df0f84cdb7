import { describe, expect, test } from "@jest/globals";
import { compileFilter } from "../../src/filter/filter.ts";
import type { Exception } from "../../src/lists/rule.ts";
import { condition, made, rule, spansOf, words } from "../support/rules.ts";

describe("exceptions", () => {
  const education: Exception = condition([[1, "教育"]]);
  const near: Exception = condition(
    [
      [1, "新闻"],
      [1, "学校"],
    ],
    { ordered: true },
  );
  const filter = compileFilter(
    made(
      rule("a", [[1, "电话"]], { exceptions: [education, near] }),
      rule("b", [[1, "通知"]], { exceptions: [near] }),
      rule("c", [
        [1, "通知"],
        [1, "电话"],
      ]),
    ),
    { folds: [] },
  );
  const ids = (text: string): string[] => filter.triggers(text).map((fired) => fired.rule.id);

  test("disarm the rules that have them, wherever they stand", () => {
    expect(ids("电话通知")).toEqual(["a", "b", "c"]);
    expect(ids("教育电话通知")).toEqual(["b", "c"]);
    expect(ids("电话通知新闻学校")).toEqual(["c"]);
    expect(ids("电话通知学校新闻")).toEqual(["a", "b", "c"]);
  });

  test("say which, and with what", () => {
    const [first, ...others] = filter.disarmed("教育电话新闻学校");
    expect(others).toEqual([]);
    expect(first?.rule.id).toBe("a");
    expect(first?.exception?.condition).toBe(education);
    expect(spansOf(first?.exception?.matches ?? [])).toEqual([[0, 2]]);
    expect(spansOf(first?.matches ?? [])).toEqual([[2, 4]]);
    expect(filter.disarmed("电话通知")).toEqual([]);
  });

  test("their terms are no matches of the filter", () => {
    expect(filter.matches("教育")).toEqual([]);
    expect(spansOf(filter.matches("教育电话"))).toEqual([[2, 4]]);
  });
});

describe("allowed phrases", () => {
  const allow = words("共产党\n中国共产党\n", "allowed");
  const list = made(
    rule("once", [[1, "共产"]]),
    rule("twice", [[2, "共产"]]),
    rule("unless", [[1, "新闻"]], { exceptions: [condition([[1, "共产"]])] }),
  );
  const filter = compileFilter(list, { allow });
  const ids = (text: string): string[] => filter.triggers(text).map((fired) => fired.rule.id);

  test("what they cover counts for nothing", () => {
    expect(ids("共产党")).toEqual([]);
    expect(filter.matches("共產黨")).toEqual([]);
    expect(ids("共产党共产")).toEqual(["once"]);
    expect(ids("共产和共产")).toEqual(["once", "twice"]);
  });

  test("nor for exceptions", () => {
    expect(ids("新闻")).toEqual(["unless"]);
    expect(ids("新闻共产党")).toEqual(["unless"]);
    expect(ids("新闻共产")).toEqual(["once"]);
  });

  test("nor is it a match of an exception that holds by another", () => {
    const text = "新闻共产党共产";
    const unless = filter.disarmed(text).find((one) => one.rule.id === "unless");
    expect(spansOf(unless?.exception?.matches ?? [])).toEqual([[5, 7]]);
    const place = filter.rules.findIndex(({ id }) => id === "unless");
    expect(filter.disarmedCounts(text)).toContainEqual({ rule: place, occurrences: 2 });
  });

  test("the longest cover is named, with the rule of its list", () => {
    const [disarmed] = filter.disarmed("中国共产党");
    expect(disarmed?.rule.id).toBe("once");
    expect(disarmed?.exception).toBeUndefined();
    expect(
      disarmed?.covers?.map(({ match, phrase }) => [
        match.term.text,
        phrase.term.text,
        phrase.start,
        phrase.rules.map(({ id }) => id),
      ]),
    ).toEqual([["共产", "中国共产党", 0, ["allowed:中国共产党"]]]);
  });

  test("a rule that an exception would disarm without them is not said to be disarmed by them", () => {
    const own = rule("r", [[1, "ab"]], { exceptions: [condition([[1, "b"]])] });
    const covered = compileFilter(made(own), { folds: [], allow: words("ab\n", "allowed") });
    expect(covered.disarmed("ab")).toEqual([]);
  });

  test("a list of anything but plain keywords is refused", () => {
    for (const phrase of [
      rule("r", [[2, "a"]]),
      rule("r", [[1, "a", "b"]]),
      rule("r", [
        [1, "a"],
        [1, "b"],
      ]),
      rule("r", [[1, { text: "a", anchor: "word" }]]),
      rule("r", [[1, "a"]], { exceptions: [condition([[1, "b"]])] }),
    ]) {
      expect(() => compileFilter(words("a\n"), { allow: made(phrase) })).toThrow(
        /^made:1: rule "r" is no plain keyword/,
      );
    }
  });
});
