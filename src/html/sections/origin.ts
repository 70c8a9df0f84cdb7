import type { ListSummary } from "../../audit/tally.ts";
import { countOf, formatCount } from "../../report/number.ts";
import { type ProvenanceFact, provenanceFacts } from "../../report/provenance.ts";
import { countColumn, headColumn, textColumn } from "../columns.ts";
import type { PageContext, PageSection } from "../context.ts";
import { html, type Markup } from "../markup.ts";
import { shown, visible, whole } from "../shown.ts";
import { tableOf } from "../table.ts";
import { fact } from "./cards.ts";

/** Longer commands open on request, in UTF-16 code units. */
const LONG_COMMAND = 2000;

/** Which filter, folds, versions, options and command made the report. */
export function originSection({ report }: PageContext): PageSection {
  const { filter } = report;
  const all = provenanceFacts(report);
  const facts = all.filter(({ name }) => name !== "list" && !OPTION.test(name));
  const options = all.filter(({ name }) => OPTION.test(name));
  return {
    id: "origin",
    title: "How this was made",
    body: html`<dl>
${facts.map(factMarkup)}
${fact("intervals", "Wilson for shares, Clopper and Pearson where nothing was found")}
</dl>
${tableOf<ListSummary>({
  id: "lists-table",
  caption: "Lists of the filter",
  columns: [
    headColumn("list", ({ name }: ListSummary) => shown(name)),
    countColumn("rules", ({ rules }) => rules),
    textColumn("issues", ({ issues }: ListSummary) =>
      Object.entries(issues).map(([code, count], index) => [
        index === 0 ? "" : ", ",
        formatCount(count),
        " ",
        shown(code),
      ]),
    ),
  ],
  rows: filter.lists,
  noun: "lists",
})}
${
  options.length === 0
    ? undefined
    : tableOf<ProvenanceFact>({
        id: "options-table",
        caption:
          "Options that were in force: those that were given, and those that have a default value",
        columns: [
          headColumn("option", ({ name }: ProvenanceFact) => shown(name.replace(OPTION, "$1"))),
          textColumn("value", ({ value }: ProvenanceFact) => whole(value)),
        ],
        rows: options,
        noun: "options",
      })
}`,
  };
}

/** The name of a fact that is an option, perhaps of a tally. */
const OPTION = /^(tally \d+, )?option /u;

function factMarkup({ name, value }: ProvenanceFact): Markup {
  const isCommand = name.endsWith("command");
  if (isCommand && value.length <= LONG_COMMAND) {
    return fact(shown(name), html`<code dir="ltr">${visible(value)}</code>`);
  }
  const isCode = isCommand || name.startsWith("digest");
  return fact(shown(name), isCode ? html`<code>${whole(value)}</code>` : whole(value));
}

/** What was wrong with lists and messages. */
export function issuesSection({ report }: PageContext): PageSection | undefined {
  const { issues, messages, filter } = report;
  const ofLists = filter.lists.flatMap(({ name, first }) =>
    first.map((issue) => ({ name, ...issue })),
  );
  const counts = Object.entries(issues.counts);
  if (ofLists.length === 0 && counts.length === 0) return undefined;
  return {
    id: "issues",
    title: "Issues",
    body: html`${
      counts.length === 0
        ? undefined
        : html`<p>Of the messages: ${counts.map(([code, count], index) => [index === 0 ? "" : ", ", formatCount(count), " ", shown(code)])}. ${countOf(messages.unreadable, "input")} could not be read and are not counted.</p>
${tableOf<(typeof issues.first)[number]>({
  id: "message-issues-table",
  caption: "The first issues of the messages",
  columns: [
    headColumn("file", (row: (typeof issues.first)[number]) => shown(row.file)),
    countColumn("line", ({ line }) => line),
    textColumn("what", ({ reason }) => shown(reason)),
  ],
  rows: issues.first,
  noun: "issues",
})}`
    }
${
  ofLists.length === 0
    ? undefined
    : tableOf<(typeof ofLists)[number]>({
        id: "list-issues-table",
        caption: "The first issues of each list",
        columns: [
          headColumn("list", (row: (typeof ofLists)[number]) => shown(row.name)),
          countColumn("line", ({ line }) => line),
          textColumn("severity", ({ severity }) => severity),
          textColumn("what", ({ message }) => shown(message)),
        ],
        rows: ofLists,
        noun: "issues",
      })
}`,
  };
}
