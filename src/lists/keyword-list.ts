import type { Action, Rule, Severity } from "./rule.ts";

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
 * - `invalid-encoding`: bytes that the encoding of the list does not have: no rule
 * - `missing-term`: a CSV record whose term is empty or white space: no rule
 * - `column-count`: a CSV record with more or fewer fields than the header; it is read as far as it goes
 * - `malformed-record`: a CSV record that breaks RFC 4180: no rule
 * - `malformed-entry`: an entry that is not what its format says: no rule
 * - `empty-component`: nothing stands on one side of an operator of a combination; the others are the rule
 * - `unknown-operator`: a character that is an operator of unknown meaning: it is read as text
 * - `html-entity`: an operator that looks like the start of an HTML entity: it is read as text
 * - `possible-expression`: a literal that may be meant as an expression
 * - `expression-refused`: an expression that cannot be run, or not in linear time: no rule
 * - `mirrored-expression`: the mirror image of an earlier expression: one rule together
 * - `header`: a line that says where the list comes from: no rule
 * - `directive`: a line that speaks to the filter: no rule
 * - `checksum`: a line that holds the checksum of the list: no rule
 * - `checksum-mismatch`: the same, but the bytes do not agree
 * - `corrupt-capture`: what was captured is no list: no rule
 * - `other-table`: records of a table that was not asked for: not read
 * - `unresolved-reference`: an exception names an entry that is not there
 * - `reference-count`: an exception names more or fewer entries than it says
 * - `unsupported-entry`: something that triggers the filter but is no word or expression: no rule
 * - `disabled`: rules that the platform has switched off: not read
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
  | "invalid-encoding"
  | "missing-term"
  | "column-count"
  | "malformed-record"
  | "malformed-entry"
  | "empty-component"
  | "unknown-operator"
  | "html-entity"
  | "possible-expression"
  | "expression-refused"
  | "mirrored-expression"
  | "header"
  | "directive"
  | "checksum"
  | "checksum-mismatch"
  | "corrupt-capture"
  | "other-table"
  | "unresolved-reference"
  | "reference-count"
  | "unsupported-entry"
  | "disabled"
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

/** A checksum that a list carries of itself. */
export interface ListChecksum {
  /** How it is made. */
  readonly algorithm: "md5";
  /** What the list says, lower-case hexadecimal. */
  readonly stated: string;
  /** Whether the bytes agree. */
  readonly matches: boolean;
}

/** What is known of a list as a whole: said by its file, its name or the caller. */
export interface ListInfo {
  /** The app that it was taken from. */
  readonly app?: string;
  /** Where it was found, as the file says, such as the path of a repository. */
  readonly origin?: string;
  /** Version of the client. */
  readonly client?: string;
  /** What the platform does on a trigger. Rules that say nothing else take it. */
  readonly action?: Action;
  /** How hard it hits. Rules that say nothing else take it. */
  readonly severity?: Severity;
  /** Where it applies. Rules that say nothing else take it. */
  readonly scope?: readonly string[];
  /** Date of this version, ISO 8601, as precise as is known: `2012`, `2012-03`, `2012-03-27`, `2019-12-30T09`. */
  readonly date?: string;
  /** Whether it is the whole list or a sample of it. */
  readonly completeness?: "exhaustive" | "sampled";
  /** How well it was captured. */
  readonly capture?: "ok" | "empty" | "truncated" | "corrupt" | "placeholder";
  /** Lines that speak to the filter instead of naming an entry, as written. */
  readonly directives?: readonly string[];
  /** The checksum that it carries. */
  readonly checksum?: ListChecksum;
}

/** The rules of one source, with what is known of it and the issues found when it was read. */
export interface KeywordList {
  /** Name of the list: the first half of each rule's id. */
  readonly name: string;
  /** Name of the format it was read as. */
  readonly format: string;
  /** What is known of it as a whole. */
  readonly info: ListInfo;
  /** In the order of the list. */
  readonly rules: readonly Rule[];
  /** In the order of the lines. */
  readonly issues: readonly ListIssue[];
  /** The bytes that were parsed, UTF-8 where a string was given. */
  readonly bytes: Uint8Array;
}
