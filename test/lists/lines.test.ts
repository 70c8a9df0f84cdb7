import { describe, expect, test } from "@jest/globals";
import { formatList, type KeywordList, parseList } from "../../src/lists/lists.ts";

const encoder = new TextEncoder();

/** The list as a string, and as bytes where it has any broken ones. */
function read(input: string | Uint8Array, trim = false): KeywordList {
  return parseList(input, { format: "lines", name: "n", trim });
}

const terms = (list: KeywordList): unknown[] =>
  list.rules.map(({ parts, source }) => [source.line, parts[0]?.anyOf[0]?.text]);
const issues = (list: KeywordList): unknown[] =>
  list.issues.map(({ line, severity, code }) => `${line} ${severity} ${code}`);

test("a keyword is a rule of one part of one term", () => {
  const [rule] = read("a|b + c\n").rules;
  expect(rule).toEqual({
    id: "n:a|b + c",
    parts: [{ anyOf: [{ text: "a|b + c" }], min: 1 }],
    ordered: false,
    overlap: "shared",
    exceptions: [],
    action: "unknown",
    metadata: {},
    source: { list: "n", line: 1, start: 0, end: 7, raw: "a|b + c" },
  });
  expect(Object.getPrototypeOf(rule?.metadata)).toBe(null);
});

interface Oddity {
  readonly name: string;
  readonly input: string;
  readonly trim?: boolean;
  readonly terms: readonly (readonly [line: number, term: string])[];
  readonly issues: readonly string[];
}

const ODDITIES: readonly Oddity[] = [
  {
    name: "nothing odd",
    input: "a\nb\n",
    terms: [
      [1, "a"],
      [2, "b"],
    ],
    issues: [],
  },
  { name: "empty file", input: "", terms: [], issues: ["1 warning empty-list"] },
  {
    name: "one line break",
    input: "\n",
    terms: [],
    issues: ["1 note blank-line", "1 warning empty-list"],
  },
  {
    name: "byte order mark",
    input: "\uFEFFa\n\uFEFFb\n",
    terms: [
      [1, "a"],
      [2, "\uFEFFb"],
    ],
    issues: ["1 note byte-order-mark", "2 warning white-space"],
  },
  {
    name: "two byte order marks",
    input: "\uFEFF\uFEFFa\n",
    terms: [[1, "\uFEFFa"]],
    issues: ["1 warning white-space", "1 note byte-order-mark"],
  },
  {
    name: "byte order mark alone",
    input: "\uFEFF",
    terms: [],
    issues: ["1 note byte-order-mark", "1 warning empty-list"],
  },
  {
    name: "CR LF",
    input: "a\r\nb\r\n",
    terms: [
      [1, "a"],
      [2, "b"],
    ],
    issues: ["1 note crlf"],
  },
  {
    name: "mixed line breaks",
    input: "a\nb\r\nc\r\nd\n",
    terms: [
      [1, "a"],
      [2, "b"],
      [3, "c"],
      [4, "d"],
    ],
    issues: ["2 note crlf"],
  },
  {
    name: "CR inside an entry",
    input: "a\rb\n",
    terms: [[1, "a\rb"]],
    issues: ["1 warning carriage-return"],
  },
  {
    name: "CR before CR LF",
    input: "a\r\r\n",
    terms: [[1, "a\r"]],
    issues: ["1 warning white-space", "1 warning carriage-return", "1 note crlf"],
  },
  {
    name: "CR before CR LF, trimmed",
    input: "a\r\r\n",
    trim: true,
    terms: [[1, "a"]],
    issues: ["1 warning white-space", "1 note crlf"],
  },
  {
    name: "CR at the end of the file",
    input: "a\r",
    terms: [[1, "a\r"]],
    issues: ["1 warning white-space", "1 warning carriage-return", "1 note no-final-newline"],
  },
  {
    name: "lines that end with CR alone are one line",
    input: "a\rb\rc\r",
    trim: true,
    terms: [[1, "a\rb\rc"]],
    issues: ["1 warning white-space", "1 warning carriage-return", "1 note no-final-newline"],
  },
  {
    name: "blank lines",
    input: "\n \t\n\u3000\u00a0\n\r\na\n\n",
    terms: [[5, "a"]],
    issues: [
      "1 note blank-line",
      "2 note blank-line",
      "3 note blank-line",
      "4 note blank-line",
      "4 note crlf",
      "6 note blank-line",
    ],
  },
  {
    name: "white space around an entry",
    input: " a\nb \nc\n",
    terms: [
      [1, " a"],
      [2, "b "],
      [3, "c"],
    ],
    issues: ["1 warning white-space", "2 warning white-space"],
  },
  {
    name: "white space around an entry, trimmed",
    input: " a b\u3000\n",
    trim: true,
    terms: [[1, "a b"]],
    issues: ["1 warning white-space"],
  },
  {
    name: "duplicates",
    input: "a\nb\na\na\n",
    terms: [
      [1, "a"],
      [2, "b"],
      [3, "a"],
      [4, "a"],
    ],
    issues: ["3 warning duplicate", "4 warning duplicate"],
  },
  {
    name: "duplicates but for white space",
    input: "a\na \n",
    terms: [
      [1, "a"],
      [2, "a "],
    ],
    issues: ["2 warning white-space"],
  },
  {
    name: "duplicates but for white space, trimmed",
    input: "a\na \n",
    trim: true,
    terms: [
      [1, "a"],
      [2, "a"],
    ],
    issues: ["2 warning white-space", "2 warning duplicate"],
  },
  {
    name: "no final line break",
    input: "a\nb",
    terms: [
      [1, "a"],
      [2, "b"],
    ],
    issues: ["2 note no-final-newline"],
  },
  {
    name: "no final line break after a blank line",
    input: "a\n  ",
    terms: [[1, "a"]],
    issues: ["2 note blank-line", "2 note no-final-newline"],
  },
  {
    name: "names of prototype properties",
    input: "__proto__\nconstructor\n__proto__\n",
    terms: [
      [1, "__proto__"],
      [2, "constructor"],
      [3, "__proto__"],
    ],
    issues: ["3 warning duplicate"],
  },
  {
    name: "characters of several units, and a NUL",
    input: "𠮷👨‍👩‍👧\n\0\n",
    terms: [
      [1, "𠮷👨‍👩‍👧"],
      [2, "\0"],
    ],
    issues: [],
  },
  {
    name: "all at once",
    input: "\uFEFF a \r\n\r\na\n a \rx",
    trim: true,
    terms: [
      [1, "a"],
      [3, "a"],
      [4, "a \rx"],
    ],
    issues: [
      "1 warning white-space",
      "1 note byte-order-mark",
      "1 note crlf",
      "2 note blank-line",
      "3 warning duplicate",
      "4 warning white-space",
      "4 warning carriage-return",
      "4 note no-final-newline",
    ],
  },
];

describe.each(ODDITIES)(
  "$name",
  ({ input, trim, terms: expectedTerms, issues: expectedIssues }) => {
    test.each([
      ["a string", input],
      ["bytes", encoder.encode(input)],
    ])("as %s", (_kind, given) => {
      const list = read(given, trim);
      expect(terms(list)).toEqual(expectedTerms);
      expect(issues(list)).toEqual(expectedIssues);
      expect(formatList(list)).toEqual(encoder.encode(input));
    });
  },
);

test("places are bytes of bytes and code units of a string, before trimming, after the mark", () => {
  const input = "\uFEFF法轮\r\n 𠮷 \n";
  const places = (list: KeywordList): unknown[] =>
    list.rules.map(({ source }) => [source.line, source.start, source.end, source.raw]);
  expect(places(read(input, true))).toEqual([
    [1, 1, 3, "法轮"],
    [2, 5, 9, " 𠮷 "],
  ]);
  expect(places(read(encoder.encode(input), true))).toEqual([
    [1, 3, 9, "法轮"],
    [2, 11, 17, " 𠮷 "],
  ]);
});

test("equal entries are numbered, entries that differ in white space are not", () => {
  expect(read("a\na \na\na \n", true).rules.map(({ id }) => id)).toEqual([
    "n:a",
    "n:a%20",
    "n:a#2",
    "n:a%20#2",
  ]);
  expect(read("a \na\n", true).rules.map(({ id }) => id)).toEqual(["n:a%20", "n:a"]);
});

describe("bytes that are no UTF-8", () => {
  test.each([
    ["a stray continuation byte", [0x61, 0x80], 1],
    ["a sequence that is cut", [0x61, 0x62, 0xe4, 0xbd], 2],
    ["an overlong form", [0xc0, 0x80], 0],
    ["a surrogate", [0xe4, 0xb8, 0xad, 0xed, 0xa0, 0x80], 3],
    ["GBK", [0xb7, 0xa8, 0xc2, 0xd6], 0],
  ])("%s costs its line alone", (_name, broken, offset) => {
    const bytes = Uint8Array.from([...encoder.encode("好\n"), ...broken, 0x0d, 0x0a, 0x63, 0x0a]);
    const list = read(bytes);
    expect(terms(list)).toEqual([
      [1, "好"],
      [3, "c"],
    ]);
    expect(list.issues.map(({ line, code, severity }) => [line, code, severity])).toEqual([
      [2, "invalid-utf8", "error"],
      [2, "crlf", "note"],
    ]);
    expect(list.issues[0]?.message).toContain(`byte offset ${offset} of the line`);
    expect(formatList(list)).toEqual(bytes);
  });

  test("one issue for a line, however much is wrong with it", () => {
    expect(issues(read(Uint8Array.of(0xff, 0x61, 0xff, 0x80, 0x0a)))).toEqual([
      "1 error invalid-utf8",
      "1 warning empty-list",
    ]);
  });

  test("in the first line, the offset counts from the start of the file", () => {
    const list = read(Uint8Array.of(0xef, 0xbb, 0xbf, 0x61, 0xff, 0x0a));
    expect(list.issues[0]?.message).toContain("byte offset 4 of the line");
  });
});

test("a lone surrogate in a string stays in its term; as bytes it is U+FFFD", () => {
  const list = read("a\uD83D\nb\n");
  expect(terms(list)).toEqual([
    [1, "a\uD83D"],
    [2, "b"],
  ]);
  expect(list.rules[1]?.source.start).toBe(3);
  expect(formatList(list)).toEqual(encoder.encode("a\uFFFD\nb\n"));
});

test("a term that is too long is no rule, and its line says so", () => {
  const input = " aaa \naaaa\n𠮷𠮷\n";
  const list = parseList(input, { format: "lines", trim: true, maxTermLength: 3 });
  expect(terms(list)).toEqual([[1, "aaa"]]);
  expect(issues(list)).toEqual(["1 warning white-space", "2 error too-long", "3 error too-long"]);
  expect(list.issues[1]?.message).toBe(
    "a term of 4 UTF-16 code units, expected at most 3 (option maxTermLength): no rule",
  );
});

test("the limit that no option names is 65,536 code units", () => {
  expect(read("a".repeat(65_536)).rules).toHaveLength(1);
  expect(issues(read(`${"a".repeat(65_537)}\n`))).toEqual([
    "1 error too-long",
    "1 warning empty-list",
  ]);
});

test("rules of one term share their parts, and rules without metadata its absence", () => {
  const [first, second, third] = read("a\na\nb\n").rules;
  expect(second?.parts).toBe(first?.parts);
  expect(third?.metadata).toBe(first?.metadata);
  expect(third?.exceptions).toBe(first?.exceptions);
});

test("says how many lines end with CR LF", () => {
  expect(read("a\nb\r\nc\r\nd").issues[0]?.message).toBe(
    "2 of 3 lines end with CR LF: the CR is left out",
  );
});
