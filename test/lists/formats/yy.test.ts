import { createHash } from "node:crypto";
import { expect, test } from "@jest/globals";
import { type ListOptions, parseList } from "../../../src/lists/lists.ts";
import { readList } from "../read-list.ts";

const md5 = (bytes: string | Uint8Array): string => createHash("md5").update(bytes).digest("hex");

test("operators are text of unknown meaning", () => {
  const text = "a{2}b\n{茶}\na*b\na|b\na^b\ntea\n";
  const { rules, issues } = readList(text, { format: "yy" });
  expect(rules).toEqual(["1: a{2}b", "2: {茶}", "3: a*b", "4: a|b", "5: a^b", "6: tea"]);
  expect(issues).toEqual([1, 2, 3, 4, 5].map((line) => `${line} warning unknown-operator`));
});

test("unless the caller gives them one", () => {
  const text = "a{2}b\n{茶}\na*b**c\na|b | c\na^b^a\nx*y|z^w\n";
  const operators = { "{}": "gap", "*": "gap", "|": "or", "^": "and" } as const;
  const { rules, issues } = readList(text, { format: "yy", operators, maxGap: 4 });
  expect(rules).toEqual([
    "1: a~0-2~b",
    "2: {茶}",
    "3: a~0-4~b~0-4~c",
    "4: a/b/c",
    "5: a*2 & b",
    "6: x~0-4~y/z & w",
  ]);
  expect(issues).toEqual(["2 warning unknown-operator"]);
});

test("some of them", () => {
  const { rules, issues } = readList("a*b|c\n|a\n*|*\n", {
    format: "yy",
    operators: { "|": "or", "*": "and" },
  });
  expect(rules).toEqual(["1: a & b/c", "2: a"]);
  expect(issues).toEqual(["2 warning empty-component", "3 error malformed-entry"]);
  expect(readList("a{1}*b\n", { format: "yy", operators: { "*": "and" } })).toMatchObject({
    rules: ["1: a{1} & b"],
    issues: ["1 warning unknown-operator"],
  });
  expect(readList("a{1001}b\n", { format: "yy", operators: { "{}": "gap" } }).issues).toContain(
    "1 error malformed-entry",
  );
});

test("directives stand before the first entry", () => {
  const { list, rules, issues } = readList("//a=1\n//b_2=\ntea\n//c=3\n", { format: "yy" });
  expect(list.info.directives).toEqual(["//a=1", "//b_2="]);
  expect(rules).toEqual(["3: tea", "4: //c=3"]);
  expect(issues).toEqual(["1 note directive", "2 note directive"]);
  expect(readList("//example.org\n//a=1\n", { format: "yy" }).rules).toEqual([
    "1: //example.org",
    "2: //a=1",
  ]);
});

test("a checksum is verified, of bytes and of a string", () => {
  const body = "tea\r\n茶\r\n";
  const stated = md5(body);
  for (const text of [body + stated, `\uFEFF${body}${md5(`\uFEFF${body}`).toUpperCase()}`]) {
    for (const input of [text, new TextEncoder().encode(text)]) {
      const { list, rules, issues } = readList(input, { format: "yy" });
      expect(rules).toEqual(["1: tea", "2: 茶"]);
      expect(list.info.checksum).toEqual({
        algorithm: "md5",
        stated: text.slice(-32).toLowerCase(),
        matches: true,
      });
      expect(issues).toContain("3 note checksum");
    }
  }
});

test("a checksum that is wrong is said to be", () => {
  const { list, rules, issues } = readList(`tea\n${md5("milk\n")}`, { format: "yy" });
  expect(rules).toEqual(["1: tea"]);
  expect(list.info.checksum).toMatchObject({ matches: false });
  expect(issues).toEqual(["2 note no-final-newline", "2 warning checksum-mismatch"]);
});

test("what is no last line without line break is an entry", () => {
  const hash = md5("tea\n");
  expect(readList(`tea\n${hash}\n`, { format: "yy" }).rules).toEqual(["1: tea", `2: ${hash}`]);
  expect(readList(`tea\n${hash.slice(1)}`, { format: "yy" }).rules).toHaveLength(2);
});

test("what a failed decryption leaves is no list", () => {
  const { list, rules, issues } = readList("a\uFFFD\uFFFDb\x01c\n\x02d\n", { format: "yy" });
  expect(rules).toEqual([]);
  expect(list.info.capture).toBe("corrupt");
  expect(issues).toEqual(["1 error corrupt-capture", "1 warning empty-list"]);
});

test.each([
  ["three of them", "\uFFFD\uFFFD\uFFFDa\n"],
  ["one in eleven", `${"\uFFFD".repeat(4)}${"a".repeat(40)}\n`],
  ["tabs", "a\tb\t\tc\td\n"],
])("%s are not enough", (_name, text) => {
  const { list, rules } = readList(text, { format: "yy" });
  expect(rules).toHaveLength(1);
  expect(list.info.capture).toBeUndefined();
});

test("four in forty are", () => {
  const text = `${"\uFFFD".repeat(4)}${"a".repeat(36)}\n`;
  expect(readList(text, { format: "yy" }).list.info.capture).toBe("corrupt");
});

test("an empty file is an empty capture; the date is in its name", () => {
  const { list } = readList("", { format: "yy", fileName: "hlist/2019-12-30-09.plain" });
  expect(list.info).toEqual({ app: "YY", date: "2019-12-30T09", capture: "empty" });
});

test.each<object>([
  { operators: { "*": "or" } },
  { operators: { "+": "and" } },
  { operators: { constructor: "and" } },
  { maxGap: -1 },
])("misuse: %j", (wrong) => {
  const options = { format: "yy", ...wrong } as unknown as ListOptions;
  expect(() => parseList("a\n", options)).toThrow(RangeError);
});

test("misuse: operators is no object", () => {
  const options = { format: "yy", operators: null } as unknown as ListOptions;
  expect(() => parseList("a\n", options)).toThrow(TypeError);
});
