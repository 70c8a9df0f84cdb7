import type { LabelCount } from "../../audit/label-tally.ts";
import type { CategoryReport, DisarmedRule, FoldReport } from "../../report/model.ts";
import { countOf, formatCount } from "../../report/number.ts";
import { labelSentences } from "../../report/text-folds.ts";
import { countColumn, headColumn, rateColumns } from "../columns.ts";
import { type PageContext, type PageSection, ruleLink } from "../context.ts";
import { rateWords } from "../figures.ts";
import { countBar, scaleTo, stackedBar } from "../marks.ts";
import { type Content, html, type Markup } from "../markup.ts";
import { shown, shownAll } from "../shown.ts";
import { tableOf } from "../table.ts";

/** What each fold adds, and how matches are spelled. */
export function foldsSection({ report, level }: PageContext): PageSection | undefined {
  const { folds, messages } = report;
  if (folds === undefined || messages.triggered === 0) return undefined;
  const scale = scaleTo(folds.sets.map(({ matches }) => matches));
  const without = folds.without;
  return {
    id: "folds",
    title: "Hits by fold",
    body: html`${labelSentences(folds).map((sentence) => html`<p>${sentence}</p>`)}
${bars("script", folds.script)}${bars("boundary", folds.boundary)}
${
  without.length === 0
    ? undefined
    : tableOf<FoldReport>({
        id: "folds-table",
        caption: `Messages that would not trigger without a fold, all others left on; shares of all ${countOf(messages.total, "message")}`,
        columns: [
          headColumn("fold", ({ fold }: FoldReport) => shown(fold)),
          countColumn("messages", (row) => row.messages),
          ...rateColumns("share", without, (row) => row, level),
        ],
        rows: without,
        noun: "folds",
      })
}
${tableOf<(typeof folds.sets)[number]>({
  id: "sets-table",
  caption: "Matches by the smallest set of folds that explains them",
  columns: [
    headColumn("folds", (row: (typeof folds.sets)[number]) => setOf(row.folds)),
    {
      header: `0 to ${formatCount(scale.most)}`,
      kind: "mark",
      cell: ({ matches }) => countBar(matches, scale),
    },
    countColumn("matches", ({ matches }) => matches),
    countColumn("messages", (row) => row.messages),
  ],
  rows: folds.sets.toSorted((a, b) => b.matches - a.matches),
  noun: "sets",
})}
${tableOf<(typeof folds.enough)[number]>({
  id: "enough-table",
  caption: "Messages by set of folds that is enough for them; a message may be in several",
  columns: [
    headColumn("folds", (row: (typeof folds.enough)[number]) => setOf(row.folds)),
    countColumn("messages", (row) => row.messages),
  ],
  rows: folds.enough,
  noun: "sets",
})}`,
  };
}

/** The rules that exceptions and allow lists disarm. */
export function disarmedSection(context: PageContext): PageSection | undefined {
  const { disarmed, messages } = context.report;
  if (disarmed === undefined) return undefined;
  return {
    id: "disarmed",
    title: "Rules disarmed",
    body: html`<p>In ${formatCount(disarmed.messages)} of ${countOf(messages.total, "message")}, ${rateWords(disarmed, context.level)}, a rule would fire but for an exception or an allowed phrase.</p>
${
  disarmed.rules.length === 0
    ? undefined
    : tableOf<DisarmedRule>({
        id: "disarmed-table",
        caption: "Rules by the messages in which they are disarmed",
        columns: [
          headColumn("rule", ({ id }: DisarmedRule) => ruleLink(id, context)),
          countColumn("messages", (row) => row.messages),
        ],
        rows: disarmed.rules,
        noun: "rules",
      })
}`,
  };
}

/** Messages by category of the rules that fire. */
export function categoriesSection({ report, level }: PageContext): PageSection | undefined {
  const { categories, messages } = report;
  if (categories === undefined || messages.total === 0) return undefined;
  return {
    id: "categories",
    title: "Categories",
    body: tableOf<CategoryReport>({
      id: "categories-table",
      caption: `Messages in which a rule of the category fires; shares of all ${countOf(messages.total, "message")}`,
      columns: [
        headColumn("category", ({ category }: CategoryReport) => shown(category)),
        countColumn("messages", (row) => row.messages),
        ...rateColumns("share", categories, (row) => row, level),
        countColumn("occurrences", (row) => row.occurrences),
      ],
      rows: categories,
      noun: "categories",
    }),
  };
}

/** A set of folds in words. */
export function setOf(folds: readonly string[]): Content {
  return folds.length === 0 ? "none: as the term is written" : shownAll(folds);
}

function bars(name: string, counts: readonly LabelCount[]): Markup | undefined {
  const total = counts.reduce((sum, { matches }) => sum + matches, 0);
  if (total === 0) return undefined;
  const parts = counts.map(
    ({ label, matches }, index) =>
      html`<li class="kind${index}">${label}: ${formatCount(matches)} of ${formatCount(total)}</li>`,
  );
  return html`<figure class="stacked"><figcaption>Matches by ${name}</figcaption>${stackedBar(counts.map(({ matches }) => matches))}<ul class="legend">${parts}</ul></figure>`;
}
