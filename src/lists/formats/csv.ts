import { createMetadata, type EntrySyntax, mergeMetadata, type ReportIssue } from "../entry.ts";
import type { ListCollector } from "../list-collector.ts";
import type { ListInput } from "../list-input.ts";
import type { CommonListOptions } from "../options.ts";
import { type ColumnSyntax, createColumnSyntax } from "./column-syntax.ts";
import {
  type CsvColumnName,
  type CsvColumnOptions,
  type CsvColumns,
  findCsvColumns,
  isColumnName,
} from "./csv-columns.ts";
import { type CsvRow, type CsvTableOptions, readCsvTable } from "./csv-table.ts";

/**
 * How a list in a CSV is read: records as RFC 4180, section 2 has them, the first of which is a header that
 * names the columns. Each other record is an entry: its term is in the column `termColumn`, and nothing in it
 * is an operator unless `syntax` says so. `source` has the line on which the record starts and the place of the
 * whole record; `source.raw` is the term without the quotes of the CSV.
 *
 * - Records end with LF or CR LF, also mixed in one list; the first CR LF is reported (`crlf`). Line breaks in
 *   quoted fields stay as they are; a CR in the term is reported (`carriage-return`).
 * - A byte order mark at the start of the file is left out (`byte-order-mark`), and a last record without
 *   line break is read (`no-final-newline`).
 * - A line of nothing but white space is no rule, and before the header it is no header (`blank-line`). A
 *   record whose term is empty, white space, or left out, is no rule (`missing-term`).
 * - A record with too few fields is read as far as it goes; what is too much in one with too many is left out
 *   (`column-count`).
 * - A record that breaks RFC 4180 is no rule (`malformed-record`): a quote in a field that is not quoted, text
 *   after a closing quote, a quote that is never closed. After the first of these the record is read to its
 *   end; after the others it is given up at the end of the line on which that field starts, so that a quote
 *   too much or too little does not take the rest of the list with it. The issue says where reading goes on.
 * - A record with bytes that its encoding does not have is no rule (`invalid-utf8`, `invalid-encoding`); the
 *   issue has the line of the first such byte and, of UTF-8, its offset in that line, counted from 0.
 * - With `table`, records of nothing but empty fields part the tables (`blank-line`), and those of the others are
 *   not read (`other-table`).
 * - White space around a term, a term that occurs again, and one that is too long are dealt with as in the
 *   format `lines` (`white-space`, `duplicate`, `too-long`).
 *
 * An empty file and a header alone give an empty list (`empty-list`). A header that breaks RFC 4180, lacks a
 * column that is named here, or has more than 65,536 columns, makes `parseList` throw: without it no record can
 * be read.
 *
 * @example
 * ```ts
 * import { parseList } from "filter-audit/lists";
 *
 * const list = parseList('word,topic\n"tea, green",drinks\n', { format: "csv", termColumn: "word" });
 * list.rules.map((rule) => [rule.id, rule.metadata]); // => [["list:tea, green", { topic: "drinks" }]]
 * ```
 */
export interface CsvListOptions extends CommonListOptions, CsvTableOptions, CsvColumnOptions {
  /** Name of the format. */
  readonly format: "csv";
  /** Column of the term, as the header has it, or its number, counted from 1. */
  readonly termColumn: CsvColumnName;
  /**
   * Columns that are kept as metadata, as the header has them, or their numbers. Empty fields are left out.
   * Default: all but `termColumn`; a second column of the same name is then kept as `name#2`. Without a header
   * their names are their numbers.
   */
  readonly metadataColumns?: readonly CsvColumnName[];
  /** Column whose value is kept as metadata `category` too. Default: none. */
  readonly categoryColumn?: CsvColumnName;
  /**
   * The syntax of the terms: the name of a format, an object of its name and options, or one for each value of a
   * column. Default: `lines`, nothing is an operator.
   */
  readonly syntax?: ColumnSyntax;
}

function checkOptions(options: CsvListOptions): void {
  const { termColumn, metadataColumns, categoryColumn } = options;
  if (!isColumnName(termColumn)) {
    throw new TypeError(
      `termColumn is ${typeof termColumn}, expected the name of a column or its number`,
    );
  }
  if (categoryColumn !== undefined && !isColumnName(categoryColumn)) {
    throw new TypeError(
      `categoryColumn is ${typeof categoryColumn}, expected the name of a column or its number`,
    );
  }
  if (
    metadataColumns !== undefined &&
    !(Array.isArray(metadataColumns) && metadataColumns.every(isColumnName))
  ) {
    throw new TypeError(
      `metadataColumns is ${typeof metadataColumns}, expected an array of names of columns or their numbers`,
    );
  }
}

/** The names and values of a row that are kept; empty ones are left out. */
export function readRowMetadata(
  { fields }: CsvRow,
  { metadata, places }: CsvColumns,
): readonly (readonly [name: string, value: string])[] {
  // By the fields of a short row: a header of a million columns must not cost that much for each of them.
  const kept =
    fields.length < metadata.length
      ? fields
          .flatMap((_, index) => places.get(index) ?? [])
          .sort((a, b) => a - b)
          .flatMap((place) => metadata[place] ?? [])
      : metadata;
  return kept
    .map(({ key, index }) => [key, fields[index] ?? ""] as const)
    .filter(([, value]) => value !== "");
}

/** What a format adds to the entry of a row. */
export type RowContent = Pick<
  Parameters<ListCollector["addEntry"]>[0],
  "action" | "scope" | "severity" | "metadata"
>;

/** Makes a rule of a row; one without a term is an issue. */
export function addRow(
  row: CsvRow,
  term: number,
  syntax: EntrySyntax,
  collector: ListCollector,
  content: RowContent,
): void {
  const { line, start, end, fields } = row;
  const raw = fields[term] ?? "";
  if (raw.trim() === "") {
    collector.addIssue("missing-term", line, "no term in its column: no rule");
    return;
  }
  const report: ReportIssue = (code, message) => collector.addIssue(code, line, message);
  const read = syntax(raw, report);
  if (read !== undefined) {
    collector.addEntry({
      ...content,
      ...read,
      metadata: mergeMetadata(content.metadata, read.metadata),
      raw,
      line,
      start,
      end,
    });
  }
}

/**
 * Reads the format `csv`; {@link CsvListOptions} says what is done with each oddity.
 *
 * @throws TypeError if an option is missing or has a wrong type
 * @throws RangeError if `delimiter` is not one character, or is a quote or a line break; if a number of a column
 * or a table is no integer above 0; if a syntax is unknown
 * @throws AuditError `missing-column` if the header lacks a column that the options name; `malformed-input` if
 * it has that column twice, breaks RFC 4180 or cannot be decoded, or there are fewer tables than `table`
 */
export function readCsv(input: ListInput, collector: ListCollector, options: CsvListOptions): void {
  checkOptions(options);
  const openSyntax = createColumnSyntax(options.syntax ?? "lines", options);
  readCsvTable(input, collector, options, (header) => {
    const columns = findCsvColumns(header, options);
    const syntaxOf = openSyntax(header);
    return (row) =>
      addRow(row, columns.term, syntaxOf(row), collector, {
        metadata: createMetadata(readRowMetadata(row, columns)),
      });
  });
}
