import { escapeJson } from "../report/json.ts";
import type { Report } from "../report/model.ts";
import { outputProvenance } from "../report/provenance.ts";
import { type Cell, cellText } from "./cells.ts";
import { TABLE_NAMES, TABLES, type TableName } from "./tables.ts";

/** How a table is written. */
export interface CsvOptions {
  /** Which table of the report. Default: `rules`. */
  readonly table?: TableName;
  /** Whether it begins with a byte order mark, by which Excel knows UTF-8. Default: false. */
  readonly bom?: boolean;
}

/**
 * A table of a report as CSV: a header, then one line for each row. Numbers are not rounded, rates are from 0 to 1, and
 * what cannot be said is an empty cell. A text that a spreadsheet would run has an apostrophe before it, and what
 * cannot be seen is written as `\u{1b}`.
 *
 * The last column, `provenance`, says in the first row what made the report, as JSON: filter, folds, versions, options
 * and command, and `partial` if an input was not read to its end; the table `provenance` holds the same, one fact in a
 * row.
 *
 * @see RFC 4180: lines end with CR LF; a cell with a comma or a quote stands in quotes
 *
 * @example
 * ```ts
 * import { audit, compileFilter, parseList } from "filter-audit";
 * import { formatCsv } from "filter-audit/outputs";
 *
 * const filter = compileFilter(parseList("=1+1\n", { format: "lines", name: "words" }), { folds: [] });
 * const report = audit(filter, ["so =1+1 it is", "no"]);
 * formatCsv(report, { table: "terms" }).split("\r\n")[0]; // => "rule,place,term,provenance"
 * formatCsv(report, { table: "terms" }).split("\r\n")[1]?.slice(0, 20); // => "words:=1+1,1,'=1+1,\""
 * ```
 *
 * @throws RangeError if there is no such table, or the report lacks what it is made of
 */
export function formatCsv(report: Report, options: CsvOptions = {}): string {
  return formatTable(report, ",", options);
}

/**
 * The same with tabs in place of commas.
 *
 * @example
 * ```ts
 * import { audit, compileFilter, parseList } from "filter-audit";
 * import { formatTsv } from "filter-audit/outputs";
 *
 * const filter = compileFilter(parseList("tea\n", { format: "lines", name: "drinks" }));
 * const lines = formatTsv(audit(filter, ["tea"]), { table: "terms" }).split("\r\n");
 * lines[1].split("\t").slice(0, 3); // => ["drinks:tea", "1", "tea"]
 * ```
 *
 * @throws RangeError as {@link formatCsv}
 */
export function formatTsv(report: Report, options: CsvOptions = {}): string {
  return formatTable(report, "\t", options);
}

function formatTable(report: Report, delimiter: string, options: CsvOptions): string {
  const { table = "rules", bom = false } = options;
  if (!Object.hasOwn(TABLES, table)) {
    throw new RangeError(
      `unknown table ${JSON.stringify(table)}, expected one of ${TABLE_NAMES.join(", ")}`,
    );
  }
  const { columns, rows } = TABLES[table];
  const found = rows(report);
  if (found === undefined) {
    const there = TABLE_NAMES.filter((name) => TABLES[name].rows(report) !== undefined);
    throw new RangeError(
      `the report has nothing for the table ${table}, expected one of ${there.join(", ")}`,
    );
  }
  // The table of what made the report says it itself.
  const isProvenance = table === "provenance";
  const lines = [
    isProvenance ? columns : [...columns, "provenance"],
    ...found.map((row, index): readonly Cell[] =>
      isProvenance ? row : [...row, index === 0 ? provenanceJson(report) : null],
    ),
  ].map((cells) => cells.map((cell) => quote(cellText(cell), delimiter)).join(delimiter));
  return `${bom ? "\ufeff" : ""}${lines.join("\r\n")}\r\n`;
}

// A cell holds no line break: that is written as an escape.
function quote(cell: string, delimiter: string): string {
  return cell.includes('"') || cell.includes(delimiter) ? `"${cell.replaceAll('"', '""')}"` : cell;
}

/** What made a report, and whether it is of all messages, on one line. */
function provenanceJson({ filter, field, messages, provenance, partial }: Report): string {
  const made = outputProvenance(filter, field, provenance);
  return escapeJson(JSON.stringify({ ...made, level: messages.level, partial }));
}
