import { formatCount } from "../../report/number.ts";
import { headColumn, textColumn } from "../columns.ts";
import type { PageContext, PageSection } from "../context.ts";
import { type Content, html } from "../markup.ts";
import { shown, shownAll } from "../shown.ts";
import { tableOf } from "../table.ts";

/** Parts that come from an investigation of captures, with their headings. */
const TITLES: readonly (readonly [name: string, title: string])[] = [
  ["ladder", "What explains the captures, step by step"],
  ["discovered", "Rules that the lists lack"],
  ["enrichment", "Who and what is captured more than others"],
];

type Row = Readonly<Record<string, unknown>>;

/** What an investigation of captures found, where the report has it: each part a table of what its rows hold. */
export function findingSections({ report }: PageContext): readonly PageSection[] {
  const parts = report as unknown as Row;
  return TITLES.flatMap(([id, title]) => {
    const rows = parts[id];
    if (!Array.isArray(rows) || rows.length === 0 || !rows.every(isRow)) return [];
    const [first = "", ...names] = [...new Set(rows.flatMap((row: Row) => Object.keys(row)))];
    return [
      {
        id,
        title,
        body: tableOf({
          id: `${id}-table`,
          caption: title,
          columns: [
            headColumn<Row>(first, (row) => cellOf(row[first])),
            ...names.map((name) => textColumn<Row>(name, (row) => cellOf(row[name]))),
          ],
          rows,
          noun: "rows",
        }),
      },
    ];
  });
}

function isRow(value: unknown): value is Row {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function cellOf(value: unknown): Content {
  if (value === undefined || value === null) return "–";
  if (typeof value === "number") {
    return Number.isInteger(value) ? formatCount(value) : `${Number(value.toPrecision(4))}`;
  }
  if (typeof value === "string") return shown(value);
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (Array.isArray(value)) {
    return value.every((each) => typeof each === "string")
      ? shownAll(value)
      : value.map((each, index) => [
          index === 0 ? "" : value.length === 2 ? " to " : ", ",
          cellOf(each),
        ]);
  }
  return Object.entries(value).map(([name, each], index) => [
    index === 0 ? "" : "; ",
    html`${shown(name)} ${cellOf(each)}`,
  ]);
}
