import { copyProvenance } from "../audit/provenance.ts";
import { escapeJson } from "../report/json.ts";
import { printable } from "../report/printable.ts";
import { LINT_SEVERITIES } from "./finding.ts";
import type { LintResult } from "./lint.ts";
import { formatSarif, type LintFormatOptions } from "./sarif.ts";

export type { LintFormatOptions } from "./sarif.ts";

/** Forms in which findings are written. */
export const LINT_FORMATS = ["text", "json", "sarif"] as const;

/** Form in which findings are written: for people, for programs, for editors and code hosts. */
export type LintFormat = (typeof LINT_FORMATS)[number];

/**
 * Writes findings. The same result gives the same text.
 *
 * In the form `text` each finding is one line that begins with `list:line:`, and what a terminal would obey is
 * escaped. `json` is the result itself, as one object whose `format` is `filter-audit/lint`. `sarif` is SARIF 2.1.0.
 *
 * @throws RangeError if the form is unknown
 *
 * @example
 * ```ts
 * import { parseList } from "filter-audit";
 * import { formatLint, lint } from "filter-audit/lint";
 *
 * const list = parseList("tea\nice tea\n", { format: "lines", name: "drinks" });
 * formatLint(lint(list), "text").split("\n")[0]; // => "drinks:2: warning: wherever \"ice tea\" fires, \"tea\" (drinks, line 1) does [redundant-term]"
 * ```
 */
export function formatLint(
  result: LintResult,
  format: LintFormat,
  options: LintFormatOptions = {},
): string {
  switch (format) {
    case "text":
      return formatText(result, options);
    case "json":
      return formatJson(result, options);
    case "sarif":
      return formatSarif(result, options);
    default:
      throw new RangeError(
        `unknown form ${JSON.stringify(format)}, expected one of ${LINT_FORMATS.join(", ")}`,
      );
  }
}

function formatJson(result: LintResult, { provenance }: LintFormatOptions): string {
  const told = {
    format: "filter-audit/lint",
    version: 1,
    ...(provenance === undefined ? {} : { provenance: copyProvenance(provenance) }),
    ...result,
  };
  return `${escapeJson(JSON.stringify(told, undefined, 2))}\n`;
}

function formatText({ lists, findings }: LintResult, { paths }: LintFormatOptions): string {
  const lines = findings.map(({ code, severity, list, line, message }) =>
    printable(`${paths?.get(list) ?? list}:${line}: ${severity}: ${message} [${code}]`),
  );
  const rules = lists.reduce((sum, list) => sum + list.rules, 0);
  const redundant = lists.reduce((sum, list) => sum + list.redundant, 0);
  const counts = LINT_SEVERITIES.map((severity) => {
    const count = findings.filter((finding) => finding.severity === severity).length;
    return `${count} ${severity}${count === 1 ? "" : "s"}`;
  });
  const share = rules === 0 ? "" : ` (${((100 * redundant) / rules).toFixed(1)} %)`;
  return [
    ...lines,
    ...(lines.length === 0 ? [] : [""]),
    `${rules} rules: ${counts.join(", ")}; ${redundant} rules${share} can never change a verdict`,
    "",
  ].join("\n");
}
