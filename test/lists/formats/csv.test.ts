import { describe, expect, test } from "@jest/globals";
import {
  type CsvListOptions,
  formatList,
  type KeywordList,
  parseList,
} from "../../../src/lists/lists.ts";

const encoder = new TextEncoder();

function read(input: string | Uint8Array, options: Partial<CsvListOptions> = {}): KeywordList {
  return parseList(input, { format: "csv", name: "n", termColumn: "word", ...options });
}

const terms = (list: KeywordList): unknown[] =>
  list.rules.map(({ parts, source }) => [source.line, parts[0]?.anyOf[0]?.text]);
const issues = (list: KeywordList): unknown[] =>
  list.issues.map(({ line, severity, code }) => `${line} ${severity} ${code}`);

interface Oddity {
  readonly name: string;
  readonly input: string;
  readonly trim?: boolean;
  readonly terms: readonly (readonly [line: number, term: string])[];
  readonly issues: readonly string[];
}

const EMPTY = "1 warning empty-list";

const ODDITIES: readonly Oddity[] = [
  {
    name: "nothing odd",
    input: "word,note\na,x\nb,y\n",
    terms: [
      [2, "a"],
      [3, "b"],
    ],
    issues: [],
  },
  { name: "empty file", input: "", terms: [], issues: [EMPTY] },
  { name: "header alone", input: "word,note\n", terms: [], issues: [EMPTY] },
  {
    name: "header alone without line break",
    input: "word",
    terms: [],
    issues: [EMPTY, "1 note no-final-newline"].toSorted(),
  },
  {
    name: "byte order mark",
    input: "\uFEFFword\na\n",
    terms: [[2, "a"]],
    issues: ["1 note byte-order-mark"],
  },
  {
    name: "quoted header after a byte order mark",
    input: '\uFEFF"word",note\na,x\n',
    terms: [[2, "a"]],
    issues: ["1 note byte-order-mark"],
  },
  {
    name: "CR LF, also inside quotes",
    input: 'note,word\n"x\r\ny",a\r\nz,b\r\n',
    terms: [
      [2, "a"],
      [4, "b"],
    ],
    issues: ["3 note crlf"],
  },
  {
    name: "line breaks in the term",
    input: 'word\n"a\nb"\n"c\r\nd"\n',
    terms: [
      [2, "a\nb"],
      [4, "c\r\nd"],
    ],
    issues: ["4 warning carriage-return"],
  },
  {
    name: "commas and quotes in the term",
    input: 'word,note\n"a,""b""",x\n"""",y\n',
    terms: [
      [2, 'a,"b"'],
      [3, '"'],
    ],
    issues: [],
  },
  {
    name: "CR that ends no line",
    input: "word,note\na\rb,x\nc,y\r\r\n",
    terms: [
      [2, "a\rb"],
      [3, "c"],
    ],
    issues: ["2 warning carriage-return", "3 note crlf"],
  },
  {
    name: "blank lines, one before the header",
    input: "\nword,note\n\n  \na,x\n",
    terms: [[5, "a"]],
    issues: ["1 note blank-line", "3 note blank-line", "4 note blank-line"],
  },
  {
    name: "blank lines alone",
    input: "\n \n",
    terms: [],
    issues: ["1 note blank-line", EMPTY, "2 note blank-line"],
  },
  {
    name: "records without a term",
    input: 'word,note\n,x\n" ",y\n"",z\n,\na,x\n',
    terms: [[6, "a"]],
    issues: [
      "2 error missing-term",
      "3 error missing-term",
      "4 error missing-term",
      "5 error missing-term",
    ],
  },
  {
    name: "too few and too many fields",
    input: "note,word,more\nx,a\ny,b,z,!\nx\n",
    terms: [
      [2, "a"],
      [3, "b"],
    ],
    issues: [
      "2 warning column-count",
      "3 warning column-count",
      "4 warning column-count",
      "4 error missing-term",
    ],
  },
  {
    name: "white space around a term, quoted or not",
    input: 'word,note\n a,x\n"b ",y\n',
    terms: [
      [2, " a"],
      [3, "b "],
    ],
    issues: ["2 warning white-space", "3 warning white-space"],
  },
  {
    name: "white space and duplicates, trimmed",
    input: 'word,note\na,x\n"a ",y\n',
    trim: true,
    terms: [
      [2, "a"],
      [3, "a"],
    ],
    issues: ["3 warning white-space", "3 warning duplicate"],
  },
  {
    name: "duplicates",
    input: "word,note\na,x\nb,y\na,z\n",
    terms: [
      [2, "a"],
      [3, "b"],
      [4, "a"],
    ],
    issues: ["4 warning duplicate"],
  },
  {
    name: "no final line break",
    input: 'word,note\na,"x\ny"',
    terms: [[2, "a"]],
    issues: ["3 note no-final-newline"],
  },
  {
    name: "a quote in a field that is not quoted",
    input: 'word,note\na,5" pipe\nb,"x\ny"\nc"d,z\ne,x\n',
    terms: [
      [3, "b"],
      [6, "e"],
    ],
    issues: ["2 error malformed-record", "5 error malformed-record"],
  },
  {
    name: "a quote in a field that is not quoted, before a line break in one that is",
    input: 'word,note\na","x\ny"\nb,z\n',
    terms: [[4, "b"]],
    issues: ["2 error malformed-record"],
  },
  {
    name: "text after a closing quote",
    input: 'word,note\n"a"b,x\nc,"y"z\nd,x\n',
    terms: [[4, "d"]],
    issues: ["2 error malformed-record", "3 error malformed-record"],
  },
  {
    name: "a NUL after a closing quote",
    input: 'word,note\n"a"\0,x\nb,y\n',
    terms: [[3, "b"]],
    issues: ["2 error malformed-record"],
  },
  {
    name: "white space after a closing quote",
    input: 'word,note\n"a" ,x\nb,y\n',
    terms: [[3, "b"]],
    issues: ["2 error malformed-record"],
  },
  {
    name: "a quote that is never closed",
    input: 'word,note\na,x\nb,"y\nc,z\nd,x\n',
    terms: [
      [2, "a"],
      [4, "c"],
      [5, "d"],
    ],
    issues: ["3 error malformed-record"],
  },
  {
    name: "a quote that is closed by the quote of a later record",
    input: 'word,note\na,"x\nb,"y"\nc,z\n',
    terms: [
      [3, "b"],
      [4, "c"],
    ],
    issues: ["2 error malformed-record"],
  },
  {
    name: "a quote that is never closed, in a record of several lines",
    input: 'word,note,more\na,"x\ny","z\nb,x,y\n',
    terms: [[4, "b"]],
    issues: ["2 error malformed-record"],
  },
  {
    name: "a quote that is never closed, in the last line",
    input: 'word\na\n"b',
    terms: [[2, "a"]],
    issues: ["3 error malformed-record", "3 note no-final-newline"],
  },
  {
    name: "nothing but broken records",
    input: 'word\na"\n"b\n',
    terms: [],
    issues: [EMPTY, "2 error malformed-record", "3 error malformed-record"],
  },
  {
    name: "all at once",
    input: '\uFEFF\nword,note\r\n a ,"x\n\ny"\r\n\r\nb"c,\r\n,\r\na\r\n"d\re",f,g',
    trim: true,
    terms: [
      [3, "a"],
      [9, "a"],
      [10, "d\re"],
    ],
    issues: [
      "1 note blank-line",
      "1 note byte-order-mark",
      "2 note crlf",
      "3 warning white-space",
      "6 note blank-line",
      "7 error malformed-record",
      "8 error missing-term",
      "9 warning column-count",
      "9 warning duplicate",
      "10 warning column-count",
      "10 warning carriage-return",
      "10 note no-final-newline",
    ],
  },
];

describe.each(ODDITIES)("$name", ({ input, trim = false, ...expected }) => {
  test.each([
    ["a string", input],
    ["bytes", encoder.encode(input)],
  ])("as %s", (_kind, given) => {
    const list = read(given, { trim });
    expect(terms(list)).toEqual(expected.terms);
    expect(issues(list).sort()).toEqual([...expected.issues].sort());
    const lines = list.issues.map(({ line }) => line);
    expect(lines).toEqual(lines.toSorted((a, b) => a - b));
    expect(formatList(list)).toEqual(encoder.encode(input));
  });
});

describe("what an issue says of a broken record", () => {
  test.each([
    [
      'word,note\na,x"\n',
      "field 2 holds a quote but is not quoted: no rule, reading goes on at line 3",
    ],
    [
      'word,note\n"a\nb","c"d\n',
      "field 2 goes on after its closing quote: no rule, reading goes on at line 4",
    ],
    [
      'word,note\n"a\n',
      "field 1 has an opening quote that is never closed: no rule, reading goes on at line 3",
    ],
    [
      'word,note,more\na,"x",y"\nb"c,x"y,z\n',
      "field 3 holds a quote but is not quoted: no rule, reading goes on at line 3",
    ],
    [
      'word,note,more\na,x"y,z"\n',
      "field 2 holds a quote but is not quoted: no rule, reading goes on at line 3",
    ],
  ])("%j", (input, message) => {
    expect(read(input).issues.find(({ code }) => code === "malformed-record")?.message).toBe(
      message,
    );
  });

  test("and of one with other columns", () => {
    expect(read("word,note\na\nb,x,y\n").issues.map(({ message }) => message)).toEqual([
      "1 fields, expected 2: read as far as it goes",
      "3 fields, expected 2: the rest is left out",
    ]);
  });
});

test("the place is that of the record, without its line break", () => {
  const input = '\uFEFFnote,word\r\n"𠮷,\n",法轮\r\nx,"a"\n';
  const places = (list: KeywordList): unknown[] =>
    list.rules.map(({ source }) => [source.line, source.start, source.end, source.raw]);
  expect(places(read(input))).toEqual([
    [2, 12, 21, "法轮"],
    [4, 23, 28, "a"],
  ]);
  const bytes = encoder.encode(input);
  expect(places(read(bytes))).toEqual([
    [2, 14, 29, "法轮"],
    [4, 31, 36, "a"],
  ]);
  expect(new TextDecoder().decode(bytes.subarray(14, 29))).toBe('"𠮷,\n",法轮');
});

describe("bytes that are no UTF-8", () => {
  const HEADER = encoder.encode("word,note\n");
  const join = (...parts: (string | readonly number[])[]): Uint8Array =>
    Uint8Array.from(
      parts.flatMap((part) => [...(typeof part === "string" ? encoder.encode(part) : part)]),
    );

  test("cost their record alone, at their line", () => {
    const bytes = join(
      [...HEADER],
      "a,x\n",
      [0xff],
      ",y\n",
      'b,"z\n中',
      [0xe4, 0xbd],
      '"\n',
      "c,x\n",
    );
    const list = read(bytes);
    expect(terms(list)).toEqual([
      [2, "a"],
      [6, "c"],
    ]);
    expect(issues(list)).toEqual(["3 error invalid-utf8", "5 error invalid-utf8"]);
    expect(list.issues.map(({ message }) => message)).toEqual([
      "no UTF-8 at byte offset 0 of the line: no rule, reading goes on at line 4",
      "no UTF-8 at byte offset 3 of the line: no rule, reading goes on at line 6",
    ]);
    expect(formatList(list)).toEqual(bytes);
  });

  test("in the header are an error", () => {
    expect(() => read(join("\nwo", [0xff], "rd\na\n"))).toThrow(
      "n:2: no header can be read here: no UTF-8 at byte offset 2 of the line",
    );
  });
});

test("lone surrogates of a string stay where they are, U+FFFD beside them too", () => {
  const list = read('word,no\uD83Dte\n"\uD83D""\uDE00\uFFFD",\uFFFDx\uDFFF\n\uD800,y\n');
  expect(terms(list)).toEqual([
    [2, '\uD83D"\uDE00\uFFFD'],
    [3, "\uD800"],
  ]);
  expect(list.rules[0]?.metadata).toEqual({ "no\uD83Dte": "\uFFFDx\uDFFF" });
  expect(list.rules[1]?.source).toEqual({ list: "n", line: 3, start: 23, end: 26, raw: "\uD800" });
});

test("another delimiter", () => {
  for (const delimiter of [";", "\t", "|", "，"]) {
    const list = read(["a,b", "word"].join(delimiter).concat("\n", ["x", "y"].join(delimiter)), {
      delimiter,
    });
    expect(list.rules.map(({ metadata, source }) => [source.raw, metadata])).toEqual([
      ["y", { "a,b": "x" }],
    ]);
  }
});

test("a record of nothing but tabs is a record, not a blank line", () => {
  const list = read("word\tnote\n\t\n \t \na\tx\n", { delimiter: "\t" });
  expect(terms(list)).toEqual([[4, "a"]]);
  expect(issues(list)).toEqual(["2 error missing-term", "3 error missing-term"]);
});

test("a term that is too long is no rule", () => {
  const list = read("word,note\naaaa,x\naaa,y\n", { maxTermLength: 3 });
  expect(terms(list)).toEqual([[3, "aaa"]]);
  expect(issues(list)).toEqual(["2 error too-long"]);
});

test("open quotes on 20,000 lines do not take the line after them along", () => {
  const list = read(`word,note\n${'a"b,"\n'.repeat(10_000)}${'"c"d,"\n'.repeat(10_000)}e,x\n`);
  expect(terms(list)).toEqual([[20_002, "e"]]);
  expect(list.issues.every(({ code }) => code === "malformed-record")).toBe(true);
});

test("says how many records end with CR LF, and no more", () => {
  expect(read('word\r\n"a\r\nb"\nc\r\nd').issues[0]?.message).toBe(
    "2 of 3 records end with CR LF: the CR is left out",
  );
});
