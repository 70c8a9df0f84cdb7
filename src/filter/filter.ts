/**
 * Lists compiled, and filters from their bytes: `filter-audit/filter`.
 *
 * @module
 */

import { linkAllFolds } from "../finder/all-folds.ts";
import type { MatchBuffer } from "../finder/finder.ts";
import type { WordBoundary } from "../labels/boundary.ts";
import type { KnownSpelling } from "../labels/known-spellings.ts";
import { linkLabels } from "../labels/link.ts";
import type { Region, SpellingProvider } from "../labels/spelling.ts";
import type { ExpressionProvider } from "../lists/expression.ts";
import type { KeywordList } from "../lists/keyword-list.ts";
import type { Rule } from "../lists/rule.ts";
import type { FoldChoice } from "../unicode/fold.ts";
import type { BlockSearch } from "./block-search.ts";
import { compileLists } from "./compile-lists.ts";
import type { Disarmed } from "./disarmed.ts";
import type { FoldSets } from "./fold-sets.ts";
import type { FilterIssue } from "./issues.ts";
import type { Match, MatchedTerm, RuleCount, TermOccurrences, Trigger } from "./match.ts";
import type { SerializeOptions } from "./serialization.ts";

export { createMatchBuffer, type MatchBuffer } from "../finder/finder.ts";
export {
  type BoundaryLabel,
  createWordBoundary,
  type WordBoundary,
  type WordSegmenter,
} from "../labels/boundary.ts";
export { graphemeColumn } from "../labels/grapheme.ts";
export type { KnownSpelling, SpellingKind } from "../labels/known-spellings.ts";
export type { ScriptLabel } from "../labels/script-label.ts";
export type { Region, SpellingProvider } from "../labels/spelling.ts";
export {
  type CharacterMap,
  type CustomFold,
  type CustomFoldOptions,
  createFold,
  createFolding,
  createLightFolding,
  type Expansion,
  type Fold,
  type FoldChoice,
  type Folding,
  type LightFolding,
} from "../unicode/unicode.ts";
export type { BlockSearch, TextBlock, VisitFired } from "./block-search.ts";
export type { CoveredMatch, Disarmed } from "./disarmed.ts";
export type { FiredRules } from "./fired-rules.ts";
export type { FoldSets } from "./fold-sets.ts";
export type { FilterIssue, FilterIssueCode } from "./issues.ts";
export {
  type BinarySource,
  type LoadOptions,
  loadFilter,
  loadTestFilter,
  type TestFilter,
} from "./loading.ts";
export type { Match, MatchedTerm, RuleCount, TermOccurrences, Trigger } from "./match.ts";
export type {
  AsyncSource,
  ReadableSource,
  Signal,
  SourceReader,
  SourceResult,
} from "./message-source.ts";
export type { SerializeOptions } from "./serialization.ts";
export { type MessageLike, type Triggered, type TriggeredOptions, triggered } from "./triggered.ts";

/** What a filter is compiled with. */
export interface FilterOptions {
  /** The folds that are on. Empty: exact. Default: `DEFAULT_FOLDS`. */
  readonly folds?: readonly FoldChoice[];
  /** Most separators between two characters that the fold `separators` takes for absent, 1 to 16. Default: 4. */
  readonly separatorGap?: number;
  /** Fewest digits of a run that the fold `digits` reads, 1 to 16. Default: 2. */
  readonly minDigits?: number;
  /**
   * How terms are legitimately spelled, for labels of matches, and for the fold `regional`. Without that fold it
   * has no influence on what matches, and is asked once, when a label is read that needs it. Left out: matches
   * have no label `script`.
   */
  readonly spellings?: SpellingProvider;
  /** The regions whose words the fold `regional` looks for. Default: all. */
  readonly regional?: readonly Region[];
  /** Phrases that make a match within them count for nothing: lists of plain keywords. Default: none. */
  readonly allow?: KeywordList | readonly KeywordList[];
  /** How expressions are run: `expressions` of `filter-audit/expressions`. Needed if a rule has one. */
  readonly expressions?: ExpressionProvider;
  /** What the label `boundary` takes for words. Default: what `Intl.Segmenter` does, where the host has it. */
  readonly wordBoundary?: WordBoundary;
}

/** One or more lists, compiled. Immutable; the same text always gives the same answer. */
export interface Filter {
  /** The lists, as given. */
  readonly lists: readonly KeywordList[];
  /** The rules of all lists, in order. */
  readonly rules: readonly Rule[];
  /** The folds that are on, by name: those of `FOLDS` in that order, then custom ones in the order given. */
  readonly folds: readonly string[];
  /** The lists of allowed phrases, as given. */
  readonly allow: readonly KeywordList[];
  /** Unicode version of the fold tables, such as `17.0`. */
  readonly unicode: string;
  /** SHA-256 of rules, allowed phrases, folds and table versions, hexadecimal. Worked out when first read. */
  readonly digest: string;
  /** What is wrong with rules under these folds. */
  readonly issues: readonly FilterIssue[];
  /** {@link FilterOptions.wordBoundary} as given: code, which the filter as bytes does not hold. */
  readonly wordBoundary?: WordBoundary | undefined;
  /** Whether the filter triggers on a text. Stops at the first rule that fires. */
  test(text: string): boolean;
  /**
   * Every occurrence of every term that stands in rules themselves, overlaps included, ordered by start, then
   * longer first. Anchors and gaps are fulfilled; what an allowed phrase covers is left out.
   */
  matches(text: string): Match[];
  /**
   * Adds the same matches to a buffer as numbers, three for each: the number of its term, where it starts, where it
   * ends. In no order that can be relied on. Nothing else is allocated where a filter has neither anchors, gaps,
   * expressions, allowed phrases and regional spellings nor folds that look at several characters at once.
   */
  collect(text: string, into: MatchBuffer): void;
  /**
   * The term of a number that {@link Filter.collect} gave.
   *
   * @throws RangeError if it is the number of no term that stands in a rule itself
   */
  matchedTerm(number: number): MatchedTerm;
  /** The terms of {@link Filter.matches}, as the lists first name them, each with its number of matches. */
  termCounts(text: string): TermOccurrences[];
  /** The rules that fire, in the order of the filter, each with its matches. */
  triggers(text: string): Trigger[];
  /** The rules that fire, in the order of the filter, each with its number of matches. */
  counts(text: string): RuleCount[];
  /** The rules whose parts are there but that do not fire: why, and with which matches. In the order of the filter. */
  disarmed(text: string): Disarmed[];
  /** The rules of {@link Filter.disarmed}, each with its number of matches and, of an exception, that of this. */
  disarmedCounts(text: string): RuleCount[];
  /**
   * Says of many texts at once which trigger. Absent where each text has to be asked: if folds are on that look at
   * several characters at once, or a rule may fire where none of its literals occurs.
   */
  readonly blocks?: BlockSearch | undefined;
  /** Which smallest sets of folds would make the filter trigger on a text, and which folds it cannot do without. */
  foldSets(text: string): FoldSets;
  /**
   * How else the terms of a rule of this filter are written that it catches: in the other Chinese script (with
   * `spellings`), as regional words, in other width and case. Not all that it catches; at most 1,000.
   */
  spellings(rule: Rule): readonly KnownSpelling[];
  /**
   * The filter as bytes, from which `loadFilter` makes the same again: in another process, on another machine, or
   * in another thread. The same lists and options give the same bytes.
   *
   * @throws RangeError if it is asked for without rules and needs the text of its terms to test, if a rule says of its
   * place in the list something that is no whole number below 2^32, or if the host is big-endian
   */
  serialize(options?: SerializeOptions): ArrayBuffer;
}

/**
 * Compiles lists into a filter, with any folds. Texts and terms are folded alike, character by character; the text itself
 * is never converted, so offsets are those of the text as given.
 *
 * @example
 * ```ts
 * import { DEFAULT_FOLDS, parseList } from "filter-audit";
 * import { compileFilter } from "filter-audit/filter";
 *
 * const list = parseList("体制\n64\n", { format: "lines", name: "words" });
 * const filter = compileFilter(list, { folds: [...DEFAULT_FOLDS, "digits", "separators"] });
 * filter.test("硬 體.製 造"); // => true
 * filter.matches("陸肆").map(({ start, end }) => [start, end]); // => [[0, 2]]
 * ```
 *
 * @throws RangeError if a fold or a region is unknown, two custom folds have one name, a bound is out of its range, or
 * `regional` is on and the spellings have no regional ones
 * @throws AuditError `duplicate-list` if two lists have the same name, `duplicate-rule` if two
 * rules have the same id, `unsupported-rule` if a rule cannot be compiled, an expression has nothing to run it, or
 * an allowed phrase is no plain keyword, `limit` if the terms hold too many different characters, `unsupported-host`
 * if the host does not normalize as Unicode says
 */
export function compileFilter(
  lists: KeywordList | readonly KeywordList[],
  options: FilterOptions = {},
): Filter {
  linkAllFolds();
  linkLabels();
  return compileLists(lists, options);
}
