import { readFileSync } from "node:fs";
import { expect, test } from "@jest/globals";
import { LIST_FORMATS, SYNTAX_NAMES } from "../../src/lists/lists.ts";

// docs/formats.md names every format, every syntax and every issue, and no other.

const page = readFileSync(new URL("../../docs/formats.md", import.meta.url), "utf8");

/** The first cells of the table that starts with this one. */
function firstCells(title: string): string[] {
  const start = page.search(new RegExp(`^\\| ${title} +\\|`, "mu"));
  const table = page.slice(start).split("\n\n")[0] ?? "";
  return [...table.matchAll(/^\| `([^`]+)`/gmu)].map(([, name = ""]) => name);
}

test("every format has a row, in the order of the code", () => {
  expect(firstCells("format")).toEqual(LIST_FORMATS);
});

test("every syntax of single entries is named", () => {
  const section = page.slice(page.indexOf("## `github-blacklist`"));
  const [sentence = ""] = section.split("```");
  for (const name of SYNTAX_NAMES) {
    expect(sentence).toContain(`\`${name}\``);
  }
});

test("every issue has a row with its severity, in the order of the code", () => {
  const read = (name: string): string =>
    readFileSync(new URL(`../../src/lists/${name}.ts`, import.meta.url), "utf8");
  const union = /export type ListIssueCode =(?<union>[^;]+);/u.exec(read("keyword-list"));
  const codes = [...(union?.groups?.union ?? "").matchAll(/"([^"]+)"/gu)].map(([, code]) => code);
  expect(codes.length).toBeGreaterThan(20);
  expect(firstCells("code")).toEqual(codes);
  const severities = /const SEVERITIES[^{]+\{(?<rows>[^}]+)\}/u.exec(read("list-collector"));
  const rows = [...(severities?.groups?.rows ?? "").matchAll(/"?([a-z0-9-]+)"?: "([a-z]+)"/gu)];
  expect(rows.map(([, code]) => code).sort()).toEqual(codes.toSorted());
  for (const [, code, severity] of rows) {
    expect(page).toMatch(new RegExp(`^\\| \`${code}\` +\\| ${severity} +\\|`, "mu"));
  }
});
