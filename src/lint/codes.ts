import type { ListIssueCode } from "../lists/lists.ts";
import type { LintCodeRow } from "./code-row.ts";
import { ENTRY_TABLE, type EntryCode } from "./entry-codes.ts";
import { ISSUE_TABLE } from "./issue-codes.ts";
import { RULE_TABLE, type RuleCode } from "./rule-codes.ts";

export type { LintCodeRow, LintFamily } from "./code-row.ts";

/** A finding of `lint` itself, not of the reader of a list. */
export type OwnLintCode = EntryCode | RuleCode;

/** What a finding is: a code of `lint` itself or one of the issues of `parseList`. */
export type LintCode = OwnLintCode | ListIssueCode;

/** Every code, with its family, its severity, what it means and what to do about it. */
export const LINT_CODES: Readonly<Record<LintCode, LintCodeRow>> = Object.freeze({
  ...ISSUE_TABLE,
  ...ENTRY_TABLE,
  ...RULE_TABLE,
});
