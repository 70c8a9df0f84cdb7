import { copyProvenance, type Provenance } from "../audit/provenance.ts";
import { escapeJson } from "../report/json.ts";
import { printable } from "../report/printable.ts";
import { UNICODE_VERSION } from "../unicode/unicode.ts";
import { LINT_CODES, type LintCode } from "./codes.ts";
import type { LintFinding } from "./finding.ts";
import type { LintResult } from "./lint.ts";

/** How findings are written. */
export interface LintFormatOptions {
  /** Paths of the files of lists, by name of the list. Default: the name. */
  readonly paths?: ReadonlyMap<string, string>;
  /** What makes the output, for `json` and `sarif`. Default: nothing is said. */
  readonly provenance?: Provenance;
}

/**
 * Writes findings as SARIF, one run, each result at its line.
 *
 * @see SARIF 2.1.0, OASIS Standard 27 March 2020
 */
export function formatSarif(
  { lists, folds, findings }: LintResult,
  options: LintFormatOptions,
): string {
  const { version, command, ...rest } = copyProvenance(options.provenance ?? {});
  const codes = [...new Set(findings.map(({ code }) => code))].sort();
  const place = (list: string, line: number): unknown => ({
    physicalLocation: {
      artifactLocation: { uri: toUri(options.paths?.get(list) ?? list) },
      region: { startLine: line },
    },
  });
  const resultOf = ({
    code,
    severity,
    list,
    line,
    rule,
    witness,
    message,
  }: LintFinding): unknown => ({
    ruleId: code,
    ruleIndex: codes.indexOf(code),
    level: severity,
    message: { text: toMessage(message) },
    locations: [place(list, line)],
    ...(witness === undefined
      ? {}
      : {
          relatedLocations: witness.map((each, id) => ({
            id,
            ...(place(each.list, each.line) as object),
            message: { text: toMessage(each.rule) },
          })),
        }),
    // What is kept when lines are added before it.
    ...(rule === undefined ? {} : { partialFingerprints: { "rule/v1": `${code}:${rule}` } }),
  });
  const log = {
    $schema: "https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/schemas/sarif-schema-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: {
          driver: {
            name: "filter-audit",
            ...(version === undefined ? {} : { version }),
            rules: codes.map(describe),
          },
        },
        // What is not known of a run is left out: SARIF has no word for it.
        ...(command === undefined
          ? {}
          : { invocations: [{ commandLine: command, executionSuccessful: true }] }),
        properties: {
          lists: lists.map(({ name, rules }) => ({ name, rules })),
          folds,
          unicode: UNICODE_VERSION,
          ...rest,
        },
        columnKind: "utf16CodeUnits",
        results: findings.map(resultOf),
      },
    ],
  };
  return `${escapeJson(JSON.stringify(log, undefined, 2))}\n`;
}

function describe(code: LintCode): unknown {
  const { family, severity, meaning, remedy } = LINT_CODES[code];
  return {
    id: code,
    shortDescription: { text: `${meaning}.` },
    help: { text: `Remedy: ${remedy}.` },
    defaultConfiguration: { level: severity },
    properties: { tags: [family] },
  };
}

/** As the text of a message that has no placeholder (3.11.5) and no embedded link (3.11.6), whatever an entry holds. */
function toMessage(text: string): string {
  return printable(text).replace(/[{}]/gu, "$&$&").replaceAll("](", "\\](");
}

/** A relative path as a URI reference: no scheme, each part escaped. */
function toUri(path: string): string {
  const parts = path.replace(/\\/gu, "/").split("/").map(encodePart);
  const [first = ""] = parts;
  return first.includes(":") ? `./${parts.join("/")}` : parts.join("/");
}

function encodePart(part: string): string {
  return encodeURIComponent(part.replace(/\p{Cs}/gu, "\ufffd")).replace(/%3A/gu, ":");
}
