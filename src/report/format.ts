import type { FormatOptions } from "./format-options.ts";
import { formatJson } from "./json.ts";
import type { Report } from "./model.ts";
import { formatText } from "./text.ts";

/** Name of a form in which a report can be written. */
export type ReportFormat = "text" | "json";

/** The forms, by name: a new one is its name above, a row here and a file. */
const FORMATS: Readonly<Record<ReportFormat, (report: Report, options: FormatOptions) => string>> =
  {
    text: formatText,
    json: formatJson,
  };

/** Every form in which a report can be written. */
export const REPORT_FORMATS: readonly ReportFormat[] = Object.keys(FORMATS) as ReportFormat[];

/**
 * A report as text that ends with a line break: `text` for a person at a terminal, `json` for programs (the
 * schema is `docs/report.schema.json`).
 *
 * @example
 * ```ts
 * import { audit, compileFilter, parseList } from "filter-audit";
 * import { formatReport } from "filter-audit/report";
 *
 * const filter = compileFilter(parseList("通知\n", { format: "lines", name: "words" }));
 * const text = formatReport(audit(filter, ["收到通知", "明天见"]), "text");
 * text.split("\n")[0]; // => "1 of 2 messages triggers the filter: 50.00 % (95 % interval 9.45 % to 90.55 %)."
 * ```
 *
 * @throws RangeError if there is no such form, or an option is out of its range
 */
export function formatReport(
  report: Report,
  format: ReportFormat,
  options: FormatOptions = {},
): string {
  if (!Object.hasOwn(FORMATS, format)) {
    throw new RangeError(
      `unknown report format ${JSON.stringify(format)}, expected one of ${REPORT_FORMATS.join(", ")}`,
    );
  }
  return FORMATS[format](report, options);
}
