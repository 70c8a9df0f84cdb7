import { formatCount } from "../report/number.ts";
import { type Content, html, type Markup, markupOf, trusted } from "./markup.ts";

/** A column of a table. */
export interface HtmlColumn<Row> {
  /** What stands above it. */
  readonly header: Content;
  /** What stands in a row. */
  cell(row: Row, index: number): Content;
  /** `number` is aligned to the right; `mark` is a picture, of no name for one who cannot see it; `head` names the row. */
  readonly kind: "text" | "number" | "mark" | "head";
  /** What the rows are sorted by, where it is not what stands there. */
  value?(row: Row): number;
}

/** A table. */
export interface HtmlTable<Row> {
  /** Names it in the page: letters and hyphens. */
  readonly id: string;
  /** What it shows, and of what. */
  readonly caption: Content;
  /** Its columns. */
  readonly columns: readonly HtmlColumn<Row>[];
  /** Its rows. */
  readonly rows: readonly Row[];
  /** The name of a row in the page, to which links lead. */
  rowId?(row: Row, index: number): string;
  /** What its rows are called: `rules`. Tables of more than a few rows can then be filtered. */
  readonly noun: string;
}

/** Rows that stand in the page at once; those beyond come from a script, or stand in tables of their own without one. */
const FIRST_ROWS = 100;

/** Rows of each further table where no script runs. */
const REST_ROWS = 500;

/** Fewer rows are seen at once: they need no filter. */
const FEW_ROWS = 8;

/** A table that can be sorted and filtered where scripts run, and holds all its rows where they do not. */
export function tableOf<Row>(table: HtmlTable<Row>): Markup {
  const { id, caption, columns, rows, noun } = table;
  const head = headOf(columns);
  const rest: Markup[] = [];
  for (let from = FIRST_ROWS; from < rows.length; from += REST_ROWS) {
    const to = Math.min(from + REST_ROWS, rows.length);
    const body = bodyOf(table, from, to);
    const name = `${noun} ${formatCount(from + 1)} to ${formatCount(to)}`;
    rest.push(
      html`<div class="scroll chunk" tabindex="0" role="region" aria-label="${name}"><table><caption><span>${capitalized(name)}</span></caption>${head}${body}</table></div>`,
    );
  }
  const data = rows.length > FEW_ROWS ? trusted(` data-rows="${rows.length}"`) : undefined;
  return html`<div class="table" id="${id}" data-noun="${noun}"${data}>
<div class="scroll" tabindex="0" role="region" aria-labelledby="${id}-caption"><table><caption id="${id}-caption"><span>${caption}</span></caption>
${head}${bodyOf(table, 0, Math.min(FIRST_ROWS, rows.length))}</table></div>
${rest.length === 0 ? undefined : html`<noscript>${rest}</noscript>`}</div>`;
}

function headOf<Row>(columns: readonly HtmlColumn<Row>[]): Markup {
  const cells = columns.map(({ header, kind }) =>
    kind === "mark"
      ? html`<td class="mark">${header}</td>`
      : html`<th scope="col" class="${kind}">${header}</th>`,
  );
  return html`<thead><tr>${cells}</tr></thead>`;
}

function bodyOf<Row>({ columns, rows, rowId }: HtmlTable<Row>, from: number, to: number): Markup {
  const lines: string[] = [];
  for (let index = from; index < to; index++) {
    const row = rows[index] as Row;
    let line = rowId === undefined ? "<tr>" : `<tr id="${rowId(row, index)}">`;
    for (const { cell, kind, value } of columns) {
      const content = markupOf(cell(row, index));
      const sorted = value === undefined ? "" : ` data-v="${value(row)}"`;
      line +=
        kind === "head"
          ? `<th scope="row"${sorted}>${content}</th>`
          : `<td class="${kind}"${sorted}>${content}</td>`;
    }
    lines.push(`${line}</tr>`);
  }
  return trusted(`<tbody>${lines.join("\n")}</tbody>`);
}

function capitalized(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
