import type { Report, RuleReport } from "../report/model.ts";
import {
  countOf,
  decimalsOf,
  formatCount,
  formatInterval,
  formatLevel,
  formatShare,
} from "../report/number.ts";
import { printable } from "../report/printable.ts";
import { provenanceFacts } from "../report/provenance.ts";
import { answer, formatText } from "../report/text.ts";

/** A condition that the report had to meet, and whether it does. */
export interface GateResult {
  /** The condition under which it fails, as it was written: `rate > 0.02`. */
  readonly condition: string;
  /** Whether it fails. */
  readonly failed: boolean;
  /** What the figure is: a number, or null where it cannot be told. */
  readonly value: number | null;
}

/** How a report is written as Markdown. */
export interface MarkdownOptions {
  /** Most rules that are shown, at least 1. Default: 10. */
  readonly top?: number;
  /** The gates that the report was held to. Default: none. */
  readonly gates?: readonly GateResult[];
}

/** Longer comments are refused by GitHub; some room is left for what a bot adds. */
const MOST_UNITS = 60_000;

/** Longer texts are cut in a table, in UTF-16 code units. */
const LONG = 80;

/**
 * A report as Markdown for a comment on a pull request (GitHub Flavored Markdown): the answer, the gates, the widest
 * rules; folded below it the report as text, and which filter, folds, versions, options and command made it. Whatever
 * comes from the data stands in code, where it is neither markup nor a link, a mention or a reference. At most 60,000
 * UTF-16 code units, which is less than a comment may have: rows and the report as text give way.
 *
 * @example
 * ```ts
 * import { audit, compileFilter, parseList } from "filter-audit";
 * import { formatMarkdown } from "filter-audit/outputs";
 *
 * const filter = compileFilter(parseList("@all\n", { format: "lines", name: "words" }));
 * const lines = formatMarkdown(audit(filter, ["hi @all", "no"])).split("\n");
 * lines[0]; // => "**1 of 2 messages triggers the filter: 50.00 % (95 % interval 9.45 % to 90.55 %).** No text occurs twice."
 * lines[4]; // => "| `@all` | 1 | 50.00 % | 9.45–90.55 % | 1 |"
 * ```
 *
 * @throws RangeError if `top` is no whole number of at least 1
 */
export function formatMarkdown(report: Report, options: MarkdownOptions = {}): string {
  const { top = 10, gates = [] } = options;
  const whole = formatText(report, { top });
  for (let rows = top; ; rows = Math.ceil(rows / 2)) {
    const text = rows === top ? whole : formatText(report, { top: rows });
    const markdown = write(report, gates, rows, text);
    if (markdown.length <= MOST_UNITS) return markdown;
    if (rows === 1) return write(report, gates.slice(0, LONG), rows, undefined);
  }
}

function write(
  report: Report,
  gates: readonly GateResult[],
  top: number,
  text: string | undefined,
): string {
  const sections = [
    headline(answer(report)),
    gates.length === 0 ? "" : gates.map(gateLine).join("\n"),
    report.rules.length === 0 ? "" : rulesTable(report, top),
    text === undefined ? "" : details("The report as text", fenced(text)),
    details("How this was made", provenance(report)),
  ];
  return `${sections.filter((section) => section !== "").join("\n\n")}\n`;
}

/** The first sentence stands out. It holds numbers and no text of the data. */
function headline(sentences: string): string {
  const place = sentences.search(/\.(?= [A-Z]|$)/u) + 1;
  return `**${sentences.slice(0, place)}**${sentences.slice(place)}`;
}

function gateLine({ condition, failed, value }: GateResult): string {
  const outcome = failed ? "❌ failed" : "✅ passed";
  const told = value === null ? "cannot be told of these messages" : `is ${value}`;
  return `- ${outcome}: fails if ${code(condition)}; it ${told}`;
}

function rulesTable({ rules, filter, messages }: Report, top: number): string {
  const rows = rules.slice(0, top);
  const decimals = decimalsOf(rows);
  const hasLists = filter.lists.length > 1;
  const head = [
    "term",
    "messages",
    "share",
    `${formatLevel(messages.level)} interval`,
    "exclusive",
  ];
  const align = [":--", "--:", "--:", "--:", "--:"];
  const line = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;
  const cells = (rule: RuleReport): readonly string[] => [
    cellCode(rule.condition ?? rule.terms.join(", ")),
    formatCount(rule.messages),
    formatShare(rule.rate ?? 0, decimals),
    formatInterval(rule.interval, decimals),
    formatCount(rule.exclusive),
    ...(hasLists ? [cellCode(rule.list)] : []),
  ];
  const rest = rules.length - rows.length;
  return [
    line(hasLists ? [...head, "list"] : head),
    line(hasLists ? [...align, ":--"] : align),
    ...rows.map((rule) => line(cells(rule))),
    "",
    `${rest > 0 ? `The widest ${formatCount(rows.length)} of ` : ""}${countOf(rules.length, "rule")} that fired, of ${formatCount(filter.rules)}.`,
  ].join("\n");
}

function provenance(report: Report): string {
  const facts = provenanceFacts(report);
  const shown = facts.slice(0, LONG);
  const lines = shown.map(({ name, value }) => `- ${escaped(name)}: ${code(value, 1000)}`);
  const rest = facts.length - shown.length;
  return [...lines, ...(rest > 0 ? [`- and ${formatCount(rest)} more`] : [])].join("\n");
}

function details(summary: string, body: string): string {
  return `<details>\n<summary>${summary}</summary>\n\n${body}\n\n</details>`;
}

/** Lines as they are, between fences that none of them ends. */
function fenced(text: string): string {
  const fence = "`".repeat(Math.max(3, longestRun(text) + 1));
  return `${fence}text\n${text.trimEnd()}\n${fence}`;
}

/** Names of facts are ours, but for those of options. */
function escaped(name: string): string {
  return /^[\w -]+(?:, [\w -]+)?$/u.test(name) ? name : code(name);
}

/** Text of any origin as code: nothing in it is markup, and neither GitHub nor GitLab looks for names and links in it. */
function code(text: string, most: number = LONG): string {
  if (text === "") return "_empty_";
  const shown = printable(cut(text, most));
  const fence = "`".repeat(longestRun(shown) + 1);
  // A space at both ends is taken away again.
  const space = shown.startsWith("`") || shown.endsWith("`") ? " " : "";
  return `${fence}${space}${shown}${space}${fence}`;
}

/** The same in a cell of a table, which a vertical bar would end. */
function cellCode(text: string): string {
  return code(text).replace(/(\\?)\|/gu, (_, before: string) =>
    // Engines differ on a backslash before an escaped bar.
    before === "" ? "\\|" : "\\\\u{7c}",
  );
}

function cut(text: string, most: number): string {
  if (text.length <= most) return text;
  const isBetween = /[\ud800-\udbff]/u.test(text.charAt(most - 1));
  return `${text.slice(0, isBetween ? most - 1 : most)}… (${formatCount(text.length)} code units)`;
}

/** The longest run of backticks. */
function longestRun(text: string): number {
  return (text.match(/`+/gu) ?? []).reduce((most, run) => Math.max(most, run.length), 0);
}
