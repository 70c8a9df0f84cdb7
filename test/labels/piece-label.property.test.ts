import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { compileFilter } from "../../src/filter/filter.ts";
import { splitTerm } from "../../src/filter/pieces.ts";
import type { Term } from "../../src/lists/rule.ts";
import { createFold, type FoldChoice, foldName } from "../../src/unicode/unicode.ts";
import { hostIsUnicode17 } from "../support/host-unicode.ts";
import { naiveExpansion } from "../support/naive-fold.ts";
import { made, rule } from "../support/rules.ts";

// The labels `folds` and `partial` of terms with gaps, against every way of putting pieces together and every set of
// folds, the folds written apart.

const testOnUnicode17 = hostIsUnicode17("folds and partial of pieces, with naive folds")
  ? test
  : test.skip;

const FOLDS = ["case", "width", "compat", "script", "ignorable"] as const;

const SUBSETS = Array.from({ length: 2 ** FOLDS.length }, (_, set) =>
  FOLDS.filter((_, place) => (set >> place) & 1),
).sort((a, b) => {
  const rank = (set: readonly (typeof FOLDS)[number][]): string =>
    set.map((fold) => FOLDS.indexOf(fold)).join("");
  return a.length - b.length || (rank(a) < rank(b) ? -1 : 1);
});

interface Reading {
  readonly isAgreed: boolean;
  readonly isWhole: boolean;
}

/** Whether the symbols of a slice hold those of a piece, from its first character to its last. */
function read(piece: string, slice: string, folds: readonly string[]): Reading {
  const wanted = [...piece].flatMap((character) => naiveExpansion(character, folds).symbols);
  const owners: number[] = [];
  const symbols: string[] = [];
  for (const [owner, character] of [...slice].entries()) {
    for (const symbol of naiveExpansion(character, folds).symbols) {
      owners.push(owner);
      symbols.push(symbol);
    }
  }
  const last = [...slice].length - 1;
  const isAgreed = symbols.some(
    (_, start) =>
      start + wanted.length <= symbols.length &&
      wanted.every((symbol, index) => symbol === symbols[start + index]) &&
      owners[start] === 0 &&
      owners[start + wanted.length - 1] === last,
  );
  return { isAgreed, isWhole: symbols.length === wanted.length };
}

const MOST = 2;

const isInvisible = (character: string): boolean =>
  naiveExpansion(character, FOLDS).symbols.length === 0;

/** The ways to put pieces into a text from `start` to `end`, those with earlier pieces first. */
function waysFrom(text: string, pieces: readonly string[], start: number, end: number): string[][] {
  const [piece = "", ...rest] = pieces;
  const found: string[][] = [];
  for (let to = start + 1; to <= end; to++) {
    const slice = text.slice(start, to);
    const isTight = !isInvisible(slice[0] ?? "") && !isInvisible(slice.at(-1) ?? "");
    if (!isTight || !read(piece, slice, FOLDS).isAgreed) {
      continue;
    }
    if (rest.length === 0) {
      found.push(...(to === end ? [[slice]] : []));
      continue;
    }
    for (let next = to; next < end; next++) {
      const filling = [...text.slice(to, next)].filter((one) => !isInvisible(one));
      if (filling.length <= MOST) {
        found.push(...waysFrom(text, rest, next, end).map((others) => [slice, ...others]));
      }
    }
  }
  return found;
}

const characters = [..."aAａＡ1①ﬁfiｆ体體點点㍘\u200b"];
const word = (minLength: number, maxLength: number): fc.Arbitrary<string> =>
  fc
    .array(fc.constantFrom(...characters), { minLength, maxLength })
    .map((picked) => picked.join(""));

testOnUnicode17("folds and partial are of the smallest set that explains each piece", () => {
  const seen = { partial: 0, several: 0, fewer: 0 };
  const inner = fc.constantFrom(...characters.filter((one) => one !== "\u200b"));
  const literal = fc.array(inner, { minLength: 2, maxLength: 4 }).map((all) => all.join(""));
  fc.assert(
    fc.property(fc.array(literal, { minLength: 1, maxLength: 4 }), word(2, 14), (texts, text) => {
      const terms: Term[] = texts.map((one) => ({ text: one, gap: { min: 0, max: MOST } }));
      const filter = compileFilter(made(rule("r", [[1, ...terms]])), { folds: FOLDS });
      for (const { start, end, term, folds, partial } of filter.matches(text)) {
        if (text.slice(start, end) === term.text) {
          expect([folds, partial]).toEqual([[], false]);
          continue;
        }
        const pieces = splitTerm(term, () => false)?.texts ?? [];
        const [way = []] = waysFrom(text, pieces, start, end);
        expect(way).toHaveLength(pieces.length);
        const explains = (set: readonly string[]): boolean =>
          way.every((slice, place) => read(pieces[place] ?? "", slice, set).isAgreed);
        const smallest = SUBSETS.find(explains) ?? [];
        expect(folds).toEqual(smallest);
        expect(partial).toBe(
          way.some((slice, place) => !read(pieces[place] ?? "", slice, smallest).isWhole),
        );
        const alone = way.flatMap(
          (slice, place) =>
            SUBSETS.find((set) => read(pieces[place] ?? "", slice, set).isAgreed) ?? [],
        );
        seen.partial += partial ? 1 : 0;
        seen.several += folds.length > 1 ? 1 : 0;
        seen.fewer += folds.length < new Set(alone).size ? 1 : 0;
      }
    }),
    { numRuns: 1_000 },
  );
  expect(seen.partial).toBeGreaterThan(20);
  expect(seen.several).toBeGreaterThan(20);
  expect(seen.fewer).toBeGreaterThan(0);
});

const foldsOf = (term: Term, text: string, folds?: readonly FoldChoice[]): unknown[] =>
  compileFilter(made(rule("r", [[1, term]])), folds === undefined ? {} : { folds })
    .matches(text)
    .map((match) => [match.folds, match.partial]);

test("a piece that is a part of a character", () => {
  const term: Term = { text: "x点", gap: { min: 0, max: 3 } };
  expect(foldsOf(term, "x㍘")).toEqual([[["compat"], true]]);
  expect(foldsOf(term, "x--㍘")).toEqual([[["compat"], true]]);
  expect(foldsOf(term, "X點")).toEqual([[["case", "script"], false]]);
  expect(foldsOf(term, "x点")).toEqual([[[], false]]);
});

test("a fold that only the filling needs is left out", () => {
  expect(foldsOf({ text: "ab", gap: { min: 0, max: 1 } }, "a\u200b-\u200bb")).toEqual([
    [[], false],
  ]);
});

test("a part of the term that counts as absent needs its fold", () => {
  expect(foldsOf({ text: "a\u200bb", gap: { min: 0, max: 1 } }, "a-b")).toEqual([
    [["ignorable"], false],
  ]);
  const gaps = [
    { before: 1, min: 0, max: 1 },
    { before: 2, min: 0, max: 1 },
  ];
  expect(foldsOf({ text: "a\u200bb", gaps }, "a-b")).toEqual([[["ignorable"], false]]);
  expect(foldsOf({ text: "\u200bab", gaps }, "a-b")).toEqual([[["ignorable"], false]]);
});

test("one fold for all pieces, though another would do for one of them", () => {
  const first = createFold("first", { 甲: "a" });
  const second = createFold("second", { 甲: "a", 乙: "b" });
  const third = createFold("third", { 乙: "b", 丙: "c" });
  const folds = [first, second, third];
  const term: Term = { text: "abc", gap: { min: 0, max: 1 } };
  expect(foldsOf(term, "甲-b-c", folds)).toEqual([[[foldName(first)], false]]);
  expect(foldsOf(term, "甲-乙-c", folds)).toEqual([[["second"], false]]);
  // By themselves first, second and third; of the sets of two the first that does.
  expect(foldsOf(term, "甲-乙-丙", folds)).toEqual([[["first", "third"], false]]);
});
