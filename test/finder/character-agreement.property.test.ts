import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { linkAllFolds } from "../../src/finder/all-folds.ts";
import { createCharacterAgreement } from "../../src/finder/character-agreement.ts";
import { createFold, type Fold, foldName } from "../../src/unicode/unicode.ts";
import { hostIsUnicode17 } from "../support/host-unicode.ts";
import { isNaivelySame, naiveSubsets } from "../support/naive-agreement.ts";

linkAllFolds();

// What is said by a look at each character, against a brute force over sets of all built-in folds but `repeats`.

const testOnUnicode17 = hostIsUnicode17("the folds that explain a character, with naive ones")
  ? test
  : test.skip;

const FOLDS: readonly Fold[] = [
  "case",
  "width",
  "compat",
  "radical",
  "script",
  "digits",
  "ignorable",
  "marks",
  "separators",
  "confusable",
  "repeats",
];
const ALIKE: readonly (readonly string[])[] = [
  [..."aAａАа𝐚"],
  [..."lIӏӀｌ"],
  [..."uμµυ"],
  [..."体體"],
  [..."台臺"],
  [..."长長⻓"],
  [..."民⺠"],
  ["é", "É", "e\u0301"],
  ["ß", "ẞ", "ss"],
  ["ﬁ", "fi"],
  [..."一壹1"],
  ["𠮷", "吉"],
];
const BETWEEN = ["\u200b", "\ufe0f", "\u0336", "\u0345", " ", "·"];

const pair = fc
  .array(fc.tuple(fc.constantFrom(...ALIKE), fc.nat(20), fc.nat(20), fc.nat(24)), {
    minLength: 1,
    maxLength: 4,
  })
  .map((pieces) => {
    let term = "";
    let slice = "";
    for (const [alike, one, other, between] of pieces) {
      term += alike[one % alike.length] ?? "";
      slice += (BETWEEN[between] ?? "") + (alike[other % alike.length] ?? "");
    }
    return { term, slice };
  });

const SUBSETS = naiveSubsets(FOLDS).filter(({ length }) => length <= 4);
const agreement = createCharacterAgreement(FOLDS);

testOnUnicode17(
  "what it says is what brute force finds",
  () => {
    let said = 0;
    fc.assert(
      fc.property(pair, ({ term, slice }) => {
        const smallest = agreement.smallest(term, slice);
        if (smallest !== undefined && smallest.length <= 4) {
          said++;
          const found = SUBSETS.find((subset) => isNaivelySame(term, slice, subset));
          expect(smallest).toEqual(found?.map(foldName));
        }
      }),
      { numRuns: 3_000 },
    );
    expect(said).toBeGreaterThan(400);
  },
  900_000,
);

testOnUnicode17(
  "whether a set agrees is what brute force over its subsets finds",
  () => {
    let said = 0;
    fc.assert(
      fc.property(pair, fc.subarray([...FOLDS], { maxLength: 5 }), ({ term, slice }, folds) => {
        const agrees = agreement.agrees(term, slice, folds);
        if (agrees !== undefined) {
          said++;
          expect(agrees).toBe(
            naiveSubsets(folds).some((subset) => isNaivelySame(term, slice, subset)),
          );
        }
      }),
      { numRuns: 1_500 },
    );
    expect(said).toBeGreaterThan(250);
  },
  900_000,
);

test.each([
  ["ab", "ab"],
  ["", "\u200b"],
  ["fi", "ﬁ"],
  ["六四", "64"],
  ["大天", "大 天"],
  ["abc", "ab"],
  ["ab", "xy"],
])("nothing is said of %j and %j", (term, slice) => {
  expect(agreement.smallest(term, slice)).toBeUndefined();
});

test("nothing is said under a fold of the user's own", () => {
  const own = createFold("lookalikes", { 曰: "日" });
  expect(createCharacterAgreement(["case", own]).smallest("ab", "AB")).toBeUndefined();
  expect(createCharacterAgreement(["case"]).smallest("ab", "AB")).toEqual(["case"]);
});
