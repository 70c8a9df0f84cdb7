import { cellOf } from "../report/cell.ts";
import { completeFormatOptions, type FormatOptions } from "../report/format-options.ts";
import { countOf, formatCount } from "../report/number.ts";
import { countColumn, textColumn } from "../report/text-section.ts";
import { wrap } from "../report/wrap.ts";
import {
  isJson,
  joinSections,
  jsonText,
  type ListReportFormat,
  sectionOf,
  suspicionSections,
} from "./diff-text.ts";
import type { ListHistory } from "./history.ts";

/** Width of a date in a table, in columns. */
const DATE = 24;

/**
 * The history of a list, as text that ends with a line break: `text` for a person at a terminal, `json` for
 * programs. The text names the conditions that are gone or were missing; the JSON has all.
 *
 * @example
 * ```ts
 * import { parseList } from "filter-audit";
 * import { formatHistory, listHistory } from "filter-audit/lint";
 *
 * const versions = [
 *   ["2031-05-01", "tea\nmilk\n"],
 *   ["2031-05-02", "tea\n"],
 * ].map(([date, text]) => ({ date, list: parseList(text, { format: "lines" }) }));
 * const told = formatHistory(listHistory(versions), "json");
 * JSON.parse(told).rules.length; // => 2
 * ```
 *
 * @throws RangeError if there is no such form, or an option is out of its range
 */
export function formatHistory(
  history: ListHistory,
  format: ListReportFormat,
  options: FormatOptions = {},
): string {
  const complete = completeFormatOptions(options);
  if (isJson(format)) return jsonText("history", history);
  const { versions, rules } = history;
  const gone = rules.filter((rule) => rule.gone !== null);
  const missing = rules.filter(({ absences }) => absences.length > 0);
  const leftOut = versions.filter(({ isLeftOut }) => isLeftOut);
  const headline =
    `${countOf(versions.length, "version")}, ${formatCount(leftOut.length)} of them left out as bad captures; ` +
    `${countOf(rules.length, "condition")}, of which ${formatCount(gone.length)} gone in the end and ` +
    `${formatCount(missing.length)} missing in between.`;
  return joinSections([
    wrap(headline, complete.columns),
    ...suspicionSections(
      leftOut.map(({ date, suspicions }) => ({ name: date, suspicions })),
      complete,
    ),
    ...sectionOf("Versions", versions, complete, (rows) => [
      textColumn("version", rows, ({ date }) => cellOf(date, DATE)),
      countColumn("rules", rows, ({ rules: count }) => count),
      countColumn("conditions", rows, ({ conditions }) => conditions, { dispensable: 1 }),
      textColumn("added", rows, ({ added, isLeftOut }) => (isLeftOut ? "–" : `+${added}`)),
      textColumn("removed", rows, ({ removed, isLeftOut }) =>
        isLeftOut ? "left out" : `-${removed}`,
      ),
    ]),
    ...sectionOf("Gone", gone, complete, (rows) => [
      textColumn("first seen", rows, ({ first }) => cellOf(first, DATE)),
      textColumn("last seen", rows, ({ last }) => cellOf(last, DATE)),
      textColumn("gone", rows, (rule) => cellOf(rule.gone ?? "", DATE), { dispensable: 1 }),
      textColumn("entry", rows, ({ raw }) => cellOf(raw, complete.columns), { least: 10 }),
    ]),
    ...sectionOf("Missing in between", missing, complete, (rows) => [
      textColumn("gone", rows, ({ absences }) => cellOf(absences[0]?.gone ?? "", DATE)),
      textColumn("back", rows, ({ absences }) => cellOf(absences.at(-1)?.back ?? "", DATE)),
      countColumn("times", rows, ({ absences }) => absences.length),
      textColumn("entry", rows, ({ raw }) => cellOf(raw, complete.columns), { least: 10 }),
    ]),
  ]);
}
