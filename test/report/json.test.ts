import { readFileSync } from "node:fs";
import { describe, expect, test } from "@jest/globals";
import { Ajv2020 } from "ajv/dist/2020.js";
import type { MessageIssueCode } from "../../src/audit/audit.ts";
import { escapeJson, formatReport, type Report, report } from "../../src/report/report.ts";
import { DANGEROUS, HOSTILE_TERMS, INVISIBLE } from "./hostile.ts";
import { corpusLabelsOf, group, labelsOf, ruleTally, tallyOf } from "./tallies.ts";

type Schema = Readonly<Record<string, unknown>>;

const schema = JSON.parse(
  readFileSync(new URL("../../docs/report.schema.json", import.meta.url), "utf8"),
) as Schema;

const LIST_ISSUE = { code: "duplicate", severity: "warning", line: 3, message: "twice" } as const;

const FIRED = {
  ...ruleTally("电话", 4, 5, 3),
  condition: "电话, unless 本地",
  category: "每日",
  disarmed: 2,
  labels: labelsOf(3, 2),
};

/** A report in which everything is present that can be. */
const FULL = report(
  tallyOf(9, 4, [FIRED, { ...ruleTally("b", 0), disarmed: 0 }], {
    labels: corpusLabelsOf(3, 2),
    disarmed: 2,
    filter: {
      ...tallyOf(0, 0, []).filter,
      lists: [{ name: "words", rules: 2, issues: { duplicate: 1 }, first: [LIST_ISSUE] }],
    },
    days: [group("2031-03-01", 8, 4)],
    undated: 1,
    categories: [group("每日", 4, 5)],
    first: [{ message: "m1", rules: ["words:电话"] }],
    unreadable: 1,
    issueCounts: { malformed: 1 },
    issues: [{ code: "malformed", file: "f", line: 1, column: 1, reason: "r" }],
  }),
);
const EMPTY = report(tallyOf(0, 0, []));

function validator(of: Schema): (value: unknown) => boolean {
  const validate = new Ajv2020({ allowUnionTypes: true }).compile(of);
  return (value) => validate(value);
}

/** The schema, in which every object has only the properties that are described. */
function closed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(closed);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).map(([key, item]) => [key, closed(item)] as const);
  const copy: Record<string, unknown> = Object.fromEntries(entries);
  return copy.type === "object" && copy.properties !== undefined
    ? { ...copy, additionalProperties: false }
    : copy;
}

/** `value` with what stands at `path` replaced, or taken out if `by` is undefined. */
function changed(value: unknown, path: string, by: unknown): unknown {
  const copy = JSON.parse(JSON.stringify(value)) as Record<string, unknown>;
  const keys = path.split(".");
  const last = keys.pop() ?? "";
  let place = copy;
  for (const key of keys) place = place[key] as Record<string, unknown>;
  if (by === undefined) delete place[last];
  else place[last] = by;
  return copy;
}

test("json parses to the report, is indented, and ends with a line break", () => {
  for (const made of [FULL, EMPTY]) {
    const json = formatReport(made, "json");
    expect(JSON.parse(json)).toEqual(made);
    expect(json.endsWith("\n}\n")).toBe(true);
    expect(json.split("\n")[1]).toBe('  "format": "filter-audit/report",');
  }
});

test("rates are not rounded", () => {
  const third = report(tallyOf(3, 1, [ruleTally("a", 1)]));
  expect(formatReport(third, "json")).toContain('"rate": 0.3333333333333333,');
});

test("the properties of the contract stand in its order", () => {
  const json = JSON.parse(formatReport(FULL, "json")) as Report;
  expect(Object.keys(json)).toEqual([
    "format",
    "version",
    "filter",
    "field",
    "messages",
    "rules",
    "unfired",
    "folds",
    "disarmed",
    "categories",
    "time",
    "triggered",
    "issues",
  ]);
  expect(Object.keys(json.filter).slice(0, 4)).toEqual(["digest", "rules", "folds", "unicode"]);
  expect(Object.keys(json.messages).slice(0, 5)).toEqual([
    "total",
    "triggered",
    "rate",
    "interval",
    "level",
  ]);
  expect(Object.keys(json.rules[0] ?? {})).toEqual([
    "id",
    "list",
    "terms",
    "condition",
    "category",
    "messages",
    "occurrences",
    "rate",
    "interval",
    "exclusive",
    "disarmed",
    "labels",
  ]);
  expect(Object.keys(json.unfired)).toEqual(["count", "ids", "upper"]);
});

describe("the schema", () => {
  const isValid = validator(schema);
  const isDescribed = validator(closed(schema) as Schema);

  test("accepts reports, and describes every property they have", () => {
    for (const made of [FULL, EMPTY]) {
      const value: unknown = JSON.parse(formatReport(made, "json"));
      expect(isValid(value)).toBe(true);
      expect(isDescribed(value)).toBe(true);
    }
    expect(isDescribed(changed(FULL, "messages.more", 1))).toBe(false);
  });

  test("lets later releases add properties", () => {
    expect(isValid(changed(FULL, "later", { total: 1 }))).toBe(true);
    expect(isValid(changed(FULL, "messages.more", 1))).toBe(true);
  });

  test("has a description for each of them", () => {
    const bare: string[] = [];
    const walk = (value: unknown, path: string): void => {
      if (typeof value !== "object" || value === null) return;
      for (const [key, item] of Object.entries(value)) {
        if (path.endsWith("/properties") && typeof item.description !== "string") {
          bare.push(`${path}/${key}`);
        }
        walk(item, `${path}/${key}`);
      }
    };
    walk(schema, "");
    expect(bare).toEqual([]);
  });

  test("names every code of an issue of messages", () => {
    const codes: Readonly<Record<MessageIssueCode, true>> = {
      "invalid-utf8": true,
      malformed: true,
      "missing-text": true,
      "too-long": true,
      "ignored-field": true,
      interrupted: true,
    };
    const text = JSON.stringify((schema.properties as Schema).issues);
    expect(Object.keys(codes).filter((code) => !text.includes(`\`${code}\``))).toEqual([]);
  });

  test.each([
    "format",
    "version",
    "filter",
    "filter.digest",
    "filter.rules",
    "filter.folds",
    "filter.unicode",
    "filter.lists.0.name",
    "filter.lists.0.first",
    "filter.lists.0.first.0.severity",
    "filter.lists.0.first.0.line",
    "messages",
    "messages.total",
    "messages.triggered",
    "messages.rate",
    "messages.interval",
    "messages.level",
    "messages.unreadable",
    "messages.distinct",
    "messages.distinct.exact",
    "rules",
    "rules.0.id",
    "rules.0.terms",
    "rules.0.messages",
    "rules.0.occurrences",
    "rules.0.rate",
    "rules.0.interval",
    "rules.0.exclusive",
    "unfired",
    "unfired.count",
    "unfired.ids",
    "unfired.upper",
    "folds.without",
    "folds.without.0.rate",
    "folds.enough.0.folds",
    "folds.sets.0.matches",
    "folds.script.0.label",
    "folds.boundary",
    "folds.omitted",
    "rules.0.labels.sets",
    "rules.0.labels.without.0.fold",
    "disarmed.messages",
    "disarmed.rules.0.id",
    "categories.0.category",
    "time.days",
    "time.days.0.triggered",
    "triggered.0.message",
    "issues.counts",
    "issues.first.0.reason",
  ])("rejects a report without %s", (path) => {
    expect(isValid(changed(FULL, path, undefined))).toBe(false);
  });

  test.each<[path: string, value: unknown]>([
    ["format", "filter-audit/tally"],
    ["version", 2],
    ["filter.rules", "2"],
    ["filter.folds", "case"],
    ["filter.lists.0.issues", { crlf: "1" }],
    ["filter.lists.0.first.0.severity", "fatal"],
    ["filter.lists.0.first.0.line", 0],
    ["messages.total", 1.5],
    ["messages.total", -1],
    ["messages.rate", "0.4"],
    ["messages.rate", 1.2],
    ["messages.interval", [0.1]],
    ["messages.interval", [0.1, 0.2, 0.3]],
    ["messages.interval", [-0.1, 0.2]],
    ["messages.level", 1],
    ["messages.distinct.exact", 1],
    ["rules.0.messages", 0],
    ["rules.0.rate", null],
    ["rules.0.terms", [1]],
    ["rules.0.condition", 1],
    ["rules.0.labels.sets.0.matches", 0],
    ["rules.0.labels.without.0.messages", 0],
    ["folds.sets.0.folds", "script"],
    ["folds.enough.0.messages", 0],
    ["folds.without.0.messages", -1],
    ["folds.omitted", 0.5],
    ["disarmed.rules.0.messages", 0],
    ["unfired.upper", 0],
    ["unfired.ids", [1]],
    ["issues.first.0.line", 0],
    ["triggered", {}],
  ])("rejects a report of which %s is %j", (path, value) => {
    expect(isValid(changed(FULL, path, value))).toBe(false);
  });
});

describe("what a terminal could obey or hide is escaped", () => {
  test("in any string of a report", () => {
    for (const term of HOSTILE_TERMS) {
      const made = report(tallyOf(1, 1, [{ ...ruleTally(term, 1), category: term }]));
      const json = formatReport(made, "json");
      expect(JSON.parse(json)).toEqual(made);
      const raw = [...DANGEROUS, ...INVISIBLE].filter((character) => json.includes(character));
      expect(raw).toEqual([]);
    }
  });

  test("as four hexadecimal digits", () => {
    expect(escapeJson(JSON.stringify("a\u007f\u0085\u202e\u2028\u061c"))).toBe(
      '"a\\u007f\\u0085\\u202e\\u2028\\u061c"',
    );
    expect(escapeJson(JSON.stringify("\u001b\ud800"))).toBe('"\\u001b\\ud800"');
  });

  test("as two of them, where a character is two code units", () => {
    const json = escapeJson(JSON.stringify("x\u{e0041}\u{1d173}\u200b"));
    expect(json).toBe('"x\\udb40\\udc41\\ud834\\udd73\\u200b"');
    expect(JSON.parse(json)).toBe("x\u{e0041}\u{1d173}\u200b");
  });

  test("and nothing else is", () => {
    const plain = JSON.stringify("电话 café 👧🏽 שלום 𠮷 e\u0301\u3000");
    expect(escapeJson(plain)).toBe(plain);
  });
});
