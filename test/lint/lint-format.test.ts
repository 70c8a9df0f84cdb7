import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "@jest/globals";
import { Ajv } from "ajv";
import fc from "fast-check";
import { formatLint, LINT_FORMATS, type LintFormat, lint } from "../../src/lint/lint.ts";
import { parseList } from "../../src/lists/lists.ts";
import { PLANTED_LINES } from "./planted.ts";

// The schema of SARIF 2.1.0 (release 5), as a package carries it. It is written for a draft that names itself by `id`.
const { $schema, id, ...schema } = JSON.parse(
  readFileSync(
    fileURLToPath(import.meta.resolve("@microsoft/jest-sarif")).replace(
      /index\.js$/u,
      "schemas/sarif-2.1.0-rtm.5.json",
    ),
    "utf8",
  ),
) as Record<string, unknown>;
const validate = new Ajv({
  strict: false,
  validateFormats: false,
  // One of its expressions is none with the flag `u`.
  unicodeRegExp: false,
}).compile(schema);

test("the schema is that of the standard, and refuses what is no log", () => {
  expect([id, $schema]).toEqual([
    expect.stringMatching(/sarif-2\.1\.0-rtm\.5\.json$/u),
    "http://json-schema.org/draft-04/schema#",
  ]);
  expect(validate({ version: "2.1.0", runs: [{}] })).toBe(false);
});

const listOf = (text: string, name = "drinks") => parseList(text, { format: "lines", name });
const planted = lint(
  listOf(
    PLANTED_LINES.flatMap(([line]) => (typeof line === "string" ? [`${line}\n`] : [])).join(""),
    "list:1/drinks é\u001b[2J%.txt",
  ),
);

test("text names the place first, and escapes what a terminal would obey", () => {
  const text = formatLint(planted, "text");
  expect(text).toContain("drinks é\\u{1b}[2J%.txt:11: error: ");
  expect(text).not.toContain("\u001b");
  expect(text).not.toContain("\u202e");
  expect(text.split("\n")).toHaveLength(planted.findings.length + 3);
});

test("text counts", () => {
  expect(
    formatLint(lint(listOf("tea\nice tea\n")), "text")
      .split("\n")
      .slice(-2),
  ).toEqual([
    "2 rules: 0 errors, 1 warning, 0 notes; 1 rules (50.0 %) can never change a verdict",
    "",
  ]);
  expect(formatLint(lint([]), "text")).toBe(
    "0 rules: 0 errors, 0 warnings, 0 notes; 0 rules can never change a verdict\n",
  );
});

test("paths stand for names", () => {
  const result = lint(listOf("+\ntea\n"));
  const paths = new Map([["drinks", "words/drinks.txt"]]);
  expect(formatLint(result, "text", { paths })).toMatch(/^words\/drinks\.txt:1: error: /u);
  expect(formatLint(result, "sarif", { paths })).toContain('"uri": "words/drinks.txt"');
});

test("json is the result", () => {
  const { format, version, ...rest } = JSON.parse(formatLint(planted, "json")) as Record<
    string,
    unknown
  >;
  expect([format, version]).toEqual(["filter-audit/lint", 1]);
  expect(rest).toEqual(JSON.parse(JSON.stringify(planted)));
});

test("sarif is valid, and each result is at its line", () => {
  const log = JSON.parse(
    formatLint(planted, "sarif", {
      provenance: {
        version: "1.2.3",
        icu: "78.2",
        command: "filter-audit lint '=cmd|<script>.txt' \u001b[2J",
        options: { list: ["a\ud800"] },
      },
    }),
  );
  expect([validate(log), validate.errors]).toEqual([true, null]);
  const [run] = log.runs;
  expect(run.tool.driver.version).toBe("1.2.3");
  expect(run.invocations).toEqual([
    {
      commandLine: "filter-audit lint '=cmd|<script>.txt' \u001b[2J",
      executionSuccessful: true,
    },
  ]);
  expect(run.properties).toEqual({
    lists: planted.lists.map(({ name, rules }) => ({ name, rules })),
    folds: planted.folds,
    unicode: "17.0",
    icu: "78.2",
    options: { list: ["a\ud800"] },
  });
  expect(
    run.results.map((result: typeof run) => [
      run.tool.driver.rules[result.ruleIndex].id,
      result.level,
      result.locations[0].physicalLocation.region.startLine,
    ]),
  ).toEqual(planted.findings.map(({ code, severity, line }) => [code, severity, line]));
  expect(run.results[0].locations[0].physicalLocation.artifactLocation.uri).toBe(
    "./list:1/drinks%20%C3%A9%1B%5B2J%25.txt",
  );
});

test("sarif of no list and of any text is valid", () => {
  expect(validate(JSON.parse(formatLint(lint([]), "sarif")))).toBe(true);
  fc.assert(
    fc.property(
      fc.string({ unit: "binary", minLength: 1 }),
      fc.string({ minLength: 1 }),
      (text, name) => {
        const log = JSON.parse(formatLint(lint(listOf(text, name), { folds: [] }), "sarif"));
        expect([validate(log), validate.errors]).toEqual([true, null]);
      },
    ),
    { numRuns: 100 },
  );
});

// What an entry and a name may hold that a terminal, a page, a table or a reader of JSON would obey.
const HOSTILE = [
  "\u001b[2J\u001b]0;title\u0007",
  "\u009b31m",
  "\u202egnp.exe",
  "\u2066left\u2069",
  "</script><script>alert(1)</script>",
  "<img src=x onerror=alert(1)>",
  "line\u2028break\u2029",
  "\r overwritten",
  "__proto__",
  "constructor",
  "{0} [link](javascript:alert(1))",
  "%00%n%s",
];

test("hostile entries and names obey nobody, and stay what they are", () => {
  for (const name of HOSTILE) {
    const list = parseList(`${HOSTILE.join("\n")}\nmore ${HOSTILE.join("\nmore ")}\n`, {
      format: "lines",
      name,
    });
    const result = lint(list);
    expect(result.lists[0]?.name).toBe(name);
    expect(result.redundant.length).toBeGreaterThan(5);
    const text = formatLint(result, "text");
    expect(text).not.toMatch(/[^\P{Cc}\n]|[\u2028\u2029\p{Bidi_Control}]/u);
    expect(text.split("\n")).toHaveLength(result.findings.length + 3);
    const json = formatLint(result, "json");
    expect(json).not.toMatch(/[^\P{Cc}\n]|[\u2028\u2029\p{Bidi_Control}]/u);
    expect(JSON.parse(json).findings).toEqual(JSON.parse(JSON.stringify(result.findings)));
    const sarif = formatLint(result, "sarif", { paths: new Map([[name, name]]) });
    expect(sarif).not.toMatch(/[^\P{Cc}\n]|[\u2028\u2029\p{Bidi_Control}]/u);
    const log = JSON.parse(sarif);
    expect([validate(log), validate.errors]).toEqual([true, null]);
    for (const { locations, message } of log.runs[0].results) {
      expect(message.text).not.toMatch(/[\p{Cc}\p{Bidi_Control}]|(?<!\\)\]\(/u);
      expect(message.text.replace(/\{\{|\}\}/gu, "")).not.toMatch(/[{}]/u);
      expect(locations[0].physicalLocation.artifactLocation.uri).toMatch(
        /^(?:[\w.~!'()*/:-]|%[\dA-F]{2})+$/u,
      );
    }
  }
});

test("the same list gives the same text", () => {
  const text = "tea\nice tea\nTEA\n<td>\ntea\n";
  for (const format of LINT_FORMATS) {
    expect(formatLint(lint(listOf(text)), format)).toBe(formatLint(lint(listOf(text)), format));
  }
});

test("an unknown form is refused", () => {
  expect(() => formatLint(planted, "xml" as LintFormat)).toThrow(
    new RangeError('unknown form "xml", expected one of text, json, sarif'),
  );
});
