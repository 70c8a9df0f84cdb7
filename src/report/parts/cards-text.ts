import type { LabelTally } from "../../audit/label-tally.ts";
import { cellOf, cellOfAll } from "../cell.ts";
import type { CompleteFormatOptions } from "../format-options.ts";
import type { Report } from "../model.ts";
import { countOf, decimalsOf, formatCount, formatLevel, formatShare } from "../number.ts";
import { wrap } from "../wrap.ts";
import type { Share } from "./captures.ts";
import type { Card, CardsReport, DaySpread, UserSpread } from "./cards.ts";
import { shareText } from "./false-positives.ts";

/** The part `cards` in text: a short section for each rule. */
export function cardsText(
  cards: CardsReport,
  report: Report,
  options: CompleteFormatOptions,
): readonly (readonly string[])[] {
  const { level } = report.messages;
  const all = Object.entries(cards);
  const shown = all.slice(0, options.top);
  const rest = all.length - shown.length;
  return [
    ...shown.map(([, card]) => cardLines(card, level, options)),
    ...(rest > 0
      ? [wrap(`${countOf(rest, "more card")}; the JSON report has them all.`, options.columns)]
      : []),
  ];
}

/** Columns that the name of a row takes. */
const NAME_WIDTH = 11;

function cardLines(
  card: Card,
  level: number,
  { columns }: CompleteFormatOptions,
): readonly string[] {
  const half = Math.floor(columns / 2);
  const { messages, benign, exclusive, decisive, days, users, labels, examples } = card;
  const rows: [name: string, value: string][] = [
    ["here", `${countText(messages)}: ${rateText(messages, level)}`],
  ];
  if (benign !== undefined) {
    rows.push(["benign", `${countText(benign)}: ${rateText(benign, level)}${ratioText(benign)}`]);
  }
  rows.push(["exclusive", `${countText(exclusive)}, in which no other rule fires`]);
  if (decisive.count !== exclusive.count) {
    rows.push(["decisive", `${countText(decisive)}, in which no other rule has its action`]);
  }
  if (days !== undefined) rows.push(["days", daysText(days)]);
  if (users !== undefined) rows.push([`${users.by}s`, usersText(users)]);
  if (labels !== undefined) rows.push(["spelling", labelsText(labels, half)]);
  if (labels !== undefined && labels.boundary.length > 0) {
    rows.push(["boundary", labels.boundary.map(kindText).join(", ")]);
  }
  if (card.falsePositives !== undefined) {
    const { rate, labelled } = card.falsePositives;
    const told = rate === null ? "nothing is labelled" : shareText(card.falsePositives, level);
    rows.push(["false", `${told}, by ${countOf(labelled, "labelled message")}`]);
  }
  if (examples !== undefined && examples.length > 0) {
    rows.push(["examples", examples.map((name) => cellOf(name, half)).join(", ")]);
  }
  const category = card.category === undefined ? "" : `, ${cellOf(card.category, half)}`;
  return [
    ...wrap(`${cellOfAll(card.terms, half)} (${cellOf(card.list, half)}${category})`, columns),
    ...rows.flatMap(([name, value]) => wrap(value, columns, `  ${name.padEnd(NAME_WIDTH)}`)),
  ];
}

function countText({ count, total }: Share): string {
  return `${formatCount(count)} of ${countOf(total, "message")}`;
}

function rateText(share: Share, level: number): string {
  const decimals = decimalsOf([share]);
  const [lower, upper] = share.interval.map((end) => formatShare(end, decimals));
  return `${formatShare(share.rate ?? 0, decimals)} (${formatLevel(level)} interval ${lower} to ${upper})`;
}

function ratioText({ ratio: { estimate, interval } }: NonNullable<Card["benign"]>): string {
  const [lower, upper] = interval;
  if (upper === null && lower === 0) return "";
  const ends = `${factor(lower)} to ${upper === null ? "any number" : factor(upper)} times`;
  const told = estimate === null ? ends : `${factor(estimate)} times (${ends})`;
  return `; it fires here ${told} as often`;
}

function factor(value: number): string {
  return value >= 100 ? formatCount(Math.round(value)) : value.toFixed(2);
}

function daysText({ count, exact, first, last, undated }: DaySpread): string {
  const times = undated > 0 ? `; ${countOf(undated, "message")} without a readable time` : "";
  const number = `${exact ? "" : "at least "}${countOf(count, "day")}`;
  return `${number}, ${first === last ? first : `${first} to ${last}`}${times}`;
}

function usersText({ count, exact, largest }: UserSpread): string {
  if (count === null) return "too few to be told of";
  const share =
    largest === null ? "" : `, of whom one wrote ${formatShare(largest, 2)} of the messages`;
  return `${exact ? "" : "about "}${formatCount(count)}${share}`;
}

function labelsText({ sets }: LabelTally, columns: number): string {
  return cellOfAll(
    sets
      .toSorted((a, b) => b.matches - a.matches)
      .map(({ folds, matches }) => `${formatCount(matches)} ${folds.join(" + ") || "as written"}`),
    2 * columns,
  );
}

function kindText({ label, matches }: LabelTally["boundary"][number]): string {
  return `${formatCount(matches)} ${cellOf(label, 20)}`;
}
