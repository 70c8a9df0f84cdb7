import { expect, test } from "@jest/globals";
import * as reader from "../../src/automaton/class-table.ts";
import { AuditError } from "../../src/errors.ts";
import * as maker from "../../src/unicode/class-table.ts";
import {
  createClassTable,
  createFolding,
  DEFAULT_FOLDS,
  type Fold,
} from "../../src/unicode/unicode.ts";

const { ESCAPE, MAX_CLASSES, SKIP } = maker;

function make(terms: readonly string[], folds: readonly Fold[] = DEFAULT_FOLDS): maker.Alphabet {
  return createClassTable(createFolding(folds), terms);
}

/** The entries of the escapes: code point, symbols, joined. */
function entries({ table }: maker.Alphabet): [number, number[], number[]][] {
  return [...table.escapes].map((codePoint, entry) => {
    const span = [table.escapeStarts[entry], table.escapeStarts[entry + 1]];
    return [
      codePoint,
      [...table.escapeSymbols.slice(...span)],
      [...table.escapeJoined.slice(...span)],
    ];
  });
}

test("maker and reader agree on the constants and on the shape", () => {
  expect([SKIP, ESCAPE, MAX_CLASSES]).toEqual([reader.SKIP, reader.ESCAPE, reader.MAX_CLASSES]);
  const made: reader.ClassTable = make(["a"]).table;
  const read: maker.ClassTable = made;
  expect(read.units.length).toBe(0x10000);
});

test("classes stand in the order of frequency, then of code points", () => {
  const { table, encode } = make(["cab", "bc", "c"], []);
  expect(table.classCount).toBe(4);
  expect([..."abcd"].map((letter) => table.units[letter.charCodeAt(0)])).toEqual([3, 2, 1, 0]);
  expect([...encode("abcd")]).toEqual([3, 2, 1, 0]);
  expect(make(["c", "bc", "cab"], []).table).toEqual(table);
});

test("the terms are read once", () => {
  function* terms(): Generator<string> {
    yield "b";
    yield "ab";
  }
  const { encode, encoded } = createClassTable(createFolding([]), terms());
  expect([...encode("ab")]).toEqual([2, 1]);
  expect(encoded).toEqual({
    symbols: Uint16Array.of(1, 2, 1),
    starts: Uint32Array.of(0, 1, 3),
  });
});

test("no terms", () => {
  const { table, encode } = make([], []);
  expect(table.classCount).toBe(1);
  expect(table.units.some((unit) => unit !== 0)).toBe(false);
  expect(table.escapes.length).toBe(0);
  expect([...table.escapeStarts]).toEqual([0]);
  expect([...encode("a")]).toEqual([0]);
});

test("what folds together has one class", () => {
  const { table, encode } = make(["台湾A"]);
  expect([...encode("臺灣ａ")]).toEqual([...encode("台湾A")]);
  const classes = [..."台臺湾灣aAａＡ"].map((character) => table.units[character.charCodeAt(0)]);
  expect(new Set(classes)).toEqual(new Set(encode("台湾A")));
  expect(classes.every((symbol) => symbol !== undefined && symbol >= 1 && symbol <= 3)).toBe(true);
});

test("what is ignorable is skipped, in the Basic Multilingual Plane and beyond", () => {
  const alphabet = make(["a"]);
  const { units, escapes } = alphabet.table;
  expect([units[0xad], units[0x200b], units[0xfeff], units[0xfe0f]]).toEqual(Array(4).fill(SKIP));
  expect(units[0xdb40]).toBe(ESCAPE);
  expect(escapes).toContain(0xe0041);
  expect(entries(alphabet).find(([codePoint]) => codePoint === 0xe0041)).toEqual([0xe0041, [], []]);
  expect([...alphabet.encode("a\u200b\u{e0041}")]).toEqual([1]);
  expect([...alphabet.encode("\u200b\u{e0041}")]).toEqual([]);
});

test("a code point that folds to several has an entry if one of them has a class", () => {
  const alphabet = make(["カ"], ["compat", "width"]);
  const known = entries(alphabet).filter(([, symbols]) => symbols.length === 2);
  expect(known).toEqual([[0x30ac, [1, 0], [0, 1]]]);
  expect(alphabet.table.units[0x30ac]).toBe(ESCAPE);
  expect(alphabet.table.units[0x30ae]).toBe(0);
  expect(alphabet.table.units["ｶ".charCodeAt(0)]).toBe(1);
});

test("Hangul syllables have entries only where one of their letters has a class", () => {
  expect(make(["가"], ["case"]).table.escapes.length).toBe(0);
  expect(make(["한"], []).table.units[0xd55c]).toBe(1);
  const alphabet = make(["각"], ["compat"]);
  expect([...alphabet.encode("각")].sort()).toEqual([1, 2, 3]);
  const [leading = 0, vowel = 0, trailing = 0] = alphabet.encode("각");
  const found = new Map(entries(alphabet).map(([codePoint, ...rest]) => [codePoint, rest]));
  expect(found.get(0xac01)).toEqual([
    [leading, vowel, trailing],
    [0, 1, 1],
  ]);
  expect(found.get(0xac00)).toEqual([
    [leading, vowel],
    [0, 1],
  ]);
  // U+AC02 ends with ssang-kiyeok; U+B098 is n + a; U+B108 is n + eo.
  expect(found.get(0xac02)).toEqual([
    [leading, vowel, 0],
    [0, 1, 1],
  ]);
  expect(found.get(0xb098)).toEqual([
    [0, vowel],
    [0, 1],
  ]);
  expect(found.has(0xb108)).toBe(false);
  expect(alphabet.table.units[0xb108]).toBe(0);
});

test("astral code points", () => {
  const alphabet = make(["😀x", "\u{2c029}"], ["compat", "case", "script"]);
  const { table, encode } = alphabet;
  const [face = 0, letter = 0] = encode("😀x");
  expect(table.units[0xd83d]).toBe(ESCAPE);
  expect(table.units[0xde00]).toBe(0);
  expect(table.units[0xd83e]).toBe(0);
  const found = new Map(entries(alphabet).map(([codePoint, symbols]) => [codePoint, symbols]));
  expect(found.get(0x1f600)).toEqual([face]);
  // Mathematical bold x, and what a rare simplified character stands for.
  expect(found.get(0x1d431)).toEqual([letter]);
  expect([table.units[0x6690]]).toEqual(found.get(0x2c029));
  expect(table.units[0x6690]).toBeGreaterThan(0);
});

test("lone surrogates", () => {
  const lead = make(["\ud83d"], []);
  expect(entries(lead)).toEqual([[0xd83d, [1], [0]]]);
  expect([lead.table.units[0xd83d], lead.table.units[0xd83e]]).toEqual([ESCAPE, 0]);
  expect([...lead.encode("\ud83d")]).toEqual([1]);
  expect([...lead.encode("\ud83d\ude00")]).toEqual([0]);
  // A lone trail surrogate must not be found in a pair, so that every lead must be looked at.
  const trail = make(["\ude00"], []);
  expect(entries(trail)).toEqual([[0xde00, [1], [0]]]);
  expect([trail.table.units[0xde00], trail.table.units[0xde01]]).toEqual([ESCAPE, 0]);
  expect(trail.table.units.subarray(0xd800, 0xdc00).every((unit) => unit === ESCAPE)).toBe(true);
  expect([...trail.encode("\ude00😀")]).toEqual([1, 0]);
});

test("as many characters as there are classes, and no more", () => {
  // All planes but the surrogates: each code point stands for itself without folds.
  const characters = Array.from({ length: MAX_CLASSES }, (_, place) =>
    String.fromCodePoint(0x10000 + place),
  );
  const { table } = make(characters.slice(1), []);
  expect(table.classCount).toBe(MAX_CLASSES);
  expect(table.escapeSymbols[MAX_CLASSES - 2]).toBe(MAX_CLASSES - 1);
  expect(() => make(characters, [])).toThrow(AuditError);
  expect(() => make(characters, [])).toThrow(
    expect.objectContaining({ code: "limit", limit: MAX_CLASSES - 1, actual: MAX_CLASSES }),
  );
});
