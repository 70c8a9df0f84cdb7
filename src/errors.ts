/**
 * What went wrong with data, as a word that programs can compare.
 *
 * - `unsupported-encoding`: bytes are in an encoding that is not read
 * - `missing-column`: a CSV header lacks a column that the options name
 * - `malformed-input`: a file, list or tally cannot be read as what it is said to be
 * - `unreadable-file`: a file is missing, is no file, or cannot be opened
 * - `unwritable-file`: an output cannot be written
 * - `duplicate-list`: two lists of one filter have the same name
 * - `duplicate-rule`: two rules of one filter have the same id
 * - `duplicate-shard`: a shard would be counted twice
 * - `tally-mismatch`: two tallies were not made by the same filter with the same options
 * - `unsupported-rule`: a rule has a condition that cannot be compiled
 * - `unsupported-host`: the host lacks what the library needs of it, or does it otherwise
 * - `limit`: something is larger than its limit
 * - `interrupted`: whoever runs it asked it to end
 */
export type AuditErrorCode =
  | "unsupported-encoding"
  | "missing-column"
  | "malformed-input"
  | "unreadable-file"
  | "unwritable-file"
  | "duplicate-list"
  | "duplicate-rule"
  | "duplicate-shard"
  | "tally-mismatch"
  | "unsupported-rule"
  | "unsupported-host"
  | "limit"
  | "interrupted";

/** Where in the data an {@link AuditError} stands, and the bound it broke. */
export interface AuditErrorDetails {
  /** Name of the file, list or other input. */
  readonly source?: string;
  /** Line of `source`, counted from 1. */
  readonly line?: number;
  /** Column in that line in UTF-16 code units (bytes where the line is no text), counted from 1. */
  readonly column?: number;
  /** The bound, for the code `limit`. */
  readonly limit?: number;
  /** What was met instead of the bound. */
  readonly actual?: number;
  /** The error of a lower layer. Never one that quotes a message. */
  readonly cause?: unknown;
}

/**
 * Bad data: a list, a message file, a tally, a limit. Misuse of an argument is a `RangeError` or a
 * `TypeError` instead.
 *
 * `message` says `source:line:column: what is wrong, what was expected` and never quotes the text of a
 * message.
 */
export class AuditError extends Error {
  /** Always this. */
  override readonly name = "AuditError";
  /** What went wrong, for programs. */
  readonly code: AuditErrorCode;
  /** What is wrong and what was expected, without the place. */
  readonly reason: string;
  /** Name of the file, list or other input. */
  readonly source: string | undefined;
  /** Line of `source`, counted from 1. */
  readonly line: number | undefined;
  /** Column in that line, counted from 1. */
  readonly column: number | undefined;
  /** The bound, for the code `limit`. */
  readonly limit: number | undefined;
  /** What was met instead of the bound. */
  readonly actual: number | undefined;

  /** Makes an error whose message begins with the place that `details` names. */
  constructor(code: AuditErrorCode, reason: string, details: AuditErrorDetails = {}) {
    const place = [details.source, details.line, details.column].filter(
      (part) => part !== undefined,
    );
    super(
      place.length === 0 ? reason : `${place.join(":")}: ${reason}`,
      details.cause === undefined ? undefined : { cause: details.cause },
    );
    this.code = code;
    this.reason = reason;
    this.source = details.source;
    this.line = details.line;
    this.column = details.column;
    this.limit = details.limit;
    this.actual = details.actual;
  }
}
