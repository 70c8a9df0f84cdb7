import { cellOf } from "../report/cell.ts";
import { completeFormatOptions, type FormatOptions } from "../report/format-options.ts";
import { escapeJson } from "../report/json.ts";
import { countOf, formatCount } from "../report/number.ts";
import { countColumn, restNote, tableSection, textColumn } from "../report/text-section.ts";
import { wrap } from "../report/wrap.ts";
import {
  type DiffChange,
  type DiffEntry,
  type DiffPair,
  type DiffSide,
  isUnchanged,
  type ListDiff,
} from "./diff.ts";
import type { FieldChange } from "./diff-fields.ts";
import type { MessageDiff } from "./diff-messages.ts";
import { messageSections } from "./diff-messages-text.ts";

/** Form in which the results of `lint/` other than findings are written. */
export type ListReportFormat = "text" | "json";

/** Every such form. */
export const LIST_REPORT_FORMATS: readonly ListReportFormat[] = Object.freeze(["text", "json"]);

type Options = Required<FormatOptions>;

/**
 * What an edit changes, as text that ends with a line break: `text` for a person at a terminal, `json` for programs.
 *
 * @example
 * ```ts
 * import { parseList } from "filter-audit";
 * import { diffLists, formatDiff } from "filter-audit/lint";
 *
 * const [old, edited] = ["tea\nmilk\n", "tea\n"].map((text) => parseList(text, { format: "lines" }));
 * const told = formatDiff(diffLists(old, edited), "json");
 * JSON.parse(told).counts.removed; // => 1
 * ```
 *
 * @param messages - What it changes message by message, if that was asked for.
 * @throws RangeError if there is no such form, or an option is out of its range
 */
export function formatDiff(
  diff: ListDiff,
  format: ListReportFormat,
  options: FormatOptions = {},
  messages?: MessageDiff,
): string {
  const complete = completeFormatOptions(options);
  return isJson(format)
    ? jsonText("diff", { ...diff, ...(messages === undefined ? {} : { messages }) })
    : joinSections([
        headline(diff, complete),
        ...suspicionSections([diff.old, diff.new], complete),
        ...entrySections("Added", diff.added, complete),
        ...entrySections("Removed", diff.removed, complete),
        ...pairSections("Renamed", diff.renamed, complete),
        ...changeSections(diff.changed, complete),
        ...pairSections("Moved", diff.moved, complete),
        ...(messages === undefined ? [] : messageSections(messages, complete)),
      ]);
}

/**
 * Whether a form is for programs.
 *
 * @throws RangeError if there is no such form
 */
export function isJson(format: ListReportFormat): boolean {
  if (!LIST_REPORT_FORMATS.includes(format)) {
    throw new RangeError(
      `unknown format ${JSON.stringify(format)}, expected one of ${LIST_REPORT_FORMATS.join(", ")}`,
    );
  }
  return format === "json";
}

/** A result as JSON that says what it is. */
export function jsonText(name: "diff" | "history" | "similarity", result: object): string {
  const named = { format: `filter-audit/${name}`, version: 1, ...result };
  return `${escapeJson(JSON.stringify(named, undefined, 2))}\n`;
}

/** Sections with an empty line between them. */
export function joinSections(sections: readonly (readonly string[])[]): string {
  return `${sections.map((lines) => lines.join("\n")).join("\n\n")}\n`;
}

function headline(diff: ListDiff, { columns }: Options): readonly string[] {
  const { added, removed, addedCopies, removedCopies, renamed, changed, moved, kept } = diff.counts;
  const side = ({ name, date, rules }: DiffSide): string =>
    `${cellOf(name, columns / 2)}${date === undefined ? "" : ` (${cellOf(date, 20)})`}, ${countOf(rules, "rule")}`;
  const copies = (count: number): string =>
    count === 0 ? "" : ` (and ${countOf(count, "further copy", "further copies")})`;
  const all = `${side(diff.old)} → ${side(diff.new)}.`;
  const what = isUnchanged(diff)
    ? "The rules are the same, in the same order."
    : `${formatCount(added)} added${copies(addedCopies)}, ${formatCount(removed)} removed${copies(removedCopies)}, ` +
      `${formatCount(renamed)} of them renamed; of ${formatCount(kept)} in both, ${formatCount(changed)} changed and ` +
      `${formatCount(moved)} moved.`;
  return [...wrap(all, columns), ...wrap(what, columns)];
}

/** What makes captures look bad. */
export function suspicionSections(
  sides: readonly Pick<DiffSide, "name" | "suspicions">[],
  { columns }: Options,
): readonly (readonly string[])[] {
  const lines = sides.flatMap(({ name, suspicions }) =>
    suspicions.flatMap(({ reason, message }) =>
      wrap(`${cellOf(name, columns / 2)}: ${reason}: ${message}`, columns, "  "),
    ),
  );
  return lines.length === 0
    ? []
    : [[...wrap("This looks like a bad capture, not like an edit:", columns), ...lines]];
}

function entrySections(
  title: string,
  entries: readonly DiffEntry[],
  options: Options,
): readonly (readonly string[])[] {
  return sectionOf(title, entries, options, (rows) => [
    countColumn("line", rows, ({ line }) => line),
    textColumn(
      "entry",
      rows,
      ({ raw, isCopy }) => (isCopy ? "copy: " : "") + cellOf(raw, options.columns),
      { least: 10 },
    ),
  ]);
}

function pairSections(
  title: string,
  pairs: readonly DiffPair[],
  options: Options,
): readonly (readonly string[])[] {
  return sectionOf(title, pairs, options, (rows) => [
    countColumn("line", rows, ({ old }) => old.line),
    textColumn("entry", rows, ({ old }) => cellOf(old.raw, options.columns), { least: 10 }),
    countColumn("new line", rows, (pair) => pair.new.line),
    textColumn("new entry", rows, (pair) => cellOf(pair.new.raw, options.columns), { least: 10 }),
  ]);
}

function changeSections(
  changes: readonly DiffChange[],
  options: Options,
): readonly (readonly string[])[] {
  return sectionOf("Changed", changes, options, (rows) => [
    countColumn("new line", rows, (change) => change.new.line),
    textColumn("entry", rows, (change) => cellOf(change.new.raw, options.columns), { least: 10 }),
    textColumn(
      "what changed",
      rows,
      (change) => cellOf(change.changes.map(changeText).join("; "), options.columns),
      { least: 10 },
    ),
  ]);
}

function changeText({ field, key, old, new: now }: FieldChange): string {
  const name = key === undefined ? field : `${field} ${key}`;
  return `${name}: ${old ?? "none"} → ${now ?? "none"}`;
}

/** A table of the first rows below its title; nothing if there is none. */
export function sectionOf<Row>(
  title: string,
  rows: readonly Row[],
  options: Options,
  columnsOf: (rows: readonly Row[]) => Parameters<typeof tableSection>[1],
): readonly (readonly string[])[] {
  if (rows.length === 0) return [];
  const rest = restNote(rows.length - options.top, "row", "rows");
  return [
    tableSection(
      `${title}: ${formatCount(rows.length)}.`,
      columnsOf(rows.slice(0, options.top)),
      rest,
      options,
    ),
  ];
}
