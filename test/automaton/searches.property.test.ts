import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { patternMatchesAt } from "../../src/automaton/at-start.ts";
import {
  type Automaton,
  compileAutomaton,
  type PatternMatch,
} from "../../src/automaton/automaton.ts";
import { extentOf } from "../../src/automaton/extent.ts";
import { iteratePatternMatches } from "../../src/automaton/iterate.ts";
import { leftmostPatternMatches } from "../../src/automaton/leftmost.ts";
import { loadAutomaton } from "../../src/automaton/load.ts";
import { createPieceSearch } from "../../src/automaton/piece-search.ts";
import { createPatternStream } from "../../src/automaton/stream.ts";
import { makeTable } from "../support/class-table.ts";
import { type NaiveExpansion, type NaiveMatch, naiveMatches } from "../support/naive.ts";
import { cutAt, naiveAt, naiveLeftmost } from "../support/naive-searches.ts";

// Searches that end where another begins, that begin at one place, that are asked one by one, and of texts that
// come in pieces: against their definitions, on all that the naive matcher finds.

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
    case "é":
      return { symbols: ["b", "c"], joined: [false, true] };
    case "ê":
      return { symbols: ["z", "a"], joined: [false, true] };
    default:
      return { symbols: [character], joined: [false] };
  }
};

const isAbsent = (character: string): boolean => expand(character).symbols.length === 0;

const BUDGETS = [{}, { budget: 0 }, { budget: 1 }];

const range = (count: number, from: number): string[] =>
  Array.from({ length: count }, (_, index) => String.fromCharCode(from + index));

const ALPHABETS: Readonly<Record<string, readonly string[]>> = {
  "two letters": [..."ab"],
  "three letters": [..."abc"],
  "twenty letters": range(20, 0x61),
  "letters, absent ones and expansions": [..."aabbcA__23éêz"],
  "astral characters, absent ones and lone surrogates": [
    ..."ab𠮷𠮶\u{24bb7}\u{1d400}\u{e0001}_\ud842\udfb7",
  ],
  "three thousand characters": range(3000, 0x4e00),
};

interface Case {
  /** Symbols of the longest pattern. */
  readonly longest: number;
  readonly automata: readonly Automaton[];
  readonly texts: readonly { readonly text: string; readonly expected: readonly NaiveMatch[] }[];
}

function makeCase(
  alphabet: readonly string[],
  list: readonly string[],
  fillers: readonly string[],
  picks: readonly number[],
): Case {
  const patterns = list.filter((pattern) => ![...pattern].every(isAbsent));
  // Patterns are planted, so that large alphabets have matches too.
  const planted = picks.map((pick) => patterns[pick % Math.max(patterns.length, 1)] ?? "");
  const texts = fillers.map((filler) => planted.join(filler.slice(0, 2)) + filler);
  const { table, encode } = makeTable(alphabet.join("") + texts.join(""), patterns, expand);
  const automata = BUDGETS.map((options) => compileAutomaton(patterns.map(encode), table, options));
  const symbols = patterns.map((pattern) => [...pattern].flatMap((c) => expand(c).symbols));
  return {
    longest: Math.max(0, ...symbols.map(({ length }) => length)),
    automata: [...automata, ...automata.slice(0, 1).map((one) => loadAutomaton(one.sections()))],
    texts: texts.map((text) => ({ text, expected: naiveMatches(symbols, text, expand) })),
  };
}

const byEnd = (matches: readonly PatternMatch[]): PatternMatch[] =>
  [...matches].sort((a, b) => a.end - b.end || a.start - b.start || a.pattern - b.pattern);

function streamed(automaton: Automaton, pieces: readonly (string | Uint8Array)[]): PatternMatch[] {
  const stream = createPatternStream(automaton);
  return [...pieces.flatMap((piece) => stream.push(piece)), ...stream.finish()];
}

/** The same with a search by links from the second piece on, until a piece is long. */
function carried(automaton: Automaton, pieces: readonly string[], long: number): PatternMatch[] {
  const search = createPieceSearch(automaton, { most: -1, long, step: 2 });
  return [...pieces.flatMap((piece) => search(piece, false)), ...search("", true)];
}

for (const [name, alphabet] of Object.entries(ALPHABETS)) {
  const words = (maxLength: number): fc.Arbitrary<string> =>
    fc.array(fc.constantFrom(...alphabet), { maxLength }).map((picked) => picked.join(""));
  const cases = fc
    .tuple(
      fc.array(words(6), { maxLength: 12 }),
      fc.array(words(40), { minLength: 4, maxLength: 4 }),
      fc.array(fc.nat(), { maxLength: 3 }),
    )
    .map(([list, fillers, picks]) => makeCase(alphabet, list, fillers, picks));

  test(`every search finds what it is defined to find: ${name}`, () => {
    fc.assert(
      fc.property(
        cases,
        fc.array(fc.nat(200), { maxLength: 12 }),
        ({ longest, automata, texts }, places) => {
          expect(automata.map((automaton) => extentOf(automaton).maxLength)).toEqual(
            automata.map(() => longest),
          );
          for (const { text, expected } of texts) {
            const offset = (places[0] ?? 0) % (text.length + 1);
            const isWithinPair = offset > 0 && (text.codePointAt(offset - 1) ?? 0) > 0xffff;
            const bytes = new TextEncoder().encode(text);
            const decoded = new TextDecoder().decode(bytes);
            for (const automaton of automata) {
              for (const prefer of ["longest", "first"] as const) {
                expect(leftmostPatternMatches(automaton, text, prefer)).toEqual(
                  naiveLeftmost(expected, prefer, ({ pattern }) => pattern),
                );
              }
              expect(patternMatchesAt(automaton, text, offset)).toEqual(
                isWithinPair ? [] : naiveAt(expected, text, offset, isAbsent),
              );
              expect([...iteratePatternMatches(automaton, text)]).toEqual(expected);
              expect(streamed(automaton, cutAt(text, places))).toEqual(byEnd(expected));
              expect(streamed(automaton, text.split(""))).toEqual(byEnd(expected));
              for (const long of [1, 4, 1000]) {
                expect(carried(automaton, cutAt(text, places), long)).toEqual(byEnd(expected));
                expect(carried(automaton, text.split(""), long)).toEqual(byEnd(expected));
              }
              expect(streamed(automaton, cutAt(bytes, places))).toEqual(
                byEnd(automaton.matches(decoded)),
              );
            }
          }
        },
      ),
      { numRuns: 15 },
    );
  });
}

test("cut at every byte, also of what is no UTF-8", () => {
  const alphabet = [..."ab法輪_𠮷\ufffd"];
  const { table, encode } = makeTable(
    alphabet.join(""),
    ["a", "a\ufffdb", "法輪", "\ufffd\ufffd", "𠮷b"],
    expand,
  );
  const automaton = compileAutomaton(
    ["a\ufffdb", "法輪", "\ufffd\ufffd", "𠮷b", "a"].map(encode),
    table,
  );
  const chunk = fc.oneof(
    fc.constantFrom(...alphabet).map((character) => [...new TextEncoder().encode(character)]),
    fc.array(fc.integer({ min: 0, max: 255 }), { maxLength: 3 }),
  );
  fc.assert(
    fc.property(fc.array(chunk, { maxLength: 12 }), (chunks) => {
      const bytes = Uint8Array.from(chunks.flat());
      const expected = byEnd(automaton.matches(new TextDecoder().decode(bytes)));
      for (let cut = 0; cut <= bytes.length; cut++) {
        expect(streamed(automaton, [bytes.slice(0, cut), bytes.slice(cut)])).toEqual(expected);
      }
      expect(
        streamed(
          automaton,
          Array.from(bytes, (byte) => Uint8Array.of(byte)),
        ),
      ).toEqual(expected);
    }),
    { numRuns: 40 },
  );
});
