import type { Rule } from "./rule.ts";

/**
 * What is odd about a line of a list.
 *
 * - `byte-order-mark`: the file starts with one; it is left out
 * - `crlf`: lines end with CR LF; the CR is no part of an entry (reported once, at the first such line)
 * - `carriage-return`: a CR stands inside an entry; it is kept
 * - `blank-line`: nothing but white space: no rule
 * - `white-space`: white space around an entry: kept, or removed if the list was parsed with `trim`
 * - `duplicate`: the same term stands on an earlier line; both are rules
 * - `no-final-newline`: the last line does not end with a line break; it is read all the same
 * - `invalid-utf8`: bytes that are no UTF-8: no rule
 * - `missing-term`: a CSV record whose term is empty or white space: no rule
 * - `column-count`: a CSV record with more or fewer fields than the header; it is read as far as it goes
 * - `malformed-record`: a CSV record that breaks RFC 4180: no rule
 * - `too-long`: a term that is longer than the limit: no rule
 * - `empty-list`: there is no rule in the list
 */
export type ListIssueCode =
  | "byte-order-mark"
  | "crlf"
  | "carriage-return"
  | "blank-line"
  | "white-space"
  | "duplicate"
  | "no-final-newline"
  | "invalid-utf8"
  | "missing-term"
  | "column-count"
  | "malformed-record"
  | "too-long"
  | "empty-list";

/** Something about one line of a list that its reader should know. */
export interface ListIssue {
  /** What it is, for programs. */
  readonly code: ListIssueCode;
  /** `error`: an entry did not become a rule; `warning`: it did, perhaps not as meant; `note`: a fact. */
  readonly severity: "error" | "warning" | "note";
  /** Line of the list, counted from 1; 1 where the whole list is meant. */
  readonly line: number;
  /** What was found and what was done with it, as a sentence without the place. */
  readonly message: string;
}

/** The rules of one source, with what is known of it and the issues found when it was read. */
export interface KeywordList {
  /** Name of the list: the first half of each rule's id. */
  readonly name: string;
  /** Name of the format it was read as. */
  readonly format: string;
  /** In the order of the list. */
  readonly rules: readonly Rule[];
  /** In the order of the lines. */
  readonly issues: readonly ListIssue[];
  /** The bytes that were parsed, UTF-8 where a string was given. */
  readonly bytes: Uint8Array;
}
