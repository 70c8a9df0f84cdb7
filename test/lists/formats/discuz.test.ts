import { expect, test } from "@jest/globals";
import type { ExpressionProvider } from "../../../src/lists/lists.ts";
import { readList } from "../read-list.ts";

test("what becomes of a word", () => {
  const { list, rules } = readList("tea={BANNED}\nmilk = {MOD}\nrum=cocoa\ngin\nale=>**\nx=y=z\n", {
    format: "discuz",
  });
  expect(rules).toEqual(["1: tea", "2: milk", "3: rum", "4: gin", "5: ale", "6: x"]);
  expect(list.rules.map(({ action, metadata }) => [action, metadata.replacement])).toEqual([
    ["censor", undefined],
    ["moderate", undefined],
    ["replace", "cocoa"],
    ["replace", "**"],
    ["replace", ">**"],
    ["replace", "y"],
  ]);
});

test("gaps are of one number; what Discuz! quotes is text", () => {
  const { rules, issues } = readList("a{2}b={MOD}\na.{0,6}b\nc{BANNED}\n", { format: "discuz" });
  expect(rules).toEqual(["1: a~0-2~b", "2: a.{0,6}b", "3: c{BANNED}"]);
  expect(issues).toEqual(["2 warning unknown-operator", "3 warning unknown-operator"]);
});

test("no word is no rule", () => {
  const { rules, issues } = readList("={MOD}\n{2}=x\n", { format: "discuz" });
  expect(rules).toEqual([]);
  expect(issues).toEqual([
    "1 error malformed-entry",
    "1 warning empty-list",
    "2 error malformed-entry",
  ]);
});

test("a word between slashes is an expression", () => {
  const seen: unknown[] = [];
  const expressions: ExpressionProvider = {
    translate: (expression) => {
      seen.push(expression);
      return { kind: "expression", term: { text: "f", expression } };
    },
    compile: () => () => [],
  };
  const { list, rules, issues } = readList("/fo+/={MOD}\n/f/x\n", {
    format: "discuz",
    expressions,
  });
  expect(seen).toEqual([{ source: "fo+", flags: "", dialect: "pcre" }]);
  expect(rules).toEqual(["1: f/fo+/", "2: /f/x"]);
  expect(list.rules[0]).toMatchObject({ action: "moderate", metadata: { expression: "engine" } });
  expect(issues).toEqual([]);
  expect(readList("/fo+/\n", { format: "discuz" }).issues).toContain("1 error expression-refused");
});
