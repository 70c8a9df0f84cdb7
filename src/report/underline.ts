import { graphemeSegments } from "unicode-segmenter/grapheme";
import { cellOf } from "./cell.ts";
import { displayWidth } from "./width.ts";

/** A span of a text that is underlined. */
export interface Underlined {
  /** Where it starts: UTF-16 code units of the text. */
  readonly start: number;
  /** Where it ends, not included. */
  readonly end: number;
  /** What stands behind its underline; ASCII. */
  readonly label: string;
}

/** One grapheme of a line. A class, so that how it is shown is worked out for those alone that are. */
class Cell {
  readonly start: number;
  readonly end: number;
  readonly #line: string;
  readonly #from: number;
  #shown: string | undefined;

  /** `line` starts at `from` of the text. */
  constructor(line: string, from: number, start: number, end: number) {
    this.#line = line;
    this.#from = from;
    this.start = start;
    this.end = end;
  }

  get shown(): string {
    this.#shown ??= shownOf(this.#line, this.start - this.#from, this.end - this.#from);
    return this.#shown;
  }

  get width(): number {
    return displayWidth(this.shown);
  }
}

/** Columns of text that stand before the first span of a window, where a line is too long. */
const CONTEXT = 12;

/** Most columns of one grapheme: what hides in it is written out. */
const WIDEST_CELL = 24;

const LINE_BREAK = /\r\n|\n/gu;

/**
 * A text with spans of it underlined: each of its lines that holds one, and below it as many lines of underlines
 * as overlapping spans need. A line that is too long is shown in windows around the spans. A text of several
 * lines says which they are.
 *
 * @param spans - Ordered by start. One that reaches over a line break is underlined on each line; one that
 *   reaches out of a window, as far as that goes. Of a grapheme of which a span holds a part, all is underlined.
 * @param columns - Columns of the terminal, at least 40: no line is wider.
 */
export function underline(
  text: string,
  spans: readonly Underlined[],
  columns: number,
): readonly string[] {
  const blocks: string[][] = [];
  const lines = linesOf(text);
  for (const [index, line] of lines.entries()) {
    const here = spans.filter(
      ({ start, end }) => start < Math.max(line.end, line.start + 1) && end > line.start,
    );
    if (here.length > 0) {
      const windows = underlineLine(text, line, here, columns);
      blocks.push(lines.length > 1 ? [`Line ${index + 1}:`, ...windows] : windows);
    }
  }
  return blocks.flatMap((block, index) => (index === 0 ? block : ["", ...block]));
}

interface Line {
  readonly start: number;
  readonly end: number;
}

function linesOf(text: string): readonly Line[] {
  const lines: Line[] = [];
  let start = 0;
  for (const found of text.matchAll(LINE_BREAK)) {
    lines.push({ start, end: found.index });
    start = found.index + found[0].length;
  }
  return [...lines, { start, end: text.length }];
}

function underlineLine(
  text: string,
  { start, end }: Line,
  spans: readonly Underlined[],
  columns: number,
): string[] {
  const cells = cellsOf(text, start, end);
  const longest = Math.max(...spans.map(({ label }) => label.length));
  // Behind an underline at the end of a line its label must fit, and an ellipsis before and after a window.
  const room = columns - longest - 3;
  const shown: string[] = [];
  let rest = spans;
  let next = 0;
  while (rest.length > 0) {
    const [first, last] = windowOf(cells, next, rest[0] as Underlined, room);
    const window = cells.slice(first, last);
    const windowEnd =
      last >= cells.length ? Number.POSITIVE_INFINITY : (window.at(-1)?.end ?? start);
    const before = first > 0 ? "…" : "";
    const after = last < cells.length ? "…" : "";
    if (shown.length > 0) shown.push("");
    shown.push(`${before}${window.map((cell) => cell.shown).join("")}${after}`);
    const isInside = (span: Underlined): boolean => span.start < windowEnd;
    shown.push(...underlines(window, rest.filter(isInside), before.length));
    rest = rest.filter((span) => !isInside(span));
    next = last;
  }
  return shown;
}

/** First and last (not included) of the cells from `from` on that are shown around a span; all that fit. */
function windowOf(
  cells: readonly Cell[],
  from: number,
  { start }: Underlined,
  room: number,
): readonly [first: number, last: number] {
  let first = from;
  if (from > 0 || widthOf(cells, room) > room) {
    first = Math.max(
      from,
      cells.findIndex((cell) => cell.end > start),
    );
    for (let context = 0; first > from; first--) {
      context += cells[first - 1]?.width ?? 0;
      if (context > CONTEXT) break;
    }
  }
  let width = 0;
  let last = first;
  while (last < cells.length) {
    width += cells[last]?.width ?? 0;
    if (width > room) break;
    last++;
  }
  return [first, last];
}

/** The width of cells, counted until it is above `most`. */
function widthOf(cells: readonly Cell[], most: number): number {
  let width = 0;
  for (const cell of cells) {
    width += cell.width;
    if (width > most) break;
  }
  return width;
}

/** Lines of underlines: a span stands on the first on which there is room for it. */
function underlines(
  window: readonly Cell[],
  spans: readonly Underlined[],
  indent: number,
): readonly string[] {
  const rows: string[] = [];
  for (const { start, end, label } of spans) {
    let column = indent;
    let width = 0;
    for (const cell of window) {
      if (cell.end <= start) column += cell.width;
      else if (cell.start < end) width += cell.width;
    }
    const mark = `${"^".repeat(Math.max(1, width))} ${label}`;
    const free = rows.findIndex((row) => row.length < column);
    const row = free < 0 ? rows.length : free;
    rows[row] = (rows[row] ?? "").padEnd(column) + mark;
  }
  return rows;
}

function cellsOf(text: string, from: number, to: number): readonly Cell[] {
  const line = text.slice(from, to);
  const cells: Cell[] = [];
  for (const { index, segment } of graphemeSegments(line)) {
    const start = from + index;
    cells.push(new Cell(line, from, start, start + segment.length));
  }
  return cells;
}

/** A grapheme in print, cut if it is wide. What `printable` says of the ends of a text is meant of the line. */
function shownOf(line: string, start: number, end: number): string {
  const segment = line.slice(start, end);
  const isAtEnd = start === 0 || end === line.length;
  if (segment === " " && !isAtEnd) {
    return segment;
  }
  if (segment === "\\" && line.startsWith("u{", end)) {
    return "\\u{5c}";
  }
  return cellOf(segment, WIDEST_CELL);
}
