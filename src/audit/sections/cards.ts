import { AuditError } from "../../errors.ts";
import type { Filter } from "../../filter/filter.ts";
import { dayNumber, FIRST_DAY, LAST_DAY } from "../day-number.ts";
import { createDaySet, type DaySet, MOST_DAYS, mergeDays } from "../day-set.ts";
import { checkArray, checkCount, checkObject, fail } from "../field-check.ts";
import { addByIndex, checkByIndex } from "../rows.ts";
import type { Section, SectionCounter } from "../section.ts";
import type { Tally } from "../tally.ts";

/** What cards of rules need. */
export interface CardsOptions {
  /** How many rules, the widest first, have a card; 0: what cards need is not counted. Default: 0. */
  readonly cards?: number;
}

/** What the card of one rule needs beside its counts. */
export interface RuleCard {
  /** Index of the rule in the filter. */
  readonly index: number;
  /** Messages whose verdict it alone changes: no other rule that fires has its action. */
  readonly decisive: number;
  /** Messages in which it fires that have no readable time. */
  readonly undated: number;
  /**
   * Days on which it fires, ascending: first day and length of each run, in days since 1970-01-01. Only the first
   * 4,000 days are kept.
   */
  readonly days: readonly (readonly [first: number, length: number])[];
  /** The last day on which it fires, in days since 1970-01-01; absent if no day is known. */
  readonly last?: number;
}

/** What cards need. */
export interface CardsTally {
  /** Rules that fire, by index. */
  readonly rules: readonly RuleCard[];
}

/** The section `cards`: counted if asked for. */
export const cardsSection: Section<CardsTally, CardsOptions> = {
  create: createCards,
  merge: mergeCards,
  check: checkCards,
};

interface Card {
  decisive: number;
  undated: number;
  readonly days: DaySet;
}

function createCards(
  { rules }: Filter,
  { cards: asked = 0 }: CardsOptions,
): SectionCounter<CardsTally> | undefined {
  if (!Number.isSafeInteger(asked) || asked < 0) {
    throw new RangeError(`invalid cards ${asked}, expected a whole number from 0`);
  }
  if (asked === 0) {
    return undefined;
  }
  const cards = new Map<number, Card>();
  return {
    readsLittle: true,
    add: ({ message, fired }) => {
      if (fired.length === 0) {
        return;
      }
      const time: unknown = message?.time;
      const number = typeof time === "string" ? dayNumber(time) : undefined;
      const byAction = new Map<string, number>();
      for (const { rule } of fired) {
        const action = rules[rule]?.action ?? "unknown";
        byAction.set(action, (byAction.get(action) ?? 0) + 1);
      }
      for (const { rule } of fired) {
        let card = cards.get(rule);
        if (card === undefined) {
          card = { decisive: 0, undated: 0, days: createDaySet() };
          cards.set(rule, card);
        }
        card.decisive += byAction.get(rules[rule]?.action ?? "unknown") === 1 ? 1 : 0;
        if (number === undefined) card.undated++;
        else card.days.add(number);
      }
    },
    finish: () => ({
      rules: Array.from(cards, ([index, { decisive, undated, days }]): RuleCard => {
        const { runs, last } = days.finish();
        return {
          index,
          decisive,
          undated,
          days: runs,
          ...(last === undefined ? {} : { last }),
        };
      }).sort((a, b) => a.index - b.index),
    }),
  };
}

function mergeCards(
  a: CardsTally | undefined,
  b: CardsTally | undefined,
  left: Tally,
  right: Tally,
): CardsTally {
  if (a === undefined || b === undefined) {
    throw mismatch(a === undefined ? left : right);
  }
  return {
    rules: addByIndex(a.rules, b.rules, (x, y) => {
      const last = Math.max(x.last ?? Number.NEGATIVE_INFINITY, y.last ?? Number.NEGATIVE_INFINITY);
      return {
        index: x.index,
        decisive: x.decisive + y.decisive,
        undated: x.undated + y.undated,
        days: mergeDays(x.days, y.days),
        ...(Number.isFinite(last) ? { last } : {}),
      };
    }),
  };
}

function checkCards(value: unknown, path: string, tally: Tally): void {
  const { rules } = checkObject(value, path);
  let rows = 0;
  checkByIndex(rules, `${path}.rules`, tally.rules.length, (row, place, index) => {
    const { messages = 0, exclusive = 0 } = tally.rules[index] ?? {};
    if (messages === 0) fail(place, "absent: the rule never fired");
    rows++;
    checkCount(row.decisive, `${place}.decisive`, exclusive, messages);
    const undated = checkCount(row.undated, `${place}.undated`, 0, messages);
    checkDays(row.days, row.last, place, messages - undated);
  });
  const fired = tally.rules.filter(({ messages }) => messages > 0).length;
  checkCount(rows, `the length of ${path}.rules`, fired, fired);
}

function checkDays(value: unknown, last: unknown, place: string, dated: number): void {
  const runs = checkArray(value, `${place}.days`);
  let count = 0;
  // Two runs with nothing between them would be one.
  let next = FIRST_DAY;
  for (const [index, item] of runs.entries()) {
    const path = `${place}.days[${index}]`;
    const run = checkArray(item, path);
    checkCount(run.length, `the length of ${path}`, 2, 2);
    const first = checkCount(run[0], `${path}[0]`, next, LAST_DAY);
    const length = checkCount(run[1], `${path}[1]`, 1, LAST_DAY - first + 1);
    count += length;
    next = first + length + 1;
  }
  checkCount(count, `the number of ${place}.days`, Math.min(dated, 1), Math.min(dated, MOST_DAYS));
  if (count === 0) {
    if (last !== undefined) fail(`${place}.last`, "absent, as there is no day");
  } else {
    const end = next - 2;
    checkCount(last, `${place}.last`, end, count < MOST_DAYS ? end : LAST_DAY);
  }
}

function mismatch(without: Tally): AuditError {
  const shard = without.shards[0];
  const which = shard === undefined ? "one tally" : `the tally of shard ${JSON.stringify(shard)}`;
  return new AuditError("tally-mismatch", `${which} has no counts for cards, and the other has`);
}
