/** What every format takes. */
export interface CommonListOptions {
  /** Name of the list: the first half of each rule's id. Default: `list`. */
  readonly name?: string;
  /** Encoding of the bytes; a string has none. Default: `utf-8`, the only one so far. */
  readonly encoding?: "utf-8";
  /**
   * Whether white space around a term is removed, as `String.prototype.trim` does. `source.raw` keeps it.
   * Default: false.
   */
  readonly trim?: boolean;
  /** Longest term that becomes a rule, in UTF-16 code units; at least 1. Default: 65,536. */
  readonly maxTermLength?: number;
}

/**
 * How a list with one literal on each line is read. There is nothing else in such a list, no comments, no
 * operators, no escapes: `#系统`, `8|9|6|4` and `a + b` are terms as they stand.
 *
 * - A line ends with LF or CR LF, also mixed in one list; the CR before an LF is no part of the entry, and the
 *   first such line is reported (`crlf`). Any other CR is kept in the term and reported (`carriage-return`).
 * - A byte order mark at the start of the file is left out (`byte-order-mark`); U+FEFF elsewhere is text.
 * - A last line without line break is read (`no-final-newline`).
 * - A line of nothing but white space is no rule (`blank-line`). White space is what
 *   `String.prototype.trim` removes: also U+00A0, U+3000 and U+FEFF.
 * - White space around an entry belongs to the term, or is removed with `trim`; both are reported
 *   (`white-space`).
 * - A term that stands on an earlier line becomes a second rule (`duplicate`).
 * - A line that is no UTF-8 is no rule (`invalid-utf8`); the issue names the offset of the first bad byte in
 *   that line, counted from 0. The other lines are read as if it were not there.
 * - A term that is too long is no rule (`too-long`).
 *
 * An empty file has no lines, and gives an empty list (`empty-list`).
 */
export interface LinesListOptions extends CommonListOptions {
  /** Name of the format. */
  readonly format: "lines";
}

/**
 * How a list in a CSV is read: records as RFC 4180, section 2 has them, the first of which is a header that
 * names the columns. Each other record is an entry: its term is in the column `termColumn`, and nothing in it
 * is an operator. `source` has the line on which the record starts and the place of the whole record;
 * `source.raw` is the term without the quotes of the CSV.
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
 * - A record with bytes that are no UTF-8 is no rule (`invalid-utf8`); the issue has the line of the first
 *   such byte and its offset in that line, counted from 0.
 * - White space around a term, a term that occurs again, and one that is too long are dealt with as in the
 *   format `lines` (`white-space`, `duplicate`, `too-long`).
 *
 * An empty file and a header alone give an empty list (`empty-list`). A header that breaks RFC 4180, or lacks
 * a column that is named here, makes `parseList` throw: without it no record can be read.
 *
 * @example
 * ```ts
 * import { parseList } from "filter-audit";
 *
 * const list = parseList('word,topic\n"tea, green",drinks\n', { format: "csv", termColumn: "word" });
 * list.rules.map((rule) => [rule.id, rule.metadata]); // => [["list:tea, green", { topic: "drinks" }]]
 * ```
 */
export interface CsvListOptions extends CommonListOptions {
  /** Name of the format. */
  readonly format: "csv";
  /** Column of the term, as the header has it. */
  readonly termColumn: string;
  /**
   * Columns that are kept as metadata, as the header has them. Empty fields are left out. Default: all but
   * `termColumn`; a second column of the same name is then kept as `name#2`.
   */
  readonly metadataColumns?: readonly string[];
  /** Column whose value is kept as metadata `category` too. Default: none. */
  readonly categoryColumn?: string;
  /** What stands between two fields: one UTF-16 code unit, no quote and no line break. Default: a comma. */
  readonly delimiter?: string;
}

/** How a list is read; `format` says what else there is. */
export type ListOptions = LinesListOptions | CsvListOptions;
