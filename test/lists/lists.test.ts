import { runInNewContext } from "node:vm";
import { describe, expect, test } from "@jest/globals";
import { AuditError } from "../../src/errors.ts";
import {
  canHoldExpressions,
  formatList,
  LIST_FORMATS,
  type ListOptions,
  parseList,
} from "../../src/lists/lists.ts";

/** Options that TypeScript would not let pass. */
const wrong = (options: Record<string, unknown>): ListOptions => options as unknown as ListOptions;

test("names its formats", () => {
  expect(LIST_FORMATS.slice(0, 2)).toEqual(["lines", "plus"]);
  expect(LIST_FORMATS).toContain("csv");
  expect(new Set(LIST_FORMATS).size).toBe(LIST_FORMATS.length);
});

test("a format that can hold no expression reads none", () => {
  const asked = (): never => {
    throw new Error("asked for the engine");
  };
  const provider = { translate: asked, compile: asked };
  const without = LIST_FORMATS.filter((format) => !canHoldExpressions(format));
  expect(without).toContain("lines");
  for (const format of without) {
    const options = wrong({ format, expressions: provider });
    const { rules } = parseList("/b.*d/i\n^a$\n(x|y)\nre:a.c\n", options);
    expect(rules.length).toBeGreaterThan(0);
  }
  // Entries of these may be expressions, by their documentation.
  for (const format of ["expressions", "line", "automod", "search", "discuz", "csv"] as const) {
    expect(canHoldExpressions(format)).toBe(true);
  }
});

test("a list has a name, its format, and the bytes", () => {
  const bytes = Uint8Array.of(0x61, 0x0a);
  expect(parseList(bytes, { format: "lines" })).toEqual({
    name: "list",
    format: "lines",
    info: {},
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
      expect(() => parseList("a", wrong({ format }))).toThrow("expected one of lines, plus,");
    },
  );

  test.each(["UTF-8", "latin1", "__proto__", "", 8])("unknown encoding %p", (encoding) => {
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
    { format: "lines", fileName: 1 },
    { format: "lines", info: "censor" },
    { format: "lines", info: null },
    { format: "csv" },
    { format: "csv", termColumn: true },
    { format: "csv", termColumn: "w", categoryColumn: true },
    { format: "csv", termColumn: "w", metadataColumns: "w" },
    { format: "csv", termColumn: "w", metadataColumns: [true] },
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
  ["LE", [0xff, 0xfe, 0x00, 0x00]],
  ["BE", [0x00, 0x00, 0xfe, 0xff]],
])("a byte order mark of UTF-32%s", (_order, bytes) => {
  const read = (): unknown => parseList(Uint8Array.from(bytes), { format: "lines", name: "n" });
  expect(read).toThrow(AuditError);
  expect(read).toThrow(
    expect.objectContaining({
      code: "unsupported-encoding",
      source: "n",
      line: 1,
      message: "n:1: a byte order mark of UTF-32, expected UTF-8 or UTF-16",
    }),
  );
});

test("what is known of a list flows into the rules that say nothing", () => {
  const info = { action: "surveil", severity: "soft", scope: ["tw"], app: "Tea" } as const;
  const list = parseList("a\nb={BANNED}\n", { format: "discuz", info });
  expect(list.info).toEqual(info);
  expect(list.rules.map(({ action, severity, scope }) => [action, severity, scope])).toEqual([
    ["replace", "soft", ["tw"]],
    ["censor", "soft", ["tw"]],
  ]);
  const [rule] = parseList("a\n", { format: "lines", info }).rules;
  expect(rule).toMatchObject({ action: "surveil", severity: "soft", scope: ["tw"] });
});

test("the caller knows better than the file and its name", () => {
  const fileName = "lists/keyfile_u.2012-03-21.plain";
  const list = parseList("a\n", { format: "tom-skype", fileName, info: { action: "both" } });
  expect(list.info).toEqual({ app: "TOM-Skype", date: "2012-03-21", action: "both" });
  expect(list.rules[0]?.action).toBe("both");
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
