import { describe, expect, test } from "@jest/globals";
import { type ExpressionProvider, type KeywordList, parseList } from "../../../src/lists/lists.ts";

function read(entry: string, expressions?: ExpressionProvider): KeywordList {
  return parseList(`${entry}\n`, {
    format: "obscenity",
    ...(expressions === undefined ? {} : { expressions }),
  });
}

const terms = ({ rules }: KeywordList): unknown => rules.map(({ parts }) => parts[0]?.anyOf);

// The examples are those of the documentation of obscenity 0.4.6, and its error cases.
test.each([
  ["baz", [{ text: "baz" }]],
  ["b\\[ar", [{ text: "b[ar" }]],
  ["d?ude", [{ text: "dude", gaps: [{ before: 1, min: 1, max: 1 }] }]],
  ["d??ude", [{ text: "dude", gaps: [{ before: 1, min: 2, max: 2 }] }]],
  ["h[?]ello", [{ text: "hello" }, { text: "hello", gaps: [{ before: 1, min: 1, max: 1 }] }]],
  ["w[o]rld", [{ text: "wrld" }, { text: "world" }]],
  ["|foobar|", [{ text: "foobar", anchor: "word" }]],
  ["|foo", [{ text: "foo", anchor: "word-start" }]],
  ["foo|", [{ text: "foo", anchor: "word-end" }]],
  ["a[b]b", [{ text: "ab" }, { text: "abb" }]],
  ["[a]a[a]", [{ text: "a" }, { text: "aa" }, { text: "aaa" }]],
  ["\\\\\\|\\?\\]", [{ text: "\\|?]" }]],
  ["  a b  ", [{ text: "a b" }]],
  ["😀[😀]", [{ text: "😀" }, { text: "😀😀" }]],
])("%s", (entry, expected) => {
  const list = read(entry);
  expect(terms(list)).toEqual([expected]);
  expect(list.issues.filter(({ severity }) => severity === "error")).toEqual([]);
});

test.each([
  ["a]", "a sign that stands where obscenity allows none"],
  ["a|b", "a sign that stands where obscenity allows none"],
  ["||a", "a sign that stands where obscenity allows none"],
  ["a\\b", "a sign that stands where obscenity allows none"],
  ["a\\", "a sign that stands where obscenity allows none"],
  ["a[|]", "a sign that stands where obscenity allows none"],
  ["a[]", "a sign that stands where obscenity allows none"],
  ["a[[b]]", "a sign that stands where obscenity allows none"],
  ["a[b", "an optional piece that is never closed, or holds more than one piece"],
  ["a[b?]", "an optional piece that is never closed, or holds more than one piece"],
  ["|", "an entry that could be nothing"],
  ["||", "an entry that could be nothing"],
  ["[a][?]", "an entry that could be nothing"],
  [`${"[a]".repeat(7)}b`, "7 optional pieces, expected at most 6"],
  [`${"[a]".repeat(5000)}b`, "5000 optional pieces, expected at most 6"],
])("%s is no entry", (entry, reason) => {
  expect(read(entry).issues[0]).toEqual({
    code: "malformed-entry",
    severity: "error",
    line: 1,
    message: `${reason}: no rule`,
  });
});

describe("a wildcard at an end", () => {
  test("needs an engine", () => {
    const list = read("hello?");
    expect(list.rules).toEqual([]);
    expect(list.issues[0]?.code).toBe("expression-refused");
  });

  test.each([
    ["hello?", "hello[\\s\\S]"],
    ["|?a[b.]|", "\\b[\\s\\S]a(?:b\\.)?\\b"],
  ])("%s goes to it", (entry, source) => {
    const seen: unknown[] = [];
    const list = read(entry, {
      translate: (expression) => {
        seen.push(expression);
        return { kind: "expression", term: { text: "", expression } };
      },
      compile: () => () => [],
    });
    const expression = { source, flags: "i", dialect: "javascript" };
    expect(seen).toEqual([expression]);
    expect(terms(list)).toEqual([[{ text: "", expression }]]);
  });
});

test("an entry of very many signs takes no more time than its length", () => {
  const count = 200_000;
  const list = read(`${"a?".repeat(count)}a[b]`);
  expect(list.issues.map(({ code }) => code)).toContain("too-long");
  expect(read("?".repeat(count)).issues[0]?.code).toBe("expression-refused");
});
