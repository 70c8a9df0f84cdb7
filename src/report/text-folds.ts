import { BOUNDARY_LABELS, SCRIPT_LABELS } from "../audit/label-order.ts";
import type { LabelCount } from "../audit/label-tally.ts";
import { cellOf } from "./cell.ts";
import type { CompleteFormatOptions } from "./format-options.ts";
import type { FoldsReport, Report } from "./model.ts";
import { countOf, decimalsOf, formatCount, formatShare } from "./number.ts";
import { countColumn, rateColumns, restNote, tableSection, textColumn } from "./text-section.ts";
import { wrap } from "./wrap.ts";

const LEAST_NAME = 8;

/** What a script label means, behind its number. */
const SCRIPT_WORDS: Readonly<Record<(typeof SCRIPT_LABELS)[number], string>> = {
  exact: "as the term",
  variant: "as another spelling of it",
  mixed: "a mixture of spellings",
  loose: "loose, which is mostly another word",
};

/** What a boundary label means, behind its number. */
const BOUNDARY_WORDS: Readonly<Record<(typeof BOUNDARY_LABELS)[number], string>> = {
  aligned: "at word boundaries",
  inside: "inside a word",
  straddles: "across a word boundary",
};

/** The part `folds` of a report: two tables and the labels in sentences. */
export function foldsSection(
  folds: FoldsReport,
  report: Report,
  options: CompleteFormatOptions,
): readonly string[] {
  const needed = neededSection(folds, report, options);
  const sets = setsSection(folds, options);
  const labels = labelSentences(folds).flatMap((sentence) => wrap(sentence, options.columns));
  return [needed, sets, labels]
    .filter((lines) => lines.length > 0)
    .flatMap((lines, index) => (index === 0 ? lines : ["", ...lines]));
}

function neededSection(
  { without }: FoldsReport,
  { messages: { level } }: Report,
  options: CompleteFormatOptions,
): readonly string[] {
  const needed = without.filter(({ messages }) => messages > 0);
  const idle = without
    .filter(({ messages }) => messages === 0)
    .map(({ fold }) => cellOf(fold, options.columns));
  const sentence =
    idle.length === 0
      ? []
      : [`No message would be lost without any one of these: ${idle.join(", ")}.`];
  if (needed.length === 0) {
    return sentence.flatMap((line) => wrap(line, options.columns));
  }
  const rows = needed.toSorted((a, b) => b.messages - a.messages).slice(0, options.top);
  return tableSection(
    "Messages that the filter would not trigger on without a fold, all others left on:",
    [
      countColumn("messages", rows, (row) => row.messages),
      ...rateColumns(rows, level),
      textColumn("fold", rows, ({ fold }) => cellOf(fold, options.columns), { least: LEAST_NAME }),
    ],
    [...restNote(needed.length - rows.length, "fold", "folds"), ...sentence],
    options,
  );
}

function setsSection({ sets }: FoldsReport, options: CompleteFormatOptions): readonly string[] {
  // The order of sets is that of their size; people look for the large numbers.
  const rows = sets.toSorted((a, b) => b.matches - a.matches).slice(0, options.top);
  if (rows.length === 0) {
    return [];
  }
  return tableSection(
    "Matches by the smallest set of folds that explains them:",
    [
      countColumn("matches", rows, (row) => row.matches),
      countColumn("messages", rows, (row) => row.messages, { dispensable: 1 }),
      textColumn(
        "folds",
        rows,
        ({ folds }) => cellOf(folds.join(" + ") || "none: as the term is written", options.columns),
        { least: LEAST_NAME },
      ),
    ],
    restNote(sets.length - rows.length, "set", "sets"),
    options,
  );
}

/** The labels of matches in sentences. */
export function labelSentences({ script, boundary, omitted }: FoldsReport): readonly string[] {
  const sentences: string[] = [];
  if (script.length > 0) {
    sentences.push(`Of the matches, in script: ${partsOf(script, SCRIPT_LABELS, SCRIPT_WORDS)}.`);
  }
  if (boundary.length > 0) {
    const parts = partsOf(boundary, BOUNDARY_LABELS, BOUNDARY_WORDS);
    sentences.push(`By the words around them: ${parts}.`);
  }
  if (omitted > 0) {
    sentences.push(
      `${countOf(omitted, "message")} with too many matches to label ${omitted === 1 ? "is" : "are"} ` +
        "not in these figures.",
    );
  }
  return sentences;
}

function partsOf<Label extends string>(
  counts: readonly LabelCount[],
  labels: readonly Label[],
  words: Readonly<Record<Label, string>>,
): string {
  return labels
    .flatMap((label) => {
      const count = counts.find((each) => each.label === label);
      return count === undefined ? [] : [`${formatCount(count.matches)} ${words[label]}`];
    })
    .join(", ");
}

/** The rules that were disarmed, in a sentence; nothing where none was. */
export function disarmedSection(
  { disarmed }: Report,
  { columns, top }: CompleteFormatOptions,
): readonly string[] {
  if (disarmed === undefined || disarmed.messages === 0) {
    return [];
  }
  const half = Math.floor(columns / 2);
  const named = disarmed.rules
    .slice(0, top)
    .map(({ id, messages }) => `${cellOf(id, half)} (${formatCount(messages)})`);
  const rest = disarmed.rules.length - named.length;
  const more = rest > 0 ? ` and ${formatCount(rest)} more, which the JSON report names` : "";
  const share = formatShare(disarmed.rate ?? 0, decimalsOf([disarmed]));
  return wrap(
    `In ${countOf(disarmed.messages, "message")} (${share}) a rule would fire but for an exception ` +
      `or an allowed phrase: ${named.join(", ")}${more}.`,
    columns,
  );
}
