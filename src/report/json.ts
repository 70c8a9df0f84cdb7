import type { Report } from "./model.ts";

// What a terminal would obey or a reader would not see: DEL and C1 controls, line and paragraph separator,
// bidi controls. JSON.stringify itself escapes C0 controls and lone surrogates.
const UNSAFE = /[\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/g;

/**
 * JSON text in which what a terminal would obey or hide is written as `\uXXXX`: DEL, C1 controls, line
 * separators, bidi controls. It parses to the same value.
 *
 * @param json - The result of `JSON.stringify`.
 */
export function escapeJson(json: string): string {
  return json.replace(
    UNSAFE,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

/** A report as JSON: indented by two spaces, ends with a line break. Rates are not rounded. */
export function formatJson(report: Report): string {
  return `${escapeJson(JSON.stringify(report, undefined, 2))}\n`;
}
