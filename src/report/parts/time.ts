import type { VersionTally } from "../../audit/sections/in-force.ts";
import type { DatedList, TimeTally } from "../../audit/sections/time.ts";
import type { GroupTally, Tally } from "../../audit/tally.ts";
import { changePoints } from "../../inference/inference.ts";
import type { Rate } from "../model.ts";
import type { ReportPart } from "../part.ts";
import { rateOf } from "../rate.ts";
import type { concludeRuleTimes, RuleTimeChanges } from "./time-rules.ts";

/** Fewer days than this are not searched for changes. */
const LEAST_DAYS = 10;

/** More days than this are not searched for changes: a tally of days as written has no bound of its own. */
const MOST_DAYS = 36_525;

/** Messages of some time, and those that trigger. */
export interface TimedRate extends Rate {
  /** Messages. */
  readonly messages: number;
  /** Those that trigger. */
  readonly triggered: number;
}

/** One day. */
export interface DayReport extends TimedRate {
  /** The day, `2008-10-01`: by the clocks of the zone, or as written in the messages where there is none. */
  readonly day: string;
}

/** One hour of the day, over all days. */
export interface HourReport extends TimedRate {
  /** The hour, 0 to 23. */
  readonly hour: number;
}

/** One hour of the calendar. */
export interface CalendarHourReport extends TimedRate {
  /** The hour, `2008-10-01T14`. */
  readonly hour: string;
}

/** Days over which the rate is taken to be constant. */
export interface TimeSegment extends TimedRate {
  /** First day of it that has messages. */
  readonly from: string;
  /** Last day of it that has messages. */
  readonly to: string;
}

/** Where the rate changes, and what that was found with. */
export interface TimeChanges {
  /** The days in pieces of constant rate; one piece: no change was found. */
  readonly segments: readonly TimeSegment[];
  /** What a change must explain, in units of twice the log-likelihood: `2 ln` of the number of days. */
  readonly penalty: number;
  /** By how much days differ more than independent messages would make them; likelihoods are divided by it. */
  readonly dispersion: number;
}

/** A dated list over the time in which it was in force. */
export interface VersionReport extends TimedRate {
  /** Name of the list. */
  readonly list: string;
  /** Its date. */
  readonly date: string;
}

/** Each message judged by the lists that were in force when it was sent. */
export interface InForceReport {
  /** The dated lists, in the order of the filter; of each the messages of its time, and where it fires. */
  readonly versions: readonly VersionReport[];
  /** Messages from a time at which no dated list was in force yet. */
  readonly early: number;
  /** Messages without a readable time: no dated list judges them. */
  readonly undated: number;
}

/** The corpus by time. */
export interface TimeReport {
  /** The zone by whose clocks days and hours are told; absent: as they are written. */
  readonly zone?: string;
  /** Days that have messages, ascending. */
  readonly days: readonly DayReport[];
  /** Messages without a readable time. */
  readonly undated: number;
  /** Hours that have messages, ascending; absent if neither a zone was given nor a list has a date. */
  readonly hours?: readonly HourReport[];
  /**
   * Hours of the calendar that have messages, ascending; absent if they were not asked for, or are more than are
   * kept (ten years).
   */
  readonly calendar?: readonly CalendarHourReport[];
  /** Where the rate changes from day to day; absent with fewer than 10 days. */
  readonly changes?: TimeChanges;
  /** Where the rates of rules change; absent if it was not asked for, or with fewer than 10 days. */
  readonly ruleChanges?: RuleTimeChanges;
  /** The lists of the filter that have a date, by date; absent if none has. */
  readonly versions?: readonly DatedList[];
  /** Dated lists in force; absent if it was not asked for. */
  readonly inForce?: InForceReport;
}

/**
 * The part `time`: the corpus by day and hour.
 *
 * @param concludeRules - Says where the rates of rules change. Left out: of a tally that counts rules by day, it is not
 *   said.
 */
export const createTimePart = (
  concludeRules?: typeof concludeRuleTimes,
): ReportPart<TimeReport> => ({
  conclude: (tally, { level }) => {
    const { time, inForce, ruleDays } = tally.sections ?? {};
    // A capped sketch of days says less than the days as written.
    const hasZone = time?.zone !== undefined && !time.days.capped;
    const days = hasZone ? time.days.groups : tally.days;
    if (days.length === 0 && inForce === undefined) {
      return undefined;
    }
    const changes = changesOf(days, level);
    const ruleChanges =
      ruleDays === undefined || hasZone !== (ruleDays.zone !== undefined)
        ? undefined
        : concludeRules?.(ruleDays, tally, days, level);
    return {
      ...(hasZone ? { zone: `${time.zone}` } : {}),
      days: days.map((group) => dayReport(group, level)),
      undated: hasZone ? tally.messages - time.days.messages : tally.undated,
      ...(time === undefined ? {} : { hours: hoursOf(time, level) }),
      ...(time?.calendar === undefined || time.calendar.capped
        ? {}
        : {
            calendar: time.calendar.groups.map(({ name, messages, count }) => ({
              hour: name,
              ...timed(messages, count, level),
            })),
          }),
      ...(changes === undefined ? {} : { changes }),
      ...(ruleChanges === undefined ? {} : { ruleChanges }),
      ...(time === undefined || time.versions.length === 0
        ? {}
        : { versions: time.versions.map(({ list, date }) => ({ list, date })) }),
      ...(inForce === undefined
        ? {}
        : {
            inForce: {
              versions: inForce.versions.map((version) => versionReport(version, level)),
              early: inForce.early,
              undated: inForce.undated,
            },
          }),
    };
  },
});

function timed(messages: number, triggered: number, level: number): TimedRate {
  return { messages, triggered, ...rateOf(triggered, messages, level) };
}

function dayReport({ name, messages, count }: GroupTally, level: number): DayReport {
  return { day: name, ...timed(messages, count, level) };
}

function hoursOf({ hours }: TimeTally, level: number): readonly HourReport[] {
  return hours.flatMap(({ messages, triggered }, hour): HourReport[] =>
    messages === 0 ? [] : [{ hour, ...timed(messages, triggered, level) }],
  );
}

function versionReport(
  { list, date, messages, triggered }: VersionTally,
  level: number,
): VersionReport {
  return { list, date, ...timed(messages, triggered, level) };
}

function changesOf(days: Tally["days"], level: number): TimeChanges | undefined {
  if (days.length < LEAST_DAYS || days.length > MOST_DAYS) {
    return undefined;
  }
  const { starts, penalty, dispersion } = changePoints(
    days.map(({ messages, count }) => ({ total: messages, successes: count })),
  );
  const borders = [0, ...starts, days.length];
  return {
    segments: borders.slice(1).map((end, index) => {
      const segment = days.slice(borders[index], end);
      const sum = (countIn: (day: GroupTally) => number): number =>
        segment.reduce((total, day) => total + countIn(day), 0);
      return {
        from: segment[0]?.name ?? "",
        to: segment.at(-1)?.name ?? "",
        ...timed(
          sum(({ messages }) => messages),
          sum(({ count }) => count),
          level,
        ),
      };
    }),
    penalty,
    dispersion,
  };
}
