import { printable } from "./printable.ts";
import { clip, displayWidth } from "./width.ts";

/**
 * UTF-16 code units that are looked at for each column of the terminal: every column shows at least one, and
 * no grapheme that is shown has more than 32.
 */
const UNITS_PER_COLUMN = 64;

/** Text of any origin and length, printable and cut to fit in `columns`. */
export function cellOf(text: string, columns: number): string {
  return clip(printable(text.slice(0, columns * UNITS_PER_COLUMN)), columns);
}

/** Texts of any origin and length, printable, with commas between them, cut to fit in `columns`. */
export function cellOfAll(texts: readonly string[], columns: number): string {
  const cells: string[] = [];
  let room = columns;
  for (const text of texts) {
    // One column beyond the room: what follows would be cut off in any case.
    if (room < 0) break;
    const cell = cellOf(text, columns);
    cells.push(cell);
    room -= displayWidth(cell) + 2;
  }
  return clip(cells.join(", "), columns);
}
