import { cellOf } from "./cell.ts";
import {
  type CompleteFormatOptions,
  completeFormatOptions,
  type FormatOptions,
} from "./format-options.ts";
import type { Rate, Report } from "./model.ts";
import {
  countOf,
  decimalsOf,
  formatBound,
  formatCount,
  formatLevel,
  formatShare,
} from "./number.ts";
import { partSections } from "./part-texts.ts";
import { disarmedSection, foldsSection } from "./text-folds.ts";
import { provenanceSection } from "./text-provenance.ts";
import { FIRST_ISSUES, issueLines } from "./text-section.ts";
import {
  categoriesSection,
  listIssuesSection,
  rulesSection,
  triggeredSection,
} from "./text-tables.ts";
import { wrap } from "./wrap.ts";

/** Digits of the digest that are shown. */
const DIGEST_DIGITS = 12;

function trigger(count: number): string {
  return count === 1 ? "triggers" : "trigger";
}

/** An estimate with three digits, as many as its error leaves. */
function estimate(count: number): string {
  return `about ${formatCount(Number(count.toPrecision(3)))}`;
}

function shareOf(share: Rate, words: string): string {
  const decimals = decimalsOf([share]);
  const [lower, upper] = share.interval.map((end) => formatShare(end, decimals));
  return `${formatShare(share.rate ?? 0, decimals)} (${words}${lower} to ${upper})`;
}

function distinctSentence({ messages }: Report): string {
  const { distinct } = messages;
  if (distinct.exact && distinct.total === messages.total) {
    return messages.total > 1 ? "No text occurs twice." : "";
  }
  const number = distinct.exact ? formatCount : estimate;
  const isDerived = messages.triggered > 0;
  const sentence = isDerived
    ? `Each text counted once, ${number(distinct.triggered)} of ${number(distinct.total)} ` +
      `${trigger(distinct.triggered)}: ${shareOf(distinct, "")}.`
    : `They hold ${number(distinct.total)} different texts.`;
  if (distinct.exact) return sentence;
  return (
    `${sentence} The number of different texts is an estimate with a standard error of ` +
    `${formatBound(distinct.error)}${isDerived ? "; the number that triggers is that number times the rate" : ""}.`
  );
}

/** The answer to the question that an audit asks; first, if so, that it is not of all messages. */
export function answer(report: Report): string {
  const told = answerOfRead(report);
  if (report.partial !== true) return told;
  const inputs = countOf(report.issues.counts.interrupted ?? 1, "input");
  return `Partial: ${inputs} not read to the end, and what follows there is not counted. ${told}`;
}

function answerOfRead(report: Report): string {
  const { messages, filter } = report;
  const level = formatLevel(messages.level);
  if (messages.total === 0) {
    const reason =
      messages.unreadable === 0
        ? "There are no messages"
        : `None of ${countOf(messages.unreadable, "input")} could be read as a message`;
    return `${reason}, so nothing can be said of the filter.`;
  }
  const total = countOf(messages.total, "message");
  if (filter.rules === 0) return `The filter has no rules, so none of ${total} triggers it.`;
  const sentence =
    messages.triggered === 0
      ? `None of ${total} triggers the filter: at most ${formatBound(messages.interval[1])} ` +
        `of such messages do (upper end of the ${level} interval).`
      : `${formatCount(messages.triggered)} of ${total} ${trigger(messages.triggered)} the filter: ` +
        `${shareOf(messages, `${level} interval `)}.`;
  return `${sentence} ${distinctSentence(report)}`.trimEnd();
}

function filterSection(report: Report, options: CompleteFormatOptions): readonly string[] {
  const { columns, top } = options;
  const { filter, field } = report;
  const half = Math.floor(columns / 2);
  const lists = filter.lists
    .slice(0, top)
    .map(({ name, rules }) => `${cellOf(name, half)} (${countOf(rules, "rule")})`);
  if (filter.lists.length > top) lists.push(`${formatCount(filter.lists.length - top)} more`);
  const folds = filter.folds.map((fold) => cellOf(fold, half)).join(", ");
  const rows: readonly (readonly [label: string, value: string])[] = [
    [filter.lists.length === 1 ? "list" : "lists", lists.join(", ") || "none"],
    ["folds", folds || "none: only exact spellings count"],
    ["Unicode", cellOf(filter.unicode, half)],
    ["digest", cellOf(filter.digest.slice(0, DIGEST_DIGITS), half)],
    ["field", cellOf(field, half)],
  ];
  return rows.flatMap(([label, value]) => wrap(value, columns, label.padEnd(9)));
}

/** Ids of rules as words of a sentence, if there are few of them. */
function named(ids: readonly string[], { columns, top }: CompleteFormatOptions): string {
  const half = Math.floor(columns / 2);
  return ids.length > top
    ? "; the JSON report names them."
    : `: ${ids.map((id) => cellOf(id, half)).join(", ")}.`;
}

function unfiredSection(report: Report, options: CompleteFormatOptions): readonly string[] {
  const { messages, filter, unfired } = report;
  const paragraphs: string[] = [];
  if (unfired.count > 0 && messages.total > 0) {
    paragraphs.push(
      `${formatCount(unfired.count)} of ${countOf(filter.rules, "rule")} never fired. ` +
        `${unfired.count === 1 ? "It" : "Each of them"} fires in at most ${formatBound(unfired.upper)} of such messages (upper end of the exact ` +
        `${formatLevel(messages.level)} interval)${named(unfired.ids, options)}`,
    );
  }
  if (filter.unmatchable.length > 0) {
    paragraphs.push(
      `${countOf(filter.unmatchable.length, "rule")} can never fire, since the folds leave nothing ` +
        `of a term${named(filter.unmatchable, options)}`,
    );
  }
  return paragraphs.flatMap((paragraph) => wrap(paragraph, options.columns));
}

function inputIssuesSection(report: Report, options: CompleteFormatOptions): readonly string[] {
  const { columns, top } = options;
  const half = Math.floor(columns / 2);
  const { counts, first } = report.issues;
  const { unreadable } = report.messages;
  const codes = Object.entries(counts);
  const total = codes.reduce((sum, [, count]) => sum + count, 0);
  const shown = first.slice(0, FIRST_ISSUES);
  const kinds = codes
    .slice(0, top)
    .map(([code, count]) => `${formatCount(count)} ${cellOf(code, half)}`);
  const sentences = [`Issues of the messages: ${kinds.join(", ")}.`];
  if (unreadable > 0) {
    const verb = unreadable === 1 ? "is" : "are";
    sentences.push(`${countOf(unreadable, "input")} could not be read and ${verb} not counted.`);
  }
  if (shown.length > 0 && shown.length < total) {
    sentences.push(`The first ${formatCount(shown.length)} of ${formatCount(total)}:`);
  }
  return [
    ...wrap(sentences.join(" "), columns),
    ...(shown.length === 0 ? [] : [""]),
    ...shown.flatMap(({ file, line, column, reason }) =>
      issueLines(file, column === undefined ? [line] : [line, column], reason, columns),
    ),
  ];
}

/**
 * A report as a person reads it in a terminal: first the answer, then the filter, tables of the widest
 * rules, of folds, of categories and of days, the rules that never fired, the first messages that trigger, what
 * was wrong with lists and messages, and what made the report. Whatever comes from the data is made printable, and no line takes more
 * than `columns` columns of the terminal.
 *
 * @throws RangeError if an option is out of its range
 */
export function formatText(report: Report, options: FormatOptions = {}): string {
  const complete = completeFormatOptions(options);
  const hasMessages = report.messages.total > 0;
  const sections: readonly (readonly string[])[] = [
    wrap(answer(report), complete.columns),
    filterSection(report, complete),
    report.rules.length > 0 ? rulesSection(report, complete) : [],
    hasMessages && report.folds !== undefined && report.messages.triggered > 0
      ? foldsSection(report.folds, report, complete)
      : [],
    disarmedSection(report, complete),
    hasMessages && report.categories !== undefined ? categoriesSection(report, complete) : [],
    ...partSections(report, complete),
    unfiredSection(report, complete),
    report.triggered.length > 0 ? triggeredSection(report, complete) : [],
    report.filter.lists.some(({ issues }) => Object.keys(issues).length > 0)
      ? listIssuesSection(report, complete)
      : [],
    Object.keys(report.issues.counts).length > 0 ? inputIssuesSection(report, complete) : [],
    provenanceSection(report, complete),
  ];
  return `${sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join("\n"))
    .join("\n\n")}\n`;
}
