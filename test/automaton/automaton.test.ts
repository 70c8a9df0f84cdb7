import { describe, expect, test } from "@jest/globals";
import { type ClassTable, compileAutomaton } from "../../src/automaton/automaton.ts";
import { countPatternMatches } from "../../src/automaton/count.ts";
import { loadAutomaton } from "../../src/automaton/load.ts";
import { VECTORS, writeMatches } from "../conformance/vectors.ts";
import { makeTable } from "../support/class-table.ts";
import type { NaiveExpansion } from "../support/naive.ts";

const itself = (character: string): NaiveExpansion<string> => ({
  symbols: [character],
  joined: [false],
});

describe("conformance", () => {
  for (const { name, patterns, text, matches } of VECTORS) {
    test(name, () => {
      const { table, encode } = makeTable(text, patterns, itself);
      const automaton = compileAutomaton(patterns.map(encode), table);
      expect(writeMatches(automaton.matches(text))).toBe(matches);
      expect(automaton.test(text)).toBe(matches !== "");
    });
  }
});

// `_` counts as absent, `2` stands for "ab", `3` for "aaa", `é` for "e" and an inseparable "'".
const special = (character: string): NaiveExpansion<string> => {
  switch (character) {
    case "_":
    case "\u{e0001}":
      return { symbols: [], joined: [] };
    case "2":
    case "\u{1d400}":
      return { symbols: ["a", "b"], joined: [false, false] };
    case "3":
      return { symbols: ["a", "a", "a"], joined: [false, false, false] };
    case "é":
      return { symbols: ["e", "'"], joined: [false, true] };
    default:
      return itself(character);
  }
};

describe("characters that count as none or several", () => {
  const rows: [name: string, patterns: string[], text: string, matches: string][] = [
    ["absent between", ["ab"], "a_b", "0:0-3"],
    ["absent many between", ["ab"], "xa____bx", "0:1-7"],
    ["absent around is not covered", ["ab"], "_ab_", "0:1-3"],
    ["absent astral between", ["ab"], "a\u{e0001}b", "0:0-4"],
    ["absent alone is no match", ["ab"], "___", ""],
    ["absent in the pattern", ["a_b"], "ab", "0:0-2"],
    ["several, covered whole", ["ab"], "x2x", "0:1-2"],
    ["several, first part", ["a"], "x2", "0:1-2"],
    ["several, last part", ["b"], "x2", "0:1-2"],
    ["several, begun within", ["bx"], "2x", "0:0-2"],
    ["several, ended within", ["xa"], "x2", "0:0-2"],
    ["several, from one into the next", ["ba"], "22", "0:0-2"],
    ["several in the pattern", ["2"], "ab", "0:0-2"],
    ["several, astral", ["ab"], "x\u{1d400}x", "0:1-3"],
    ["one span once, though met twice", ["aa"], "3", "0:0-1"],
    ["one span once, from one into the next", ["aa"], "33", "0:0-2 0:0-1 0:1-2"],
    ["one span once, for each pattern", ["a", "aa"], "3", "0:0-1 1:0-1"],
    ["four of six", ["aaaa"], "33", "0:0-2"],
    ["inseparable, whole", ["é"], "xé", "0:1-2"],
    ["inseparable, whole, written apart", ["é"], "xe'", "0:1-3"],
    ["inseparable, no match that leaves the mark", ["e"], "é", ""],
    ["inseparable, no match that begins at the mark", ["'x"], "éx", ""],
    ["inseparable, reached over", ["e'x"], "éx", "0:0-2"],
    ["apart, the mark may be left", ["e"], "e'", "0:0-1"],
    ["mark not in the list", ["e"], "éee", "0:1-2 0:2-3"],
  ];
  for (const [name, patterns, text, matches] of rows) {
    test(name, () => {
      const { table, encode } = makeTable(text, patterns, special);
      const automaton = compileAutomaton(patterns.map(encode), table);
      expect(writeMatches(automaton.matches(text))).toBe(matches);
      expect(automaton.test(text)).toBe(matches !== "");
    });
  }
});

test("a visitor stops the search, and may search again with the same automaton", () => {
  const { table, encode } = makeTable("ab", ["ab", "b"], itself);
  const automaton = compileAutomaton(["ab", "b"].map(encode), table);
  const visited: string[] = [];
  const stopped = automaton.scan("abab", (pattern, start, end) => {
    visited.push(`${pattern}:${start}-${end}`, writeMatches(automaton.matches("bab")));
    return start === 2;
  });
  expect(stopped).toBe(true);
  expect(visited[visited.length - 2]).toBe("0:2-4");
  expect(new Set(visited.filter((_, index) => index % 2 === 1))).toEqual(
    new Set(["1:0-1 0:1-3 1:2-3"]),
  );
});

test("a visitor that throws leaves the automaton as it was", () => {
  const { table, encode } = makeTable("ab", ["ab"], itself);
  const automaton = compileAutomaton(["ab"].map(encode), table);
  expect(() =>
    automaton.scan("ab", () => {
      throw new Error("mine");
    }),
  ).toThrow("mine");
  expect(writeMatches(automaton.matches("xab"))).toBe("0:1-3");
});

test("each of many patterns is found in itself, equal ones too", () => {
  // All words of four letters that end with x or y: rows and nodes of every size.
  const letters = [..."abcdefghijklmnopqrstuvwxyz"];
  const patterns = letters.flatMap((second) =>
    letters.flatMap((third) => [
      `a${second}${third}x`,
      `a${second}${third}y`,
      `b${third}${second}`,
    ]),
  );
  const list = [...patterns, ...patterns.slice(0, 500)];
  const { table, encode } = makeTable("", list, itself);
  const automaton = compileAutomaton(list.map(encode), table);
  const lost = list.filter(
    (pattern, index) =>
      !automaton.matches(pattern).some((match) => match.pattern === index && match.start === 0),
  );
  expect(lost).toEqual([]);
  // The start of a pattern is no match.
  expect(patterns.filter((pattern) => automaton.test(pattern.slice(0, 2)))).toEqual([]);
});

test("one code point may stand for thousands of symbols", () => {
  const many = (character: string): NaiveExpansion<string> =>
    character === "b"
      ? {
          symbols: new Array<string>(5_000).fill("a"),
          joined: new Array<boolean>(5_000).fill(false),
        }
      : itself(character);
  const { table, encode } = makeTable("bx", ["aa", "ax"], many);
  const automaton = compileAutomaton(["aa", "ax"].map(encode), table);
  expect(writeMatches(automaton.matches("bx"))).toBe("1:0-2 0:0-1");
  expect(writeMatches(automaton.matches("xb"))).toBe("0:1-2");
  expect(automaton.test("xb")).toBe(true);
});

test("200,000 patterns compile", () => {
  const patterns = Array.from({ length: 200_000 }, (_, index) => String(index).padStart(6, "0"));
  const { table, encode } = makeTable("0123456789", ["0123456789"], itself);
  const automaton = compileAutomaton(patterns.map(encode), table);
  expect(automaton.patternCount).toBe(200_000);
  expect(writeMatches(automaton.matches("x000123456x"))).toBe(
    "123:1-7 1234:2-8 12345:3-9 123456:4-10",
  );
});

describe("refuses", () => {
  const { table, encode } = makeTable("ab", ["ab"], itself);
  const broken: [name: string, patterns: Uint16Array[], table: Partial<ClassTable>][] = [
    ["an empty pattern", [Uint16Array.of()], {}],
    ["class 0 in a pattern", [Uint16Array.of(1, 0)], {}],
    ["a class that the table lacks", [Uint16Array.of(3)], {}],
    ["no classes", [], { classCount: 0 }],
    ["too many classes", [], { classCount: 0xffff }],
    ["a short table", [], { units: new Uint16Array(256) }],
    ["a unit that is no class", [], { units: new Uint16Array(0x10000).fill(9) }],
    ["escapes out of order", [], { escapes: Uint32Array.of(2, 1) }],
    ["starts that are too few", [], { escapes: Uint32Array.of(1) }],
    [
      "starts that lead outside",
      [],
      { escapes: Uint32Array.of(1), escapeStarts: Uint32Array.of(0, 7) },
    ],
    [
      "a symbol that is no class",
      [],
      {
        escapes: Uint32Array.of(1),
        escapeStarts: Uint32Array.of(0, 1),
        escapeSymbols: Uint16Array.of(3),
        escapeJoined: Uint8Array.of(0),
      },
    ],
    [
      "flags that are too few",
      [],
      {
        escapes: Uint32Array.of(1),
        escapeStarts: Uint32Array.of(0, 1),
        escapeSymbols: Uint16Array.of(1),
      },
    ],
  ];
  for (const [name, patterns, change] of broken) {
    test(name, () => {
      expect(() => compileAutomaton(patterns, { ...table, ...change })).toThrow(RangeError);
    });
  }
  const automaton = compileAutomaton(["ab"].map(encode), table);
  test("counts that are too few", () => {
    expect(() => countPatternMatches(automaton, "ab", new Uint32Array(0))).toThrow(RangeError);
  });
  for (const [from, to] of [
    [-1, 1],
    [2, 1],
    [0, 4],
    [Number.NaN, 1],
  ] as const) {
    test(`units from ${from} to ${to} of three`, () => {
      expect(() => automaton.scanUnits(new Uint16Array(3), from, to, () => true)).toThrow(
        RangeError,
      );
    });
  }
  test("sections of which one is missing or of another type", () => {
    const sections = automaton.sections();
    for (const name of sections.keys()) {
      const fewer = new Map(sections);
      fewer.delete(name);
      expect(() => loadAutomaton(fewer)).toThrow(`the section ${name} is missing`);
      fewer.set(name, new Float64Array(1) as never);
      expect(() => loadAutomaton(fewer)).toThrow(RangeError);
    }
  });
  test("a text that is no string", () => {
    expect(() => automaton.test(12 as unknown as string)).toThrow(TypeError);
  });
});
