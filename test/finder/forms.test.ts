import { describe, expect, test } from "@jest/globals";
import { linkAllFolds } from "../../src/finder/all-folds.ts";
import {
  bitsOf,
  CHARACTER_FOLDS,
  formsUnder,
  namesOf,
  rankedParts,
  VANISHED,
} from "../../src/finder/forms.ts";
import { createLightFolding, DEFAULT_FOLDS, FOLDS } from "../../src/unicode/unicode.ts";

linkAllFolds();

const codePoint = (character: string): number => character.codePointAt(0) ?? 0;

test("the folds of single characters stand in the order of all folds", () => {
  expect(CHARACTER_FOLDS).toEqual(FOLDS.filter((fold) => CHARACTER_FOLDS.includes(fold)));
  expect(namesOf(bitsOf(["script", "digits", "case"]))).toEqual(["case", "script"]);
});

test("parts of a set come by size, then by the earlier folds", () => {
  expect(rankedParts(bitsOf(["case", "width", "script"])).map(namesOf)).toEqual([
    [],
    ["case"],
    ["width"],
    ["script"],
    ["case", "width"],
    ["case", "script"],
    ["width", "script"],
    ["case", "width", "script"],
  ]);
});

test.each([
  ["体", "one", []],
  ["體", "one", ["script"]],
  ["Ａ", "one", ["case", "width"]],
  ["\u200b", "vanishing", ["ignorable"]],
  ["\u0301", "one", []],
  ["ß", "other", ["case"]],
  ["㍘", "other", ["compat"]],
  ["é", "other", ["compat"]],
] as const)("%j is %s under the default folds", (character, kind, relevant) => {
  const forms = formsUnder(bitsOf(DEFAULT_FOLDS))(codePoint(character));
  expect(forms.kind).toBe(kind);
  expect(namesOf(forms.relevant)).toEqual(expect.arrayContaining([...relevant]));
  if (kind !== "other") {
    expect(namesOf(forms.relevant)).toEqual(relevant);
  }
});

/** The Basic Multilingual Plane, and what else folds: mathematical letters, enclosed ones, compatibility ideographs. */
const CODE_POINTS: readonly number[] = [
  [0, 0xffff],
  [0x1d400, 0x1d7ff],
  [0x1f100, 0x1f2ff],
  [0x2f800, 0x2fa1f],
].flatMap(([from = 0, to = 0]) => Array.from({ length: to - from + 1 }, (_, one) => from + one));

// Whatever set of folds is asked, no fold but the relevant ones matters.
describe.each([
  { folds: DEFAULT_FOLDS },
  { folds: ["case", "compat", "marks"] },
  { folds: ["case", "confusable", "ignorable"] },
  { folds: ["case", "compat", "radical", "script"] },
  { folds: ["case", "width", "radical", "confusable"] },
])("$folds", ({ folds }) => {
  test("forms are what characters fold to", () => {
    const own = bitsOf(folds);
    const formsOf = formsUnder(own);
    const sets = rankedParts(own).map((set) => ({ set, ...createLightFolding(namesOf(set)) }));
    const all = createLightFolding(namesOf(own));
    const wrong: string[] = [];
    let compared = 0;
    for (const one of CODE_POINTS) {
      const character = String.fromCodePoint(one);
      const isHangul = one >= 0xac00 && one <= 0xd7a3;
      const { kind, relevant, symbols } = formsOf(one);
      // Of what no fold changes, one character in sixteen is enough.
      const isPlain = relevant === 0 && all.foldText(character) === character;
      if (kind === "other" || isHangul || (isPlain && one % 16 !== 0)) {
        continue;
      }
      for (const { set, foldSymbols } of sets) {
        const [symbol = VANISHED, ...others] = foldSymbols(character);
        compared++;
        if (others.length > 0 || symbols.get(set & relevant) !== symbol) {
          wrong.push(`U+${one.toString(16)} under ${namesOf(set).join()}`);
        }
      }
    }
    expect(wrong).toEqual([]);
    expect(compared).toBeGreaterThan(10_000);
  });
});
