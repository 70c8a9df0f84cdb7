import { expect, test } from "@jest/globals";
import { type ListInfo, type ListOptions, parseList } from "../../../src/lists/lists.ts";
import { readList } from "../read-list.ts";

// The formats `tom-skype`, `sina-show` and `github-blacklist`.

test.each<[string, ListInfo]>([
  ["keyfile.2012-03-21.plain", { app: "TOM-Skype", date: "2012-03-21" }],
  ["a\\b\\keyfile.2012-03-21.plain", { app: "TOM-Skype", date: "2012-03-21" }],
  ["d/keyfile_u.2012-03-21.plain", { app: "TOM-Skype", date: "2012-03-21", action: "surveil" }],
  ["list5/keyfile.2011-08-08.plain5", { app: "Sina UC", date: "2011-08-08", action: "censor" }],
  ["keyfile.2012-13-21.plain", { app: "TOM-Skype" }],
  ["words.txt", {}],
  ["keyfile.2012-03-21.plain.txt", {}],
])("tom-skype: the file name %s", (fileName, info) => {
  const { list } = readList("a\n", { format: "tom-skype", fileName });
  expect(list.info).toEqual(info);
  expect(list.rules[0]?.action).toBe(info.action ?? "unknown");
});

test("tom-skype: nothing is an operator, an empty file is an empty capture", () => {
  const { rules, issues } = readList("a+b\n8|9 \n{2}a*b\n", { format: "tom-skype" });
  expect(rules).toEqual(["1: a+b", "2: 8|9 ", "3: {2}a*b"]);
  expect(issues).toEqual(["2 warning white-space"]);
  expect(readList("", { format: "tom-skype" }).list.info).toEqual({ capture: "empty" });
});

test("sina-show: a number, and an entry whose spaces count", () => {
  const { list, rules, issues } = readList(" 2: tea\n12: a: b\n 1:  t e a\n", {
    format: "sina-show",
    fileName: "word/2016-02-13-10.plain",
  });
  expect(list.info).toEqual({ app: "Sina Show", date: "2016-02-13T10" });
  expect(rules).toEqual(["1: tea", "2: a: b", "3:  t e a"]);
  expect(list.rules.map(({ metadata }) => metadata.code)).toEqual(["2", "12", "1"]);
  expect(list.rules.map(({ source }) => source.raw)).toEqual([" 2: tea", "12: a: b", " 1:  t e a"]);
  expect(issues).toEqual(["3 warning white-space"]);
});

test.each(["tea", "2:tea", "2 : tea", "-2: tea", " 2: ", "1234567890: tea", "２: tea"])(
  "sina-show: %j is no entry",
  (entry) => {
    expect(readList(`${entry}\n1: a\n`, { format: "sina-show" })).toMatchObject({
      rules: ["2: a"],
      issues: ["1 error malformed-entry"],
    });
  },
);

test("sina-show: an empty file is an empty capture", () => {
  expect(readList("", { format: "sina-show" }).list.info.capture).toBe("empty");
});

test("github-blacklist: a path, a blank line, and entries of a syntax that is named", () => {
  const text = " /tea/pot/words.txt\n\na+b\nc\n";
  const { list, rules, issues } = readList(text, { format: "github-blacklist" });
  expect(list.info.origin).toBe("/tea/pot/words.txt");
  expect(rules).toEqual(["3: a+b", "4: c"]);
  expect(issues).toEqual(["1 note header", "2 note blank-line"]);
  const read = (syntax: unknown): readonly string[] =>
    readList(text, { format: "github-blacklist", syntax } as ListOptions).rules;
  expect(read("plus")).toEqual(["3: a & b", "4: c"]);
  expect(read({ name: "plus", ordered: true })).toEqual(["3: a & b | ordered", "4: c | ordered"]);
});

test("github-blacklist: no line is lost where the second is not blank", () => {
  expect(readList("/x\na\n", { format: "github-blacklist" }).rules).toEqual(["2: a"]);
});

test.each(["csv", "__proto__", "", { name: "yy" }, { name: "plus", sign: "x" }])(
  "github-blacklist: the syntax %j",
  (syntax) => {
    const options = { format: "github-blacklist", syntax } as unknown as ListOptions;
    expect(() => parseList("/x\n\na\n", options)).toThrow(RangeError);
  },
);

test("github-blacklist: expressions need a provider", () => {
  const options = { format: "github-blacklist", syntax: "expressions" } as const;
  expect(() => parseList("/x\n\na\n", options)).toThrow(TypeError);
});
