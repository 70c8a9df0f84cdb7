import { expect, test } from "@jest/globals";
import { createTally, parseTally, type Tally } from "../../src/audit/audit.ts";
import { compileFilter } from "../../src/filter/filter.ts";
import { parseList } from "../../src/lists/lists.ts";
import { formatTally } from "../../src/report/report.ts";

const filter = compileFilter(parseList("rum\u202e\n", { format: "lines", name: "\u001b[2J" }));

function counted() {
  const tally = createTally(filter);
  tally.add({ id: "m1", text: "rum\u202e" });
  return tally.finish();
}

test("what was written is read again, and holds nothing that a terminal would obey", () => {
  const text = formatTally(counted());
  expect(parseTally(text)).toEqual(counted());
  expect(text).toMatch(/^[^\p{Cc}\p{Cf}]*\n$/u);
});

test.each([
  ["", "is no JSON, expected a tally"],
  ["secret words", "is no JSON, expected a tally"],
  ["[]", "it is not an object"],
  ['{"format":"filter-audit/report"}', "format is not"],
  ['{"__proto__":{"format":"filter-audit/tally"}}', "format is not"],
])("%j is refused without being quoted", (text, reason) => {
  expect(() => parseTally(text)).toThrow(
    expect.objectContaining({
      code: "malformed-input",
      message: expect.stringContaining(reason),
    }),
  );
  expect(() => parseTally(text)).not.toThrow(/secret/u);
});

test("what is nested deeper than any tally is refused, brackets in strings are not counted", () => {
  const written = formatTally(counted());
  const withMore = (more: string): string => `${written.slice(0, -2)},"more":${more}}`;
  for (const depth of [64, 100_000]) {
    expect(() => parseTally(withMore("[".repeat(depth) + "]".repeat(depth)))).toThrow(
      expect.objectContaining({ code: "limit", limit: 64 }),
    );
  }
  expect(parseTally(withMore(`${"[".repeat(63)}${"]".repeat(63)}`)).messages).toBe(1);
  const text = JSON.stringify(`\\"${"[{".repeat(100)}"\\`);
  expect(parseTally(withMore(text)).messages).toBe(1);
});

test("a tally that is too long for one text is told of, whatever else goes wrong is passed on", () => {
  // What the engine throws there; to make such a text in earnest takes a gigabyte.
  const failing = (error: Error): Tally => ({
    ...counted(),
    get first(): never {
      throw error;
    },
  });
  expect(() => formatTally(failing(new RangeError("Invalid string length")))).toThrow(
    expect.objectContaining({ name: "AuditError", code: "limit" }),
  );
  expect(() => formatTally(failing(new TypeError("other")))).toThrow(new TypeError("other"));
});
