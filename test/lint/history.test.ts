import { expect, test } from "@jest/globals";
import { listHistory } from "../../src/lint/history.ts";
import { formatHistory } from "../../src/lint/history-text.ts";
import { parseList } from "../../src/lists/lists.ts";

const words = Array.from({ length: 30 }, (_, index) => `word ${index}`);

const versionsOf = (texts: Readonly<Record<string, readonly string[]>>) =>
  Object.entries(texts).map(([date, entries]) => ({
    date,
    list: parseList(entries.map((entry) => `${entry}\n`).join(""), { format: "lines", name: date }),
  }));

const cutDay = versionsOf({
  "2031-01-01": words,
  "2031-01-02": words.slice(0, 3),
  "2031-01-03": [...words.slice(1), "more"],
});

test("a bad capture is named and left out, and nothing is gone for it", () => {
  const { versions, rules } = listHistory(cutDay);
  expect(
    versions.map(({ date, isLeftOut, added, removed }) => [date, isLeftOut, added, removed]),
  ).toEqual([
    ["2031-01-01", false, 30, 0],
    ["2031-01-02", true, 0, 0],
    ["2031-01-03", false, 1, 1],
  ]);
  expect(versions[1]?.suspicions.map(({ reason }) => reason)).toEqual(["truncated", "returned"]);
  expect(rules.filter(({ absences }) => absences.length > 0)).toEqual([]);
  expect(rules[0]).toEqual({
    raw: "word 0",
    id: "2031-01-01:word 0",
    first: "2031-01-01",
    last: "2031-01-01",
    gone: "2031-01-03",
    absences: [],
    versions: 1,
  });
});

test("a version that is trusted is taken as it is", () => {
  const { versions, rules } = listHistory(cutDay, { trusted: ["2031-01-02"] });
  expect(versions[1]).toMatchObject({ isLeftOut: false, removed: 27 });
  expect(rules.filter(({ absences }) => absences.length > 0)).toHaveLength(27);
});

test("a fall that lasts is an edit", () => {
  const { versions } = listHistory(
    versionsOf({ a: words, b: words.slice(0, 3), c: [...words.slice(0, 3), "more"] }),
  );
  expect(versions.map(({ isLeftOut }) => isLeftOut)).toEqual([false, false, false]);
  expect(versions[1]?.suspicions.map(({ reason }) => reason)).toEqual(["truncated"]);
  expect(versions[1]?.removed).toBe(27);
});

test("an empty capture is left out even if another follows", () => {
  const { versions, rules } = listHistory(versionsOf({ a: words, b: [], c: [] }));
  expect(versions.map(({ isLeftOut }) => isLeftOut)).toEqual([false, true, true]);
  expect(rules.every(({ gone }) => gone === null)).toBe(true);
});

test("no version, no history", () => {
  expect(listHistory([])).toEqual({ versions: [], rules: [] });
});

test("versions stand in order, each once", () => {
  expect(() => listHistory(versionsOf({ "2031-01-02": [], "2031-01-01": [] }))).toThrow(
    new RangeError(
      'version 2 is of "2031-01-01", before that of version 1, expected the oldest first',
    ),
  );
  expect(() => listHistory([...cutDay, ...cutDay])).toThrow(
    new RangeError('two versions have the date "2031-01-01", expected different ones'),
  );
  expect(() => listHistory(cutDay, { trusted: ["2032"] })).toThrow(
    new RangeError('the trusted date "2032" is that of no version'),
  );
  expect(() => listHistory(versionsOf({ v9: [], v10: [] }))).not.toThrow();
});

test("the text names bad captures, and what is gone", () => {
  expect(formatHistory(listHistory(cutDay), "text")).toBe(
    `3 versions, 1 of them left out as bad captures; 31 conditions, of which 1 gone
in the end and 0 missing in between.

This looks like a bad capture, not like an edit:
  2031-01-02: truncated: it is the first 3 of the 30 rules of the version before
  2031-01-02: returned: 27 of 30 conditions are gone, and 27 of them are back in
  the version after it

Versions: 3.

version     rules  conditions  added  removed
2031-01-01     30          30  +30    -0
2031-01-02      3           3  –      left out
2031-01-03     30          30  +1     -1

Gone: 1.

first seen  last seen   gone        entry
2031-01-01  2031-01-01  2031-01-03  word 0
`,
  );
  expect(JSON.parse(formatHistory(listHistory(cutDay), "json"))).toMatchObject({
    format: "filter-audit/history",
    version: 1,
    versions: [{ date: "2031-01-01" }, { isLeftOut: true }, {}],
  });
});
