import { describe, expect, test } from "@jest/globals";
import { AuditError } from "../../../src/errors.ts";
import { type CsvListOptions, parseList } from "../../../src/lists/lists.ts";

function metadata(input: string, options: Partial<CsvListOptions> = {}): unknown[] {
  return parseList(input, { format: "csv", termColumn: "word", ...options }).rules.map((rule) =>
    Object.entries(rule.metadata),
  );
}

function failure(input: string, options: Partial<CsvListOptions>): unknown {
  try {
    return parseList(input, { format: "csv", name: "n", termColumn: "word", ...options });
  } catch (error) {
    return error;
  }
}

const TABLE = "id,word,topic,note\n1,a,x,y\n2,b,,z\n";

test("all columns but the term's are kept, without their empty fields", () => {
  expect(metadata(TABLE)).toEqual([
    [
      ["id", "1"],
      ["topic", "x"],
      ["note", "y"],
    ],
    [
      ["id", "2"],
      ["note", "z"],
    ],
  ]);
});

test("only the columns that are named are kept", () => {
  expect(metadata(TABLE, { metadataColumns: ["note", "word", "note"] })).toEqual([
    [
      ["note", "y"],
      ["word", "a"],
    ],
    [
      ["note", "z"],
      ["word", "b"],
    ],
  ]);
  expect(metadata(TABLE, { metadataColumns: [] })).toEqual([[], []]);
});

test("the category is kept as such, beside its own name if that is kept", () => {
  expect(metadata(TABLE, { metadataColumns: [], categoryColumn: "topic" })).toEqual([
    [["category", "x"]],
    [],
  ]);
  expect(metadata(TABLE, { metadataColumns: ["topic"], categoryColumn: "topic" })).toEqual([
    [
      ["category", "x"],
      ["topic", "x"],
    ],
    [],
  ]);
});

test("a column that is called category is the category, unless another one is", () => {
  const table = "word,category,theme\na,x,y\n";
  expect(metadata(table)).toEqual([
    [
      ["category", "x"],
      ["theme", "y"],
    ],
  ]);
  expect(metadata(table, { categoryColumn: "category" })).toEqual([
    [
      ["category", "x"],
      ["theme", "y"],
    ],
  ]);
  expect(metadata(table, { categoryColumn: "theme" })).toEqual([
    [
      ["category", "y"],
      ["category#2", "x"],
      ["theme", "y"],
    ],
  ]);
});

test("columns of one name are all kept", () => {
  expect(metadata("word,n,n,n#2,,\na,1,2,3,4,5\n")).toEqual([
    [
      ["n", "1"],
      ["n#2", "2"],
      ["n#2#2", "3"],
      ["", "4"],
      ["#2", "5"],
    ],
  ]);
});

test("names of prototype properties are names like others", () => {
  const [rule] = parseList("__proto__,constructor,toString\na,b,c\n", {
    format: "csv",
    termColumn: "__proto__",
    categoryColumn: "toString",
  }).rules;
  expect(rule?.source.raw).toBe("a");
  expect(Object.getPrototypeOf(rule?.metadata)).toBe(null);
  expect(Object.entries(rule?.metadata ?? {})).toEqual([
    ["category", "c"],
    ["constructor", "b"],
    ["toString", "c"],
  ]);
  const [other] = parseList("w,__proto__\na,b\n", { format: "csv", termColumn: "w" }).rules;
  expect(Object.entries(other?.metadata ?? {})).toEqual([["__proto__", "b"]]);
  expect({}).not.toHaveProperty("b");
});

test("the term's column may be any, in a file of one column too", () => {
  expect(metadata("word\na\n")).toEqual([[]]);
});

describe("a column that is not there", () => {
  test.each<[string, Partial<CsvListOptions>, string]>([
    ["of the term", { termColumn: "wort" }, '"wort"'],
    ["of the category", { categoryColumn: "kind" }, '"kind"'],
    ["of the metadata", { metadataColumns: ["id", "Note"] }, '"Note"'],
  ])("%s", (_name, options, shown) => {
    const error = failure(TABLE, options);
    expect(error).toBeInstanceOf(AuditError);
    expect(error).toMatchObject({
      code: "missing-column",
      source: "n",
      line: 1,
      message: `n:1: no column ${shown}, expected one of "id", "word", "topic", "note"`,
    });
  });

  test("in a header further down", () => {
    expect(failure("\n\nid,note\n", {})).toMatchObject({ code: "missing-column", line: 3 });
  });

  test("names are shown so that they can be read, and not all of them", () => {
    const header = ["word ", 'a"b', "\u202eevil\n", `${"x".repeat(39)}\u{1f600}y`, "中".repeat(50)];
    const many = Array.from({ length: 30 }, (_, index) => `c${index}`);
    const line = [...header, ...many].map((name) => `"${name.replaceAll('"', '""')}"`).join(",");
    const error = failure(`${line}\n`, {}) as AuditError;
    expect(error.message).toBe(
      `n:1: no column "word", expected one of "word ", "a%22b", "%E2%80%AEevil%0A", ` +
        `"${"x".repeat(39)}\u{1f600}…", "${"中".repeat(40)}…", ` +
        `${many
          .slice(0, 15)
          .map((name) => `"${name}"`)
          .join(", ")} and 15 more`,
    );
  });
});

test.each<[string, Partial<CsvListOptions>]>([
  ["of the term", { termColumn: "a" }],
  ["of the category", { categoryColumn: "a" }],
  ["of the metadata", { metadataColumns: ["a"] }],
])("a column %s that is there twice", (_name, options) => {
  expect(failure("word,a,b,a\nx,y,z,!\n", options)).toMatchObject({
    code: "malformed-input",
    line: 1,
    message: 'n:1: column "a" is there more than once, expected once',
  });
});

test.each([
  ['wo"rd,note\na,x\n', "field 1 holds a quote but is not quoted"],
  ['word,"note\na,x\n', "field 2 has an opening quote that is never closed"],
  ['"word"x,note\na,x\n', "field 1 goes on after its closing quote"],
])("a header that breaks RFC 4180: %j", (input, reason) => {
  expect(failure(input, {})).toMatchObject({
    code: "malformed-input",
    line: 1,
    message: `n:1: no header can be read here: ${reason}`,
  });
});

test("a row that is shorter than the header keeps what it has, in the order of a whole one", () => {
  const options: Partial<CsvListOptions> = {
    metadataColumns: ["note", "topic", "word"],
    categoryColumn: "topic",
  };
  expect(metadata("word,topic,note,more,last\na,x\nb,y,z,,\n", options)).toEqual([
    [
      ["category", "x"],
      ["topic", "x"],
      ["word", "a"],
    ],
    [
      ["category", "y"],
      ["note", "z"],
      ["topic", "y"],
      ["word", "b"],
    ],
  ]);
});

test("a header of very many columns does not cost each short row as much", () => {
  const count = 60_000;
  const rules = metadata(`word${",x".repeat(count)}\n${"a\n".repeat(count)}b,y\n`);
  expect(rules).toHaveLength(count + 1);
  expect(rules.at(-1)).toEqual([["x", "y"]]);
});

test("more columns than a table can have", () => {
  expect(failure(`word${",x".repeat(65_536)}\na\n`, {})).toMatchObject({
    code: "limit",
    line: 1,
    limit: 65_536,
    actual: 65_537,
    message: "n:1: 65537 columns, expected at most 65536",
  });
  expect(metadata(`word${",x".repeat(65_535)}\na\n`)).toEqual([[]]);
});
