import type { ListIssueCode } from "../lists/lists.ts";
import type { LintCodeRow } from "./code-row.ts";

const row = (severity: LintCodeRow["severity"], meaning: string, remedy: string): LintCodeRow => ({
  family: "reading",
  severity,
  meaning,
  remedy,
});

/** What the issues of `parseList` mean. Their severity is that of the issue itself. */
export const ISSUE_TABLE: Readonly<Record<ListIssueCode, LintCodeRow>> = Object.freeze({
  "byte-order-mark": row(
    "note",
    "the file starts with a byte order mark",
    "nothing: it is left out",
  ),
  crlf: row("note", "lines end with CR LF", "nothing: the CR is no part of an entry"),
  "carriage-return": row(
    "warning",
    "a CR inside an entry",
    "remove it: hardly any message has one",
  ),
  "blank-line": row("note", "nothing but white space", "remove the line"),
  "white-space": row("warning", "white space around an entry", "remove it, or read with `trim`"),
  duplicate: row("warning", "an earlier rule is the same", "remove the rule"),
  "no-final-newline": row("note", "the last line has no line break", "see whether it is cut off"),
  "invalid-utf8": row("error", "bytes that are no UTF-8", "name the encoding of the list"),
  "invalid-encoding": row(
    "error",
    "bytes that the encoding does not have",
    "name the encoding of the list",
  ),
  "missing-term": row("error", "a record without term", "write the term, or remove the record"),
  "column-count": row(
    "warning",
    "a record with more or fewer fields than the header",
    "quote fields that hold the delimiter",
  ),
  "malformed-record": row("error", "a record that breaks RFC 4180", "correct its quotation marks"),
  "malformed-entry": row("error", "an entry that is not what its format says", "correct the entry"),
  "empty-component": row(
    "warning",
    "a component of nothing",
    "remove the operator, or write what is missing",
  ),
  "unknown-operator": row(
    "warning",
    "an operator of unknown meaning",
    "say with `operators` what it means, if that is known",
  ),
  "html-entity": row(
    "warning",
    "an ampersand that starts a character reference of HTML",
    "write the character itself",
  ),
  "possible-expression": row(
    "note",
    "a literal that may be meant as an expression",
    "say so with the options of the format, if it is one",
  ),
  "expression-refused": row(
    "error",
    "an expression that cannot be run in linear time, or that nothing reads",
    "write it without what the message names",
  ),
  "mirrored-expression": row("note", "the mirror image of an earlier entry", "nothing: one rule"),
  header: row("note", "a line that says where the list comes from", "nothing: no rule"),
  directive: row("note", "a line that speaks to the filter", "nothing: no rule"),
  checksum: row("note", "the checksum of the list, which is right", "nothing: no rule"),
  "checksum-mismatch": row(
    "warning",
    "what looks like a checksum, and is wrong",
    "take the list again: it is damaged, or the entry is a keyword",
  ),
  "corrupt-capture": row(
    "error",
    "no list at all, but what a failed decryption leaves",
    "take the list again",
  ),
  "other-table": row("note", "a record of another table of the file", "read that table by itself"),
  "unresolved-reference": row(
    "warning",
    "a reference to no rule of the list",
    "correct the reference, or remove it",
  ),
  "reference-count": row(
    "warning",
    "a stated number of references that is not theirs",
    "correct the number, or look for what is lost",
  ),
  "unsupported-entry": row("error", "an entry that says what no rule can say", "leave it out"),
  disabled: row("note", "an entry that its list has switched off", "nothing: not read"),
  "too-long": row("error", "a term that is longer than the limit", "raise `maxTermLength`"),
  "empty-list": row("warning", "there is no rule in the list", "take the list again"),
});
