import { expect, test } from "@jest/globals";
import fc from "fast-check";
import {
  type Automaton,
  type ClassTable,
  compileAutomaton,
  createMatchBuffer,
} from "../../src/automaton/automaton.ts";
import { countPatternMatches } from "../../src/automaton/count.ts";
import { loadAutomaton } from "../../src/automaton/load.ts";
import { makeTable } from "../support/class-table.ts";
import { type NaiveExpansion, type NaiveMatch, naiveMatches } from "../support/naive.ts";

// Random lists and texts over small and large alphabets, with absent characters, expansions whose cuts are
// allowed or not, astral characters and lone surrogates, against the naive matcher.

const expand = (character: string): NaiveExpansion<string> => {
  switch (character) {
    case "_":
    case "\u{e0001}":
      return { symbols: [], joined: [] };
    case "A":
      return { symbols: ["a"], joined: [false] };
    case "2":
    case "\u{1d400}":
      return { symbols: ["a", "b"], joined: [false, false] };
    case "3":
      return { symbols: ["a", "a", "a"], joined: [false, false, false] };
    case "4":
      return { symbols: ["a", "b", "a", "b"], joined: [false, true, false, true] };
    case "é":
      return { symbols: ["b", "c"], joined: [false, true] };
    case "ê":
      return { symbols: ["z", "a"], joined: [false, true] };
    default:
      return { symbols: [character], joined: [false] };
  }
};

/** Without a budget the search by links takes over at the first walk, with these at the next ones. */
const BUDGETS = [{ budget: 0 }, { budget: 1 / 64 }, { budget: 1 }];

/** A compiled automaton, and others made again from its sections, in which the other search takes over. */
function* searchesOf(patterns: Uint16Array[], table: ClassTable): Generator<Automaton> {
  const automaton = compileAutomaton(patterns, table);
  yield automaton;
  for (const options of BUDGETS) {
    yield loadAutomaton(automaton.sections(), options);
  }
}

const ALPHABETS = {
  "two letters": "ab",
  "three letters": "abc",
  "letters, absent ones and expansions": "aabbcA_234éêz",
  "astral characters and lone surrogates": "ab𠮷𠮶\u{24bb7}\u{1d400}\u{e0001}\ud842\udfb7",
  "twenty letters": "abcdefghijklmnopqrst",
  "three thousand characters": String.fromCharCode(
    ...Array.from({ length: 3000 }, (_, index) => 0x4e00 + index),
  ),
};

/** Every search of an automaton finds what is expected. */
function expectMatches(automaton: Automaton, text: string, expected: readonly NaiveMatch[]): void {
  const counts = new Uint32Array(automaton.patternCount);
  for (const { pattern } of expected) {
    counts[pattern] = (counts[pattern] ?? 0) + 1;
  }
  // An array of code units, between others that would make longer matches.
  const from = 3;
  const to = from + text.length;
  const units = new Uint16Array(to + 3).fill("a".charCodeAt(0));
  for (let place = 0; place < text.length; place++) {
    units[from + place] = text.charCodeAt(place);
  }
  expect(automaton.matches(text)).toEqual(expected);
  expect(automaton.test(text)).toBe(expected.length > 0);

  // What a buffer holds already stays, also where it looks like a match of this text.
  const inText = createMatchBuffer(1);
  inText.words.set([7, 0, 0]);
  inText.length = 3;
  automaton.collect(text, inText);
  expect(sorted(inText, 3)).toEqual(expected);
  expect([...inText.words.subarray(0, 3)]).toEqual([7, 0, 0]);
  const visited: NaiveMatch[] = [];
  automaton.scanUnits(units, from, to, (pattern, start, end) => {
    visited.push({ pattern, start: start - from, end: end - from });
    return false;
  });
  expect(visited.sort(compare)).toEqual(expected);

  const found = new Uint32Array(automaton.patternCount);
  countPatternMatches(automaton, text, found);
  expect(found).toEqual(counts);
  countPatternMatches(automaton, units.subarray(from, to), found);
  expect(found).toEqual(counts.map((count) => 2 * count));
}

/** The matches of a buffer from a mark on as objects, in the order of `matches`. */
function sorted(
  { words, length }: { words: Int32Array; length: number },
  mark: number,
): NaiveMatch[] {
  const matches: NaiveMatch[] = [];
  for (let at = mark; at < length; at += 3) {
    const [pattern = 0, start = 0, end = 0] = words.subarray(at, at + 3);
    matches.push({ pattern, start, end });
  }
  return matches.sort(compare);
}

function compare(a: NaiveMatch, b: NaiveMatch): number {
  return a.start - b.start || b.end - a.end || a.pattern - b.pattern;
}

for (const [name, alphabet] of Object.entries(ALPHABETS)) {
  const characters = [...alphabet];
  // Joined from units as well as characters, so that neighbours may form pairs.
  const words = (maxLength: number): fc.Arbitrary<string> =>
    fc.array(fc.constantFrom(...characters), { maxLength }).map((picked) => picked.join(""));

  test(`finds what the naive matcher finds: ${name}`, () => {
    fc.assert(
      fc.property(
        fc.array(words(6), { maxLength: 12 }),
        words(40),
        fc.array(fc.nat(), { maxLength: 3 }),
        (list, filler, picks) => {
          const patterns = list.filter((pattern) =>
            [...pattern].some((character) => expand(character).symbols.length > 0),
          );
          // Patterns are planted, so that large alphabets have matches too.
          const planted = picks.map((pick) => patterns[pick % Math.max(patterns.length, 1)] ?? "");
          const text = planted.join(filler.slice(0, 2)) + filler;
          const { table, encode } = makeTable(alphabet + text, patterns, expand);
          const expected = naiveMatches(
            patterns.map((pattern) => [...pattern].flatMap((c) => expand(c).symbols)),
            text,
            expand,
          );
          for (const automaton of searchesOf(patterns.map(encode), table)) {
            expectMatches(automaton, text, expected);
          }
        },
      ),
      { numRuns: 120 },
    );
  });
}

test("walks that grow too long: patterns of thousands of symbols, and runs of absent characters", () => {
  const line = "a".repeat(4_500);
  const period = `b${"a".repeat(1_499)}`;
  const patterns = [`${line}b`, "ab", "ba", `${period.repeat(3)}c`, `${period.repeat(2)}b`, "2c"];
  const texts = [
    `${line}b${line}ab`,
    `a${"_".repeat(9_000)}b${line}`,
    `2${"_".repeat(5_000)}c_2${"_".repeat(4_096)}c`,
    `${period.repeat(6)}c`,
    `a${"_".repeat(5_000)}4`,
  ];
  for (const text of texts) {
    const { table, encode } = makeTable("_24", patterns, expand);
    const expected = naiveMatches(
      patterns.map((pattern) => [...pattern].flatMap((c) => expand(c).symbols)),
      text,
      expand,
    );
    expect(expected.length).toBeGreaterThan(0);
    for (const automaton of searchesOf(patterns.map(encode), table)) {
      expectMatches(automaton, text, expected);
    }
  }
});

test("patterns that are prefixes and suffixes of each other, in a text that is one big pattern", () => {
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom("a", "b"), minLength: 1, maxLength: 40 }),
      fc.array(fc.tuple(fc.nat(40), fc.nat(40)), { maxLength: 10 }),
      (text, cuts) => {
        const pieces = cuts.map(([from, to]) => text.slice(Math.min(from, to), Math.max(from, to)));
        const patterns = [text, ...pieces.filter((piece) => piece !== "")];
        const { table, encode } = makeTable(text, patterns, expand);
        const automaton = compileAutomaton(patterns.map(encode), table);
        expect(automaton.matches(text)).toEqual(
          naiveMatches(
            patterns.map((pattern) => [...pattern]),
            text,
            expand,
          ),
        );
      },
    ),
    { numRuns: 1_000 },
  );
});

test("lists of thousands of patterns, so that arrays grow while they are filled", () => {
  const letters = [..."abcdefghijklmnopqrstuvwxyz56789"];
  const pattern = fc.string({ unit: fc.constantFrom(...letters), minLength: 1, maxLength: 7 });
  fc.assert(
    fc.property(
      fc.array(pattern, { minLength: 2_000, maxLength: 4_000, size: "max" }),
      fc.array(fc.nat(), { minLength: 20, maxLength: 40 }),
      fc.boolean(),
      (patterns, picks, hasSingles) => {
        const list = hasSingles ? patterns : patterns.filter(({ length }) => length > 1);
        const text = picks.map((pick) => list[pick % list.length]).join("");
        const { table, encode } = makeTable(text, list, expand);
        const expected = naiveMatches(
          list.map((one) => [...one]),
          text,
          expand,
        );
        for (const automaton of searchesOf(list.map(encode), table)) {
          expect(automaton.matches(text)).toEqual(expected);
        }
      },
    ),
    { numRuns: 6, endOnFailure: true },
  );
});

test("long texts, in which special characters are dense, rare or absent", () => {
  fc.assert(
    fc.property(
      fc.array(fc.string({ unit: fc.constantFrom(..."abcé_2"), minLength: 1, maxLength: 9 }), {
        maxLength: 8,
      }),
      fc.array(
        fc.tuple(
          fc.string({ unit: fc.constantFrom(..."abcd"), maxLength: 6 }),
          fc.nat(120),
          fc.constantFrom("", "", "é", "_", "2", "3", "\u{1d400}", "\ud842"),
        ),
        { maxLength: 12 },
      ),
      (list, pieces) => {
        const patterns = list.filter((pattern) => /[^_]/u.test(pattern));
        const text = pieces
          .map(([piece, times, special]) => piece.repeat(times) + special)
          .join("")
          .slice(0, 2_000);
        const { table, encode } = makeTable(`_23é\u{1d400}${text}`, patterns, expand);
        const expected = naiveMatches(
          patterns.map((pattern) => [...pattern].flatMap((c) => expand(c).symbols)),
          text,
          expand,
        );
        for (const automaton of searchesOf(patterns.map(encode), table)) {
          expect(automaton.matches(text)).toEqual(expected);
        }
      },
    ),
    { numRuns: 150 },
  );
});
