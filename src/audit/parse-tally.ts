import { AuditError } from "../errors.ts";
import { ALL_SECTIONS } from "./sections.ts";
import type { Tally } from "./tally.ts";
import { checkTally } from "./tally-check.ts";

/** How deep arrays and objects may stand in each other: a tally needs about ten. */
const MAX_DEPTH = 64;

/** Whether JSON is nested deeper than {@link MAX_DEPTH}: to write it again would take one call for each level. */
function isDeep(text: string): boolean {
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit === 0x22) {
      // Past the string: its brackets are text.
      at++;
      while (text.charCodeAt(at) !== 0x22) at += text.charCodeAt(at) === 0x5c ? 2 : 1;
    } else if ((unit | 0x20) === 0x7b) {
      if (++depth > MAX_DEPTH) return true;
    } else if ((unit | 0x20) === 0x7d) {
      depth--;
    }
  }
  return false;
}

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
 * @throws AuditError `malformed-input` if it is no JSON or no tally, with the field that is wrong; `limit` if it is
 * nested more than 64 deep
 */
export function parseTally(text: string): Tally {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    // What the parser says would quote the text.
    throw new AuditError("malformed-input", "is no JSON, expected a tally");
  }
  if (isDeep(text)) {
    throw new AuditError(
      "limit",
      `is JSON nested more than ${MAX_DEPTH} deep, expected a tally, which is not`,
      { limit: MAX_DEPTH },
    );
  }
  return checkTally(value, ALL_SECTIONS);
}
