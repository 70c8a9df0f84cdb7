import { compareStrings } from "../audit/first.ts";
import type {
  CorpusLabelTally,
  EnoughCount,
  FoldSetCount,
  LabelCount,
  LabelTally,
} from "../audit/label-tally.ts";
import type { Tally } from "../audit/tally.ts";
import type { DisarmedReport, FoldsReport } from "./model.ts";
import { rateOf } from "./rate.ts";

// Rows are written anew, field by field: a tally from a file may have more in it than was counted.

function copySet({ folds, matches, messages }: FoldSetCount): FoldSetCount {
  return { folds: [...folds], matches, messages };
}

function copyLabel({ label, matches, messages }: LabelCount): LabelCount {
  return { label, matches, messages };
}

function copyEnough({ folds, messages }: EnoughCount): EnoughCount {
  return { folds: [...folds], messages };
}

/** The labels of a rule. */
export function copyLabels({ sets, script, boundary, without }: LabelTally): LabelTally {
  return {
    sets: sets.map(copySet),
    script: script.map(copyLabel),
    boundary: boundary.map(copyLabel),
    without: without.map(({ fold, messages }) => ({ fold, messages })),
  };
}

/** The part `folds` of a report: every fold of the filter has a row, also one that no message needs. */
export function foldsReport(labels: CorpusLabelTally, tally: Tally, level: number): FoldsReport {
  const needed = new Map(labels.without.map(({ fold, messages }) => [fold, messages]));
  return {
    without: tally.filter.folds.map((fold) => {
      const messages = needed.get(fold) ?? 0;
      return { fold, messages, ...rateOf(messages, tally.messages, level) };
    }),
    enough: labels.enough.map(copyEnough),
    sets: labels.sets.map(copySet),
    script: labels.script.map(copyLabel),
    boundary: labels.boundary.map(copyLabel),
    omitted: labels.omitted,
  };
}

/** The part `disarmed` of a report. */
export function disarmedReport(messages: number, tally: Tally, level: number): DisarmedReport {
  return {
    messages,
    ...rateOf(messages, tally.messages, level),
    rules: tally.rules
      .flatMap(({ id, disarmed = 0 }) => (disarmed > 0 ? [{ id, messages: disarmed }] : []))
      .sort((a, b) => b.messages - a.messages || compareStrings(a.id, b.id)),
  };
}
