import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { createEncoding } from "../../src/lists/encoding.ts";
import { type ListEncoding, parseList } from "../../src/lists/lists.ts";
import { readList } from "./read-list.ts";

const read = (name: ListEncoding, bytes: readonly number[]): string | number =>
  createEncoding(name).read(Uint8Array.from(bytes), 0, bytes.length);

describe("characters, by the indexes of the WHATWG Encoding Standard", () => {
  test.each([
    ["gbk", [0xd6, 0xd0, 0x41, 0xb2, 0xe8], "中A茶"],
    ["gbk", [0xeb, 0x8a], "電"],
    ["gbk", [0x80], "€"],
    ["gb18030", [0xd6, 0xd0, 0x81, 0x30, 0x81, 0x30], "中\u0080"],
    ["gb18030", [0x90, 0x30, 0x81, 0x30], "\u{10000}"],
    ["gb18030", [0x84, 0x31, 0xa4, 0x37], "\uFFFD"],
    ["big5", [0xa4, 0xa4, 0x41, 0xb9, 0x71], "中A電"],
    ["big5", [0xaf, 0xf9, 0xa4, 0x40], "茶一"],
    ["utf-16le", [0x2d, 0x4e, 0x41, 0x00], "中A"],
    ["utf-16be", [0x4e, 0x2d, 0x00, 0x41], "中A"],
    ["utf-16be", [0xd8, 0x40, 0xdc, 0x00], "\u{20000}"],
    ["utf-8", [0xe4, 0xb8, 0xad], "中"],
  ] as const)("%s %j is %s", (name, bytes, text) => {
    expect(read(name, bytes)).toBe(text);
  });
});

describe("the first byte that the encoding does not have", () => {
  test.each([
    ["gbk", [0x41, 0xff], 1],
    ["gbk", [0x41, 0xd6], 1],
    ["gbk", [0xd6, 0x22], 0],
    ["gbk", [0xd6, 0x7f], 0],
    ["gbk", [0xd6, 0xd0, 0x81, 0x30, 0x81, 0x30], 2],
    ["gb18030", [0x81, 0x30, 0x81], 0],
    ["gb18030", [0x41, 0x81, 0x30, 0x41, 0x41], 1],
    ["gb18030", [0x41, 0xe3, 0x32, 0x9a, 0x36], 1],
    ["big5", [0x41, 0x80], 1],
    ["big5", [0xa4, 0x80], 0],
    ["big5", [0xa4, 0xa4, 0xa4], 2],
    ["utf-16le", [0x41, 0x00, 0x41], 2],
    ["utf-16le", [0x41, 0x00, 0x00, 0xd8], 2],
    ["utf-16le", [0x00, 0xdc, 0x41, 0x00], 0],
    ["utf-16be", [0xd8, 0x00, 0x00, 0x41], 0],
    ["utf-8", [0x41, 0xe4, 0xb8], 1],
  ] as const)("%s %j: %d", (name, bytes, at) => {
    expect(read(name, bytes)).toBe(at);
  });
});

test("UTF-16 is what Node encodes, in both orders", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 30 }), (text) => {
      const little = Buffer.from(text, "utf16le");
      expect(read("utf-16le", [...little])).toBe(text);
      expect(read("utf-16be", [...Buffer.from(little).swap16()])).toBe(text);
    }),
  );
});

test("UTF-16 of any length", () => {
  const text = "茶\u{1F375}".repeat(10_000);
  expect(read("utf-16le", [...Buffer.from(text, "utf16le")])).toBe(text);
});

const BYTES: Readonly<Record<string, Readonly<Partial<Record<ListEncoding, readonly number[]>>>>> =
  {
    茶: { gbk: [0xb2, 0xe8], gb18030: [0xb2, 0xe8], big5: [0xaf, 0xf9] },
    中: { gbk: [0xd6, 0xd0], gb18030: [0xd6, 0xd0], big5: [0xa4, 0xa4] },
    // Its second byte is a backslash, and in Big5 too.
    乗: { gbk: [0x81, 0x5c], gb18030: [0x81, 0x5c] },
    功: { big5: [0xa5, 0x5c], gbk: [0xb9, 0xa6], gb18030: [0xb9, 0xa6] },
  };

function encode(text: string, encoding: ListEncoding): Uint8Array {
  if (encoding === "utf-8") {
    return new TextEncoder().encode(text);
  }
  if (encoding === "utf-16le" || encoding === "utf-16be") {
    const bytes = Buffer.from(text, "utf16le");
    return Uint8Array.from(encoding === "utf-16be" ? bytes.swap16() : bytes);
  }
  return Uint8Array.from(
    Array.from(text).flatMap((character) =>
      character < "\x80" ? [character.charCodeAt(0)] : [...(BYTES[character]?.[encoding] ?? [])],
    ),
  );
}

test("a list is the same in every encoding, with offsets in its own bytes", () => {
  const pieces = fc.constantFrom("茶", "中", "功", "a", '"', ",", " ", "\n", "\r\n", "\r", ";");
  const encodings: readonly ListEncoding[] = [
    "utf-8",
    "utf-16le",
    "utf-16be",
    "gbk",
    "gb18030",
    "big5",
  ];
  const formats = [{ format: "lines" }, { format: "csv", header: false, termColumn: 1 }] as const;
  fc.assert(
    fc.property(
      fc.array(pieces, { maxLength: 20 }),
      fc.constantFrom(...encodings),
      fc.constantFrom(...formats),
      (chosen, encoding, options) => {
        const text = `茶a\n${chosen.join("")}`;
        const bytes = encode(text, encoding);
        const expected = readList(text, options);
        const actual = readList(bytes, { ...options, encoding });
        expect(actual.rules).toEqual(expected.rules);
        expect(actual.issues).toEqual(expected.issues);
        expect(
          actual.list.rules.map(({ source }) =>
            Buffer.from(bytes.subarray(source.start, source.end)).toString("hex"),
          ),
        ).toEqual(
          expected.list.rules.map(({ source }) =>
            Buffer.from(encode(text.slice(source.start, source.end), encoding)).toString("hex"),
          ),
        );
      },
    ),
    { numRuns: 500 },
  );
});

test("a byte order mark says the encoding, and is left out", () => {
  const list = "\uFEFF茶\r\n\u{1F375}\r\n";
  const little = Buffer.from(list, "utf16le");
  const rules = ["1: 茶", "2: \u{1F375}"];
  const issues = ["1 note byte-order-mark", "1 note crlf"];
  expect(readList(little, { format: "lines" })).toMatchObject({ rules, issues });
  expect(readList(Buffer.from(little).swap16(), { format: "lines" })).toMatchObject({
    rules,
    issues,
  });
  const gb18030 = Uint8Array.of(0x84, 0x31, 0x95, 0x33, 0xb2, 0xe8, 0x0a);
  expect(readList(gb18030, { format: "lines" }).rules).toEqual(["1: 茶"]);
});

test("the caller knows better than a mark", () => {
  const { rules, issues } = readList(Uint8Array.of(0xff, 0xfe, 0x0a, 0x61), {
    format: "lines",
    encoding: "gbk",
  });
  expect(rules).toEqual(["2: a"]);
  expect(issues).toEqual(["1 error invalid-encoding", "2 note no-final-newline"]);
});

test("an encoding is never guessed", () => {
  expect(readList(Uint8Array.of(0xb2, 0xe8, 0x0a), { format: "lines" }).issues).toContain(
    "1 error invalid-utf8",
  );
});

test.each(["utf-16le", "gbk", "big5"] as const)(
  "%s: what is broken costs its own line",
  (encoding) => {
    const broken = encoding === "utf-16le" ? [0x00, 0xdc] : [0xff];
    const bytes = Uint8Array.from([
      ...encode("茶\na", encoding),
      ...broken,
      ...encode("\n中\n", encoding),
    ]);
    const list = parseList(bytes, { format: "lines", encoding });
    expect(list.rules.map(({ source }) => source.raw)).toEqual(["茶", "中"]);
    const at = encoding === "utf-16le" ? 2 : 1;
    expect(list.issues).toEqual([
      {
        code: "invalid-encoding",
        severity: "error",
        line: 2,
        message: `no ${encoding} at byte offset ${at} of the line: no rule`,
      },
    ]);
    const csv = parseList(bytes, { format: "csv", header: false, termColumn: 1, encoding });
    expect(csv.rules.map(({ source }) => source.raw)).toEqual(["茶", "中"]);
    expect(csv.issues.map(({ code, line }) => [code, line])).toEqual([["invalid-encoding", 2]]);
  },
);

test("UTF-16 ends lines at U+000A, not at its bytes", () => {
  const text = "\u0A0A\u0A00\u000A\u0A0D\r\nb";
  const { list } = readList(Buffer.from(text, "utf16le"), {
    format: "lines",
    encoding: "utf-16le",
  });
  expect(list.rules.map(({ source }) => source.raw)).toEqual(["\u0A0A\u0A00", "\u0A0D", "b"]);
});
