import { countOf, formatCount, formatLevel } from "../../report/number.ts";
import type { DifferingReport, FiltersReport } from "../../report/parts/comparison.ts";
import type { RuleChange, SidesReport } from "../../report/parts/rule-changes.ts";
import { countColumn, headColumn, rateColumns } from "../columns.ts";
import { type PageContext, type PageSection, ruleLink } from "../context.ts";
import { chanceMarkup, decimal, pointsWords, rateWords } from "../figures.ts";
import { type Content, html, type Markup } from "../markup.ts";
import { shown, shownAll } from "../shown.ts";
import { tableOf } from "../table.ts";
import { setOf } from "./folds.ts";

/** Another filter, another time, another corpus. */
export function comparisonSection(context: PageContext): PageSection | undefined {
  const { comparison } = context.report;
  if (comparison === undefined) return undefined;
  const { filters, periods, baseline } = comparison;
  return {
    id: "comparison",
    title: "Comparison",
    body: html`${filters === undefined ? undefined : filtersMarkup(filters, context)}
${
  periods === undefined
    ? undefined
    : html`<h3>Before ${shown(periods.date)} and from it on</h3>${sidesMarkup("periods", ["before", "from then on"], periods, context)}`
}
${
  baseline === undefined
    ? undefined
    : html`<h3>An earlier report</h3><p>Its filter has the digest <code>${shown(baseline.digest)}</code>. Rules that only this filter has: ${formatCount(baseline.added.length)}; that only the earlier one has: ${formatCount(baseline.removed.length)}.</p>${sidesMarkup("baseline", ["earlier", "these"], baseline, context)}`
}`,
  };
}

function filtersMarkup(filters: FiltersReport, context: PageContext): Markup {
  const { against, both, neither, newly, noLonger, difference, test, kappa, overlap } = filters;
  const { level } = context;
  return html`<h3>Another filter on the same messages</h3>
<p>The other: ${shownAll(against.lists)} (${countOf(against.rules, "rule")}), folds ${setOf(against.folds)}, digest <code>${shown(against.digest)}</code>.</p>
<dl><dt>both trigger</dt><dd>${formatCount(both)}</dd><dt>neither</dt><dd>${formatCount(neither)}</dd>
<dt>difference</dt><dd>${pointsWords(difference.estimate, difference.interval)} (${formatLevel(level)} interval), McNemar p = ${chanceMarkup(test.p, test.logP)}</dd>
<dt>kappa</dt><dd>${kappa.estimate === null ? "–" : decimal(kappa.estimate)} (${decimal(kappa.interval[0])} to ${decimal(kappa.interval[1])})</dd>
<dt>overlap</dt><dd>${rateWords(overlap, level)} of the messages on which either triggers</dd></dl>
${differing("newly", "Only this filter triggers", newly, context)}${differing("no-longer", "Only the other triggers", noLonger, context)}`;
}

function differing(
  id: string,
  title: string,
  { messages, sample, rules, ...rate }: DifferingReport,
  context: PageContext,
): Markup {
  return html`<h4>${title}: ${countOf(messages, "message")}, ${rateWords(rate, context.level)}</h4>
${sample.length === 0 ? undefined : html`<p>Some of them, drawn by lot: ${shownAll(sample)}.</p>`}
${
  rules.length === 0
    ? undefined
    : tableOf<(typeof rules)[number]>({
        id: `${id}-table`,
        caption: "The rules that fire on them",
        columns: [
          headColumn("rule", (row: (typeof rules)[number]) => ruleLink(row.id, context)),
          countColumn("messages", (row) => row.messages),
        ],
        rows: rules,
        noun: "rules",
      })
}`;
}

function sidesMarkup(
  id: string,
  names: readonly [string, string],
  { first, second, difference, test, tested, rules }: SidesReport,
  context: PageContext,
): Markup {
  const { level } = context;
  const sides = [
    { name: names[0], ...first },
    { name: names[1], ...second },
  ];
  const p: Content =
    test === null ? "" : html`; p = ${chanceMarkup(test.p, test.logP)} (conditional binomial test)`;
  return html`${tableOf<(typeof sides)[number]>({
    id: `${id}-table`,
    caption: "Messages that trigger",
    columns: [
      headColumn("side", ({ name }: (typeof sides)[number]) => name),
      countColumn("messages", (row) => row.messages),
      countColumn("triggered", (row) => row.triggered),
      ...rateColumns("share", sides, (row: (typeof sides)[number]) => row, level),
    ],
    rows: sides,
    noun: "rows",
  })}
<p>Difference: ${pointsWords(difference.estimate, difference.interval)} (Newcombe’s ${formatLevel(level)} interval)${p}.</p>
${
  rules.length === 0
    ? undefined
    : tableOf<RuleChange>({
        id: `${id}-rules-table`,
        caption: `Rules, the least probable first: ${countOf(tested, "rule")} tested, corrected after Benjamini and Yekutieli`,
        columns: [
          headColumn("rule", (row: RuleChange) => ruleLink(row.id, context)),
          countColumn(names[0], (row) => row.messages[0]),
          countColumn(names[1], (row) => row.messages[1]),
          {
            header: "difference",
            kind: "number",
            cell: (row) => pointsWords(row.difference.estimate, row.difference.interval),
            value: (row) => row.difference.estimate ?? 0,
          },
          {
            header: "p",
            kind: "number",
            cell: ({ p: chance, logP }) => chanceMarkup(chance, logP),
            value: ({ logP }) => logP,
          },
          {
            header: "corrected p",
            kind: "number",
            cell: ({ adjusted }) => chanceMarkup(adjusted),
            value: ({ adjusted }) => adjusted,
          },
        ],
        rows: rules,
        noun: "rules",
      })
}`;
}
