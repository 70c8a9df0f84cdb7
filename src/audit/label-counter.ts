import type { Filter, Match, RuleCount } from "../filter/filter.ts";
import { BOUNDARY_LABELS, compareSets, SCRIPT_LABELS } from "./label-order.ts";
import type {
  CorpusLabelTally,
  EnoughCount,
  FoldCount,
  FoldSetCount,
  LabelCount,
  LabelTally,
} from "./label-tally.ts";

/** Counts how the matches of messages that trigger are labelled. */
export interface LabelCounter {
  /** Counts a message in which these rules fire, at least one. */
  add(text: string, fired: readonly RuleCount[]): void;
  /** What was counted so far of the corpus. */
  finish(): CorpusLabelTally;
  /** What was counted so far of a rule, by its index in the filter. */
  finishRule(rule: number): LabelTally;
}

/** A set of folds is kept as its names with commas between them: no name has one. */
type SetName = string;

/** The labels of one match. */
interface Labels {
  readonly set: SetName;
  readonly script: string | undefined;
  readonly boundary: string | undefined;
}

interface Count {
  matches: number;
  messages: number;
}

/** What is counted of a rule, or of the corpus. */
interface Kinds {
  readonly sets: Map<string, Count>;
  readonly script: Map<string, Count>;
  readonly boundary: Map<string, Count>;
  readonly without: Map<string, number>;
}

/**
 * Starts to count the labels of a filter's matches. Memory grows with the rules that fire and the sets of
 * folds that occur, not with messages.
 *
 * @param mostMatches - Messages with more matches of the rules that fire are not labelled: they would be kept all at
 *   once.
 */
export function createLabelCounter(filter: Filter, mostMatches: number): LabelCounter {
  const corpus = createKinds();
  const byRule = new Map<number, Kinds>();
  const enough = new Map<SetName, number>();
  let omitted = 0;

  function kindsOf(rule: number): Kinds {
    let kinds = byRule.get(rule);
    if (kinds === undefined) {
      kinds = createKinds();
      byRule.set(rule, kinds);
    }
    return kinds;
  }

  return {
    add: (text, fired) => {
      if (fired.reduce((sum, { occurrences }) => sum + occurrences, 0) > mostMatches) {
        omitted++;
        return;
      }
      // Rules that share a term share its matches.
      const labels = new Map<Match, Labels>();
      for (const [index, { matches }] of filter.triggers(text).entries()) {
        for (const match of matches) {
          if (!labels.has(match)) {
            labels.set(match, labelsOf(match));
          }
        }
        const ofRule = matches.map((match) => labels.get(match) as Labels);
        addLabels(kindsOf((fired[index] as RuleCount).rule), ofRule);
      }
      addLabels(corpus, [...labels.values()]);
      const sets = filter.foldSets(text);
      for (const set of sets.message) {
        increase(enough, set.join(","));
      }
      for (const fold of sets.without) {
        increase(corpus.without, fold);
      }
      for (const { rule } of fired) {
        for (const fold of sets.rulesWithout.get(rule) ?? []) {
          increase(kindsOf(rule).without, fold);
        }
      }
    },
    finish: () => ({
      ...finishKinds(corpus, filter.folds),
      enough: Array.from(
        enough,
        ([set, messages]): EnoughCount => ({ folds: foldsOf(set), messages }),
      ).sort(compareSets(filter.folds)),
      omitted,
    }),
    finishRule: (rule) => finishKinds(byRule.get(rule) ?? createKinds(), filter.folds),
  };
}

function createKinds(): Kinds {
  return { sets: new Map(), script: new Map(), boundary: new Map(), without: new Map() };
}

/** Each label is worked out where it is read: here, once. */
function labelsOf({ folds, script, boundary }: Match): Labels {
  return { set: folds.join(","), script, boundary };
}

function addLabels(kinds: Kinds, labels: readonly Labels[]): void {
  addKind(kinds.sets, labels, ({ set }) => set);
  addKind(kinds.script, labels, ({ script }) => script);
  addKind(kinds.boundary, labels, ({ boundary }) => boundary);
}

/** Counts the matches of one message by one of their labels. */
function addKind(
  counts: Map<string, Count>,
  labels: readonly Labels[],
  labelOf: (labels: Labels) => string | undefined,
): void {
  const seen = new Set<string>();
  for (const each of labels) {
    const label = labelOf(each);
    if (label !== undefined) {
      let count = counts.get(label);
      if (count === undefined) {
        count = { matches: 0, messages: 0 };
        counts.set(label, count);
      }
      count.matches++;
      count.messages += seen.has(label) ? 0 : 1;
      seen.add(label);
    }
  }
}

function increase(counts: Map<string, number>, name: string): void {
  counts.set(name, (counts.get(name) ?? 0) + 1);
}

function foldsOf(set: SetName): readonly string[] {
  return set === "" ? [] : set.split(",");
}

function finishKinds(kinds: Kinds, folds: readonly string[]): LabelTally {
  return {
    sets: Array.from(
      kinds.sets,
      ([set, count]): FoldSetCount => ({ folds: foldsOf(set), ...count }),
    ).sort(compareSets(folds)),
    script: inOrder(kinds.script, SCRIPT_LABELS),
    boundary: inOrder(kinds.boundary, BOUNDARY_LABELS),
    without: folds.flatMap((fold): FoldCount[] => {
      const messages = kinds.without.get(fold);
      return messages === undefined ? [] : [{ fold, messages }];
    }),
  };
}

function inOrder(
  counts: ReadonlyMap<string, Count>,
  labels: readonly string[],
): readonly LabelCount[] {
  return labels.flatMap((label): LabelCount[] => {
    const count = counts.get(label);
    return count === undefined ? [] : [{ label, ...count }];
  });
}
