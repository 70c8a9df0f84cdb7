import { CommanderError } from "commander";
import { AuditError } from "../errors.ts";
import { printable } from "../report/printable.ts";

/** Exit status of a command. */
export const STATUS = {
  done: 0,
  gateFailed: 1,
  failed: 2,
  interrupted: 130,
  terminated: 143,
} as const;

/** The exit status of a command that an error ends. */
export function statusOf(error: unknown): number {
  if (!(error instanceof AuditError && error.code === "interrupted")) return STATUS.failed;
  return error.cause === "SIGTERM" ? STATUS.terminated : STATUS.interrupted;
}

/** The one line that a person reads of an error: never a stack, never the text of a message. */
export function describeFailure(error: unknown): string {
  if (error instanceof CommanderError) {
    return oneLine(error.message.replace(/^error: /u, ""));
  }
  if (error instanceof AuditError || error instanceof RangeError || error instanceof TypeError) {
    return oneLine(error.message);
  }
  return oneLine(`unexpected failure: ${error instanceof Error ? error.message : String(error)}`);
}

function oneLine(message: string): string {
  return `filter-audit: ${printable(message.replace(/\s*\n\s*/gu, " ").trim())}`;
}
