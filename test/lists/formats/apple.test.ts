import { expect, test } from "@jest/globals";
import { type ListInfo, type ListOptions, parseList } from "../../../src/lists/lists.ts";
import { readList } from "../read-list.ts";

const TEXT = "TEA\nTEA*\n*TEA\n*TEA*\n";

test("stars open an end", () => {
  expect(readList(TEXT, { format: "apple" }).rules).toEqual([
    "1: TEA@word",
    "2: TEA@word-start",
    "3: TEA@word-end",
    "4: TEA",
  ]);
  expect(readList(TEXT, { format: "apple", anchors: "text" }).rules).toEqual([
    "1: TEA@text",
    "2: TEA@text-start",
    "3: TEA@text-end",
    "4: TEA",
  ]);
});

test("a star inside is text, stars alone are nothing", () => {
  const { rules, issues } = readList("A*B\n**\n**C\n D* \n", { format: "apple" });
  expect(rules).toEqual(["1: A*B@word", "3: C@word-end", "4: D@word-start"]);
  expect(issues).toEqual([
    "1 warning unknown-operator",
    "2 error malformed-entry",
    "4 warning white-space",
  ]);
});

test.each<[string, ListInfo]>([
  ["apple/tw.txt", { scope: ["tw"] }],
  ["apple/update-2022-02-27/hk.txt", { scope: ["hk"], date: "2022-02-27" }],
  ["apple/words.txt", {}],
])("the file name %s", (fileName, info) => {
  const { list } = readList("A\n", { format: "apple", fileName });
  expect(list.info).toEqual(info);
  expect(list.rules[0]?.scope).toEqual(info.scope);
});

test("misuse", () => {
  const options = { format: "apple", anchors: "line" } as unknown as ListOptions;
  expect(() => parseList("A\n", options)).toThrow(RangeError);
});
