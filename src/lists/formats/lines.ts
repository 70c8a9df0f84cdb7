import type { EntryContent, EntrySyntax } from "../entry.ts";
import type { CommonListOptions } from "../options.ts";

/**
 * How a list with one literal on each line is read. There is nothing else in such a list, no comments, no
 * operators, no escapes: `#1`, `8|9` and `a + b` are terms as they stand.
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
 * - A line with bytes that its encoding does not have is no rule (`invalid-utf8`; `invalid-encoding` for other
 *   encodings); the issue names the offset of the first such byte in that line, counted from 0. The other lines
 *   are read as if it were not there.
 * - A term that is too long is no rule (`too-long`).
 *
 * An empty file has no lines, and gives an empty list (`empty-list`). All other formats of lines treat these
 * oddities in the same way.
 */
export interface LinesListOptions extends CommonListOptions {
  /** Name of the format. */
  readonly format: "lines";
}

const WHOLE: EntryContent = Object.freeze({});

/** The whole entry is one literal. */
export function createLinesSyntax(): EntrySyntax {
  return () => WHOLE;
}
