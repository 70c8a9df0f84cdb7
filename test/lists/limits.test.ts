import { describe, expect, test } from "@jest/globals";
import { readJsonText } from "../../src/lists/formats/json-text.ts";
import { type ListOptions, parseList } from "../../src/lists/lists.ts";

// A list of so many entries that memory would not hold them is refused, with a sentence that names the option.

const NAME = { name: "words" };

const teas = (count: number): string =>
  Array.from({ length: count }, (_, at) => `tea${at}\n`).join("");

/** Each text has so many rules and issues in all. */
describe.each<readonly [string, ListOptions, (count: number) => string, refused: string]>([
  ["rules", { format: "lines" }, teas, "rules and issues"],
  // One more says that there is no rule.
  ["issues", { format: "lines" }, (count) => "\n".repeat(count - 1), "rules and issues"],
  [
    "records of a CSV",
    { format: "csv", termColumn: "word" },
    (count) => `word\n${teas(count)}`,
    "records",
  ],
  [
    "records of a CSV without a header",
    { format: "csv", termColumn: 1, header: false },
    teas,
    "records",
  ],
  [
    "broken records of a CSV",
    { format: "csv", termColumn: "word" },
    (count) => `word\n${teas(10)}${'tea"\n'.repeat(count - 10)}`,
    "rules and issues",
  ],
  [
    // The record that parts the tables is an issue, and so are those of the other table, together.
    "a table of a CSV beside another that is longer",
    { format: "csv", termColumn: "word", table: 1 },
    (count) => `word\n${teas(count - 2)},\n${"y,z\n".repeat(100)}`,
    "rules and issues",
  ],
  [
    "a table of a CSV behind another that is longer",
    { format: "csv", termColumn: "word", table: 2 },
    (count) => `${"y,z\n".repeat(100)},\nword\n${teas(count - 2)}`,
    "rules and issues",
  ],
  [
    "entries of JSON",
    { format: "json" },
    (count) => JSON.stringify(Array.from({ length: count }, (_, at) => `tea${at}`)),
    "rules and issues",
  ],
])("%s", (_, options, textOf, refused) => {
  test("at the limit are read, beyond it are refused", () => {
    const own = { ...options, ...NAME, maxEntries: 50 };
    const { rules, issues } = parseList(textOf(50), own);
    expect(rules.length + issues.length).toBe(50);
    expect(() => parseList(textOf(51), own)).toThrow(
      expect.objectContaining({
        name: "AuditError",
        code: "limit",
        limit: 50,
        source: "words",
        message: `words: more than 50 ${refused}, expected at most that (option maxEntries)`,
      }),
    );
  });
});

test("records that the options pass over count as records, not as rules", () => {
  const textOf = (count: number): string => `word,lists\n${"tea,other\n".repeat(count)}`;
  const options = { format: "tom-skype-csv", list: "one", maxEntries: 5 } as const;
  expect(parseList(textOf(5), options).rules).toEqual([]);
  expect(() => parseList(textOf(6), options)).toThrow(/more than 5 records, expected at most/u);
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
  const { value, fault } = readJsonText('["a", "b", "c", "d"]', 0, { maxValues: 3 });
  expect(fault).toEqual({ offset: 11, reason: "expected at most 3 values" });
  expect(value).toMatchObject({
    kind: "array",
    isWhole: false,
    items: [{ value: "a" }, { value: "b" }],
  });
  expect(readJsonText('["a", "b"]', 0, { maxValues: 3 }).fault).toBeUndefined();
});

describe("nesting of a list in JSON", () => {
  const nested = (levels: number): string =>
    `{"rules": [], "more": ${"[".repeat(levels - 1)}${"]".repeat(levels - 1)}}`;
  const faults = (text: string, options: object): (string | undefined)[] =>
    parseList(text, { format: "json", ...options }).issues.map(
      ({ message }) => /expected arrays and objects.*$/u.exec(message)?.[0],
    );

  test.each([
    [{}, 64],
    [{ maxNesting: 3 }, 3],
    [{ maxNesting: 512 }, 512],
  ])("with %j is read up to the bound", (options, most) => {
    expect(faults(nested(most), options)).toEqual([undefined, undefined]);
    expect(faults(nested(most + 1), options)).toContain(
      `expected arrays and objects at most ${most} deep (option maxNesting): what follows is not read`,
    );
  });

  test.each(["json", "automod", "mastodon"] as const)("has a bound in %s", (format) => {
    const read = (maxNesting: number): unknown =>
      parseList("[]", { format, maxNesting } as Parameters<typeof parseList>[1]);
    expect(() => read(0)).toThrow(
      new RangeError("maxNesting is 0, expected an integer from 1 to 512"),
    );
    expect(() => read(513)).toThrow(RangeError);
    expect(() => read(512)).not.toThrow();
  });
});
