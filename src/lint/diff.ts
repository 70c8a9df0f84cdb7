import type { KeywordList } from "../lists/keyword-list.ts";
import type { Rule } from "../lists/rule.ts";
import { DEFAULT_FOLDS, type FoldChoice } from "../unicode/unicode.ts";
import { createFoldedKey } from "./condition-key.ts";
import { createCapture, type Suspicion, suspect, suspectAlone } from "./diff-capture.ts";
import { type FieldChange, fieldChanges } from "./diff-fields.ts";
import { longestAscent } from "./diff-order.ts";
import { findCopies, pairBy, pairRules } from "./diff-pairing.ts";

/** How two lists are compared. */
export interface ListDiffOptions {
  /** Under which folds a removed rule and an added one are the same, renamed. Default: `DEFAULT_FOLDS`. */
  readonly folds?: readonly FoldChoice[];
}

/** A rule in a diff, by its names. */
export interface DiffRule {
  /** Its id, which begins with the name of its list. */
  readonly id: string;
  /** The entry as written. */
  readonly raw: string;
  /** Its line, counted from 1. */
  readonly line: number;
}

/** A rule that only one of the lists has. */
export interface DiffEntry extends DiffRule {
  /**
   * Whether it is a further copy: its condition stands in the other list too, less often, or in an earlier rule
   * of those that are added (or removed).
   */
  readonly isCopy: boolean;
}

/** A rule of the old list and what it became. */
export interface DiffPair {
  /** In the old list. */
  readonly old: DiffRule;
  /** In the new list. */
  readonly new: DiffRule;
}

/** A rule that is there in both lists and says something else. */
export interface DiffChange extends DiffPair {
  /** What differs; at least one. */
  readonly changes: readonly FieldChange[];
}

/** One of two lists that are compared. */
export interface DiffSide {
  /** Name of the list. */
  readonly name: string;
  /** Date of the version, ISO 8601, if it is known. */
  readonly date?: string;
  /** Number of its rules. */
  readonly rules: number;
  /** Number of its different conditions. */
  readonly conditions: number;
  /** Why its capture looks bad; empty: it does not. */
  readonly suspicions: readonly Suspicion[];
}

/** How many rules of two lists are what. */
export interface DiffCounts {
  /** Rules whose condition only the new list has, each condition once. */
  readonly added: number;
  /** Rules whose condition only the old list has, each condition once. */
  readonly removed: number;
  /** Further copies in the new list. */
  readonly addedCopies: number;
  /** Further copies in the old list. */
  readonly removedCopies: number;
  /** Pairs of a removed and an added rule that fold to the same condition; they count as removed and added too. */
  readonly renamed: number;
  /** Rules in both lists that say something else. */
  readonly changed: number;
  /** Rules in both lists, the fewest that must be moved to get from the old order to the new. */
  readonly moved: number;
  /** Rules in both lists, changed and moved ones included. */
  readonly kept: number;
}

/** What an edit of a list changes: plain data. */
export interface ListDiff {
  /** The list before the edit. */
  readonly old: DiffSide;
  /** The list after it. */
  readonly new: DiffSide;
  /** How many rules are what. */
  readonly counts: DiffCounts;
  /** Rules that only the new list has, in its order. */
  readonly added: readonly DiffEntry[];
  /** Rules that only the old list has, in its order. */
  readonly removed: readonly DiffEntry[];
  /** Pairs of a removed rule and an added one that fold to the same condition, in the order of the old list. */
  readonly renamed: readonly DiffPair[];
  /** Rules in both lists that say something else, in the order of the old list. */
  readonly changed: readonly DiffChange[];
  /** Rules in both lists that stand in another order, in the order of the old list. */
  readonly moved: readonly DiffPair[];
}

/**
 * Compares two versions of a list, rule by rule; each rule is paired with one of the other list at most. Two rules
 * are the same if their entries as written are, else if their conditions are; neither name of the list nor position
 * matters. The old list with `removed` taken out and `added` put in has the entries and conditions of the new one,
 * but for what `changed` names.
 *
 * @throws RangeError if one of the folds is no fold
 *
 * @example
 * ```ts
 * import { parseList } from "filter-audit";
 * import { diffLists } from "filter-audit/lint";
 *
 * const before = parseList("tea\nmilk\nFLG\n", { format: "lines" });
 * const after = parseList("milk\ntea\nflg\ncocoa\n", { format: "lines" });
 * const diff = diffLists(before, after);
 * diff.added.map(({ raw }) => raw); // => ["flg", "cocoa"]
 * diff.renamed.map((pair) => [pair.old.raw, pair.new.raw]); // => [["FLG", "flg"]]
 * diff.moved.length; // => 1
 * ```
 */
export function diffLists(
  old: KeywordList,
  young: KeywordList,
  options: ListDiffOptions = {},
): ListDiff {
  const { pairs, removed, added } = pairRules(old.rules, young.rules);
  const at = (list: KeywordList, index: number): Rule => list.rules[index] as Rule;
  const gone = removed.map((index) => at(old, index));
  const come = added.map((index) => at(young, index));
  const captures = { old: createCapture(old), new: createCapture(young) };
  const goneCopies = findCopies(gone, new Set(captures.new.conditions));
  const comeCopies = findCopies(come, new Set(captures.old.conditions));
  const renames = pairBy(gone, come, [createFoldedKey(options.folds ?? DEFAULT_FOLDS)]).pairs;
  const ascent = new Set(longestAscent(pairs.map(([, place]) => place)));
  const both = (before: Rule, after: Rule): DiffPair => ({
    old: nameRule(before),
    new: nameRule(after),
  });
  const renamed = renames.map(([before, after]) => both(gone[before] as Rule, come[after] as Rule));
  const changed = pairs.flatMap(([before, after]): DiffChange[] => {
    const [first, second] = [at(old, before), at(young, after)];
    const changes = fieldChanges(first, second);
    return changes.length === 0 ? [] : [{ ...both(first, second), changes }];
  });
  const moved = pairs
    .filter((_, place) => !ascent.has(place))
    .map(([before, after]) => both(at(old, before), at(young, after)));
  return {
    old: describeSide(old, captures.old.conditions.size, suspectAlone(captures.old)),
    new: describeSide(young, captures.new.conditions.size, suspect(captures.new, captures.old)),
    counts: {
      added: come.length - comeCopies.size,
      removed: gone.length - goneCopies.size,
      addedCopies: comeCopies.size,
      removedCopies: goneCopies.size,
      renamed: renamed.length,
      changed: changed.length,
      moved: moved.length,
      kept: pairs.length,
    },
    added: come.map((rule) => ({ ...nameRule(rule), isCopy: comeCopies.has(rule) })),
    removed: gone.map((rule) => ({ ...nameRule(rule), isCopy: goneCopies.has(rule) })),
    renamed,
    changed,
    moved,
  };
}

/**
 * Whether two lists have the same rules, which say the same, in the same order.
 *
 * @example
 * ```ts
 * import { parseList } from "filter-audit";
 * import { diffLists, isUnchanged } from "filter-audit/lint";
 *
 * const [old, edited] = ["tea\nmilk\n", "tea\n"].map((text) => parseList(text, { format: "lines" }));
 * [isUnchanged(diffLists(old, old)), isUnchanged(diffLists(old, edited))]; // => [true, false]
 * ```
 */
export function isUnchanged({ counts }: ListDiff): boolean {
  const { added, removed, addedCopies, removedCopies, changed, moved } = counts;
  return added + removed + addedCopies + removedCopies + changed + moved === 0;
}

function nameRule({ id, source }: Rule): DiffRule {
  return { id, raw: source.raw, line: source.line };
}

function describeSide(
  { name, info, rules }: KeywordList,
  conditions: number,
  suspicions: readonly Suspicion[],
): DiffSide {
  return {
    name,
    ...(info.date === undefined ? {} : { date: info.date }),
    rules: rules.length,
    conditions,
    suspicions,
  };
}
