import { readFileSync } from "node:fs";
import { expect, test } from "@jest/globals";
import {
  formatList,
  type KeywordList,
  type ListIssueCode,
  parseList,
} from "../../src/lists/lists.ts";
import { dataPath, describeOnData, hasData } from "../support/data.ts";
import { listFiles } from "../support/list-files.ts";
import { findFormatRow } from "../support/list-formats.ts";

// Every real list under its own format: what it holds is held against the table that stands beside the data,
// which was counted apart, and its bytes come back. The table of what was found is printed.

/** Issues of entries that are no rule of their own, though nothing is wrong with them. */
const NO_RULES: readonly ListIssueCode[] = [
  "mirrored-expression",
  "directive",
  "checksum",
  "checksum-mismatch",
];

/** Each entry is a rule, or has one issue that says that it is none. */
function countEntries({ rules, issues }: KeywordList): number {
  const others = issues.filter(
    ({ code, severity }) => severity === "error" || NO_RULES.includes(code),
  );
  return rules.length + others.length;
}

function countIssues({ issues }: KeywordList): string {
  const counts = new Map<string, number>();
  for (const { code } of issues) {
    counts.set(code, (counts.get(code) ?? 0) + 1);
  }
  return Array.from(counts, ([code, count]) => `${code} ${count}`)
    .sort()
    .join(", ");
}

/** Entries by path, from the tables of the page: `| path | bytes | lines | entries | ...`. */
function readStatedEntries(): ReadonlyMap<string, number> {
  const rows = readFileSync(dataPath("README.md"), "utf8").matchAll(
    /^\| `(?<path>[^`]+)` \| \d+ \| \d+ \| (?<entries>\d+) \|/gmu,
  );
  return new Map(
    Array.from(rows, ({ groups }) => [
      (groups?.path ?? "").replaceAll("\\|", "|"),
      Number(groups?.entries),
    ]),
  );
}

describeOnData("every real list under its format", () => {
  const stated = hasData ? readStatedEntries() : new Map<string, number>();
  const found = listFiles();
  const table: string[] = [];

  test("there are lists, and a row of the table for each", () => {
    expect(found.length).toBeGreaterThan(100);
    expect(found.filter(({ path }) => !stated.has(path))).toEqual([]);
    expect(found.filter(({ path }) => findFormatRow(path) === undefined)).toEqual([]);
  });

  test.each(found)("$path", ({ full, path }) => {
    const row = findFormatRow(path);
    if (row === undefined) {
      throw new Error(`no format for ${path}`);
    }
    const bytes = readFileSync(dataPath(`lists/${full}`));
    const list = parseList(bytes, { ...row.options, name: path, fileName: path });
    table.push(
      [path, list.format, countEntries(list), list.rules.length, countIssues(list)].join("\t"),
    );
    expect(countEntries(list)).toBe(row.counted?.entries ?? stated.get(path));
    expect(bytes.equals(formatList(list))).toBe(true);
    expect(new Set(list.rules.map(({ id }) => id)).size).toBe(list.rules.length);
    const lines = list.issues.map(({ line }) => line);
    expect(lines.every((line, index) => index === 0 || line >= (lines[index - 1] ?? 0))).toBe(true);
  });

  test("the table of all of them", () => {
    expect(table).toHaveLength(found.length);
    process.stdout.write(`file\tformat\tentries\trules\tissues\n${table.join("\n")}\n`);
  });
});
