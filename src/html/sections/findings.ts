import { formatCount, formatLevel } from "../../report/number.ts";
import type {
  DiscoveredReport,
  EnrichmentReport,
  LadderReport,
} from "../../report/parts/ladder.ts";
import { countColumn, headColumn, rateColumns, textColumn } from "../columns.ts";
import type { PageContext, PageSection } from "../context.ts";
import { chanceMarkup, decimal, shareWords } from "../figures.ts";
import { type Content, html } from "../markup.ts";
import { shown, shownAll, visible } from "../shown.ts";
import { type HtmlColumn, tableOf } from "../table.ts";

type LadderStep = LadderReport[number];
type Discovered = DiscoveredReport[number];
type Enriched = EnrichmentReport[number];

/** What an investigation of captures found, where the report has it. */
export function findingSections(context: PageContext): readonly PageSection[] {
  return [ladderSection, discoveredSection, enrichmentSection].flatMap(
    (section) => section(context) ?? [],
  );
}

/** The answer in words, and the steps: each with the captured messages of which it is the first explanation. */
function ladderSection({ report, level }: PageContext): PageSection | undefined {
  const { investigation, ladder = [] } = report;
  const answer = investigation?.answer ?? [];
  if (answer.length === 0 && ladder.length === 0) return undefined;
  return {
    id: "ladder",
    title: "What explains the captures, step by step",
    body: html`${answer.map((paragraph) => html`<p>${visible(paragraph)}</p>\n`)}${
      ladder.length === 0 ? undefined : ladderTable(ladder, level)
    }`,
  };
}

function ladderTable(steps: LadderReport, level: number): Content {
  const columns: HtmlColumn<LadderStep>[] = [
    headColumn("step", ({ step }) => shown(step)),
    countColumn("captured messages", ({ messages }) => messages),
    ...rateColumns("share", steps, (step: LadderStep) => step, level),
  ];
  for (const [name, header] of [
    ["notCaptured", "not captured"],
    ["ordinary", "ordinary messages"],
  ] as const) {
    if (steps.some((step) => step[name] !== undefined)) {
      columns.push(
        textColumn(header, ({ [name]: share }: LadderStep) =>
          share === undefined ? "–" : shareWords(share, level),
        ),
      );
    }
  }
  return tableOf<LadderStep>({
    id: "ladder-table",
    caption: `Captured messages by the first step that explains them, with ${formatLevel(level)} intervals`,
    columns,
    rows: steps,
    noun: "steps",
  });
}

/** Rules that the lists lack. */
function discoveredSection({ report, level }: PageContext): PageSection | undefined {
  const { discovered = [] } = report;
  if (discovered.length === 0) return undefined;
  return {
    id: "discovered",
    title: "Rules that the lists lack",
    body: html`<p>Found in half of the messages, and tried on the other half. <em>LRC</em>: how much more often, at least, captured messages hold it than others (a binary logarithm). The probability is corrected for all candidates after Bonferroni.</p>
${tableOf<Discovered>({
  id: "discovered-table",
  caption: "Terms that captured messages have in common and others have not",
  columns: [
    headColumn("terms", ({ terms }: Discovered) => shownAll(terms)),
    countColumn("captured", ({ captured }) => captured),
    countColumn("not captured", ({ uncaptured }) => uncaptured),
    numberColumn("LRC", ({ lrc }) => lrc, decimal),
    numberColumn("corrected p", ({ adjusted }) => adjusted, chanceMarkup),
    textColumn("of the other half, captured", ({ heldOut }: Discovered) =>
      shareWords(heldOut.captured, level),
    ),
    textColumn("of the other half, not captured", ({ heldOut }: Discovered) =>
      shareWords(heldOut.uncaptured, level),
    ),
    textColumn("explains captures", ({ explains }: Discovered) => (explains ? "yes" : "no")),
  ],
  rows: discovered,
  noun: "rules",
})}`,
  };
}

/** Who and what has unexplained captures. */
function enrichmentSection({ report }: PageContext): PageSection | undefined {
  const { enrichment = [], investigation } = report;
  if (enrichment.length === 0) return undefined;
  const level = formatLevel(investigation?.level ?? report.messages.level);
  const fields = new Set(enrichment.map(({ field }) => field));
  const [only] = fields;
  return {
    id: "enrichment",
    title: "Who and what is captured more than others",
    body: html`<p>Unexplained captures by value, each held against others in the same conversations. <em>q</em>: adjusted after Benjamini and Hochberg; <em>corrected p</em>: after Holm; – where there are too few messages to test. Where <em>holds</em> says yes, the captures of the value stand on its step of the ladder.</p>
${tableOf<Enriched>({
  id: "enrichment-table",
  caption: `${formatCount(enrichment.length)} values by how improbable their captures are`,
  columns: [
    headColumn(
      only !== undefined && fields.size === 1 ? shown(only) : "value",
      ({ value }: Enriched) => shown(value),
    ),
    ...(fields.size > 1 ? [textColumn("field", ({ field }: Enriched) => shown(field))] : []),
    countColumn("captured", ({ captured }) => captured),
    countColumn("unexplained", ({ unexplained }) => unexplained),
    countColumn("messages", ({ messages }) => messages),
    numberColumn("odds ratio", ({ oddsRatio }) => oddsRatio, ratio),
    {
      header: `${level} interval`,
      kind: "number",
      cell: ({ interval: [lower, upper] }) => `${ratio(lower)} to ${ratio(upper)}`,
      value: ({ interval }) => interval[0],
    },
    numberColumn("p", ({ p }) => p, chanceMarkup),
    numberColumn("q", ({ q }) => q, chanceMarkup),
    numberColumn("corrected p", ({ adjusted }) => adjusted, chanceMarkup),
    textColumn("holds", ({ holds }: Enriched) => (holds ? "yes" : "no")),
  ],
  rows: enrichment,
  noun: "values",
})}`,
  };
}

/** A ratio with three digits. */
function ratio(value: number | null): string {
  if (value === null) return "∞";
  return value >= 1000 ? formatCount(Math.round(value)) : `${Number(value.toPrecision(3))}`;
}

/** A column of figures that may be missing. */
function numberColumn<Row>(
  header: string,
  figure: (row: Row) => number | null,
  write: (value: number) => Content,
): HtmlColumn<Row> {
  return {
    header,
    kind: "number",
    cell: (row) => {
      const value = figure(row);
      return value === null ? "–" : write(value);
    },
    value: (row) => figure(row) ?? Number.MAX_VALUE,
  };
}
