import { countOf, formatCount, formatLevel } from "../../report/number.ts";
import type {
  CooccurrenceReport,
  PairFigures,
  PairsReport,
} from "../../report/parts/cooccurrence.ts";
import { headColumn, textColumn } from "../columns.ts";
import { type PageContext, type PageSection, ruleLink } from "../context.ts";
import { chanceMarkup, decimal } from "../figures.ts";
import { type Content, html, type Markup } from "../markup.ts";
import { matrixOf } from "../matrix.ts";
import { shown } from "../shown.ts";
import { tableOf } from "../table.ts";

interface Pair extends PairFigures {
  readonly names: readonly [string, string];
}

/** Which rules, and which terms, occur together. */
export function togetherSection(context: PageContext): PageSection | undefined {
  const { cooccurrence } = context.report;
  if (
    cooccurrence === undefined ||
    cooccurrence.pairs.length + (cooccurrence.terms?.pairs.length ?? 0) === 0
  ) {
    return undefined;
  }
  const { pairs, terms } = cooccurrence;
  return {
    id: "together",
    title: "Rules that fire together",
    body: html`${pairsMarkup(
      "rule",
      cooccurrence.rules,
      cooccurrence,
      pairs.map((pair) => ({ ...pair, names: pair.rules })),
      (id) => ruleLink(id, context),
      context,
    )}
${
  terms === undefined
    ? undefined
    : html`<h3>Terms that occur together</h3>${pairsMarkup(
        "term",
        terms.terms,
        terms,
        terms.pairs.map((pair) => ({ ...pair, names: pair.terms })),
        shown,
        context,
      )}`
}`,
  };
}

function pairsMarkup(
  what: "rule" | "term",
  looked: number,
  data: PairsReport | CooccurrenceReport,
  pairs: readonly Pair[],
  name: (id: string) => Content,
  { level }: PageContext,
): Markup {
  const alpha = 1 - level;
  const sure = pairs.filter(({ adjusted }) => adjusted <= alpha).length;
  const notes = [
    `Of ${countOf(data.tested, "pair")} of the ${countOf(looked, `widest ${what}`)}, ${formatCount(data.found)} occur together, ${formatCount(sure)} of them more or less often than by chance (G² or Fisher’s test, Benjamini and Yekutieli, ${formatLevel(Number(alpha.toPrecision(6)))}).`,
    ...(data.exact
      ? []
      : [
          `Estimated from ${countOf(data.sampled, "message")}, a random sample of ${formatCount(data.several)}.`,
        ]),
    ...(data.omitted === 0
      ? []
      : [`${countOf(data.omitted, "message")} that hold more than 64 are not looked at.`]),
  ];
  return html`<p>${notes.join(" ")}</p>${matrixOf(pairs, name)}
${tableOf<Pair>({
  id: `${what}-pairs-table`,
  caption: `Pairs of ${what}s by messages that hold both; npmi: from -1, never together, over 0, independent, to 1, never apart`,
  columns: [
    headColumn(what, ({ names }: Pair) => name(names[0])),
    textColumn("with", ({ names }: Pair) => name(names[1])),
    {
      header: "messages",
      kind: "number",
      cell: ({ messages }) => whole(messages),
      value: ({ messages }) => messages,
    },
    {
      header: "expected",
      kind: "number",
      cell: ({ expected }) => expected.toPrecision(3),
      value: ({ expected }) => expected,
    },
    {
      header: "npmi",
      kind: "number",
      cell: ({ npmi }) => (npmi === null ? "–" : decimal(npmi)),
      value: ({ npmi }) => npmi ?? -2,
    },
    {
      header: "p",
      kind: "number",
      cell: ({ p, logP }) => chanceMarkup(p, logP),
      value: ({ logP }) => logP,
    },
    {
      header: "corrected p",
      kind: "number",
      cell: ({ adjusted }) => chanceMarkup(adjusted),
      value: ({ adjusted }) => adjusted,
    },
  ],
  rows: pairs,
  noun: "pairs",
})}`;
}

function whole(messages: number): string {
  return Number.isInteger(messages)
    ? formatCount(messages)
    : `about ${formatCount(Math.round(messages))}`;
}
