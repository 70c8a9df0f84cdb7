import { clip, displayWidth } from "./width.ts";

/** Columns of a terminal between two columns of a table. */
const GAP = 2;

/** One column of a table. */
export interface Column {
  /** What stands above it. */
  readonly header: string;
  /** One cell for each row; printable text. */
  readonly cells: readonly string[];
  /** `right` for numbers. */
  readonly align: "left" | "right";
  /** Fewest columns of the terminal to which its cells may be cut; absent: never cut. */
  readonly least?: number;
  /** When it is left out for want of room: the highest first; absent: never. */
  readonly dispensable?: number;
  /** What it means, as a sentence that stands below the table. */
  readonly note?: string;
}

/** A table as lines. */
export interface TableLines {
  /** The header and the rows; no line is wider than was asked for. */
  readonly lines: readonly string[];
  /** Headers of the columns that were left out for want of room. */
  readonly omitted: readonly string[];
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

/** The widths of columns within `room`, the widest cut first; undefined if they cannot be cut so far. */
function cutWidths(columns: readonly Column[], room: number): readonly number[] | undefined {
  const widths = columns.map(({ header, cells }) =>
    cells.reduce((widest, cell) => Math.max(widest, displayWidth(cell)), displayWidth(header)),
  );
  const floors = columns.map(({ least = Number.POSITIVE_INFINITY, header }, index) =>
    Math.min(Math.max(least, displayWidth(header)), widths[index] ?? 0),
  );
  let excess = sum(widths) + GAP * (columns.length - 1) - room;
  while (excess > 0) {
    const slack = widths.map((width, index) => (width > (floors[index] ?? 0) ? width : 0));
    const widest = slack.indexOf(Math.max(...slack));
    if (slack[widest] === 0) return undefined;
    widths[widest] = (widths[widest] ?? 0) - 1;
    excess--;
  }
  return widths;
}

function pad(text: string, width: number, align: Column["align"]): string {
  const spaces = " ".repeat(Math.max(0, width - displayWidth(text)));
  return align === "right" ? spaces + text : text + spaces;
}

/**
 * Lays out a table: cells are cut, and columns left out, until no line takes more than `room` columns of the
 * terminal.
 *
 * @param columns - At least one that is never left out, all with as many cells; no cell wider than `room`.
 */
export function layOutTable(columns: readonly Column[], room: number): TableLines {
  let kept = columns;
  let widths = cutWidths(kept, room);
  while (widths === undefined) {
    const rank = Math.max(...kept.map(({ dispensable = -1 }) => dispensable));
    const fewer = kept.filter(({ dispensable = -1 }) => rank < 0 || dispensable !== rank);
    if (fewer.length === 0 || fewer.length === kept.length) break;
    kept = fewer;
    widths = cutWidths(kept, room);
  }
  const rows = kept[0]?.cells.length ?? 0;
  const line = (cellOf: (column: Column) => string): string =>
    clip(
      kept
        .map((column, index) => {
          const width = widths?.[index] ?? room;
          return pad(clip(cellOf(column), width), width, column.align);
        })
        .join(" ".repeat(GAP))
        .trimEnd(),
      room,
    );
  return {
    lines: [
      line(({ header }) => header),
      ...Array.from({ length: rows }, (_, row) => line(({ cells }) => cells[row] ?? "")),
    ],
    omitted: columns.filter((column) => !kept.includes(column)).map(({ header }) => header),
  };
}
