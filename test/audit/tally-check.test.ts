import { describe, expect, test } from "@jest/globals";
import { ALL_SECTIONS } from "../../src/audit/sections.ts";
import type { Tally } from "../../src/audit/tally.ts";
import { checkTally } from "../../src/audit/tally-check.ts";
import { AuditError } from "../../src/errors.ts";
import { corpusLabelsOf, group, labelsOf, ruleTally, tallyOf } from "../report/tallies.ts";

const SECRET = "secret-7731";

const LIST_ISSUE = { code: "crlf", severity: "note", line: 1, message: "r" } as const;

/** Labels of one match that is written as its term. */
const EXACT = {
  sets: [{ folds: [], matches: 1, messages: 1 }],
  script: [{ label: "exact", matches: 1, messages: 1 }],
  boundary: [],
  without: [],
};

const TWO_EXACT = { ...EXACT, sets: [{ folds: [], matches: 2, messages: 2 }] };

const RULES = [
  { ...ruleTally("a", 2, 3, 1), condition: "a ×1", disarmed: 1, labels: labelsOf(2, 1) },
  { ...ruleTally("b", 1, 1, 0), disarmed: 0, labels: { ...labelsOf(1, 0), ...EXACT } },
];

const GOOD = tallyOf(4, 2, RULES, {
  labels: corpusLabelsOf(3, 1),
  disarmed: 1,
  filter: {
    ...tallyOf(0, 0, []).filter,
    lists: [{ name: "words", rules: 2, issues: { crlf: 1 }, first: [LIST_ISSUE] }],
  },
  shards: ["1"],
  days: [group("2031-03-01", 1, 1), group("2031-03-02", 2, 1)],
  undated: 1,
  categories: [group("x", 1, 1), group("y", 2, 3)],
  first: [{ message: "m1", rules: ["words:a"] }],
  issueCounts: { malformed: 1 },
  issues: [{ code: "malformed", file: "f", line: 1, column: 1, reason: "r" }],
});

/** The good tally with `value` in place of what stands at `path`; `undefined` takes it out. */
function broken(path: string, value: unknown): Tally {
  const copy = JSON.parse(JSON.stringify(GOOD)) as Record<string, unknown>;
  const keys = path.split(".");
  const last = keys.pop() ?? "";
  let place = copy;
  for (const key of keys) place = place[key] as Record<string, unknown>;
  if (value === undefined) delete place[last];
  else place[last] = value;
  return copy as unknown as Tally;
}

function errorOf(tally: unknown): AuditError {
  try {
    checkTally(tally, ALL_SECTIONS);
  } catch (error) {
    if (error instanceof AuditError) return error;
    throw error;
  }
  throw new Error("the tally was accepted");
}

test("a good tally is taken, from memory and from JSON", () => {
  expect(checkTally(GOOD, ALL_SECTIONS)).toBe(GOOD);
  expect(checkTally(JSON.parse(JSON.stringify(GOOD)), ALL_SECTIONS)).toEqual(GOOD);
});

describe("the field that is wrong is named", () => {
  test.each<[path: string, value: unknown, message: string]>([
    ["format", "filter-audit/report", 'format is not "filter-audit/tally"'],
    ["format", undefined, 'format is not "filter-audit/tally"'],
    ["version", 2, "version is not 1"],
    ["version", "1", "version is not 1"],
    ["filter", null, "filter is not an object"],
    ["filter", [], "filter is not an object"],
    ["filter.digest", 5, "filter.digest is not a string"],
    ["filter.folds", "case", "filter.folds is not an array"],
    ["filter.folds.1", 1, "filter.folds[1] is not a string"],
    ["filter.unicode", 17, "filter.unicode is not a string"],
    ["filter.lists", {}, "filter.lists is not an array"],
    ["filter.lists.0", 1, "filter.lists[0] is not an object"],
    ["filter.lists.0.name", 1, "filter.lists[0].name is not a string"],
    ["filter.lists.0.rules", -1, "filter.lists[0].rules is not an integer"],
    ["filter.lists.0.issues", [1], "filter.lists[0].issues is not an object"],
    [
      "filter.lists.0.issues",
      { crlf: 1.5 },
      "number 0 of filter.lists[0].issues is not an integer",
    ],
    ["filter.lists.0.first", undefined, "filter.lists[0].first is not an array"],
    ["filter.lists.0.first.0", SECRET, "filter.lists[0].first[0] is not an object"],
    ["filter.lists.0.first.0.code", 1, "filter.lists[0].first[0].code is not a string"],
    [
      "filter.lists.0.first.0.severity",
      SECRET,
      "filter.lists[0].first[0].severity is not one of error, warning, note",
    ],
    ["filter.lists.0.first.0.line", 0, "filter.lists[0].first[0].line is not an integer from 1"],
    ["filter.lists.0.first.0.message", null, "filter.lists[0].first[0].message is not a string"],
    ["filter.unmatchable", undefined, "filter.unmatchable is not an array"],
    ["field", undefined, "field is not a string"],
    ["shards", undefined, "shards is not an array"],
    ["shards.0", 1, "shards[0] is not a string"],
    ["messages", "4", "messages is not an integer from 0 to 9007199254740991"],
    ["messages", 2 ** 53, "messages is not an integer"],
    ["triggered", 5, "triggered is not an integer from 0 to 4"],
    ["rules", { length: 2 }, "rules is not an array"],
    ["rules.1", null, "rules[1] is not an object"],
    ["rules.1.id", 1, "rules[1].id is not a string"],
    ["rules.1.id", "words:a", "rules[1].id is not different from the ids before it"],
    ["rules.0.list", {}, "rules[0].list is not a string"],
    ["rules.0.terms", SECRET, "rules[0].terms is not an array"],
    ["rules.0.terms.0", 1, "rules[0].terms[0] is not a string"],
    ["rules.0.category", 1, "rules[0].category is not a string"],
    ["rules.0.messages", 3, "rules[0].messages is not an integer from 0 to 2"],
    ["rules.0.occurrences", 1, "rules[0].occurrences is not an integer from 2"],
    ["rules.0.exclusive", 3, "rules[0].exclusive is not an integer from 0 to 2"],
    ["rules.0.messages", Number.NaN, "rules[0].messages is not an integer"],
    [
      "rules.0",
      { ...ruleTally("a", 0), disarmed: 0 },
      "the sum of rules[].messages is not at least 2",
    ],
    [
      "rules.1",
      { ...ruleTally("b", 2, 2, 2), disarmed: 0, labels: TWO_EXACT },
      "the sum of rules[].exclusive is not at most 2",
    ],
    ["filter.folds", ["case", "case"], "filter.folds is not without repeated names"],
    ["rules.0.condition", 1, "rules[0].condition is not a string"],
    ["rules.0.disarmed", 2, "rules[0].disarmed is not an integer from 0 to 1"],
    ["rules.0.disarmed", undefined, "rules[0].disarmed is not an integer"],
    ["disarmed", undefined, "rules[0].disarmed is not absent, as disarmed is"],
    ["disarmed", 5, "disarmed is not an integer from 0 to 4"],
    ["labels", undefined, "rules[0].labels is not absent"],
    ["labels", null, "labels is not an object"],
    ["labels.omitted", 3, "labels.omitted is not an integer from 0 to 2"],
    ["labels.omitted", undefined, "labels.omitted is not an integer"],
    ["labels.omitted", 2, "labels.sets[0].messages is not an integer from 1 to 0"],
    ["labels.enough", undefined, "labels.enough is not an array"],
    ["labels.enough.0.folds", SECRET, "labels.enough[0].folds is not an array"],
    ["labels.enough.0.messages", 0, "labels.enough[0].messages is not an integer from 1 to 2"],
    ["labels.enough.1.folds", [], "labels.enough[1].folds is not above the set before it"],
    ["labels.sets", {}, "labels.sets is not an array"],
    ["labels.sets.0", SECRET, "labels.sets[0] is not an object"],
    ["labels.sets.0.matches", 0, "labels.sets[0].matches is not an integer from 1"],
    ["labels.sets.0.messages", 3, "labels.sets[0].messages is not an integer from 1 to 2"],
    ["labels.sets.1.folds", [SECRET], "labels.sets[1].folds is not folds of the filter"],
    ["labels.sets.1.folds", ["script", "case"], "labels.sets[1].folds is not folds of the filter"],
    [
      "labels.sets.1.folds",
      ["script", "script"],
      "labels.sets[1].folds is not folds of the filter",
    ],
    ["labels.sets.0.folds", ["script"], "labels.sets[1].folds is not above the set before it"],
    ["labels.script.0.label", SECRET, "labels.script is not exact, variant, mixed, loose"],
    ["labels.script.1.label", "exact", "labels.script is not exact, variant, mixed, loose"],
    ["labels.script.0.matches", 5, "labels.script[0].matches is not an integer from 1 to 4"],
    [
      "labels.script.0.matches",
      4,
      "the sum of labels.script[].matches is not an integer from 0 to 4",
    ],
    ["labels.boundary.0.label", "exact", "labels.boundary is not aligned, inside, straddles"],
    ["labels.without.0.fold", SECRET, "labels.without is not folds of the filter"],
    ["labels.without.0.messages", 3, "labels.without[0].messages is not an integer from 1 to 2"],
    ["rules.0.labels", undefined, "rules[0].labels is not an object"],
    [
      "rules.0.labels.sets.0.matches",
      4,
      "rules[0].labels.sets[0].matches is not an integer from 1 to 3",
    ],
    [
      "rules.0.labels.sets.0.matches",
      3,
      "the sum of rules[0].labels.sets[].matches is not an integer from 3 to 3",
    ],
    [
      "rules.0.labels.sets.0.matches",
      1,
      "the sum of rules[0].labels.sets[].matches is not an integer from 3 to 3",
    ],
    ["rules.1.labels.sets.0.messages", 2, "rules[1].labels.sets[0].messages is not an integer"],
    ["distinct", undefined, "distinct is not an object"],
    ["distinct.capacity", 15, "distinct.capacity is not an integer from 16"],
    ["distinct.capped", 1, "distinct.capped is not true or false"],
    ["distinct.capped", true, "distinct.capped is not false, though there are no more messages"],
    ["distinct.hashes", [], "the length of distinct.hashes is not an integer from 1 to 4"],
    [
      "distinct.hashes",
      [1, 2, 3, 4, 5],
      "the length of distinct.hashes is not an integer from 1 to 4",
    ],
    ["distinct.hashes", [0, 1, 1, 2], "distinct.hashes[2] is not an integer from 2"],
    ["distinct.hashes", [0, 2, 1, 3], "distinct.hashes[2] is not an integer from 3"],
    ["distinct.hashes", [0, 1, 2, 2 ** 53], "distinct.hashes[3] is not an integer"],
    ["distinct.hashes", [0, 1, 2, 2.5], "distinct.hashes[3] is not an integer"],
    [
      "distinct.triggered",
      [1, 1, 0],
      "the length of distinct.triggered is not an integer from 4 to 4",
    ],
    ["distinct.triggered", [1, 2, 0, 0], "distinct.triggered[1] is not an integer from 0 to 1"],
    [
      "distinct.triggered",
      [1, 1, 1, 0],
      "the sum of distinct.triggered is not an integer from 2 to 2",
    ],
    [
      "distinct.triggered",
      [1, 0, 0, 0],
      "the sum of distinct.triggered is not an integer from 2 to 2",
    ],
    ["days", null, "days is not an array"],
    ["days.0.name", 20310301, "days[0].name is not a string"],
    ["days.1.name", "2031-03-01", "days[1].name is not above the name before it"],
    ["days.0.messages", 0, "days[0].messages is not an integer from 1 to 4"],
    ["days.0.count", 2, "days[0].count is not an integer from 0 to 1"],
    ["days.1.count", 2, "the sum of days[].count is not an integer from 0 to 2"],
    ["undated", 2, "the sum of days[].messages and undated is not an integer from 4 to 4"],
    ["undated", undefined, "undated is not an integer"],
    ["categories", 1, "categories is not an array"],
    ["categories.0.name", "z", "categories[1].name is not above the name before it"],
    ["categories.0.messages", 3, "categories[0].messages is not an integer from 0 to 2"],
    ["categories.1.count", 1, "categories[1].count is not an integer from 2"],
    ["first", {}, "first is not an array"],
    ["first.0.message", 1, "first[0].message is not a string"],
    ["first.0.rules", SECRET, "first[0].rules is not an array"],
    ["first.0.rules.0", SECRET, "first[0].rules[0] is not the id of a rule"],
    ["unreadable", -1, "unreadable is not an integer"],
    ["issueCounts", null, "issueCounts is not an object"],
    ["issueCounts", { [SECRET]: SECRET }, "number 0 of issueCounts is not an integer"],
    ["issues", undefined, "issues is not an array"],
    ["issues.0", SECRET, "issues[0] is not an object"],
    ["issues.0.code", 1, "issues[0].code is not a string"],
    ["issues.0.file", null, "issues[0].file is not a string"],
    ["issues.0.line", 0, "issues[0].line is not an integer from 1"],
    ["issues.0.column", 0, "issues[0].column is not an integer from 1"],
    ["issues.0.reason", undefined, "issues[0].reason is not a string"],
  ])("%s = %j", (path, value, message) => {
    const error = errorOf(broken(path, value));
    expect(error.code).toBe("malformed-input");
    expect(error.message).toContain(`tally cannot be read: ${message}`);
    expect(error.message).not.toContain(SECRET);
  });
});

test.each([undefined, null, 1, "tally", [], [GOOD], true, () => GOOD])(
  "%p is no tally",
  (value) => {
    expect(errorOf(value).code).toBe("malformed-input");
  },
);

test("a field named __proto__ lends no fields", () => {
  const text = JSON.stringify({ own: GOOD }).replace('"own"', '"__proto__"');
  expect(errorOf(JSON.parse(text)).message).toContain("format is not");
});
