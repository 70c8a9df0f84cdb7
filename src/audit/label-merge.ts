import { BOUNDARY_LABELS, compareSets, SCRIPT_LABELS } from "./label-order.ts";
import type { CorpusLabelTally, LabelTally } from "./label-tally.ts";

/** Rows of one kind add up. */
interface Row {
  readonly matches?: number;
  readonly messages: number;
}

/** Adds up the labels of one rule, or of two corpora without what only a corpus has. */
export function mergeLabels(a: LabelTally, b: LabelTally, folds: readonly string[]): LabelTally {
  return {
    sets: mergeRows(a.sets, b.sets, keyOfSet, compareSets(folds)),
    script: mergeRows(a.script, b.script, keyOfLabel, byPlace(SCRIPT_LABELS)),
    boundary: mergeRows(a.boundary, b.boundary, keyOfLabel, byPlace(BOUNDARY_LABELS)),
    without: mergeRows(
      a.without,
      b.without,
      ({ fold }) => fold,
      (x, y) => folds.indexOf(x.fold) - folds.indexOf(y.fold),
    ),
  };
}

/** Adds up the labels of two corpora. */
export function mergeCorpusLabels(
  a: CorpusLabelTally,
  b: CorpusLabelTally,
  folds: readonly string[],
): CorpusLabelTally {
  return {
    ...mergeLabels(a, b, folds),
    enough: mergeRows(a.enough, b.enough, keyOfSet, compareSets(folds)),
    omitted: a.omitted + b.omitted,
  };
}

const keyOfSet = ({ folds }: { readonly folds: readonly string[] }): string => folds.join(",");
const keyOfLabel = ({ label }: { readonly label: string }): string => label;

function byPlace(
  labels: readonly string[],
): (a: { readonly label: string }, b: { readonly label: string }) => number {
  return (a, b) => labels.indexOf(a.label) - labels.indexOf(b.label);
}

function mergeRows<T extends Row>(
  a: readonly T[],
  b: readonly T[],
  keyOf: (row: T) => string,
  compare: (x: T, y: T) => number,
): readonly T[] {
  const merged = new Map<string, T>();
  for (const row of [...a, ...b]) {
    const key = keyOf(row);
    const before = merged.get(key);
    merged.set(key, before === undefined ? row : addRow(before, row));
  }
  return [...merged.values()].sort(compare);
}

function addRow<T extends Row>(a: T, b: T): T {
  const messages = a.messages + b.messages;
  return a.matches === undefined
    ? { ...a, messages }
    : { ...a, messages, matches: a.matches + (b.matches ?? 0) };
}
