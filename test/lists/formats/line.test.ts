import { expect, test } from "@jest/globals";
import { type ExpressionProvider, type ListOptions, parseList } from "../../../src/lists/lists.ts";
import { readList } from "../read-list.ts";

const expressions: ExpressionProvider = {
  translate: (expression) => ({ kind: "expression", term: { text: "", expression } }),
  compile: () => () => [],
};

test("mirror images are one rule of two parts that stand apart", () => {
  const { list, rules, issues } = readList(
    "milk\n.*tea.*(cup|pot|cup).*\n.*a.*b.*\n.*(cup|pot|cup).*tea.*\n.*b.*a.*\n",
    { format: "line" },
  );
  expect(rules).toEqual(["1: milk", "2: tea & cup/pot | disjoint", "3: a & b | disjoint"]);
  expect(list.rules.map(({ metadata }) => metadata.mirror)).toEqual([
    undefined,
    ".*(cup|pot|cup).*tea.*",
    ".*b.*a.*",
  ]);
  expect(issues).toEqual(["4 note mirrored-expression", "5 note mirrored-expression"]);
});

test("each has one mirror image", () => {
  const { rules, issues } = readList(".*a.*b.*\n.*a.*b.*\n.*b.*a.*\n.*a.*a.*\n", {
    format: "line",
    expressions,
  });
  expect(rules).toEqual(["1: a & b | disjoint", "2: /.*a.*b.*/", "4: /.*a.*a.*/"]);
  expect(issues).toEqual(["3 note mirrored-expression"]);
});

test("what is lone, or no pair of plain parts, goes to the provider", () => {
  const text = ".*a.*\n.*a.*b.*c.*\n.*a+.*b.*\n.*b.*a+.*\n.*(a.*b.*\n .*x.*y.* \n";
  const { list, rules } = readList(text, { format: "line", expressions });
  expect(rules).toEqual([
    "1: /.*a.*/",
    "2: /.*a.*b.*c.*/",
    "3: /.*a+.*b.*/",
    "4: /.*b.*a+.*/",
    "5: /.*(a.*b.*/",
    "6: /.*x.*y.*/",
  ]);
  expect(list.rules[0]?.metadata.expression).toBe("engine");
});

test("without a provider these are refused, and the rest is read", () => {
  const { list, rules, issues } = readList("a\n.*a.*\n.*\n.*.*\n", { format: "line" });
  expect(rules).toEqual(["1: a", "3: .*", "4: .*.*"]);
  expect(issues).toEqual(["2 error expression-refused"]);
  expect(list.issues[0]?.message).toContain("filter-audit/expressions");
});

test("a full stop between characters beyond ASCII may be any character", () => {
  const text = "大.茶.杯\ntea.example\n茶.\n";
  expect(readList(text, { format: "line" })).toMatchObject({
    rules: ["1: 大.茶.杯", "2: tea.example", "3: 茶."],
    issues: ["1 note possible-expression"],
  });
  expect(readList(text, { format: "line", dots: "expression", expressions })).toMatchObject({
    rules: ["1: /大.茶.杯/", "2: tea.example", "3: 茶."],
    issues: [],
  });
});

test("misuse", () => {
  const options = { format: "line", dots: "any" } as unknown as ListOptions;
  expect(() => parseList("a\n", options)).toThrow(RangeError);
});
