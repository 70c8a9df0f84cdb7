import type { Filter } from "../filter/filter.ts";
import { formatReport, type Report } from "../report/report.ts";
import type { Origin } from "./origin.ts";

/** What a form of the report may need beside it. */
export interface FormatContext {
  /** Columns of the terminal. */
  readonly columns: number;
  /** Most rows of a table, where a form does not hold all. */
  readonly top: number;
  /** The filter that was audited. */
  readonly filter: Filter;
  /** What makes the report. */
  readonly origin: Origin;
}

type Formatter = (report: Report, context: FormatContext) => string | Promise<string>;

/** The forms of the report by name: a new one is a row. What only one of them needs is imported when it is asked for. */
const FORMATS = {
  text: (report, { columns, top }) => formatReport(report, "text", { columns, top }),
  json: (report) => formatReport(report, "json"),
} as const satisfies Readonly<Record<string, Formatter>>;

/** Name of a form that the command can write a report in. */
export type CommandFormat = keyof typeof FORMATS;

/** Every form that the command can write a report in. */
export const COMMAND_FORMATS = Object.keys(FORMATS) as readonly CommandFormat[];

/** A report in a form, as text that ends with a line break. */
export async function writeReport(
  report: Report,
  format: CommandFormat,
  context: FormatContext,
): Promise<string> {
  const formatter: Formatter = FORMATS[format];
  return formatter(report, context);
}
