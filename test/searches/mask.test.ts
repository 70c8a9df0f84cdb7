import { expect, test } from "@jest/globals";
import { compileFilter, type Filter } from "../../src/filter/filter.ts";
import { leftmostMatches, type MaskOptions, mask, replace } from "../../src/searches/searches.ts";
import { made, rule, spansOf, words } from "../support/rules.ts";

const masked = (list: string, text: string, options?: MaskOptions): string =>
  mask(compileFilter(words(list)), text, options).text;

test("clusters are masked whole", () => {
  // A family of one woman is part of one emoji.
  expect(masked("👩", "hi 👨‍👩‍👧!")).toBe("hi *!");
  // Half of each of two flags: 🇨🇳🇺🇸 holds 🇳🇺.
  expect(masked("🇳🇺", "a🇨🇳🇺🇸b")).toBe("a**b");
  expect(mask(compileFilter(words("🇳🇺")), "a🇨🇳🇺🇸b").spans).toMatchObject([
    { start: 1, end: 9, newStart: 1, newEnd: 3 },
  ]);
  // A mark, a variation selector, an invisible character at the end.
  expect(masked("flg", "F\u0336L\u200bG\ufe0f.")).toBe("F\u0336L\u200bG\ufe0f.");
  expect(masked("lg", "fL\u200bG\u0336\ufe0f.")).toBe("f**.");
  // A sign that stands before the number that it belongs to.
  expect(masked("12", "x\u060012y")).toBe("x**y");
  expect(masked("\n", "a\r\nb", {})).toBe("a\r\nb");
});

test("matches that share a cluster are one, matches side by side are two", () => {
  const filter = compileFilter(words("👨\n👩\nab"));
  const { text, spans } = mask(filter, "ab👨‍👩‍👧abab", { character: "[x]", count: 1 });
  expect(text).toBe("[x][x][x][x]");
  expect(spans.map(({ matches }) => matches.length)).toEqual([1, 2, 1, 1]);
  expect(spans.map(({ start, end, newStart, newEnd }) => [start, end, newStart, newEnd])).toEqual([
    [0, 2, 0, 3],
    [2, 10, 3, 6],
    [10, 12, 6, 9],
    [12, 14, 9, 12],
  ]);
});

test("one cluster of thousands of matches is one", () => {
  const filter = compileFilter(words("\u0301"), { folds: [] });
  const { text, spans } = mask(filter, `xa${"\u0301".repeat(20_000)}y`);
  expect(text).toBe("x*y");
  expect(spans.map(({ matches }) => matches.length)).toEqual([20_000]);
});

test("how often, and with what", () => {
  expect(masked("电话", "打電話費")).toBe("打**費");
  expect(masked("电话", "打電話費", { count: 1 })).toBe("打*費");
  expect(masked("电话", "打電話費", { count: 3, character: "#" })).toBe("打###費");
  expect(masked("电话", "打電話費", { count: 0 })).toBe("打費");
  expect(masked("电话", "打電話費", { character: "🙈" })).toBe("打🙈🙈費");
  for (const count of [-1, 0.5, 1_001, Number.NaN]) {
    expect(() => masked("电话", "", { count })).toThrow(
      new RangeError(`count is ${count}, expected grapheme or a whole number from 0 to 1000`),
    );
  }
  expect(() => masked("电话", "", { count: "match" as "grapheme" })).toThrow(RangeError);
  expect(() => masked("电话", "", { character: 1 as unknown as string })).toThrow(TypeError);
});

test("replaced is what matches: neither allowed phrases nor terms of exceptions", () => {
  const filter = compileFilter(
    made(rule("r", [[1, "ab"]], { exceptions: [rule("e", [[1, "safe"]])] })),
    { allow: words("cabin", "allowed") },
  );
  expect(replace(filter, "ab cabin safe", "<$&>").text).toBe("<$&> cabin safe");
  expect(replace(filter, "ab cabin safe", "-", { triggered: true }).text).toBe("ab cabin safe");
  expect(replace(filter, "ab cabin", "-", { triggered: true }).text).toBe("- cabin");
});

test("only rules that fire, each match once", () => {
  const filter: Filter = compileFilter(
    made(
      rule("two", [
        [1, "ab"],
        [1, "cd"],
      ]),
      rule("one", [[1, "abx"]]),
      rule("same", [[1, "abx"]]),
    ),
  );
  expect(mask(filter, "ab abx").text).toBe("** ***");
  expect(mask(filter, "ab abx", { triggered: true }).text).toBe("ab ***");
  expect(
    spansOf(leftmostMatches(filter, "ab abx cd", { triggered: true, prefer: "first" })),
  ).toEqual([
    [0, 2],
    [3, 5],
    [7, 9],
  ]);
});

test("a replacer sees each match, and gives a string", () => {
  const filter = compileFilter(words("电话\n费"));
  const { text, spans } = replace(filter, "電話費", ({ term, start }) => `${start}${term.text}`);
  expect(text).toBe("0电话2费");
  expect(spans.map(({ start, end, newStart, newEnd }) => [start, end, newStart, newEnd])).toEqual([
    [0, 2, 0, 3],
    [2, 3, 3, 5],
  ]);
  expect(spans.map(({ matches }) => matches[0]?.script)).toEqual([undefined, undefined]);
  expect(() => replace(filter, "電話", () => 1 as unknown as string)).toThrow(
    new TypeError("the replacer gave a value of type number, expected a string"),
  );
  expect(() => replace(filter, "", undefined as unknown as string)).toThrow(TypeError);
  expect(() => leftmostMatches(filter, "", { prefer: "last" as "first" })).toThrow(RangeError);
});
