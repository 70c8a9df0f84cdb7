import type { LabelTally } from "../../audit/label-tally.ts";
import type { RuleReport } from "../../report/model.ts";
import { countOf, formatBound, formatCount, formatLevel } from "../../report/number.ts";
import { countColumn, headColumn, rateColumns, textColumn } from "../columns.ts";
import type { PageContext, PageSection } from "../context.ts";
import { html } from "../markup.ts";
import { shown, whole, wholeAll } from "../shown.ts";
import { type HtmlColumn, tableOf } from "../table.ts";

/** The rules that fired, with their shares. */
export function rulesSection(context: PageContext): PageSection | undefined {
  const { report, level, cards } = context;
  const { rules, filter, messages } = report;
  if (rules.length === 0) return undefined;
  const term = headColumn<RuleReport>("term", ({ id, terms, condition }) => {
    const name = condition === undefined ? wholeAll(terms) : whole(condition);
    const card = cards.get(id);
    // A link holds no further one to open: what is long opens beside it.
    const isLong = (condition ?? terms.join()).length > 160;
    return card === undefined
      ? name
      : isLong
        ? [name, html` <a href="#card-${card}">card</a>`]
        : html`<a href="#card-${card}">${name}</a>`;
  });
  const columns: HtmlColumn<RuleReport>[] = [
    term,
    countColumn("messages", (rule) => rule.messages),
    ...rateColumns("share", rules, (rule: RuleReport) => rule, level),
    countColumn("occurrences", (rule) => rule.occurrences),
    countColumn("exclusive", (rule) => rule.exclusive),
  ];
  if (rules.some(({ labels }) => folded(labels) > 0)) {
    columns.push(countColumn("folded", ({ labels }) => folded(labels)));
  }
  if (rules.some(({ labels }) => loose(labels) > 0)) {
    columns.push(countColumn("loose", ({ labels }) => loose(labels)));
  }
  if (filter.lists.length > 1) columns.push(textColumn("list", ({ list }) => shown(list)));
  if (rules.some(({ category }) => category !== undefined)) {
    columns.push(
      textColumn("category", ({ category }) =>
        category === undefined ? undefined : shown(category),
      ),
    );
  }
  return {
    id: "rules",
    title: "Rules that fired",
    body: html`<p>${formatCount(rules.length)} of ${countOf(filter.rules, "rule")} fired. Shares are of all ${countOf(messages.total, "message")}; the line over a bar is the ${formatLevel(level)} interval (Wilson). <em>Exclusive</em>: messages in which no other rule fired. <em>Folded</em>: occurrences that only a fold makes the same as the term. <em>Loose</em>: occurrences with a character that no spelling of the term has there.</p>
${tableOf({ id: "rules-table", caption: "Rules by the messages in which they fire", columns, rows: rules, noun: "rules", rowId: (_, index) => `rule-${index}` })}`,
  };
}

/** The rules that never fired, and those that never can. */
export function unfiredSection({ report, level }: PageContext): PageSection | undefined {
  const { unfired, filter, messages } = report;
  if (unfired.count === 0 && filter.unmatchable.length === 0) return undefined;
  const bound =
    messages.total === 0
      ? ""
      : ` ${unfired.count === 1 ? "It" : "Each of them"} fires in at most ${formatBound(unfired.upper)} of such messages ` +
        `(upper end of the exact ${formatLevel(level)} interval, 0 of ${countOf(messages.total, "message")}).`;
  const unmatchable = filter.unmatchable.length;
  return {
    id: "unfired",
    title: "Rules that never fired",
    body: html`<p>${formatCount(unfired.count)} of ${countOf(filter.rules, "rule")} never fired.${bound}</p>
${unfired.count === 0 ? undefined : tableOf({ id: "unfired-table", caption: "Rules that never fired, by id", columns: [headColumn("rule", whole)], rows: unfired.ids, noun: "rules" })}
${
  unmatchable === 0
    ? undefined
    : html`<p>${countOf(unmatchable, "rule")} can never fire, since the folds leave nothing of a term:</p>
${tableOf({ id: "unmatchable-table", caption: "Rules that can never fire, by id", columns: [headColumn("rule", whole)], rows: filter.unmatchable, noun: "rules" })}`
}`,
  };
}

function folded(labels: LabelTally | undefined): number {
  return (
    labels?.sets.reduce((sum, { folds, matches }) => sum + (folds.length > 0 ? matches : 0), 0) ?? 0
  );
}

function loose(labels: LabelTally | undefined): number {
  return labels?.script.find(({ label }) => label === "loose")?.matches ?? 0;
}
