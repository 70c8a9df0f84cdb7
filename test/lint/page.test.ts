import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "@jest/globals";
import { LINT_CODES, type LintCode, lint } from "../../src/lint/lint.ts";
import { type ListOptions, parseList } from "../../src/lists/lists.ts";

// The tables of docs/lint.md say what the codes are, and each example has the finding of its row.

const page = readFileSync(fileURLToPath(new URL("../../docs/lint.md", import.meta.url)), "utf8");

const rows = page
  .split("\n")
  .filter((line) => /^\| `/u.test(line))
  .map((line) =>
    line
      .replace(/\\\|/gu, "\u0000")
      .split("|")
      .slice(1, -1)
      .map((cell) => cell.replaceAll("\u0000", "|").trim()),
  );

test("every code has its row, with its severity, meaning and remedy", () => {
  const written = rows.map(([code = "", severity, meaning, , remedy]) => [
    code.replaceAll("`", ""),
    { severity, meaning, remedy },
  ]);
  expect(Object.fromEntries(written)).toEqual(
    Object.fromEntries(
      Object.entries(LINT_CODES).map(([code, { severity, meaning, remedy }]) => [
        code,
        { severity, meaning, remedy },
      ]),
    ),
  );
  expect(written).toHaveLength(Object.keys(LINT_CODES).length);
});

describe("examples", () => {
  const examples = rows.flatMap(([code = "", , , example = ""]) =>
    example.startsWith("`") ? [[code.replaceAll("`", "") as LintCode, example] as const] : [],
  );

  test("are there for all but a few codes", () => {
    expect(examples.length).toBeGreaterThan(75);
  });

  test.each(examples)("%s: %s", (code, example) => {
    const {
      text = "",
      format = "lines",
      phrase,
    } = /^`(?<text>"[^`]*")`(?: as `(?<format>[^`]+)`)?(?: with `(?<phrase>"[^`]*")` allowed)?$/u.exec(
      example,
    )?.groups ?? {};
    const options = { format, name: "example" } as ListOptions;
    const found = lint(
      parseList(JSON.parse(text) as string, options),
      phrase === undefined
        ? {}
        : { allow: parseList(JSON.parse(phrase) as string, { format: "lines", name: "allowed" }) },
    );
    expect(found.findings.map((finding) => finding.code)).toContain(code);
  });
});
