import type { LintSeverity } from "./finding.ts";

/** To what a code belongs: how a list was read, what an entry looks like, what a rule can do, a list as a whole. */
export type LintFamily = "reading" | "entry" | "width" | "redundancy" | "capture";

/** What is known of a code. */
export interface LintCodeRow {
  /** To what it belongs. */
  readonly family: LintFamily;
  /** How grave its findings are. */
  readonly severity: LintSeverity;
  /** What it means, as a clause. */
  readonly meaning: string;
  /** What to do about it, as a clause. */
  readonly remedy: string;
}

/** A row of the table of codes. */
export const row = (
  family: LintFamily,
  severity: LintSeverity,
  meaning: string,
  remedy: string,
): LintCodeRow => ({ family, severity, meaning, remedy });
