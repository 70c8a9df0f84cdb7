import { cellOf } from "./cell.ts";
import type { CompleteFormatOptions } from "./format-options.ts";
import type { Rate } from "./model.ts";
import { decimalsOf, formatCount, formatInterval, formatLevel, formatShare } from "./number.ts";
import { type Column, layOutTable } from "./table.ts";
import { wrap } from "./wrap.ts";

/** Most issues of messages, and of lists, of which the place is shown. */
export const FIRST_ISSUES = 5;

/** How a column gives way to others. */
type Room = Pick<Column, "least" | "dispensable" | "note">;

/** A column of numbers, one for each row. */
export function countColumn<Row>(
  header: string,
  rows: readonly Row[],
  countIn: (row: Row) => number,
  room: Room = {},
): Column {
  return { header, cells: rows.map((row) => formatCount(countIn(row))), align: "right", ...room };
}

/** A column of printable texts, one for each row. */
export function textColumn<Row>(
  header: string,
  rows: readonly Row[],
  textIn: (row: Row) => string,
  room: Room = {},
): Column {
  return { header, cells: rows.map(textIn), align: "left", ...room };
}

/** The columns of rates and of their intervals, all with as many decimals. */
export function rateColumns(rows: readonly Rate[], level: number): readonly Column[] {
  const decimals = decimalsOf(rows);
  return [
    {
      header: "rate",
      cells: rows.map(({ rate }) => formatShare(rate ?? 0, decimals)),
      align: "right",
      dispensable: 1,
    },
    {
      header: `${formatLevel(level)} interval`,
      cells: rows.map(({ interval }) => formatInterval(interval, decimals)),
      align: "right",
      dispensable: 4,
    },
  ];
}

/** What stands below a table that has not all rows; nothing below one that has. */
export function restNote(rest: number, one: string, many: string, where = ""): readonly string[] {
  return rest > 0
    ? [
        `${formatCount(rest)} more ${rest === 1 ? one : many}${where}; the JSON report has them all.`,
      ]
    : [];
}

/** A table below its headline, and below it what it does not show. */
export function tableSection(
  headline: string,
  columns: readonly Column[],
  notes: readonly string[],
  options: CompleteFormatOptions,
): readonly string[] {
  const room = options.columns;
  const { lines, omitted } = layOutTable(columns, room);
  const below = [...notes];
  for (const { header, note } of columns) {
    if (note !== undefined && !omitted.includes(header)) below.push(note);
  }
  if (omitted.length > 0) {
    below.push(`Not shown, since ${formatCount(room)} columns are too few: ${omitted.join(", ")}.`);
  }
  return [
    ...wrap(headline, room),
    "",
    ...lines,
    ...(below.length === 0 ? [] : ["", ...below.flatMap((note) => wrap(note, room))]),
  ];
}

/** An issue with its place, indented. The source is cut to half the terminal, never the place in it. */
export function issueLines(
  source: string,
  place: readonly number[],
  reason: string,
  columns: number,
): readonly string[] {
  const where = [cellOf(source, Math.floor(columns / 2)), ...place].join(":");
  return wrap(`${where}: ${cellOf(reason, 2 * columns)}`, columns, "  ");
}
