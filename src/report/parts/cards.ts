import { dayText } from "../../audit/day-number.ts";
import { countDays, MOST_DAYS } from "../../audit/day-set.ts";
import { compareStrings } from "../../audit/first.ts";
import type { LabelTally } from "../../audit/label-tally.ts";
import type { CardsTally, RuleCard } from "../../audit/sections/cards.ts";
import type { UsersTally } from "../../audit/sections/users.ts";
import { ALL_SECTIONS } from "../../audit/sections.ts";
import type { RuleTally, Tally } from "../../audit/tally.ts";
import { checkTally } from "../../audit/tally-check.ts";
import { AuditError } from "../../errors.ts";
import { rateRatio } from "../../inference/inference.ts";
import { copyLabels } from "../fold-conclusion.ts";
import type { ReportOptions } from "../model.ts";
import type { PartContext, ReportPart } from "../part.ts";
import { rateOf } from "../rate.ts";
import type { Figure, Share } from "./captures.ts";
import { type EstimatedShare, ruleFalsePositives } from "./false-positives.ts";
import { minUsersOf } from "./users.ts";

/** How many rules have a card, if nothing else is said. */
const WIDEST = 10;

/** What cards are asked for. */
export interface CardOptions {
  /** How many rules, the widest first, have a card; 0: none. Default: 10. */
  readonly cards?: number;
  /** A tally of messages of ordinary people, with the same filter: how often rules fire there. */
  readonly benign?: Tally;
}

/** Over how many users the messages of a rule are spread. */
export interface UserSpread {
  /** What messages are put together by. */
  readonly by: UsersTally["by"];
  /** Different users; null if they are fewer than are told of. */
  readonly count: number | null;
  /** Whether they were counted; else `count` is an estimate from the users that were kept. */
  readonly exact: boolean;
  /** Share of the messages that name a user which are of the one who has most; null if `count` is, or is an estimate. */
  readonly largest: number | null;
}

/** Over how many days the messages of a rule are spread, as written in the messages. */
export interface DaySpread {
  /** Different days; at least so many unless `exact`. */
  readonly count: number;
  /** Whether all were counted: no more than 4,000 are. */
  readonly exact: boolean;
  /** The first day, `2008-10-01`. */
  readonly first: string;
  /** The last day. */
  readonly last: string;
  /** Messages without a readable time. */
  readonly undated: number;
}

/** How a rule does on messages of ordinary people. */
export interface BenignRate extends Share {
  /** How many times as often it fires here as there; null ends and estimates are infinite or unknown. */
  readonly ratio: Figure;
}

/** The card of one rule: what it does, and to whom. */
export interface Card {
  /** Name of its list. */
  readonly list: string;
  /** Its literals, or its condition where they do not tell it. */
  readonly terms: readonly string[];
  /** Its category, if the list gives one. */
  readonly category?: string;
  /** Of all messages, those in which it fires. */
  readonly messages: Share;
  /** The same on messages of ordinary people, if a tally of them is given. */
  readonly benign?: BenignRate;
  /** Of the messages in which it fires, those in which no other rule does: without it they would not trigger. */
  readonly exclusive: Share;
  /** Of the messages in which it fires, those whose verdict it alone changes: no other rule there has its action. */
  readonly decisive: Share;
  /** Days on which it fires; absent if no day is known. */
  readonly days?: DaySpread;
  /** Users in whose messages it fires; absent if users were not counted. */
  readonly users?: UserSpread;
  /** Its matches by fold, script and word boundary; absent if labels were not counted. */
  readonly labels?: LabelTally;
  /** Names of messages in which it fires, drawn by lot; absent without samples, and of too few users. */
  readonly examples?: readonly string[];
  /** Of the messages in which it fires, those that ought not to trigger; absent without a labelled sample. */
  readonly falsePositives?: EstimatedShare;
}

/** Cards by id of the rule, the widest first: the part `cards`. */
export type CardsReport = Readonly<Record<string, Card>>;

/** The part `cards` of a report. */
export const cardsPart: ReportPart<CardsReport> = {
  conclude: (tally, context) => {
    const { cards: asked = WIDEST, benign } = context.options;
    if (!Number.isSafeInteger(asked) || asked < 0) {
      throw new RangeError(`invalid cards ${asked}, expected a whole number from 0`);
    }
    const section = tally.sections?.cards;
    const checked = benign === undefined ? undefined : checkBenign(benign, tally);
    return section === undefined || asked === 0
      ? undefined
      : concludeCards(section, tally, { ...context, asked, benign: checked });
  },
};

function checkBenign(benign: Tally, tally: Tally): Tally {
  const checked = checkTally(benign, ALL_SECTIONS);
  if (
    checked.filter.digest !== tally.filter.digest ||
    checked.rules.length !== tally.rules.length ||
    checked.rules.some(({ id }, index) => id !== tally.rules[index]?.id)
  ) {
    throw new AuditError(
      "tally-mismatch",
      "the tally of ordinary messages was made with another filter",
    );
  }
  return checked;
}

interface CardsContext extends PartContext {
  readonly asked: number;
  readonly benign: Tally | undefined;
}

function concludeCards(section: CardsTally, tally: Tally, context: CardsContext): CardsReport {
  const widest = section.rules
    .map((row) => ({ row, rule: tally.rules[row.index] as RuleTally }))
    .sort((a, b) => b.rule.messages - a.rule.messages || compareStrings(a.rule.id, b.rule.id))
    .slice(0, context.asked);
  // An id may be any string, also the name of a property that all objects have.
  const cards: Record<string, Card> = Object.create(null);
  for (const { row, rule } of widest) {
    cards[rule.id] = cardOf(row, rule, tally, context);
  }
  return cards;
}

function cardOf(row: RuleCard, rule: RuleTally, tally: Tally, context: CardsContext): Card {
  const { level, options, benign } = context;
  const days = daysOf(row);
  const users = usersOf(row.index, tally, options);
  // Names of messages of too few users could lead to them.
  const examples = users?.count === null ? undefined : examplesOf(row.index, tally);
  const { labelled, seed = 1 } = options;
  return {
    list: rule.list,
    terms: rule.condition === undefined ? [...rule.terms] : [rule.condition],
    ...(rule.category === undefined ? {} : { category: rule.category }),
    messages: shareOf(rule.messages, tally.messages, level),
    ...(benign === undefined ? {} : { benign: benignOf(row.index, rule, tally, benign, level) }),
    exclusive: shareOf(rule.exclusive, rule.messages, level),
    decisive: shareOf(row.decisive, rule.messages, level),
    ...(days === undefined ? {} : { days }),
    ...(users === undefined ? {} : { users }),
    ...(rule.labels === undefined ? {} : { labels: copyLabels(rule.labels) }),
    ...(examples === undefined ? {} : { examples }),
    ...(labelled === undefined
      ? {}
      : { falsePositives: ruleFalsePositives(labelled, rule, { level, seed }) }),
  };
}

function shareOf(count: number, total: number, level: number): Share {
  return { count, total, ...rateOf(count, total, level) };
}

function benignOf(
  index: number,
  rule: RuleTally,
  tally: Tally,
  benign: Tally,
  level: number,
): BenignRate {
  const count = benign.rules[index]?.messages ?? 0;
  const { estimate, interval } = rateRatio(
    [rule.messages, count],
    [tally.messages, benign.messages],
    level,
  );
  const [lower, upper] = interval;
  return {
    ...shareOf(count, benign.messages, level),
    ratio: {
      estimate: Number.isFinite(estimate) ? estimate : null,
      interval: [lower, Number.isFinite(upper) ? upper : null],
    },
  };
}

function daysOf({ days, last, undated }: RuleCard): DaySpread | undefined {
  const [first] = days;
  const run = days.at(-1);
  if (first === undefined || run === undefined || last === undefined) {
    return undefined;
  }
  const count = countDays(days);
  return {
    count,
    exact: count < MOST_DAYS || run[0] + run[1] - 1 === last,
    first: dayText(first[0]),
    last: dayText(last),
    undated,
  };
}

function usersOf(index: number, tally: Tally, options: ReportOptions): UserSpread | undefined {
  const users = tally.sections?.users;
  if (users === undefined) {
    return undefined;
  }
  const { by, bound, pairBound } = users;
  const row = users.rules.find((rule) => rule.index === index);
  const kept = row?.users.length ?? 0;
  // Users whose rules were counted are those with a pseudonym below the smaller bound: a share of all there are.
  const limit = pairBound ?? bound;
  const exact = limit === undefined;
  const share = exact ? 1 : Number.parseInt(limit.slice(0, 13), 16) / 2 ** 52;
  const count = exact ? kept : Math.round(kept / share);
  if (kept < minUsersOf(options)) {
    return { by, count: null, exact, largest: null };
  }
  const counts = row?.messages ?? [];
  const named = counts.reduce((sum, messages) => sum + messages, 0);
  const most = counts.reduce((largest, messages) => Math.max(largest, messages), 0);
  return { by, count, exact, largest: exact && named > 0 ? most / named : null };
}

function examplesOf(index: number, tally: Tally): readonly string[] | undefined {
  const samples = tally.sections?.samples;
  if (samples === undefined) {
    return undefined;
  }
  const row = samples.rules.find((rule) => rule.index === index);
  return (row?.messages ?? []).flatMap((place) => samples.messages[place]?.message ?? []);
}
