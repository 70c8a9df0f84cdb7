import type { Report } from "../report/model.ts";
import { countOf, formatCount, formatLevel } from "../report/number.ts";
import { answer } from "../report/text.ts";
import { contextOf, type HtmlOptions, type PageContext, type PageSection } from "./context.ts";
import { intervalText, rateText } from "./figures.ts";
import { rateBar, scaleTo } from "./marks.ts";
import { type Content, html, type Markup, trusted } from "./markup.ts";
import { PAGE_SCRIPT, PAGE_STYLE, SCRIPT_HASH, STYLE_HASH } from "./page-assets.ts";
import { capturesSection, falsePositivesSection } from "./sections/captures.ts";
import { cardsSection } from "./sections/cards.ts";
import { comparisonSection } from "./sections/comparison.ts";
import { findingSections } from "./sections/findings.ts";
import { categoriesSection, disarmedSection, foldsSection } from "./sections/folds.ts";
import { issuesSection, originSection } from "./sections/origin.ts";
import { groupsSection, usersSection } from "./sections/people.ts";
import { rulesSection, unfiredSection } from "./sections/rules.ts";
import { samplesSection, triggeredSection } from "./sections/samples.ts";
import { timeSection } from "./sections/time.ts";
import { togetherSection } from "./sections/together.ts";
import { shown, visible } from "./shown.ts";

export type { HtmlOptions } from "./context.ts";

/** The sections in the order in which they are told: a new one is a file and a row. */
const SECTIONS: readonly ((
  context: PageContext,
) => PageSection | readonly PageSection[] | undefined)[] = [
  rulesSection,
  capturesSection,
  findingSections,
  falsePositivesSection,
  foldsSection,
  timeSection,
  comparisonSection,
  cardsSection,
  togetherSection,
  categoriesSection,
  groupsSection,
  usersSection,
  disarmedSection,
  unfiredSection,
  samplesSection,
  triggeredSection,
  issuesSection,
  originSection,
];

/**
 * A report as one HTML page that needs nothing else: no network (its content security policy forbids it), no file
 * beside it. All tables and figures can be read without scripts; with them tables sort and filter. Whatever comes from
 * the data is text, made visible where it would be hidden; nothing of it is obeyed.
 *
 * @example
 * ```ts
 * import { audit, compileFilter, parseList } from "filter-audit";
 * import { formatHtml } from "filter-audit/html";
 *
 * const filter = compileFilter(parseList("通知\n", { format: "lines", name: "words" }));
 * const page = formatHtml(audit(filter, ["收到通知", "明天见"]), { title: "Example" });
 * page.slice(0, 15); // => "<!doctype html>"
 * ```
 */
export function formatHtml(report: Report, options: HtmlOptions = {}): string {
  const context = contextOf(report, options);
  const sections = SECTIONS.flatMap((section) => section(context) ?? []);
  const { title = "Filter audit" } = options;
  const policy = `default-src 'none'; style-src '${STYLE_HASH}'; script-src '${SCRIPT_HASH}'; base-uri 'none'; form-action 'none'`;
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${trusted(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>${plain(title)}</title>
<style>${trusted(PAGE_STYLE)}</style>
</head>
<body>
<a class="skip" href="#answer">To the answer</a>
<header class="top"><p class="title">${visible(title)}</p><div id="tools"></div></header>
<div class="page">
<nav aria-label="Contents"><ol>${sections.map(({ id, title: name }) => html`<li><a href="#${id}">${name}</a></li>`)}</ol></nav>
<main>
${answerMarkup(context)}
${sections.map(
  ({
    id,
    title: name,
    body,
  }) => html`<section id="${id}" aria-labelledby="${id}-heading"><h2 id="${id}-heading">${name}</h2>
${body}</section>
`,
)}</main>
</div>
<script>${trusted(PAGE_SCRIPT)}</script>
</body>
</html>
`.markup;
}

/** The answer to what an audit asks, before all else. */
function answerMarkup({ report, level }: PageContext): Markup {
  const { messages, rules, filter, captures } = report;
  const scale = scaleTo([1]);
  const tiles: Content[] = [
    tile(
      messages.rate === null ? "–" : rateText(messages),
      html`of ${countOf(messages.total, "message")} trigger`,
      html`${rateBar(messages, scale)}${formatLevel(level)} interval ${intervalText(messages)}`,
    ),
    tile(
      formatCount(rules.length),
      html`of ${countOf(filter.rules, "rule")} fired`,
      `${countOf(report.unfired.count, "rule")} never did`,
    ),
  ];
  if (captures !== undefined && captures.scope === "both") {
    tiles.push(
      tile(
        rateText(captures.recall),
        html`of ${countOf(captures.recall.total, "captured message")} trigger`,
        html`${rateBar(captures.recall, scale)}${formatLevel(level)} interval ${intervalText(captures.recall)}`,
      ),
    );
  }
  const heading =
    messages.total === 0
      ? "No message was audited"
      : `${messages.triggered === 0 ? "None" : formatCount(messages.triggered)} of ${countOf(messages.total, "message")} ${messages.triggered === 1 || messages.triggered === 0 ? "triggers" : "trigger"} the filter`;
  const names = filter.lists
    .slice(0, 5)
    .map(({ name }, index) => [index === 0 ? "" : ", ", shown(name)]);
  return html`<section id="answer" aria-labelledby="answer-heading" tabindex="-1"><h1 id="answer-heading">${heading}</h1>
<div class="tiles">${tiles}</div>
<p class="lede">${answer(report)}</p>
<p class="where">Filter <code>${shown(filter.digest.slice(0, 12))}</code> of ${names}${filter.lists.length > 5 ? ` and ${countOf(filter.lists.length - 5, "more list")}` : ""}; <a href="#origin">how this was made</a>.</p></section>`;
}

function tile(figure: string, what: Content, more: Content): Markup {
  return html`<div class="tile"><p class="figure">${figure}</p><p>${what}</p><p class="more">${more}</p></div>`;
}

/** A title is text alone: what would be hidden is left out of it. */
function plain(title: string): string {
  return title.replace(/[\p{C}\p{Zl}\p{Zp}]/gu, " ");
}
