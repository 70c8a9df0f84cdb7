import type { LabelCount } from "../../audit/label-tally.ts";
import { countOf, formatCount, formatShare } from "../../report/number.ts";
import type { Card, DaySpread, UserSpread } from "../../report/parts/cards.ts";
import { blocksOf } from "../blocks.ts";
import type { PageContext, PageSection } from "../context.ts";
import { figureWords, rateWords, shareWords } from "../figures.ts";
import { type Content, html, type Markup } from "../markup.ts";
import { shown, shownAll } from "../shown.ts";
import { shareFact } from "./captures.ts";
import { setOf } from "./folds.ts";

/** A card for each of the widest rules. */
export function cardsSection(context: PageContext): PageSection | undefined {
  const cards = Object.entries(context.report.cards ?? {});
  if (cards.length === 0) return undefined;
  return {
    id: "cards",
    title: "Cards of the widest rules",
    body: blocksOf(
      "cards",
      cards.map(([id, card], index) => cardMarkup(id, card, index, context)),
    ),
  };
}

function cardMarkup(id: string, card: Card, index: number, { places, level }: PageContext): Markup {
  const { messages, benign, exclusive, decisive, days, users, labels, examples, falsePositives } =
    card;
  const place = places.get(id);
  const facts: Content[] = [
    shareFact("messages", messages, level),
    benign === undefined
      ? undefined
      : fact(
          "ordinary messages",
          html`${shareWords(benign, level)}; it fires here ${figureWords(benign.ratio)} times as often`,
        ),
    shareFact("no other rule fires", exclusive, level),
    decisive.count === exclusive.count
      ? undefined
      : shareFact("no other has its action", decisive, level),
    days === undefined ? undefined : fact("days", daysOf(days)),
    users === undefined ? undefined : fact(`${users.by}s`, usersOf(users)),
    labels === undefined
      ? undefined
      : [
          fact(
            "spelling",
            listOf(
              labels.sets.map(
                ({ folds, matches }) =>
                  html`${formatCount(matches)} ${folds.length === 0 ? "as written" : setOf(folds)}`,
              ),
            ),
          ),
          labels.script.length === 0 ? undefined : fact("script", listOf(labels.script.map(kind))),
          labels.boundary.length === 0
            ? undefined
            : fact("boundary", listOf(labels.boundary.map(kind))),
          labels.without.length === 0
            ? undefined
            : fact(
                "only by a fold",
                listOf(
                  labels.without.map(
                    ({ fold, messages: lost }) => html`${shown(fold)}: ${countOf(lost, "message")}`,
                  ),
                ),
              ),
        ],
    falsePositives === undefined
      ? undefined
      : fact(
          "false positives",
          `${rateWords(falsePositives, level)}, by ${countOf(falsePositives.labelled, "labelled message")}`,
        ),
    examples === undefined || examples.length === 0
      ? undefined
      : fact("drawn by lot", shownAll(examples)),
  ];
  return html`<article class="card" id="card-${index}"><h3>${shownAll(card.terms)}</h3>
<p class="where">${shown(card.list)}${card.category === undefined ? undefined : [", ", shown(card.category)]}${place === undefined ? undefined : html` <a href="#rule-${place}">its row</a>`}</p>
<dl>${facts}</dl></article>`;
}

/** A row of a list of facts. */
export function fact(name: Content, value: Content): Markup {
  return html`<dt>${name}</dt><dd>${value}</dd>`;
}

function kind({ label, matches }: LabelCount): Markup {
  return html`${formatCount(matches)} ${label}`;
}

function listOf(items: readonly Markup[]): Content {
  return items.map((item, index) => [index === 0 ? "" : "; ", item]);
}

function daysOf({ count, exact, first, last, undated }: DaySpread): Content {
  const number = `${exact ? "" : "at least "}${countOf(count, "day")}, `;
  const span = first === last ? shown(first) : [shown(first), " to ", shown(last)];
  return [
    number,
    span,
    undated > 0 ? `; ${countOf(undated, "message")} without a readable time` : "",
  ];
}

function usersOf({ count, exact, largest }: UserSpread): string {
  if (count === null) return "too few to be told of";
  const share =
    largest === null ? "" : `, of whom one wrote ${formatShare(largest, 2)} of the messages`;
  return `${exact ? "" : "about "}${formatCount(count)}${share}`;
}
