import { describe, expect, test } from "@jest/globals";
import { readJsonText } from "../../src/lists/formats/json-text.ts";
import { type ListOptions, parseList } from "../../src/lists/lists.ts";

// A list of so many entries that memory would not hold them is refused, with a sentence that names the option.

const NAME = { name: "words" };

describe.each<readonly [string, ListOptions, (count: number) => string]>([
  [
    "rules",
    { format: "lines" },
    (count) => Array.from({ length: count }, (_, at) => `tea${at}\n`).join(""),
  ],
  ["issues", { format: "lines" }, (count) => "\n".repeat(count)],
  [
    "records of a CSV",
    { format: "csv", termColumn: "word" },
    (count) => `word\n${Array.from({ length: count }, (_, at) => `tea${at}\n`).join("")}`,
  ],
  [
    "records of another table",
    { format: "csv", termColumn: "word", table: 1 },
    (count) => `word\n${"x\n".repeat(1)},\n${"y,z\n".repeat(count)}`,
  ],
  [
    "entries of JSON",
    { format: "json" },
    (count) => JSON.stringify(Array.from({ length: count }, (_, at) => `tea${at}`)),
  ],
])("%s", (_, options, textOf) => {
  test("at the limit are read, beyond it are refused", () => {
    // A last line without an issue: what a list has beside its entries counts as well.
    const own = { ...options, ...NAME, maxEntries: 50 };
    expect(
      parseList(textOf(20), own).rules.length + parseList(textOf(20), own).issues.length,
    ).toBeGreaterThan(0);
    expect(() => parseList(textOf(60), own)).toThrow(
      expect.objectContaining({
        name: "AuditError",
        code: "limit",
        limit: 50,
        source: "words",
        message: "words: more than 50 rules and issues, expected at most that (option maxEntries)",
      }),
    );
  });
});

test("exactly as many rules as allowed are a list", () => {
  const text = "a\nb\nc\n";
  expect(parseList(text, { format: "lines", maxEntries: 3 }).rules.length).toBe(3);
  expect(() => parseList(text, { format: "lines", maxEntries: 2 })).toThrow(/more than 2 rules/u);
});

test.each([0, -1, 1.5, Number.NaN, Number.POSITIVE_INFINITY, "7"])(
  "a limit of %p is refused",
  (most) => {
    const maxEntries = most as number;
    expect(() => parseList("a\n", { format: "lines", maxEntries })).toThrow(
      new RangeError(`maxEntries is ${most}, expected an integer above 0`),
    );
  },
);

test("a JSON text of more values than allowed is read up to there", () => {
  const { value, fault } = readJsonText('["a", "b", "c", "d"]', 0, 3);
  expect(fault).toEqual({ offset: 11, reason: "expected at most 3 values" });
  expect(value).toMatchObject({
    kind: "array",
    isWhole: false,
    items: [{ value: "a" }, { value: "b" }],
  });
  expect(readJsonText('["a", "b"]', 0, 3).fault).toBeUndefined();
});
