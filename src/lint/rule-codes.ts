import { type LintCodeRow, row } from "./code-row.ts";

/** What a rule can do, and what a list looks like as a whole. */
export type RuleCode =
  | "blank-term"
  | "lone-operator"
  | "punctuation-only"
  | "digits-only"
  | "short-number"
  | "one-character"
  | "short-letters"
  | "folds-to-nothing"
  | "dead-alternative"
  | "dead-exception"
  | "duplicate-folded"
  | "redundant-term"
  | "redundant-combination"
  | "redundant-together"
  | "redundant-alternative"
  | "redundant-part"
  | "idle-exception"
  | "always-disarmed"
  | "always-allowed"
  | "idle-phrase"
  | "truncated-capture"
  | "doubled-capture"
  | "repeated-capture"
  | "single-entry"
  | "error-page"
  | "other-format";

/** The codes of findings in rules and captures. */
export const RULE_TABLE: Readonly<Record<RuleCode, LintCodeRow>> = Object.freeze({
  "blank-term": row(
    "width",
    "error",
    "a term of nothing but white space",
    "remove it: it triggers on nearly every message",
  ),
  "lone-operator": row(
    "width",
    "error",
    "nothing but one or more operators",
    "remove the entry: it is what a bad parser leaves",
  ),
  "punctuation-only": row(
    "width",
    "warning",
    "nothing but punctuation and symbols",
    "remove the entry, unless the platform is known to have it",
  ),
  "digits-only": row(
    "width",
    "note",
    "nothing but four digits or more",
    "expect it within longer numbers; anchor it to a word if the platform does",
  ),
  "short-number": row(
    "width",
    "warning",
    "nothing but one to three digits",
    "expect it in times, prices and longer numbers; anchor it to a word if the platform does",
  ),
  "one-character": row(
    "width",
    "warning",
    "one character, anywhere in a message",
    "expect it within many harmless words",
  ),
  "short-letters": row(
    "width",
    "warning",
    "two Latin letters, anywhere in a message",
    "expect it within many harmless words; anchor it to a word if the platform does",
  ),
  "folds-to-nothing": row(
    "redundancy",
    "error",
    "a part of which no term can match, since all of its characters count as absent: the rule never fires",
    "remove the rule",
  ),
  "dead-alternative": row(
    "redundancy",
    "warning",
    "a term that can never match beside terms that can",
    "remove the term",
  ),
  "dead-exception": row(
    "redundancy",
    "warning",
    "an exception that can never hold",
    "remove the exception",
  ),
  "duplicate-folded": row(
    "redundancy",
    "warning",
    "after folding, an earlier rule is the same",
    "remove the rule",
  ),
  "redundant-term": row(
    "redundancy",
    "warning",
    "wherever the rule fires another one does, since it has the other's term within its own",
    "remove the rule, unless the platform's list is to be shown as it is",
  ),
  "redundant-combination": row(
    "redundancy",
    "warning",
    "wherever the rule fires a wider one does, which asks for less of the same",
    "remove the rule, unless the platform's list is to be shown as it is",
  ),
  "redundant-together": row(
    "redundancy",
    "warning",
    "whichever of its alternatives the rule fires by, another rule fires too",
    "remove the rule, unless the platform's list is to be shown as it is",
  ),
  "redundant-alternative": row(
    "redundancy",
    "note",
    "a term that has another one of its part within it",
    "remove the term",
  ),
  "redundant-part": row(
    "redundancy",
    "note",
    "a part that holds wherever another part of the rule does",
    "remove the part",
  ),
  "idle-exception": row(
    "redundancy",
    "warning",
    "an exception that never changes whether the filter triggers",
    "remove the exception, or find out what it was meant for",
  ),
  "always-disarmed": row(
    "redundancy",
    "warning",
    "one of its exceptions holds wherever the rule does: it never fires",
    "remove the rule, or correct the exception",
  ),
  "always-allowed": row(
    "redundancy",
    "warning",
    "allowed phrases cover every match of a part: the rule never fires",
    "remove the rule, or the phrase",
  ),
  "idle-phrase": row(
    "redundancy",
    "note",
    "an allowed phrase that has no term of any rule within it",
    "remove the phrase",
  ),
  "truncated-capture": row(
    "capture",
    "warning",
    "the end of the list looks cut off",
    "take the list again; count the lists before and after it",
  ),
  "doubled-capture": row("capture", "warning", "the list is written several times", "keep it once"),
  "repeated-capture": row(
    "capture",
    "warning",
    "one entry makes up the list",
    "take the list again, or keep the entry once",
  ),
  "single-entry": row(
    "capture",
    "note",
    "a list of one entry: a placeholder, perhaps",
    "compare it with the lists before and after it",
  ),
  "error-page": row(
    "capture",
    "error",
    "a page of HTML or an error message of a server, not a list",
    "take the list again",
  ),
  "other-format": row(
    "capture",
    "note",
    "the list looks like one of another format",
    "read it in that format, if the reasons hold",
  ),
});
