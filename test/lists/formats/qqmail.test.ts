import { expect, test } from "@jest/globals";
import { formatList, type KeywordList, parseList } from "../../../src/lists/lists.ts";

const HEAD = "combination,number,extenuates\n";

function read(censored: string, extenuating?: string | Uint8Array): KeywordList {
  return parseList(censored, {
    format: "qqmail",
    name: "n",
    ...(extenuating === undefined ? {} : { extenuating }),
  });
}

const exceptionsOf = ({ rules }: KeywordList): unknown =>
  rules.map(({ source, exceptions }) => [source.raw, exceptions.map((each) => each.source?.raw)]);

const problems = ({ issues }: KeywordList): unknown =>
  issues.map(({ line, code, message }) => [line, code, message]);

test("an extenuating combination disarms the rules that it names, and only those", () => {
  const list = read(
    "tea+milk\ncoffee\nwater\n",
    `${HEAD}recipe+cup,2,"tea+milk, coffee"\npot,1,coffee\n`,
  );
  expect(exceptionsOf(list)).toEqual([
    ["tea+milk", ["recipe+cup"]],
    ["coffee", ["recipe+cup", "pot"]],
    ["water", []],
  ]);
  expect(list.issues).toEqual([]);
  const [first, second] = list.rules;
  expect(first?.exceptions[0]).toBe(second?.exceptions[0]);
  expect(first?.exceptions[0]).toEqual({
    parts: [
      { anyOf: [{ text: "recipe" }], min: 1 },
      { anyOf: [{ text: "cup" }], min: 1 },
    ],
    ordered: false,
    overlap: "shared",
    source: { list: "n", line: 2, start: 30, end: 61, raw: "recipe+cup" },
  });
  expect(list.info).toEqual({ app: "QQMail", action: "censor" });
  expect(Buffer.from(formatList(list)).toString()).toBe("tea+milk\ncoffee\nwater\n");
});

test("combinations of the same components in another order are others", () => {
  const list = read("a+b\nb+a\n", `${HEAD}x+y,1,a+b\ny+x,1,b+a\n`);
  expect(exceptionsOf(list)).toEqual([
    ["a+b", ["x+y"]],
    ["b+a", ["y+x"]],
  ]);
});

test("an entry that stands twice is meant twice, and white space around components does not count", () => {
  const list = read("a+b\na + b \n", `${HEAD}x,1,a +b\n`);
  expect(exceptionsOf(list)).toEqual([
    ["a+b", ["x"]],
    ["a + b ", ["x"]],
  ]);
});

test("a reference that leads nowhere, and a number that is wrong, are reported", () => {
  const list = read("a\n", `${HEAD}x,2,"a, c"\ny,3,a\nz,,a\n`);
  expect(exceptionsOf(list)).toEqual([["a", ["x", "y", "z"]]]);
  expect(problems(list)).toEqual([
    [
      1,
      "unresolved-reference",
      "extenuating combinations, line 2: a combination that is not in the list: left out",
    ],
    [
      1,
      "reference-count",
      "extenuating combinations, line 3: 1 combinations are named: not as many as it says",
    ],
    [
      1,
      "reference-count",
      "extenuating combinations, line 4: 1 combinations are named: not as many as it says",
    ],
  ]);
});

test("a combination that is named twice disarms once", () => {
  const list = read("a\n", `${HEAD}x,2,"a, a"\n`);
  expect(exceptionsOf(list)).toEqual([["a", ["x"]]]);
});

test("what cannot be read of the second file is reported with its line", () => {
  const list = read("a\n", `${HEAD}x,1,a\n"y\n+,1,a\n`);
  expect(exceptionsOf(list)).toEqual([["a", ["x"]]]);
  expect(problems(list)).toEqual([
    [1, "malformed-record", expect.stringContaining("extenuating combinations, line 3: field 1")],
    [
      1,
      "missing-term",
      "extenuating combinations, line 4: no combination in its column: no exception",
    ],
  ]);
});

test("without a second file there are no exceptions", () => {
  expect(exceptionsOf(read("a\n"))).toEqual([["a", []]]);
  expect(exceptionsOf(read("a\n", ""))).toEqual([["a", []]]);
});

test("a second file without its columns, or of another type, is an error", () => {
  expect(() => read("a\n", "x,1\n")).toThrow(expect.objectContaining({ code: "missing-column" }));
  expect(() => read("a\n", 1 as unknown as string)).toThrow(TypeError);
});

test("both files have the same encoding", () => {
  const utf16 = (text: string): Uint8Array => Buffer.from(`\uFEFF${text}`, "utf16le");
  const list = parseList(utf16("体+制\n"), {
    format: "qqmail",
    extenuating: utf16(`${HEAD}好,1,体+制\n`),
  });
  expect(exceptionsOf(list)).toEqual([["体+制", ["好"]]]);
});
