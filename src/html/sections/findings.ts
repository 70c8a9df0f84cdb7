import type { Interval } from "../../inference/interval.ts";
import type { Rate } from "../../report/model.ts";
import { formatCount, formatLevel } from "../../report/number.ts";
import { countColumn, headColumn, rateColumns, textColumn } from "../columns.ts";
import type { PageContext, PageSection } from "../context.ts";
import { rateWords } from "../figures.ts";
import { type Content, html, type Markup } from "../markup.ts";
import { shown, shownAll } from "../shown.ts";
import { type HtmlColumn, tableOf } from "../table.ts";

type Row = Readonly<Record<string, unknown>>;

/** A step of the ladder, as far as it is drawn. */
interface Step extends Rate {
  readonly step: string;
  readonly messages: number;
  readonly notCaptured?: Counted;
  readonly ordinary?: Counted;
}

interface Counted extends Rate {
  readonly count: number;
  readonly total: number;
}

/** Parts that come from an investigation of captures, with their headings. */
const TITLES: readonly (readonly [name: string, title: string])[] = [
  ["ladder", "What explains the captures, step by step"],
  ["discovered", "Rules that the lists lack"],
  ["enrichment", "Who and what is captured more than others"],
];

/** What an investigation of captures found, where the report has it. */
export function findingSections({ report, level }: PageContext): readonly PageSection[] {
  const parts = report as unknown as Row;
  return TITLES.flatMap(([id, title]) => {
    const rows = parts[id];
    if (!Array.isArray(rows) || rows.length === 0 || !rows.every(isRow)) return [];
    const body = rows.every(isStep) ? ladderTable(rows, level) : plainTable(id, title, rows);
    return [{ id, title, body }];
  });
}

/** The steps: each with the captured messages of which it is the first explanation. */
function ladderTable(steps: readonly Step[], level: number): Markup {
  const columns: HtmlColumn<Step>[] = [
    headColumn("step", ({ step }) => shown(step)),
    countColumn("captured messages", ({ messages }) => messages),
    ...rateColumns("share", steps, (step: Step) => step, level),
  ];
  for (const [name, header] of [
    ["notCaptured", "not captured"],
    ["ordinary", "ordinary messages"],
  ] as const) {
    if (steps.some((step) => step[name] !== undefined)) {
      columns.push(
        textColumn(header, (step: Step) => {
          const share = step[name];
          return share === undefined
            ? "–"
            : `${formatCount(share.count)} of ${formatCount(share.total)}: ${rateWords(share, level)}`;
        }),
      );
    }
  }
  return tableOf<Step>({
    id: "ladder-table",
    caption: `Captured messages by the first step that explains them, with ${formatLevel(level)} intervals`,
    columns,
    rows: steps,
    noun: "steps",
  });
}

/** A table of whatever its rows hold. */
function plainTable(id: string, title: string, rows: readonly Row[]): Markup {
  const [first = "", ...names] = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  return tableOf<Row>({
    id: `${id}-table`,
    caption: title,
    columns: [
      headColumn(first, (row) => cellOf(row[first])),
      ...names.map((name) => textColumn<Row>(name, (row) => cellOf(row[name]))),
    ],
    rows,
    noun: "rows",
  });
}

function isRow(value: unknown): value is Row {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isInterval(value: unknown): value is Interval {
  return Array.isArray(value) && value.length === 2 && value.every(Number.isFinite);
}

function isRate(row: Row): boolean {
  return (row.rate === null || typeof row.rate === "number") && isInterval(row.interval);
}

function isStep(row: Row): row is Row & Step {
  const isCounted = (value: unknown): boolean =>
    value === undefined ||
    (isRow(value) && isRate(value) && Number.isFinite(value.count) && Number.isFinite(value.total));
  return (
    typeof row.step === "string" &&
    typeof row.messages === "number" &&
    isRate(row) &&
    isCounted(row.notCaptured) &&
    isCounted(row.ordinary)
  );
}

function cellOf(value: unknown): Content {
  if (value === undefined || value === null) return "–";
  if (typeof value === "number") {
    return Number.isInteger(value) ? formatCount(value) : `${Number(value.toPrecision(4))}`;
  }
  if (typeof value === "string") return shown(value);
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (Array.isArray(value)) {
    if (value.every((each) => typeof each === "string")) return shownAll(value);
    const between = isInterval(value) ? " to " : ", ";
    return value.map((each, index) => [index === 0 ? "" : between, cellOf(each)]);
  }
  return Object.entries(value).map(([name, each], index) => [
    index === 0 ? "" : "; ",
    html`${shown(name)} ${cellOf(each)}`,
  ]);
}
