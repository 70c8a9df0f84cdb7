import { expect, test } from "@jest/globals";
import type { ListInfo } from "../../../src/lists/lists.ts";
import { readList } from "../read-list.ts";

test("only a sign between spaces joins", () => {
  const { rules, issues } = readList("c++ + tea\na+b\na + b + b\n", { format: "search" });
  expect(rules).toEqual(["1: c++ & tea", "2: a+b", "3: a & b*2"]);
  expect(issues).toEqual([]);
});

test("a component of nothing", () => {
  const { rules, issues } = readList("+ a\na + + b\na +\n+\n", { format: "search" });
  expect(rules).toEqual(["1: a", "2: a & b", "3: a"]);
  expect(issues).toEqual([
    "1 warning empty-component",
    "2 warning empty-component",
    "3 warning empty-component",
    "3 warning duplicate",
    "4 error malformed-entry",
  ]);
});

test.each<[string | undefined, ListInfo]>([
  ["rules/tea-soft.txt", { app: "tea", severity: "soft" }],
  ["rules\\tea.txt", { app: "tea", severity: "hard" }],
  [undefined, {}],
  ["rules/", {}],
])("the file name %p", (fileName, info) => {
  for (const format of ["search", "translator"] as const) {
    const { list } = readList("a\n", {
      format,
      ...(fileName === undefined ? {} : { fileName }),
    });
    expect(list.info).toEqual(info);
    expect(list.rules[0]?.severity).toBe(info.severity);
  }
});
