import { compareNames, compareStrings } from "./first.ts";
import type { MessageIssue } from "./message.ts";

/** How many issues a tally names. */
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

/** Whether an issue stands for a message that is not counted. */
export function isUnreadable({ code }: MessageIssue): boolean {
  return code !== "ignored-field" && code !== "interrupted";
}
