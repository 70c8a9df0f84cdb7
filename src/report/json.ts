import type { Tally } from "../audit/tally.ts";
import { AuditError } from "../errors.ts";
import type { Report } from "./model.ts";

// What a terminal would obey or a reader would not see: DEL and C1 controls, line and paragraph separator,
// annotation marks, bidi controls and all else that has no shape. JSON.stringify itself escapes C0 controls
// and lone surrogates.
const UNSAFE =
  /[\u007f-\u009f\u2028\u2029\ufff9-\ufffb\p{Bidi_Control}\p{Default_Ignorable_Code_Point}]/gu;

/** A character as `\uXXXX`, one of two code units as two of these. */
function escapeCharacter(character: string): string {
  return Array.from(
    { length: character.length },
    (_, index) => `\\u${character.charCodeAt(index).toString(16).padStart(4, "0")}`,
  ).join("");
}

/**
 * JSON text in which what a terminal would obey or hide is written as `\uXXXX`: DEL, C1 controls, line
 * separators, bidi controls and all other `Default_Ignorable_Code_Point` (joiners of emoji too), annotation
 * marks. It parses to the same value.
 *
 * @example
 * ```ts
 * import { escapeJson } from "filter-audit/report";
 *
 * // A sign that turns the direction of what follows.
 * escapeJson(JSON.stringify("a\u202Eb")); // => "\"a\\u202eb\""
 * ```
 *
 * @param json - The result of `JSON.stringify`.
 */
export function escapeJson(json: string): string {
  return json.replace(UNSAFE, escapeCharacter);
}

/**
 * A tally as JSON on one line, to be kept in a file and read again by `parseTally`. It ends with a line break.
 *
 * @example
 * ```ts
 * import { compileFilter, createTally, parseList } from "filter-audit";
 * import { formatTally } from "filter-audit/report";
 *
 * const tally = createTally(compileFilter(parseList("tea\n", { format: "lines" })));
 * tally.add("tea");
 * JSON.parse(formatTally(tally.finish())).triggered; // => 1
 * ```
 *
 * @throws AuditError `limit` if it is longer than a string can be: half a gigabyte, which only samples with long texts
 *   come near
 */
export function formatTally(tally: Tally): string {
  try {
    return `${escapeJson(JSON.stringify(tally))}\n`;
  } catch (error) {
    if (!(error instanceof RangeError)) {
      throw error;
    }
    const reason = "the tally is too long to be written as one text, fewer samples make it shorter";
    throw new AuditError("limit", reason, { cause: error });
  }
}

/** A report as JSON: indented by two spaces, ends with a line break. Rates are not rounded. */
export function formatJson(report: Report): string {
  return `${escapeJson(JSON.stringify(report, undefined, 2))}\n`;
}
