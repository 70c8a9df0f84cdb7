import { AuditError } from "../errors.ts";
import type { KeywordList } from "../lists/keyword-list.ts";
import type { Rule } from "../lists/rule.ts";
import { DEFAULT_FOLDS, type Fold, normalizeFolds, UNICODE_VERSION } from "../unicode/unicode.ts";
import { collectTerms } from "./dictionary.ts";
import { digestFilter } from "./digest.ts";
import type { Match, RuleCount, Trigger } from "./match.ts";
import { compilePatterns } from "./patterns.ts";
import { createScriptLabels } from "./script-label.ts";
import { createSearch } from "./search.ts";
import type { SpellingProvider } from "./spelling.ts";

export type { Match, RuleCount, Trigger } from "./match.ts";
export type { ScriptLabel } from "./script-label.ts";
export type { SpellingProvider } from "./spelling.ts";
export { type MessageLike, type Triggered, triggered } from "./triggered.ts";

/** What a filter is compiled with. */
export interface FilterOptions {
  /** The folds that are on. Empty: exact. Default: `DEFAULT_FOLDS`. */
  readonly folds?: readonly Fold[];
  /**
   * How terms are legitimately spelled, for the label `script` of matches; has no influence on what
   * matches. Asked once, when a label is read that needs it. Left out: matches have no such label.
   */
  readonly spellings?: SpellingProvider;
}

/** Something about a rule that shows only when it is compiled. */
export interface FilterIssue {
  /** `folds-to-nothing`: a term holds only characters that count as absent, so it never matches. */
  readonly code: "folds-to-nothing";
  /** The rule. */
  readonly rule: Rule;
  /** What was found, as a sentence. */
  readonly message: string;
}

/** One or more lists, compiled. Immutable; the same text always gives the same answer. */
export interface Filter {
  /** The lists, as given. */
  readonly lists: readonly KeywordList[];
  /** The rules of all lists, in order. */
  readonly rules: readonly Rule[];
  /** The folds that are on, in their fixed order. */
  readonly folds: readonly Fold[];
  /** Unicode version of the fold tables, such as `17.0`. */
  readonly unicode: string;
  /** SHA-256 of rules, folds and table versions, hexadecimal. Worked out when first read. */
  readonly digest: string;
  /** What is wrong with rules under these folds. */
  readonly issues: readonly FilterIssue[];
  /** Whether the filter triggers on a text. Stops at the first rule that fires. */
  test(text: string): boolean;
  /** Every occurrence of every term, overlaps included, ordered by start, then longer first. */
  matches(text: string): Match[];
  /** The rules that fire, in the order of the filter, each with its matches. */
  triggers(text: string): Trigger[];
  /** The rules that fire, in the order of the filter, each with its number of matches. */
  counts(text: string): RuleCount[];
}

/**
 * Compiles lists into a filter. Texts and terms are folded alike, character by character; the text itself
 * is never converted, so offsets are those of the text as given.
 *
 * @example
 * ```ts
 * import { compileFilter, parseList } from "filter-audit";
 *
 * const list = parseList("体制\nFLG\n", { format: "lines", name: "words" });
 * const filter = compileFilter(list);
 * filter.test("硬體製造"); // => true
 * filter.matches("about ｆｌｇ").map(({ start, end }) => [start, end]); // => [[6, 9]]
 * compileFilter(list, { folds: [] }).test("硬體製造"); // => false
 * ```
 *
 * @throws RangeError if a fold is unknown
 * @throws AuditError `duplicate-list` if two lists have the same name, `duplicate-rule` if two
 * rules have the same id, `unsupported-rule` if a rule has a condition that this version cannot
 * compile, `limit` if the terms hold too many different characters
 */
export function compileFilter(
  lists: KeywordList | readonly KeywordList[],
  options: FilterOptions = {},
): Filter {
  const all = "rules" in lists ? [lists] : [...lists];
  const folds = normalizeFolds(options.folds ?? DEFAULT_FOLDS);
  const rules = all.flatMap((list) => list.rules);
  checkNames(all, rules);
  const dictionary = collectTerms(rules);
  const patterns = compilePatterns(dictionary, folds);
  const labelScript =
    options.spellings && createScriptLabels(dictionary.terms, folds, options.spellings);
  let digest: string | undefined;
  return {
    lists: all,
    rules,
    folds,
    unicode: UNICODE_VERSION,
    get digest() {
      digest ??= digestFilter(rules, folds);
      return digest;
    },
    issues: patterns.unmatchable.flatMap((term) =>
      (dictionary.rulesOf[term] ?? []).map((rule) => ({
        code: "folds-to-nothing",
        rule,
        message: "a term holds only characters that count as absent, so it never matches",
      })),
    ),
    ...createSearch(dictionary, patterns, labelScript),
  };
}

/** Ids are what tallies and reports are keyed by. */
function checkNames(lists: readonly KeywordList[], rules: readonly Rule[]): void {
  const names = new Set<string>();
  for (const { name } of lists) {
    if (names.has(name)) {
      throw new AuditError(
        "duplicate-list",
        `two lists are named ${JSON.stringify(name)}, expected a name of its own for each`,
      );
    }
    names.add(name);
  }
  const ids = new Set<string>();
  for (const { id, source } of rules) {
    if (ids.has(id)) {
      throw new AuditError(
        "duplicate-rule",
        `two rules have the id ${JSON.stringify(id)}, expected an id of its own for each`,
        { source: source.list, line: source.line },
      );
    }
    ids.add(id);
  }
}
