import { dayNumber, dayText, FIRST_DAY } from "../../audit/day-number.ts";
import { compareStrings } from "../../audit/first.ts";
import type { RuleDaysTally } from "../../audit/sections/rule-days.ts";
import type { GroupTally, RuleTally, Tally } from "../../audit/tally.ts";
import { changePoints } from "../../inference/inference.ts";
import { cellOf } from "../cell.ts";
import type { CompleteFormatOptions } from "../format-options.ts";
import type { Report } from "../model.ts";
import { countOf } from "../number.ts";
import { rateOf } from "../rate.ts";
import { countColumn, rateColumns, restNote, tableSection, textColumn } from "../text-section.ts";
import { wrap } from "../wrap.ts";
import type { TimeSegment } from "./time.ts";

/** How many rules are looked at: the widest. */
const WIDEST = 100;

/** Fewer steps than this are not searched for changes. */
const LEAST_STEPS = 10;

/** Most steps that are searched, for the work may grow with their square: days are put together until they fit. */
const MOST_STEPS = 1_000;

/** A rule whose rate changes. */
export interface RuleTimes {
  /** Its id. */
  readonly id: string;
  /** Days in pieces of constant rate: in `triggered`, the messages in which it fires. */
  readonly segments: readonly TimeSegment[];
  /** By how much its steps differ more than independent messages would make them, at least 1. */
  readonly dispersion: number;
}

/** Where the rates of rules change. */
export interface RuleTimeChanges {
  /** Rules that are looked at: the widest that fire on a known day, at most 100. */
  readonly rules: number;
  /** Days of a step. */
  readonly width: number;
  /** Steps that have messages. */
  readonly steps: number;
  /** What a change must explain: `2 ln` of the number of steps times the number of rules. */
  readonly penalty: number;
  /** Rules whose rate changes, the widest first. */
  readonly changing: readonly RuleTimes[];
}

/** Messages of some days. */
interface Step {
  readonly from: string;
  readonly to: string;
  readonly messages: number;
}

/** Where the rates of the widest rules change; undefined with fewer than 10 steps. */
export function concludeRuleTimes(
  section: RuleDaysTally,
  tally: Tally,
  days: readonly GroupTally[],
  level: number,
): RuleTimeChanges | undefined {
  const { width, steps } = stepsOf(days, section.width);
  if (steps.size < LEAST_STEPS) {
    return undefined;
  }
  const widest = section.rules
    .map((row) => ({ row, rule: tally.rules[row.index] as RuleTally }))
    .sort((a, b) => b.rule.messages - a.rule.messages || compareStrings(a.rule.id, b.rule.id))
    .slice(0, WIDEST);
  const places = new Map([...steps.keys()].map((step, place) => [step, place]));
  const all = [...steps.values()];
  let penalty = 0;
  const changing = widest.flatMap(({ row, rule }): RuleTimes[] => {
    const counts = new Array<number>(all.length).fill(0);
    for (const [step, messages] of row.steps) {
      const place = places.get(Math.floor((step * section.width) / width));
      // The days of a capped tally may lack some that rules have.
      if (place !== undefined) counts[place] = (counts[place] as number) + messages;
    }
    const series = all.map(({ messages }, place) => ({
      total: messages,
      successes: Math.min(messages, counts[place] as number),
    }));
    const found = changePoints(series, widest.length);
    penalty = found.penalty;
    const borders = [0, ...found.starts, all.length];
    const segments = borders.slice(1).map((end, index): TimeSegment => {
      const piece = series.slice(borders[index], end);
      const messages = piece.reduce((sum, { total }) => sum + total, 0);
      const triggered = piece.reduce((sum, { successes }) => sum + successes, 0);
      return {
        from: all[borders[index] ?? 0]?.from ?? "",
        to: all[end - 1]?.to ?? "",
        messages,
        triggered,
        ...rateOf(triggered, messages, level),
      };
    });
    return segments.length < 2 ? [] : [{ id: rule.id, segments, dispersion: found.dispersion }];
  });
  return { rules: widest.length, width, steps: all.length, penalty, changing };
}

/** Messages by step, in steps of so many days that they are no more than can be searched. */
function stepsOf(
  days: readonly GroupTally[],
  least: number,
): { readonly width: number; readonly steps: ReadonlyMap<number, Step> } {
  for (let width = least; ; width *= 2) {
    const steps = new Map<number, Step>();
    for (const { name, messages } of days) {
      const day = dayNumber(name);
      if (day === undefined) continue;
      const step = Math.floor((day - FIRST_DAY) / width);
      const before = steps.get(step);
      steps.set(step, {
        from: before?.from ?? dayText(day),
        to: dayText(day),
        messages: messages + (before?.messages ?? 0),
      });
    }
    if (steps.size <= MOST_STEPS) {
      return { width, steps };
    }
  }
}

/** The changes of rules as sections of lines. */
export function ruleTimesText(
  { rules, width, penalty, changing }: RuleTimeChanges,
  report: Report,
  options: CompleteFormatOptions,
): readonly string[] {
  const how = `(PELT, penalty ${penalty.toFixed(2)} for ${countOf(rules, "rule")}, by ${width === 1 ? "day" : countOf(width, "day")})`;
  if (changing.length === 0) {
    return wrap(`No change of the rate of a rule was found ${how}.`, options.columns);
  }
  const terms = new Map(
    report.rules.map(({ id, condition, terms: own }) => [id, condition ?? own.join(", ")]),
  );
  const shown = changing.slice(0, options.top);
  const rows = shown.flatMap(({ id, segments }) =>
    segments.map((segment, index) => ({
      name: index === 0 ? (terms.get(id) ?? id) : "",
      ...segment,
    })),
  );
  return tableSection(
    `The rates of ${countOf(changing.length, "rule")} change ${how}:`,
    [
      textColumn("rule", rows, ({ name }) => cellOf(name, options.columns), { least: 8 }),
      textColumn("from", rows, ({ from }) => from),
      textColumn("to", rows, ({ to }) => to, { dispensable: 2 }),
      countColumn("fires", rows, ({ triggered }) => triggered),
      ...rateColumns(rows, report.messages.level),
    ],
    restNote(changing.length - shown.length, "rule", "rules"),
    options,
  );
}
