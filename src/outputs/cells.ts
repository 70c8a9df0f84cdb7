import { printable } from "../report/printable.ts";

/** What stands in a cell of a table; null: nothing can be said. */
export type Cell = string | number | boolean | null;

/**
 * What a spreadsheet takes for the start of a formula, perhaps after apostrophes; in full width too.
 *
 * @see OWASP, "CSV Injection", <https://owasp.org/www-community/attacks/CSV_Injection>
 */
const FORMULA = /^'*[=+\-@\uff1d\uff0b\uff0d\uff20]/u;

/**
 * The same where a spreadsheet that takes another separator would begin a cell. What is before the character is looked at
 * from the character, so that of a run of quotes or spaces none is read twice.
 */
const INNER_FORMULA =
  /[=+\-@\uff1d\uff0b\uff0d\uff20](?<=[,;][ "']*[=+\-@\uff1d\uff0b\uff0d\uff20])/gu;

/**
 * Text of any origin as it can stand in a cell. What a terminal would obey or a reader would not see is written as
 * `\u{1b}`, so that a cell is one line and begins with no tab; so is what a spreadsheet would run if it took a comma or a
 * semicolon within the cell for its end. Before what it would run at the start of the cell stands an apostrophe. Different
 * texts give different results: of a cell that begins with apostrophes and then one of `= + - @`, the first is ours.
 */
export function textCell(text: string): string {
  const seen = printable(text).replace(INNER_FORMULA, escaped);
  return FORMULA.test(seen) ? `'${seen}` : seen;
}

function escaped(character: string): string {
  return `\\u{${character.charCodeAt(0).toString(16)}}`;
}

/** A cell as text: numbers and `true` and `false` as they are in JSON, nothing for null. */
export function cellText(cell: Cell): string {
  if (cell === null) return "";
  return typeof cell === "string" ? textCell(cell) : String(cell);
}
