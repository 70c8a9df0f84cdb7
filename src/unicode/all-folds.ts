import {
  type CharacterMap,
  type CustomFoldOptions,
  foldNumber,
  knownFold,
  createFold as makeFold,
} from "./custom-fold.ts";
import { digitsOf } from "./digits.ts";
import type { CustomFold, FoldChoice } from "./fold.ts";
import { type Folding, createFolding as makeFolding } from "./folding.ts";
import { type FurtherFolds, furtherFolds } from "./further.ts";
import { markRanges } from "./further-tables.ts";
import { type LightFolding, createLightFolding as makeLightFolding } from "./light-folding.ts";
import { uniteClasses } from "./united-classes.ts";

const FURTHER: FurtherFolds = { markRanges, uniteClasses, knownFold, foldNumber, digitsOf };

/** Links what folds of single characters need that are not on by default. */
export function linkCharacterFolds(): void {
  furtherFolds.link(FURTHER);
}

/**
 * Makes a fold of the user's own: each character of `map` counts as the one that it is put to.
 *
 * Where its classes meet those of other folds they are united. So if 曰 is put to 日 here, and another fold has
 * 日 and 口 in one class, then all three count as the same when both folds are on.
 *
 * @example
 * ```ts
 * import { createFold, createFolding } from "filter-audit/filter";
 *
 * const lookalikes = createFold("lookalikes", { 曰: "日", 囗: "口" });
 * lookalikes.classes; // => [["口", "囗"], ["日", "曰"]]
 * createFolding([lookalikes]).foldText("曰本"); // => "日本"
 * ```
 *
 * @param name lower-case letters, digits and hyphens, at most 40; not the name of a built-in fold
 * @param map what each character is put to
 *
 * @throws TypeError if a key or value is no string
 * @throws RangeError if the name is not of that form; if a key or value is not one character; if a key has two
 * values, or a value is itself put to something else; if a character folds to none or several under the built-in
 * folds (invisible characters, marks, letters with marks such as é, ligatures, Hangul), since classes hold single
 * characters; if `minLength` is no integer from 1
 */
export function createFold(
  name: string,
  map: CharacterMap,
  options: CustomFoldOptions = {},
): CustomFold {
  linkCharacterFolds();
  return makeFold(name, map, options);
}

/**
 * Makes a folding. The tables behind it are read when it is first used; they take 256 KB and more for each set of
 * folds, so for many sets and short texts `createLightFolding` is the better one.
 *
 * What is dropped by `ignorable` or `marks` goes first, then `width` and `compat` take characters apart, and marks
 * that come to light go. What `case`, `script`, `radical`, `confusable` and the user's own folds hold to be the same
 * is then one equivalence: classes that meet are united. The iota under a Greek vowel (U+0345), which `case` makes a
 * letter, is a mark where `marks` is on and what it stands in has been taken apart.
 *
 * @throws RangeError if one of `folds` is no fold, or two have one name
 *
 * @example
 * ```ts
 * import { createFolding } from "filter-audit/filter";
 *
 * const { foldText } = createFolding(["case", "script"]);
 * foldText("臺灣 TAIWAN") === foldText("台湾 Taiwan"); // => true
 * ```
 */
export function createFolding(folds: readonly FoldChoice[]): Folding {
  linkCharacterFolds();
  return makeFolding(folds);
}

/**
 * Makes a folding that says the same as `createFolding` of the same folds and needs no index of the whole Basic
 * Multilingual Plane: what a code point folds to is worked out when it is met, and kept for at most 4,096 code
 * points. What is shared between all such foldings is the decoded tables and the united classes of all sets of
 * built-in folds and of at most 16 sets with folds of the user's own.
 *
 * @throws RangeError for what `createFolding` throws
 *
 * @example
 * ```ts
 * import { createFolding, createLightFolding } from "filter-audit/filter";
 *
 * const light = createLightFolding(["case", "confusable"]);
 * light.foldText("РayРal"); // => "paypal"
 * light.foldText("РayРal") === createFolding(["case", "confusable"]).foldText("РayРal"); // => true
 * ```
 */
export function createLightFolding(folds: readonly FoldChoice[]): LightFolding {
  linkCharacterFolds();
  return makeLightFolding(folds);
}
