import { AuditError } from "../errors.ts";
import { type FoldIndex, foldCodePoint, foldIndex, NOTHING, SEVERAL } from "./fold-index.ts";
import type { Folding } from "./folding.ts";
import { decomposeSyllable, FIRST_SYLLABLE, LAST_SYLLABLE } from "./hangul.ts";
import { CODE_POINT, JOINED } from "./table.ts";

/** In {@link ClassTable.units}: the code unit counts as absent. */
export const SKIP = 0xffff;

/** In {@link ClassTable.units}: the class is not in `units`; look the code point up in the escapes. */
export const ESCAPE = 0xfffe;

/** Largest number of classes of a {@link ClassTable}, class 0 included. */
export const MAX_CLASSES = 61_436;

/**
 * How code units become symbols: the plain data that this folder makes and an automaton reads.
 *
 * A symbol is a class: a number from 1 to `classCount - 1`; equal classes count as the same character.
 * Class 0 is every character that occurs in no term: no match reaches across it.
 */
export interface ClassTable {
  /** Number of classes, class 0 included; at most {@link MAX_CLASSES}. */
  readonly classCount: number;
  /**
   * `Uint16Array` of 65,536: the class of each UTF-16 code unit, or {@link SKIP}, or {@link ESCAPE}.
   * A lead surrogate is `ESCAPE` if it, or a code point that starts with it, is among the escapes; all
   * are if a lone trail surrogate is. All other surrogates are 0.
   */
  readonly units: Uint16Array;
  /**
   * Code points that are astral or surrogates, or that stand for other than one symbol; ascending. A
   * code point that is met through `ESCAPE` and is not here has class 0.
   */
  readonly escapes: Uint32Array;
  /**
   * `Uint32Array` of `escapes.length + 1`: the symbols of `escapes[i]` are
   * `escapeSymbols[escapeStarts[i]]` up to, not including, `escapeSymbols[escapeStarts[i + 1]]`.
   * None: the code point counts as absent.
   */
  readonly escapeStarts: Uint32Array;
  /** Classes, 0 included. */
  readonly escapeSymbols: Uint16Array;
  /**
   * `Uint8Array` beside `escapeSymbols`: 1 where the symbol cannot be parted from the one before it in
   * the same code point (a combining mark after its base, a vowel within a syllable). No match begins or
   * ends there.
   */
  readonly escapeJoined: Uint8Array;
}

/** Terms as classes, in one array. */
export interface EncodedTerms {
  /** Classes of all terms, one term after another. */
  readonly symbols: Uint16Array;
  /** `Uint32Array` of one more than there are terms: where each starts. A term may fold to nothing. */
  readonly starts: Uint32Array;
}

/** The classes of the characters that occur in terms. */
export interface Alphabet {
  /** The class of every character. */
  readonly table: ClassTable;
  /** The terms that the alphabet was made of, in their order. */
  readonly encoded: EncodedTerms;
  /**
   * The classes of what `term` folds to; 0 for what occurs in none of the terms that the alphabet was
   * made of. Empty if `term` folds to nothing.
   */
  encode(term: string): Uint16Array;
}

/**
 * Gives a class to each canonical code point that occurs in the folded terms: the most frequent has class
 * 1, equally frequent ones stand in the order of their code points. So the order of the terms does not
 * matter, and the symbols that an automaton meets most are small numbers.
 *
 * @throws AuditError with code `limit` if there are more than {@link MAX_CLASSES} - 1 of them
 */
export function createClassTable(folding: Folding, terms: Iterable<string>): Alphabet {
  const index = foldIndex(folding.folds);
  const folded = foldTerms(index, terms);
  const classes = numberSymbols(countSymbols(folded.symbols));
  return {
    table: tabulate(index, classes),
    encoded: {
      symbols: numberAll(classes.numbers, folded.symbols),
      starts: folded.starts,
    },
    encode: (term) => numberAll(classes.numbers, foldTerms(index, [term]).symbols),
  };
}

/** Numbers beside code points, 0 unless given: an array for the Basic Multilingual Plane, a map beyond. */
interface Numbers {
  readonly units: Uint32Array;
  readonly astral: Map<number, number>;
}

/** How often code points were met, and which. */
interface Counts {
  readonly counts: Numbers;
  readonly met: readonly number[];
}

interface Classes {
  readonly count: number;
  readonly numbers: Numbers;
}

function createNumbers(): Numbers {
  return { units: new Uint32Array(0x10000), astral: new Map() };
}

function numberOf({ units, astral }: Numbers, codePoint: number): number {
  return codePoint <= 0xffff ? units[codePoint]! : (astral.get(codePoint) ?? 0);
}

/** The numbers of code points, in one array. */
function numberAll(numbers: Numbers, codePoints: Int32Array): Uint16Array {
  const symbols = new Uint16Array(codePoints.length);
  for (let place = 0; place < symbols.length; place++) {
    symbols[place] = numberOf(numbers, codePoints[place]!);
  }
  return symbols;
}

function countSymbols(codePoints: Int32Array): Counts {
  const counts = createNumbers();
  const { units, astral } = counts;
  const met: number[] = [];
  for (let place = 0; place < codePoints.length; place++) {
    const codePoint = codePoints[place]!;
    const before = codePoint <= 0xffff ? units[codePoint]! : (astral.get(codePoint) ?? 0);
    if (before === 0) {
      met.push(codePoint);
    }
    if (codePoint <= 0xffff) {
      units[codePoint] = before + 1;
    } else {
      astral.set(codePoint, before + 1);
    }
  }
  return { counts, met };
}

/** Above the number of code points that one folds to. */
const MAX_EXPANSION = 32;

/** Code points that become more. */
interface Growing {
  symbols: Int32Array<ArrayBuffer>;
  length: number;
}

/** The canonical code points of terms. One array for all: an array for each would cost more than the rest. */
function foldTerms(
  index: FoldIndex,
  terms: Iterable<string>,
): { readonly symbols: Int32Array; readonly starts: Uint32Array } {
  const folded: Growing = { symbols: new Int32Array(64), length: 0 };
  const starts = [0];
  for (const term of terms) {
    foldTerm(index, term, folded);
    starts.push(folded.length);
  }
  return {
    symbols: folded.symbols.subarray(0, folded.length),
    starts: new Uint32Array(starts),
  };
}

/** Makes room for so many more code points. */
function reserve(folded: Growing, count: number): Int32Array {
  const needed = folded.length + count;
  if (needed > folded.symbols.length) {
    const grown = new Int32Array(Math.max(needed, 2 * folded.symbols.length));
    grown.set(folded.symbols);
    folded.symbols = grown;
  }
  return folded.symbols;
}

/** Adds the canonical code points of a term. */
function foldTerm(index: FoldIndex, term: string, folded: Growing): void {
  const { units } = index;
  let symbols = reserve(folded, term.length);
  for (let place = 0; place < term.length; place++) {
    let codePoint = term.charCodeAt(place);
    let unit = units[codePoint]!;
    if ((codePoint & 0xfc00) === 0xd800) {
      codePoint = term.codePointAt(place)!;
      if (codePoint > 0xffff) {
        unit = SEVERAL;
        place++;
      }
    }
    if (unit >= 0) {
      symbols[folded.length++] = unit;
    } else if (unit === SEVERAL) {
      symbols = reserve(folded, MAX_EXPANSION + term.length - place);
      for (const element of foldCodePoint(index, codePoint)) {
        symbols[folded.length++] = element & CODE_POINT;
      }
    }
  }
}

/** Classes from 1, by frequency and then by code point. */
function numberSymbols({ counts, met }: Counts): Classes {
  const count = met.length + 1;
  if (count > MAX_CLASSES) {
    throw new AuditError(
      "limit",
      `the terms hold ${met.length} different characters, expected at most ${MAX_CLASSES - 1}`,
      { limit: MAX_CLASSES - 1, actual: met.length },
    );
  }
  const numbers = createNumbers();
  for (const [rank, codePoint] of sortByCount(met, counts).entries()) {
    if (codePoint <= 0xffff) {
      numbers.units[codePoint] = rank + 1;
    } else {
      numbers.astral.set(codePoint, rank + 1);
    }
  }
  return { count, numbers };
}

/** Code points, the most frequent first, then by number. */
function sortByCount(codePoints: readonly number[], counts: Numbers): number[] {
  // One number for each: a sort without a comparison of ours. Code points have 21 bits, and counts fewer than 32.
  const keys = Float64Array.from(
    codePoints,
    (codePoint) => codePoint - numberOf(counts, codePoint) * 2 ** 21,
  ).sort();
  return Array.from(keys, (key) => key - Math.floor(key / 2 ** 21) * 2 ** 21);
}

function tabulate(index: FoldIndex, { count, numbers }: Classes): ClassTable {
  // A canonical code point folds to itself; what else folds to one of them is among the changed.
  const units = new Uint16Array(numbers.units);
  for (const unit of index.changed) {
    const folded = index.units[unit]!;
    units[unit] = folded >= 0 ? numberOf(numbers, folded) : folded === NOTHING ? SKIP : 0;
  }
  const escapes = collectEscapes(index, numbers);
  const starts = new Uint32Array(escapes.length + 1);
  const symbols: number[] = [];
  const joined: number[] = [];
  for (let entry = 0; entry < escapes.length; entry++) {
    const codePoint = escapes[entry]!;
    const isUnit = codePoint <= 0xffff;
    units[isUnit ? codePoint : 0xd800 + ((codePoint - 0x10000) >> 10)] = ESCAPE;
    const isItself = isUnit && index.units[codePoint] === codePoint;
    for (const element of isItself ? [codePoint] : foldCodePoint(index, codePoint)) {
      symbols.push(numberOf(numbers, element & CODE_POINT));
      joined.push(element & JOINED ? 1 : 0);
    }
    starts[entry + 1] = symbols.length;
  }
  // A pair must be read as one code point before its halves are looked at.
  if (units.subarray(0xdc00, 0xe000).includes(ESCAPE)) {
    units.fill(ESCAPE, 0xd800, 0xdc00);
  }
  return {
    classCount: count,
    units,
    escapes,
    escapeStarts: starts,
    escapeSymbols: new Uint16Array(symbols),
    escapeJoined: new Uint8Array(joined),
  };
}

/** The code points that need an entry, ascending. */
function collectEscapes({ units, places, elements }: FoldIndex, numbers: Numbers): Uint32Array {
  const escapes: number[] = [];
  const isKnown = (element: number): boolean => numberOf(numbers, element & CODE_POINT) > 0;
  places.forEach((place, codePoint) => {
    const start = place >> 5;
    const end = start + (place & 31);
    let isNeeded = start === end;
    for (let next = start; next < end && !isNeeded; next++) {
      isNeeded = isKnown(elements[next]!);
    }
    if (isNeeded) {
      escapes.push(codePoint);
    }
  });
  for (const codePoint of numbers.astral.keys()) {
    if (!places.has(codePoint)) {
      escapes.push(codePoint);
    }
  }
  for (let surrogate = 0xd800; surrogate < 0xe000; surrogate++) {
    if (isKnown(surrogate)) {
      escapes.push(surrogate);
    }
  }
  if (units[FIRST_SYLLABLE] === SEVERAL && hasJamo(numbers)) {
    for (let syllable = FIRST_SYLLABLE; syllable <= LAST_SYLLABLE; syllable++) {
      if (decomposeSyllable(syllable).some(isKnown)) {
        escapes.push(syllable);
      }
    }
  }
  return new Uint32Array(escapes).sort();
}

function hasJamo({ units }: Numbers): boolean {
  return units.subarray(0x1100, 0x1200).some((number) => number > 0);
}
