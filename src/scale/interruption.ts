import type { MessageIssue } from "../audit/audit.ts";
import { AuditError } from "../errors.ts";

/** What is noted of an input that ended early; nothing, if it was not the input that ended it. */
export function issueOf(error: unknown): MessageIssue | undefined {
  if (!(error instanceof AuditError)) {
    return undefined;
  }
  const { source = "", line = 1, reason } = error;
  return { code: "interrupted", file: source, line, reason };
}
