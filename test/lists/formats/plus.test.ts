import { expect, test } from "@jest/globals";
import { type ListOptions, parseList } from "../../../src/lists/lists.ts";
import { readList } from "../read-list.ts";

test("components joined by a sign, white space around them left out", () => {
  const { rules, issues, list } = readList("tea+milk\ntea +  sugar \nc\n", { format: "plus" });
  expect(rules).toEqual(["1: tea & milk", "2: tea & sugar", "3: c"]);
  expect(issues).toEqual(["2 warning white-space"]);
  expect(list.rules.map(({ id }) => id)).toEqual([
    "list:tea+milk",
    "list:tea +  sugar%20",
    "list:c",
  ]);
});

test("components that repeat are counted, in the order in which they first stand", () => {
  const { rules } = readList("b + a + b + b\n茶 + 茶 + 茶杯\n", { format: "plus" });
  expect(rules).toEqual(["1: b*3 & a", "2: 茶*2 & 茶杯"]);
});

test("where they are ordered, only repeats side by side are", () => {
  const { rules } = readList("a+b+a+a\n", { format: "plus", ordered: true, overlap: "disjoint" });
  expect(rules).toEqual(["1: a & b & a*2 | ordered | disjoint"]);
});

test("a component of nothing is left out, an entry of nothing is no rule", () => {
  const { rules, issues } = readList("c++\n+d\n +\n", { format: "plus" });
  expect(rules).toEqual(["1: c", "2: d"]);
  expect(issues).toEqual([
    "1 warning empty-component",
    "2 warning empty-component",
    "3 error malformed-entry",
  ]);
});

test.each([
  ["ascii", ["1: 2.4E & 9", "2: a＋b"]],
  ["full-width", ["1: 2.4E+9", "2: a & b"]],
  ["both", ["1: 2.4E & 9", "2: a & b"]],
] as const)("the sign %s", (sign, expected) => {
  expect(readList("2.4E+9\na＋b\n", { format: "plus", sign }).rules).toEqual(expected);
});

test("the same combination is a duplicate, in another order it is not", () => {
  const { issues } = readList("a+b\nb+a\na + b\n", { format: "plus" });
  expect(issues).toEqual(["3 warning duplicate"]);
});

test("a term that is too long is no rule, in any place", () => {
  const { rules, issues } = readList("a+bcd\nab\n", { format: "plus", maxTermLength: 2 });
  expect(rules).toEqual(["2: ab"]);
  expect(issues).toEqual(["1 error too-long"]);
});

test.each([{ sign: "plus" }, { overlap: "none" }, { sign: "__proto__" }])("misuse: %j", (wrong) => {
  const options = { format: "plus", ...wrong } as unknown as ListOptions;
  expect(() => parseList("a\n", options)).toThrow(RangeError);
});

test("misuse: ordered is no boolean", () => {
  const options = { format: "plus", ordered: 1 } as unknown as ListOptions;
  expect(() => parseList("a\n", options)).toThrow(TypeError);
});

test("the other joins", () => {
  expect(readList("a b\n c  \u3000d \n", { format: "spaces" }).rules).toEqual([
    "1: a & b",
    "2: c & d",
  ]);
  expect(readList("a,b\nc，d\n,\n", { format: "comma" })).toMatchObject({
    rules: ["1: a & b", "2: c，d"],
    issues: ["3 error malformed-entry"],
  });
});
