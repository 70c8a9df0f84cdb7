import { expect, test } from "@jest/globals";
import { type ListOptions, parseList } from "../../../src/lists/lists.ts";
import { readList } from "../read-list.ts";

test("gaps between characters, of one number or two", () => {
  const { rules, issues } = readList("a{2}b\n大{10}茶{1}杯\na.{2,5}b\n", { format: "gaps" });
  expect(rules).toEqual(["1: a~0-2~b", "2: 大~0-10~茶~0-1~杯", "3: a~2-5~b"]);
  expect(issues).toEqual([]);
});

test("at the ends a gap says nothing, side by side gaps add up", () => {
  const { rules } = readList("{2}a{3}b{4}\n{1}c{1}\na{2}{3}b\n", { format: "gaps" });
  expect(rules).toEqual(["1: a~0-3~b", "2: c", "3: a~0-5~b"]);
});

test("places count UTF-16 code units", () => {
  const [rule] = parseList("\u{1F375}{2}b\n", { format: "gaps" }).rules;
  expect(rule?.parts[0]?.anyOf[0]).toEqual({
    text: "\u{1F375}b",
    gaps: [{ before: 2, min: 0, max: 2 }],
  });
});

test("other braces are text", () => {
  const { rules, issues } = readList("{茶}a\n5}a{2}b\na{MOD}\na{2,3}b\n", { format: "gaps" });
  expect(rules).toEqual(["1: {茶}a", "2: 5}a~0-2~b", "3: a{MOD}", "4: a{2,3}b"]);
  expect(issues).toEqual([1, 2, 3, 4].map((line) => `${line} warning unknown-operator`));
});

test("gaps that cannot be", () => {
  const { rules, issues } = readList("{2}\na{1001}b\na.{3,2}b\na{1000}b\na{999}{2}b\n", {
    format: "gaps",
  });
  expect(rules).toEqual(["4: a~0-1000~b"]);
  expect(issues).toEqual([1, 2, 3, 5].map((line) => `${line} error malformed-entry`));
});

test("white space goes from around gaps, and is as in lines else", () => {
  const text = " a{2}b \n c\n";
  expect(readList(text, { format: "gaps" })).toMatchObject({
    rules: ["1: a~0-2~b", "2:  c"],
    issues: ["1 warning white-space", "2 warning white-space"],
  });
  expect(readList(text, { format: "gaps", trim: true }).rules).toEqual(["1: a~0-2~b", "2: c"]);
});

test("stars are gaps of a length that the caller says", () => {
  const text = "*tea*\na*b**c\n***\n茶*\n";
  expect(readList(text, { format: "stars" })).toMatchObject({
    rules: ["1: tea", "2: a~0-10~b~0-10~c", "4: 茶"],
    issues: ["3 error malformed-entry"],
  });
  expect(readList("a*b\n", { format: "stars", maxGap: 3 }).rules).toEqual(["1: a~0-3~b"]);
});

test.each([-1, 1001, 1.5, "3", Number.NaN])("misuse: maxGap %p", (maxGap) => {
  const options = { format: "stars", maxGap } as ListOptions;
  expect(() => parseList("a\n", options)).toThrow(RangeError);
});
