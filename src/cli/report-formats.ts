import type { Tally } from "../audit/audit.ts";
import { mergeProvenance } from "../audit/provenance.ts";
import type { Filter } from "../filter/filter.ts";
import type { GateResult } from "../outputs/outputs.ts";
import { explain, formatReport, formatTally, type Report } from "../report/report.ts";
import { csvOptionsOf, type TableChoice } from "./table-options.ts";

/** What a form of the report may need beside it. */
export interface FormatContext {
  /** Columns of the terminal. */
  readonly columns: number;
  /** Most rows of a table, where a form does not hold all. */
  readonly top: number;
  /** What the report is concluded from. */
  readonly tally: Tally;
  /** What of it is a table, where the form holds one. */
  readonly table: TableChoice;
  /** The gates that it was held to. */
  readonly gates: readonly GateResult[];
  /** The filter that was audited, where it is at hand. */
  readonly filter?: Filter;
}

type Formatter = (report: Report, context: FormatContext) => string | Promise<string>;

/** Name of a form that the command can write a report in. */
export type CommandFormat =
  | "text"
  | "json"
  | "html"
  | "markdown"
  | "csv"
  | "tsv"
  | "tally"
  | "list";

/**
 * The forms of the report: a new one is its name above and a row here. What only one of them needs is imported when
 * it is asked for.
 */
const FORMATS: Readonly<Record<CommandFormat, Formatter>> = {
  text: (report, { columns, top }) => formatReport(report, "text", { columns, top }),
  json: (report) => formatReport(report, "json"),
  html: async (report, { filter }) => {
    const { formatHtml } = await import("../html/html.ts");
    return formatHtml(report, {
      ...(filter === undefined ? {} : { explain: (text) => explain(filter, text) }),
    });
  },
  markdown: async (report, { top, gates }) =>
    (await import("../outputs/outputs.ts")).formatMarkdown(report, { top, gates }),
  csv: async (report, { table }) =>
    (await import("../outputs/outputs.ts")).formatCsv(report, csvOptionsOf(table)),
  tsv: async (report, { table }) =>
    (await import("../outputs/outputs.ts")).formatTsv(report, csvOptionsOf(table)),
  // Not the report, but what it is concluded from: to be added to others by the command `merge`.
  tally: ({ provenance }, { tally }) =>
    formatTally(
      provenance === undefined
        ? tally
        : { ...tally, provenance: mergeProvenance(tally.provenance ?? [], [provenance]) },
    ),
  // Not the report, but the rules that were discovered, to be audited or tried on other messages.
  list: async ({ discovered = [] }) => {
    const [{ discoveredList }, { formatList }] = await Promise.all([
      import("../discovery/discovery.ts"),
      import("../lists/lists.ts"),
    ]);
    return new TextDecoder().decode(formatList(discoveredList(discovered)));
  },
};

/** Every form that the command can write a report in. */
export const COMMAND_FORMATS: readonly CommandFormat[] = Object.keys(FORMATS) as CommandFormat[];

/** A report in a form, as text that ends with a line break. */
export async function writeReport(
  report: Report,
  format: CommandFormat,
  context: FormatContext,
): Promise<string> {
  return FORMATS[format](report, context);
}
