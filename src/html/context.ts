import type { Explanation } from "../report/explanation.ts";
import type { Report, RuleReport } from "../report/model.ts";
import { html, type Markup } from "./markup.ts";
import { shown, shownAll } from "./shown.ts";

/** How a report is written as a page. */
export interface HtmlOptions {
  /** Title of the page. Default: `Filter audit`. */
  readonly title?: string;
  /**
   * Says where the filter fires on a text, so that texts of samples are highlighted: `(text) => explain(filter, text)`.
   * Default: texts are not highlighted.
   */
  readonly explain?: (text: string) => Explanation;
}

/** What the sections of a page are made from. */
export interface PageContext {
  /** The report. */
  readonly report: Report;
  /** How it is written. */
  readonly options: HtmlOptions;
  /** Confidence level of all intervals. */
  readonly level: number;
  /** Ids of rules that fired, with their place in the report. */
  readonly places: ReadonlyMap<string, number>;
  /** Place of the card of each rule that has one. */
  readonly cards: ReadonlyMap<string, number>;
}

/** A part of the page. */
export interface PageSection {
  /** Names it in the page: letters and hyphens. */
  readonly id: string;
  /** Its heading. */
  readonly title: string;
  /** What stands in it. */
  readonly body: Markup;
}

/** What the sections need, worked out once. */
export function contextOf(report: Report, options: HtmlOptions): PageContext {
  return {
    report,
    options,
    level: report.messages.level,
    places: new Map(report.rules.map(({ id }, index) => [id, index])),
    cards: new Map(Object.keys(report.cards ?? {}).map((id, index) => [id, index])),
  };
}

/** A rule by id, as a link to its card, or to its row where it has none. */
export function ruleLink(id: string, { report, places, cards }: PageContext): Markup {
  const place = places.get(id);
  const rule = place === undefined ? undefined : report.rules[place];
  if (rule === undefined) return shown(id);
  const card = cards.get(id);
  const target = card === undefined ? `rule-${place}` : `card-${card}`;
  return html`<a href="#${target}">${termsOf(rule)}</a>`;
}

/** What a rule looks for: its literals, or its condition where they do not tell it. */
export function termsOf({ terms, condition }: Pick<RuleReport, "terms" | "condition">): Markup {
  return html`${condition === undefined ? shownAll(terms) : shown(condition)}`;
}
