import { AuditError } from "../errors.ts";
import { ALL_SECTIONS } from "./sections.ts";
import type { Tally } from "./tally.ts";
import { checkTally } from "./tally-check.ts";

/**
 * Reads a tally from JSON, as `formatTally` or `JSON.stringify` wrote it. It may come from anyone's file: all that is
 * read of it is checked, so that what adds up or reports on it need not be.
 *
 * @example
 * ```ts
 * import { compileFilter, createTally, parseList, report } from "filter-audit";
 * import { formatTally, parseTally } from "filter-audit/report";
 *
 * const tally = createTally(compileFilter(parseList("通知\n", { format: "lines" })));
 * tally.add("收到通知");
 * const kept = formatTally(tally.finish());
 * report(parseTally(kept)).messages.triggered; // => 1
 * ```
 *
 * @throws AuditError `malformed-input` if it is no JSON or no tally, with the field that is wrong
 */
export function parseTally(text: string): Tally {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    // What the parser says would quote the text.
    throw new AuditError("malformed-input", "is no JSON, expected a tally");
  }
  return checkTally(value, ALL_SECTIONS);
}
