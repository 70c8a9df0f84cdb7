import { afterEach, expect, jest, test } from "@jest/globals";
import { COMPAT_TABLE } from "../../src/unicode/data/compat-table.ts";
import { generateCompat } from "../../src/unicode/data/generate.ts";
import { decodeNormalized } from "../../src/unicode/normalized-table.ts";
import { decodeMapping } from "../../src/unicode/table.ts";

afterEach(() => {
  jest.restoreAllMocks();
});

const entries = (): [number, readonly number[]][] => {
  const { keys, starts, elements } = decodeNormalized(COMPAT_TABLE);
  return keys.map((key, entry) => [key, elements.slice(starts[entry], starts[entry + 1])]);
};

test("the host and the table make the mapping of the Unicode Character Database", () => {
  expect(entries()).toEqual(generateCompat());
});

test("what a host of Unicode 12.0 does not know stands in the table", () => {
  const young = new Set(decodeMapping(COMPAT_TABLE.young).keys);
  expect(young.size).toBe(191);
  const normalize = String.prototype.normalize;
  jest.spyOn(String.prototype, "normalize").mockImplementation(function (this: string, form) {
    // As such a host would: what is unassigned there stays as it is.
    return young.has(this.codePointAt(0) ?? 0) ? String(this) : normalize.call(this, form);
  });
  expect(entries()).toEqual(generateCompat());
});

test("a host that normalizes otherwise is refused", () => {
  jest.spyOn(String.prototype, "normalize").mockImplementation(function (this: string) {
    return String(this);
  });
  expect(() => decodeNormalized(COMPAT_TABLE)).toThrow(
    expect.objectContaining({ name: "AuditError", code: "unsupported-host" }),
  );
});
