import { describe, expect, test } from "@jest/globals";
import { AuditError } from "../../../src/errors.ts";
import {
  type CsvListOptions,
  formatList,
  type KeywordList,
  parseList,
} from "../../../src/lists/lists.ts";

// What a CSV may be beside one table with a header in UTF-8.

function read(
  input: string | Uint8Array,
  options: Omit<CsvListOptions, "format" | "termColumn"> &
    Partial<Pick<CsvListOptions, "termColumn">>,
): KeywordList {
  return parseList(input, { format: "csv", name: "n", termColumn: "word", ...options });
}

const literals = ({ rules }: KeywordList): unknown[] =>
  rules.map(({ parts }) => parts.map(({ anyOf }) => anyOf.map(({ text }) => text).join("|")));

const codes = ({ issues }: KeywordList): readonly (readonly [line: number, code: string])[] =>
  issues.map(({ line, code }) => [line, code] as const);

describe("columns by number", () => {
  test("without a header every record is an entry, and columns are called by their numbers", () => {
    const list = read("tea,hot\ncoffee,\n", { header: false, termColumn: 1 });
    expect(literals(list)).toEqual([["tea"], ["coffee"]]);
    expect(list.rules.map(({ metadata }) => ({ ...metadata }))).toEqual([{ "2": "hot" }, {}]);
    expect(list.rules[0]?.source).toEqual({ list: "n", line: 1, start: 0, end: 7, raw: "tea" });
  });

  test("with a header they are those of the header", () => {
    const list = read("id,word\n1,tea\n", {
      termColumn: 2,
      metadataColumns: [1],
      categoryColumn: 1,
    });
    expect({ ...list.rules[0]?.metadata }).toEqual({ category: "1", id: "1" });
  });

  test("a name can be a number too", () => {
    expect(literals(read("a,b\n", { header: false, termColumn: "2" }))).toEqual([["b"]]);
  });

  test.each([
    [3, "no column 3, expected one from 1 to 2"],
    ["x", 'no column "x", expected one of "1", "2"'],
  ])("column %j is not there", (termColumn, reason) => {
    const attempt = (): unknown => read("a,b\n", { header: false, termColumn });
    expect(attempt).toThrow(AuditError);
    expect(attempt).toThrow(
      expect.objectContaining({ code: "missing-column", reason, source: "n", line: 1 }),
    );
  });

  test.each([0, -1, 1.5, Number.NaN])("column %p is none", (termColumn) => {
    expect(() => read("a,b\n", { termColumn })).toThrow(RangeError);
  });

  test("an empty file needs no column", () => {
    expect(codes(read("", { header: false, termColumn: 9 }))).toEqual([[1, "empty-list"]]);
  });

  test("a first record that cannot be read is no header, and the next says how many columns", () => {
    const list = read('a"b\ntea,1\ncoffee\n', { header: false, termColumn: 1 });
    expect(literals(list)).toEqual([["tea"], ["coffee"]]);
    expect(codes(list)).toEqual([
      [1, "malformed-record"],
      [3, "column-count"],
    ]);
  });
});

describe("several tables", () => {
  const TABLES = "added,when\ntea,1\n,\n\nremoved,\ncoffee,2\nmilk,3\n , \n,\nkept,\nwater,4\n";

  test.each([
    [1, "added", [["tea"]], 5],
    [2, "removed", [["coffee"], ["milk"]], 1],
    [3, "kept", [["water"]], 1],
  ])("table %d has its own header", (table, termColumn, expected, other) => {
    const list = read(TABLES, { table, termColumn });
    expect(literals(list)).toEqual(expected);
    expect(codes(list).filter(([, code]) => code === "other-table")).toEqual([
      [other, "other-table"],
    ]);
    expect(Buffer.from(formatList(list)).toString()).toBe(TABLES);
  });

  test("records that part tables are noted, and no entries without term", () => {
    const blank = [3, 4, 8, 9].map((line) => [line, "blank-line"]);
    expect(codes(read(TABLES, { table: 1, termColumn: "added" }))).toEqual([
      ...blank.slice(0, 2),
      [5, "other-table"],
      ...blank.slice(2),
    ]);
  });

  test("without the option the file is one table", () => {
    const list = read("word,x\ntea,1\n,\nother,\n", {});
    expect(literals(list)).toEqual([["tea"], ["other"]]);
    expect(codes(list)).toEqual([[3, "missing-term"]]);
  });

  test("a table that is not there is an error, but not of an empty file", () => {
    const attempt = (): unknown => read("a\nb\n", { table: 2, termColumn: "a" });
    expect(attempt).toThrow(
      expect.objectContaining({ code: "malformed-input", reason: "1 tables, expected 2 or more" }),
    );
    expect(codes(read("\n", { table: 2 }))).toEqual([
      [1, "blank-line"],
      [1, "empty-list"],
    ]);
  });

  test.each([0, 1.5, "1" as unknown as number])("table %p is none", (table) => {
    expect(() => read("word\n", { table })).toThrow(RangeError);
  });

  test("only the header of the table that is read must be one", () => {
    const text = 'a"b\nx\n\nword\ntea\n';
    expect(literals(read(text, { table: 2 }))).toEqual([["tea"]]);
    expect(() => read(text, { table: 1 })).toThrow(
      expect.objectContaining({ code: "malformed-input", line: 1 }),
    );
  });
});

describe("the syntax of the terms", () => {
  test("is that of the format of its name", () => {
    expect(literals(read("word\ntea + milk\ncoffee\n", { syntax: "plus" }))).toEqual([
      ["tea", "milk"],
      ["coffee"],
    ]);
  });

  test("has the options of that format", () => {
    const list = read("word\ntea+milk\n", { syntax: { name: "plus", ordered: true } });
    expect(list.rules[0]?.ordered).toBe(true);
  });

  test("may be another for each value of a column", () => {
    const list = read("word,kind\ntea milk,combo\ntea milk,phrase\na+b,sum\n", {
      syntax: { column: "kind", values: { combo: "spaces", sum: "plus" } },
    });
    expect(literals(list)).toEqual([["tea", "milk"], ["tea milk"], ["a", "b"]]);
    expect(list.rules.map(({ metadata }) => metadata.kind)).toEqual(["combo", "phrase", "sum"]);
  });

  test("of the other values may be named", () => {
    const list = read("word,kind\ntea milk,\n", {
      syntax: { column: 2, values: {}, otherwise: "spaces" },
    });
    expect(literals(list)).toEqual([["tea", "milk"]]);
  });

  test("adds to the metadata of the record", () => {
    const list = read("word,kind\ntea=milk,x\n", { syntax: "discuz" });
    expect({ ...list.rules[0]?.metadata }).toEqual({ kind: "x", replacement: "milk" });
    expect(list.rules[0]?.action).toBe("replace");
  });

  test("a value of a column is no name of a prototype", () => {
    const list = read("word,kind\na b,constructor\n", {
      syntax: { column: "kind", values: { x: "spaces" } },
    });
    expect(literals(list)).toEqual([["a b"]]);
  });

  test("that is unknown, or of a column that is not there, is refused", () => {
    expect(() => read("word\n", { syntax: "x" as "plus" })).toThrow(RangeError);
    expect(() => read("word\n", { syntax: { column: "kind", values: {} } })).toThrow(AuditError);
    const broken = { column: "kind" } as unknown as { column: string; values: object };
    expect(() => read("word\n", { syntax: { ...broken, values: null as never } })).toThrow(
      TypeError,
    );
  });
});

describe("encodings", () => {
  const TEXT = 'word,kind\r\n"体,制",x\r\nb,y\r\n';
  const utf16 = Buffer.from(`\uFEFF${TEXT}`, "utf16le");

  test("UTF-16 by its mark: places are bytes", () => {
    const list = read(utf16, {});
    expect(literals(list)).toEqual([["体,制"], ["b"]]);
    const [first] = list.rules;
    expect(utf16.subarray(first?.source.start, first?.source.end).toString("utf16le")).toBe(
      '"体,制",x',
    );
    expect(first?.source.line).toBe(2);
    expect(Buffer.from(formatList(list)).equals(utf16)).toBe(true);
  });

  test("bytes that GBK does not have make one record no rule", () => {
    // "体" is CC E5 in GBK (GB 2312, row 44).
    const bytes = Uint8Array.from([
      ...Buffer.from("word\n"),
      ...[0xcc, 0xe5, 0x0a],
      ...[0xff, 0x0a],
      ...Buffer.from("tea\n"),
    ]);
    const list = read(bytes, { encoding: "gbk" });
    expect(literals(list)).toEqual([["体"], ["tea"]]);
    expect(codes(list)).toEqual([[3, "invalid-encoding"]]);
    expect(list.rules.map(({ source }) => [source.start, source.end])).toEqual([
      [5, 7],
      [10, 13],
    ]);
  });
});
