import type { ListIssue } from "../lists/keyword-list.ts";
import { compareNames, compareStrings } from "./first.ts";
import type { MessageIssue } from "./message.ts";

/** How many issues of messages, and of each list, a tally names. */
export const FIRST_ISSUES = 10;

/** Order of issues: by file, line, column, then by what they say. */
export function compareIssues(a: MessageIssue, b: MessageIssue): number {
  return (
    compareNames(a.file, b.file) ||
    a.line - b.line ||
    (a.column ?? 0) - (b.column ?? 0) ||
    compareStrings(a.code, b.code) ||
    compareStrings(a.reason, b.reason)
  );
}

/** How grave an issue of a list is: the gravest first. */
export const SEVERITIES: readonly ListIssue["severity"][] = ["error", "warning", "note"];

/** Order of issues of one list: errors, warnings, notes; each by line, then by what they say. */
export function compareListIssues(a: ListIssue, b: ListIssue): number {
  return (
    SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity) ||
    a.line - b.line ||
    compareStrings(a.code, b.code) ||
    compareStrings(a.message, b.message)
  );
}

/** Whether an issue stands for a message that is not counted. */
export function isUnreadable({ code }: MessageIssue): boolean {
  return code !== "ignored-field" && code !== "interrupted";
}
