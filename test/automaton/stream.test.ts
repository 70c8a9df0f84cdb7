import { describe, expect, test } from "@jest/globals";
import { patternMatchesAt } from "../../src/automaton/at-start.ts";
import {
  type Automaton,
  compileAutomaton,
  type PatternMatch,
} from "../../src/automaton/automaton.ts";
import { createCarriedSearch } from "../../src/automaton/carried.ts";
import { extentOf } from "../../src/automaton/extent.ts";
import { iteratePatternMatches } from "../../src/automaton/iterate.ts";
import { leftmostPatternMatches } from "../../src/automaton/leftmost.ts";
import { createPatternStream } from "../../src/automaton/stream.ts";
import { createTail } from "../../src/automaton/tail.ts";
import { VECTORS, writeMatches } from "../conformance/vectors.ts";
import { makeTable } from "../support/class-table.ts";

const expand = (
  character: string,
): { readonly symbols: readonly string[]; readonly joined: readonly boolean[] } =>
  character === "_" ? { symbols: [], joined: [] } : { symbols: [character], joined: [false] };

function compile(patterns: readonly string[], alphabet = "abc_. "): Automaton {
  const { table, encode } = makeTable(alphabet, patterns, expand);
  return compileAutomaton(patterns.map(encode), table);
}

describe("conformance: one code unit after another, and one match after another", () => {
  for (const { name, patterns, text, matches } of VECTORS) {
    test(name, () => {
      const { table, encode } = makeTable(text, patterns, (character) => ({
        symbols: [character],
        joined: [false],
      }));
      const automaton = compileAutomaton(patterns.map(encode), table);
      expect(writeMatches([...iteratePatternMatches(automaton, text)])).toBe(matches);
      const stream = createPatternStream(automaton);
      const found = [...text.split("").flatMap((unit) => stream.push(unit)), ...stream.finish()];
      const byStart = (a: PatternMatch, b: PatternMatch): number =>
        a.start - b.start || b.end - a.end || a.pattern - b.pattern;
      expect(writeMatches(found.sort(byStart))).toBe(matches);
    });
  }
});

test("what becomes of the arrays of patterns after compiling makes no difference", () => {
  const { table, encode } = makeTable("abx", ["abab"], expand);
  const symbols = encode("abab");
  const starts = Uint32Array.of(0, symbols.length);
  const automaton = compileAutomaton({ symbols, starts }, table);
  symbols.fill(0);
  starts.fill(0);
  expect(extentOf(automaton).maxLength).toBe(4);
  const stream = createPatternStream(automaton);
  const found = [...stream.push("xab"), ...stream.push("abx"), ...stream.finish()];
  expect(writeMatches(found)).toBe("0:1-5");
});

/** Finds `ab` and nothing else, by the last code units only: for texts that no real search reads in time. */
const QUICK = {
  ...compile(["ab"]),
  scan: (
    text: string,
    visit: (pattern: number, start: number, end: number) => boolean,
  ): boolean => {
    const start = text.indexOf("ab", text.length - 8);
    return start >= 0 && visit(0, start, start + 2);
  },
};

test("offsets beyond 2 ** 31 are those of the whole text", () => {
  const stream = createPatternStream(QUICK);
  const block = ".".repeat(2 ** 24);
  for (let count = 0; count < 2 ** 8; count++) {
    expect(stream.push(block)).toEqual([]);
  }
  expect(stream.push(".a")).toEqual([]);
  expect(stream.push("b.")).toEqual([{ pattern: 0, start: 2 ** 32 + 1, end: 2 ** 32 + 3 }]);
});

test("a match may hold a run of absent characters of any length, and no more than two of them are kept", () => {
  const automaton = compile(["ab", "cc"]);
  const stream = createPatternStream(automaton);
  const run = "_".repeat(10_000);
  expect(stream.push("ca_")).toEqual([]);
  for (let count = 0; count < 50; count++) {
    expect(stream.push(run)).toEqual([]);
  }
  expect(stream.push("_b")).toEqual([{ pattern: 0, start: 1, end: 500_005 }]);

  const tail = createTail({ before: 2, after: 1, symbolCount: extentOf(automaton).symbolCount });
  tail.append("acab", false);
  tail.trim();
  for (let count = 0; count < 5; count++) {
    expect(tail.append(run, false).text.length - run.length).toBeLessThanOrEqual(5);
    tail.trim();
  }
});

test("what is kept does not grow with the text, nor reach over a character of no pattern", () => {
  const tail = createTail({
    before: 3,
    after: 0,
    symbolCount: extentOf(compile(["abcabc"])).symbolCount,
  });
  for (const [piece, kept] of [
    ["abcab", "cab"],
    // Not more than twice what it had to be when it was last looked at.
    ["c", "cabc"],
    ["a.b", ".b"],
    ["..", ".b.."],
    [".", "."],
  ] as const) {
    tail.append(piece, false);
    tail.trim();
    expect(tail.append("", false).text).toBe(kept);
    tail.trim();
  }
  expect(tail.origin()).toBe(11);
});

test("single characters are not searched again and again, however long patterns are", () => {
  const long = `${"a".repeat(500)}b`;
  const automaton = compile([long, "ab", "b"]);
  let searched = 0;
  const watched: Automaton = {
    ...automaton,
    scan: (text, visit) => {
      searched += text.length;
      return automaton.scan(text, visit);
    },
  };
  const stream = createPatternStream(watched);
  const found: PatternMatch[] = [];
  const text = `${"a".repeat(20_000)}b.${long}`;
  for (const unit of text) {
    found.push(...stream.push(unit));
  }
  expect(found.map(({ start, end }) => [start, end])).toEqual([
    [19_500, 20_001],
    [19_999, 20_001],
    [20_000, 20_001],
    [20_002, 20_503],
    [20_501, 20_503],
    [20_502, 20_503],
  ]);
  // Far fewer than the pieces times what would be kept: the rest is read by links.
  expect(searched).toBeLessThan(150_000);
  // A long piece is searched as any text again, from where nothing is under way.
  const before = searched;
  const piece = `${"a".repeat(100)}${".".repeat(5_000)}b`;
  expect(stream.push(piece)).toEqual([{ pattern: 2, start: 25_603, end: 25_604 }]);
  expect(searched - before).toBeGreaterThan(4_500);
  expect(stream.push("b")).toEqual([{ pattern: 2, start: 25_604, end: 25_605 }]);
});

test("single characters are not searched again and again where patterns are short, either", () => {
  const automaton = compile([`${"a".repeat(40)}b`]);
  let searched = 0;
  const stream = createPatternStream({
    ...automaton,
    scan: (text, visit) => {
      searched += text.length;
      return automaton.scan(text, visit);
    },
  });
  for (let count = 0; count < 20_000; count++) {
    stream.push("a");
  }
  expect(stream.push("b")).toEqual([{ pattern: 0, start: 19_960, end: 20_001 }]);
  expect(searched).toBeLessThan(100_000);
});

test("a match that is read by links may begin any distance before it ends", () => {
  const { dictionary } = extentOf(compile(["ab", "b"]));
  const far = 2 ** 40;
  const search = createCarriedSearch(dictionary, {
    text: "a_",
    startOf: (place) => (place === 0 ? 7 : far + place),
  });
  const found: (readonly number[])[] = [];
  const visit = (...match: readonly number[]): boolean => found.push(match) < 0;
  // Through several blocks.
  search.read("_".repeat(10_000), 0, 10_000, visit);
  expect(search.isIdle()).toBe(false);
  search.read(".b.", 1, 3, visit);
  expect(found).toEqual([
    [0, 7, far + 10_003],
    [1, far + 10_002, far + 10_003],
  ]);
  expect(search.isIdle()).toBe(true);
  expect(search.place()).toBe(far + 10_004);
});

test("a character of several symbols that is far away begins one match, however many of them do", () => {
  const { table, encode } = makeTable("a_…", ["aaa"], (character) =>
    character === "…"
      ? { symbols: ["a", "a", "a"], joined: [false, false, false] }
      : expand(character),
  );
  const { dictionary } = extentOf(compileAutomaton([encode("aaa")], table));
  const far = 2 ** 40;
  const search = createCarriedSearch(dictionary, {
    text: "…_",
    startOf: (place) => (place === 0 ? 7 : far + place),
  });
  const found: (readonly number[])[] = [];
  search.read("…", 0, 1, (...match) => found.push(match) < 0);
  expect(found).toEqual([
    [0, 7, far + 3],
    [0, far + 2, far + 3],
  ]);
});

test("half of a pair waits for its other half", () => {
  const automaton = compile(["a\u{20bb7}", "\ud842"], "a\u{20bb7}\ud842");
  const stream = createPatternStream(automaton);
  expect(stream.push("a\ud842")).toEqual([]);
  expect(stream.push("\udfb7\ud842")).toEqual([{ pattern: 0, start: 0, end: 3 }]);
  expect(stream.push("")).toEqual([]);
  expect(stream.push("a")).toEqual([{ pattern: 1, start: 3, end: 4 }]);
  expect(stream.push("\ud842")).toEqual([]);
  expect(stream.finish()).toEqual([{ pattern: 1, start: 5, end: 6 }]);
});

test("bytes are read as TextDecoder reads them all: a byte order mark is nothing, half a character U+FFFD", () => {
  const automaton = compile(["ab", "b\ufffd"], "ab\ufffd\ufeff");
  const stream = createPatternStream(automaton);
  expect(stream.push(Uint8Array.of(0xef, 0xbb))).toEqual([]);
  expect(stream.push(Uint8Array.of(0xbf, 0x61))).toEqual([]);
  expect(stream.push(Uint8Array.of(0x62, 0xe6, 0xb3))).toEqual([{ pattern: 0, start: 0, end: 2 }]);
  expect(stream.finish()).toEqual([{ pattern: 1, start: 1, end: 3 }]);
});

test("misuse is refused, whatever the text", () => {
  const automaton = compile(["ab"]);
  const stream = createPatternStream(automaton);
  expect(() => stream.push(5 as unknown as string)).toThrow(
    new TypeError("a piece is of type number, expected a string or a Uint8Array"),
  );
  stream.push("a");
  expect(() => stream.push(Uint8Array.of(0x62))).toThrow(
    new TypeError("a piece is of the kind bytes, expected string like those before it"),
  );
  stream.finish();
  for (const call of [() => stream.push("a"), () => stream.finish()]) {
    expect(call).toThrow(new TypeError("the text has ended, expected no call after finish"));
  }
  expect(() => patternMatchesAt(automaton, "ab", 3)).toThrow(
    new RangeError("3 is no offset in the text, expected a whole number from 0 to 2"),
  );
  expect(() => patternMatchesAt(automaton, "ab", 0.5)).toThrow(RangeError);
  expect(() => leftmostPatternMatches(automaton, "ab", "shortest" as "first")).toThrow(
    new RangeError('prefer is "shortest", expected longest or first'),
  );
});

test("an iterator gives matches in order across blocks, and searches no further than it is asked", () => {
  const automaton = compile(["ab", "ba", "abc", "c_c", "bcab"]);
  const text = "abc_ab.cab_".repeat(2_000);
  expect([...iteratePatternMatches(automaton, text)]).toEqual(automaton.matches(text));

  let searched = 0;
  const watched: Automaton = {
    ...automaton,
    scan: (piece, visit) => {
      searched += piece.length;
      return automaton.scan(piece, visit);
    },
  };
  expect(iteratePatternMatches(watched, text).next().value).toEqual({
    pattern: 2,
    start: 0,
    end: 3,
  });
  expect(searched).toBeLessThan(5_000);
});

test("an iterator takes as many matches of one block as there are", () => {
  const nested = Array.from({ length: 60 }, (_, index) => "a".repeat(index + 1));
  const text = "a".repeat(4_000);
  let count = 0;
  for (const { start, end } of iteratePatternMatches(compile(nested), text)) {
    count += end > start ? 1 : 0;
  }
  expect(count).toBe(60 * 4_000 - (59 * 60) / 2);
});

test("leftmost, as the crate aho-corasick has it in its documentation", () => {
  const found = (
    patterns: readonly string[],
    text: string,
    prefer: "first" | "longest",
  ): number[] =>
    leftmostPatternMatches(compile(patterns, text), text, prefer).map(({ pattern }) => pattern);
  expect(found(["b", "abc", "abcd"], "abcd", "first")).toEqual([1]);
  expect(found(["b", "abc", "abcd"], "abcd", "longest")).toEqual([2]);
  expect(found(["Samwise", "Sam"], "Samwise", "first")).toEqual([0]);
  expect(found(["Sam", "Samwise"], "Samwise", "first")).toEqual([0]);
  expect(found(["Sam", "Samwise"], "Samwise", "longest")).toEqual([1]);
  // The first that begins is taken, though a longer one begins before it ends.
  expect(found(["ab", "bcd", "cd"], "abcd", "longest")).toEqual([0, 2]);
  // Of equal patterns the one given first.
  expect(found(["ab", "ab"], "abab", "longest")).toEqual([0, 0]);
});

test("only the start is searched for matches at an offset", () => {
  const automaton = compile(["ab", "a", "abc"]);
  let searched = 0;
  const watched: Automaton = {
    ...automaton,
    matches: (text) => {
      searched += text.length;
      return automaton.matches(text);
    },
  };
  expect(patternMatchesAt(watched, `__ab_c${"ab".repeat(1_000)}`, 1)).toEqual([
    { pattern: 2, start: 2, end: 6 },
    { pattern: 0, start: 2, end: 4 },
    { pattern: 1, start: 2, end: 3 },
  ]);
  expect(searched).toBe(4);
  expect(patternMatchesAt(automaton, ".ab")).toEqual([]);
});
