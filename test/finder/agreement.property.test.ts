import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { createAgreement } from "../../src/finder/agreement.ts";
import { linkAllFolds } from "../../src/finder/all-folds.ts";
import { createFold, type FoldChoice, foldName } from "../../src/unicode/unicode.ts";
import { hostIsUnicode17 } from "../support/host-unicode.ts";
import { isNaivelySame, naiveSubsets } from "../support/naive-agreement.ts";

linkAllFolds();

// Slices that are terms changed in up to four places, and what explains them, against a brute force over sets of
// all folds.

const testOnUnicode17 = hostIsUnicode17("the folds that explain a slice, with naive ones")
  ? test
  : test.skip;

const CUSTOM = createFold("lookalikes", { 曰: "日", 囗: "口", 臺: "抬" });
const LONG = createFold("sounds", { 发: "法", 伐: "法", 轮: "论" }, { minLength: 3 });
const ALL: readonly FoldChoice[] = [
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
  CUSTOM,
  LONG,
];

/** Characters that some folds, or several together, hold to be the same. */
const ALIKE: readonly (readonly string[])[] = [
  [..."aAａаА𝐚"],
  [..."pPｐр"],
  ["é", "É", "e\u0301", "e", "E\u0301"],
  ["ß", "ẞ", "ss", "SS"],
  ["fi", "ﬁ", "ＦＩ"],
  [..."体體"],
  [..."台臺抬"],
  [..."法发發伐"],
  [..."轮輪论論"],
  [..."长長⻓"],
  [..."民⺠"],
  [..."日曰⽇"],
  ["64", "六四", "⑥④", "６４", "ⅥⅣ", "陆肆", "六４"],
  ["ガ", "ｶﾞ", "カ\u3099"],
  ["각", "\u1100\u1161\u11a8"],
  ["大天", "大 天", "大*天", "大\u3000天", "大·＊天"],
];
const BETWEEN = ["\u200b", "\u0336", "\ufe0f", "\u00ad"];

const piece = fc.tuple(fc.constantFrom(...ALIKE), fc.nat(20), fc.nat(20), fc.nat(30));
const mutated = fc.array(piece, { minLength: 1, maxLength: 4 }).map((pieces) => {
  let term = "";
  let slice = "";
  for (const [place, [alike, one, other, change]] of pieces.entries()) {
    const [ours, theirs] = [alike[one % alike.length] ?? "", alike[other % alike.length] ?? ""];
    const isInside = place > 0 && place < pieces.length - 1;
    term += ours;
    slice += isInside && change > 26 ? theirs + theirs : theirs;
    slice += change < BETWEEN.length && place < pieces.length - 1 ? BETWEEN[change] : "";
  }
  return { term, slice };
});

const agreement = createAgreement(ALL);

function bruteForce(term: string, slice: string): string[] | undefined {
  return SUBSETS.find((subset) => isNaivelySame(term, slice, subset))?.map(foldName);
}

const SUBSETS = naiveSubsets(ALL).filter(({ length }) => length <= 4);

testOnUnicode17(
  "smallest is the first of the smallest sets that brute force finds",
  () => {
    let explained = 0;
    fc.assert(
      fc.property(mutated, ({ term, slice }) => {
        const smallest = agreement.smallest(term, slice);
        if (smallest === undefined || smallest.length > 4) {
          fc.pre(false);
          return;
        }
        explained++;
        expect(smallest).toEqual(bruteForce(term, slice));
      }),
      { numRuns: 2_000, maxSkipsPerRun: 100 },
    );
    expect(explained).toBeGreaterThanOrEqual(2_000);
  },
  900_000,
);

testOnUnicode17(
  "agrees under a set of folds if one of its subsets makes the slice the term",
  () => {
    fc.assert(
      fc.property(mutated, fc.subarray([...ALL], { maxLength: 6 }), ({ term, slice }, folds) => {
        expect(agreement.agrees(term, slice, folds.map(foldName))).toBe(
          naiveSubsets(folds).some((subset) => isNaivelySame(term, slice, subset)),
        );
      }),
      { numRuns: 1_500 },
    );
  },
  900_000,
);
