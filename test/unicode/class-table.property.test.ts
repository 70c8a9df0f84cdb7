import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { type ClassTable, ESCAPE, SKIP } from "../../src/unicode/class-table.ts";
import { createClassTable, createFolding } from "../../src/unicode/unicode.ts";
import { hostIsUnicode17 } from "../support/host-unicode.ts";
import { CHARACTER_FOLDS, changedCodePoints, foldByDefinition } from "./reference.ts";

// A naive maker, written apart from the code under test: one code point after another.

const testOnUnicode17 = hostIsUnicode17("class tables, with a naive maker") ? test : test.skip;

const ARRAYS = ["units", "escapes", "escapeStarts", "escapeSymbols", "escapeJoined"] as const;

const changed = changedCodePoints();

function foldAll(folds: readonly string[], text: string): number[] {
  return [...text].flatMap((character) =>
    foldByDefinition(folds, character.codePointAt(0) ?? 0).map(({ codePoint }) => codePoint),
  );
}

function makeNaively(folds: readonly string[], terms: readonly string[]): ClassTable {
  const counts = new Map<number, number>();
  for (const codePoint of terms.flatMap((term) => foldAll(folds, term))) {
    counts.set(codePoint, (counts.get(codePoint) ?? 0) + 1);
  }
  const ordered = [...counts].sort(([a, m], [b, n]) => (m === n ? a - b : n - m));
  const classes = new Map(ordered.map(([codePoint], place) => [codePoint, place + 1]));
  const units = new Uint16Array(0x10000);
  const entries: { codePoint: number; symbols: number[]; joined: number[] }[] = [];
  const candidates = new Set([...changed, ...classes.keys()]);
  for (const codePoint of [...candidates].sort((a, b) => a - b)) {
    const parts = foldByDefinition(folds, codePoint);
    const symbols = parts.map((part) => classes.get(part.codePoint) ?? 0);
    const isSurrogate = codePoint >= 0xd800 && codePoint <= 0xdfff;
    const isUseful = symbols.length === 0 || symbols.some((symbol) => symbol > 0);
    if (codePoint <= 0xffff && !isSurrogate && symbols.length <= 1) {
      units[codePoint] = symbols[0] ?? SKIP;
    } else if (isUseful) {
      entries.push({ codePoint, symbols, joined: parts.map(({ joined }) => (joined ? 1 : 0)) });
      units[String.fromCodePoint(codePoint).charCodeAt(0)] = ESCAPE;
    }
  }
  if (entries.some(({ codePoint }) => codePoint >= 0xdc00 && codePoint <= 0xdfff)) {
    for (let lead = 0xd800; lead <= 0xdbff; lead++) {
      units[lead] = ESCAPE;
    }
  }
  const starts = [0];
  for (const { symbols } of entries) {
    starts.push((starts.at(-1) ?? 0) + symbols.length);
  }
  return {
    classCount: classes.size + 1,
    units,
    escapes: Uint32Array.from(entries, ({ codePoint }) => codePoint),
    escapeStarts: Uint32Array.from(starts),
    escapeSymbols: Uint16Array.from(entries.flatMap(({ symbols }) => symbols)),
    escapeJoined: Uint8Array.from(entries.flatMap(({ joined }) => joined)),
  };
}

const character = fc.oneof(
  fc.integer({ min: 0, max: changed.length - 1 }).map((place) => changed[place] ?? 0),
  fc.integer({ min: 0x20, max: 0x17f }),
  fc.integer({ min: 0x4e00, max: 0x4e40 }),
  fc.integer({ min: 0xac00, max: 0xac40 }),
  fc.integer({ min: 0xd7f0, max: 0xe010 }),
  fc.integer({ min: 0x1d400, max: 0x1d420 }),
  fc.integer({ min: 0x1f600, max: 0x1f610 }),
);
const term = fc
  .array(character, { maxLength: 6 })
  .map((codePoints) => codePoints.map((codePoint) => String.fromCodePoint(codePoint)).join(""));
const terms = fc.array(term, { maxLength: 12 });

testOnUnicode17(
  "a class table is what a naive maker makes",
  () => {
    fc.assert(
      fc.property(terms, fc.subarray([...CHARACTER_FOLDS]), (some, folds) => {
        const { table } = createClassTable(createFolding(folds), some);
        const expected = makeNaively(folds, some);
        expect(table.classCount).toBe(expected.classCount);
        // Compared as bytes: element by element takes too long.
        for (const name of ARRAYS) {
          expect([name, bytes(table[name]).equals(bytes(expected[name]))]).toEqual([name, true]);
        }
      }),
      { numRuns: 40 },
    );
  },
  60_000,
);

function bytes(array: Uint8Array | Uint16Array | Uint32Array): Buffer {
  return Buffer.from(array.buffer, array.byteOffset, array.byteLength);
}

testOnUnicode17("a term's classes are those of what it folds to, none of them 0", () => {
  fc.assert(
    fc.property(terms, fc.subarray([...CHARACTER_FOLDS]), (some, folds) => {
      const { table, encode } = createClassTable(createFolding(folds), some);
      const met = new Map<number, number>();
      for (const text of some) {
        const folded = foldAll(folds, text);
        const symbols = encode(text);
        expect(symbols.length).toBe(folded.length);
        for (const [place, codePoint] of folded.entries()) {
          const symbol = symbols[place] ?? 0;
          expect(met.get(codePoint) ?? symbol).toBe(symbol);
          met.set(codePoint, symbol);
        }
      }
      expect(new Set(met.values()).size).toBe(met.size);
      expect([...met.values()].sort((a, b) => a - b)).toEqual([...met.keys()].map((_, i) => i + 1));
      expect(table.classCount).toBe(met.size + 1);
    }),
  );
});
