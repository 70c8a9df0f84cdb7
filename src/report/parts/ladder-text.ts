import { probability, ratio } from "../../discovery/answer.ts";
import { cellOf, cellOfAll } from "../cell.ts";
import type { CompleteFormatOptions } from "../format-options.ts";
import type { Report } from "../model.ts";
import { countOf, formatCount, formatLevel, formatShare } from "../number.ts";
import { countColumn, rateColumns, restNote, tableSection, textColumn } from "../text-section.ts";
import { wrap } from "../wrap.ts";
import type { DiscoveredReport, EnrichmentReport, InvestigationReport } from "./ladder.ts";

/** Fewest columns of a name. */
const LEAST_NAME = 8;

/** The answer, and the ladder below it. */
export function ladderText(
  { answer, captured, clusters, level }: InvestigationReport,
  { ladder = [] }: Report,
  options: CompleteFormatOptions,
): readonly (readonly string[])[] {
  const { columns } = options;
  // What comes from the data, the names of lists and values, is made printable here.
  const paragraphs = answer.map((paragraph) =>
    wrap(cellOf(paragraph, paragraph.length * 2), columns),
  );
  if (captured === 0) return paragraphs;
  const isOrdinary = ladder.some(({ ordinary }) => ordinary !== undefined);
  const isCompared = ladder.some(({ notCaptured }) => notCaptured !== undefined);
  const together =
    clusters === 0 ? "" : ", in which messages of one conversation or user belong together";
  return [
    wrap("Why messages were captured:", columns),
    ...paragraphs,
    tableSection(
      `The ladder: each of ${countOf(captured, "captured message")} on the first step that explains it${together}.`,
      [
        textColumn("step", ladder, ({ step }) => cellOf(step, columns), { least: LEAST_NAME }),
        countColumn("captured", ladder, ({ messages }) => messages),
        ...rateColumns(ladder, level),
        ...(isCompared ? [shareColumn("not captured", ladder, (row) => row.notCaptured)] : []),
        ...(isOrdinary ? [shareColumn("ordinary", ladder, (row) => row.ordinary)] : []),
      ],
      [],
      options,
    ),
  ];
}

/** Rules that the lists seem to lack. */
export function discoveredText(
  discovered: DiscoveredReport,
  _: Report,
  options: CompleteFormatOptions,
): readonly (readonly string[])[] {
  if (discovered.length === 0) return [];
  const rows = discovered.slice(0, options.top);
  return [
    tableSection(
      "Discovered rules: what half of the users wrote them in, and the other half, on which they are tried.",
      [
        countColumn("captured", rows, ({ captured }) => captured),
        countColumn("not", rows, ({ uncaptured }) => uncaptured),
        textColumn("users", rows, ({ users }) => `${users?.captured ?? ""}`),
        textColumn("tried: captured", rows, ({ heldOut }) => shareWords(heldOut.captured), {
          dispensable: 2,
        }),
        textColumn("not", rows, ({ heldOut }) => shareWords(heldOut.uncaptured), {
          dispensable: 2,
        }),
        textColumn("explains", rows, ({ explains }) => (explains ? "yes" : "no")),
        textColumn("terms", rows, ({ terms }) => cellOfAll(terms, options.columns), {
          least: LEAST_NAME,
        }),
      ],
      restNote(discovered.length - rows.length, "rule", "rules"),
      options,
    ),
  ];
}

function shareWords({ count, total }: { readonly count: number; readonly total: number }): string {
  return `${formatCount(count)} of ${formatCount(total)}`;
}

/** Who has unexplained captures, the least probable first. */
export function enrichmentText(
  enrichment: EnrichmentReport,
  { investigation }: Report,
  options: CompleteFormatOptions,
): readonly (readonly string[])[] {
  const tested = enrichment.filter(({ q }) => q !== null);
  if (tested.length === 0) return [];
  const rows = tested.slice(0, options.top);
  const level = formatLevel(investigation?.level ?? 0.95);
  return [
    tableSection(
      "Unexplained captures by value, each held against others in the same conversations:",
      [
        textColumn("field", rows, ({ field }) => cellOf(field, options.columns), {
          least: LEAST_NAME,
        }),
        textColumn("value", rows, ({ value }) => cellOf(value, options.columns), {
          least: LEAST_NAME,
        }),
        countColumn("unexplained", rows, ({ unexplained }) => unexplained),
        countColumn("messages", rows, ({ messages }) => messages),
        { header: "odds ratio", cells: rows.map((row) => ratio(row.oddsRatio)), align: "right" },
        {
          header: `${level} interval`,
          cells: rows.map(({ interval: [lower, upper] }) => `${ratio(lower)}–${ratio(upper)}`),
          align: "right",
          dispensable: 2,
        },
        { header: "p", cells: rows.map(({ p }) => probability(p)), align: "right", dispensable: 1 },
        { header: "q", cells: rows.map(({ q }) => probability(q ?? 1)), align: "right" },
      ],
      restNote(tested.length - rows.length, "value", "values"),
      options,
    ),
  ];
}

interface HasRate {
  readonly rate: number | null;
}

function shareColumn<Row>(
  header: string,
  rows: readonly Row[],
  shareIn: (row: Row) => HasRate | undefined,
): { header: string; cells: string[]; align: "right"; dispensable: number } {
  const cells = rows.map((row) => {
    const share = shareIn(row);
    return share === undefined ? "" : formatShare(share.rate ?? 0, 2);
  });
  return { header, cells, align: "right", dispensable: 3 };
}
