import { runInNewContext } from "node:vm";
import { describe, expect, test } from "@jest/globals";
import { AuditError } from "../../src/errors.ts";
import { formatList, LIST_FORMATS, type ListOptions, parseList } from "../../src/lists/lists.ts";

/** Options that TypeScript would not let pass. */
const wrong = (options: Record<string, unknown>): ListOptions => options as unknown as ListOptions;

test("names its formats", () => {
  expect(LIST_FORMATS).toEqual(["lines", "csv"]);
});

test("a list has a name, its format, and the bytes", () => {
  const bytes = Uint8Array.of(0x61, 0x0a);
  expect(parseList(bytes, { format: "lines" })).toEqual({
    name: "list",
    format: "lines",
    rules: [expect.objectContaining({ id: "list:a" })],
    issues: [],
    bytes,
  });
  expect(parseList("w\n", { format: "csv", termColumn: "w", name: "x" })).toMatchObject({
    name: "x",
    format: "csv",
  });
});

describe("misuse", () => {
  test.each(["", "LINES", "__proto__", "constructor", undefined, 1])(
    "unknown format %p",
    (format) => {
      expect(() => parseList("a", wrong({ format }))).toThrow(RangeError);
      expect(() => parseList("a", wrong({ format }))).toThrow("expected one of lines, csv");
    },
  );

  test.each(["UTF-8", "gbk", "", 8])("unknown encoding %p", (encoding) => {
    expect(() => parseList("a", wrong({ format: "lines", encoding }))).toThrow(RangeError);
  });

  test.each([0, -1, 1.5, Number.NaN, Number.POSITIVE_INFINITY, "10"])(
    "a limit of %p",
    (maxTermLength) => {
      expect(() => parseList("a", wrong({ format: "lines", maxTermLength }))).toThrow(RangeError);
    },
  );

  test.each([
    { format: "lines", name: 1 },
    { format: "lines", trim: "yes" },
    { format: "csv" },
    { format: "csv", termColumn: 1 },
    { format: "csv", termColumn: "w", categoryColumn: 1 },
    { format: "csv", termColumn: "w", metadataColumns: "w" },
    { format: "csv", termColumn: "w", metadataColumns: [1] },
  ])("an option of a wrong type: %j", (options) => {
    expect(() => parseList("w\n", wrong(options))).toThrow(TypeError);
  });

  test.each(["", '"', "\n", "\r", "||", "\u{1f600}", "\ud83d", "\ufffd", 1])(
    "the delimiter %j",
    (delimiter) => {
      const options = wrong({ format: "csv", termColumn: "w", delimiter });
      expect(() => parseList("w\n", options)).toThrow(RangeError);
    },
  );

  test.each([undefined, null, 1, [97], new Uint16Array(1), new ArrayBuffer(1)])(
    "an input that is %p",
    (input) => {
      expect(() => parseList(input as unknown as string, { format: "lines" })).toThrow(TypeError);
    },
  );
});

test("options that are undefined are not there", () => {
  const options = wrong({
    format: "csv",
    termColumn: "w",
    name: undefined,
    encoding: undefined,
    trim: undefined,
    maxTermLength: undefined,
    metadataColumns: undefined,
    categoryColumn: undefined,
    delimiter: undefined,
  });
  expect(parseList("w,v\na ,b\n", options)).toEqual(
    parseList("w,v\na ,b\n", { format: "csv", termColumn: "w" }),
  );
});

test.each([
  ["UTF-16LE", [0xff, 0xfe, 0x61, 0x00]],
  ["UTF-16BE", [0xfe, 0xff, 0x00, 0x61]],
  ["UTF-32LE", [0xff, 0xfe, 0x00, 0x00]],
  ["UTF-32BE", [0x00, 0x00, 0xfe, 0xff]],
])("a byte order mark of %s", (encoding, bytes) => {
  const read = (): unknown => parseList(Uint8Array.from(bytes), { format: "lines", name: "n" });
  expect(read).toThrow(AuditError);
  expect(read).toThrow(
    expect.objectContaining({
      code: "unsupported-encoding",
      source: "n",
      line: 1,
      message: `n:1: a byte order mark of ${encoding}, expected UTF-8`,
    }),
  );
});

test("bytes are copied on the way in and on the way out", () => {
  const given = Uint8Array.of(0x61, 0x0a);
  const list = parseList(given, { format: "lines" });
  given[0] = 0x62;
  const taken = formatList(list);
  expect(taken).toEqual(Uint8Array.of(0x61, 0x0a));
  taken[0] = 0x63;
  expect(formatList(list)).toEqual(Uint8Array.of(0x61, 0x0a));
});

test("takes a part of a buffer, a Buffer, shared memory, and bytes of another realm", () => {
  const whole = new TextEncoder().encode("x\na\ny\n");
  const shared = new Uint8Array(new SharedArrayBuffer(2));
  shared.set([0x61, 0x0a]);
  const foreign = runInNewContext("Uint8Array.of(0x61, 0x0a)") as Uint8Array;
  for (const given of [whole.subarray(2, 4), Buffer.from("a\n"), shared, foreign]) {
    const list = parseList(given, { format: "lines" });
    expect(list.rules.map(({ source }) => [source.raw, source.start])).toEqual([["a", 0]]);
    expect(Object.getPrototypeOf(formatList(list))).toBe(Uint8Array.prototype);
  }
});
