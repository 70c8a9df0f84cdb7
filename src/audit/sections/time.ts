import { AuditError } from "../../errors.ts";
import type { Filter } from "../../filter/filter.ts";
import { checkArray, checkCount, checkObject, checkString, fail } from "../field-check.ts";
import {
  checkGroupSketch,
  createGroupSketch,
  type GroupSketch,
  mergeGroupSketches,
} from "../group-sketch.ts";
import type { Section, SectionCounter } from "../section.ts";
import type { Tally } from "../tally.ts";
import { createZone } from "../zone.ts";

/** Most days that are kept: a hundred years. */
const MOST_DAYS = 36_525;

/** Most hours of the calendar that are kept: ten years. */
const MOST_HOURS = 87_672;

const HOURS = 24;

/** What was counted of one hour of the day. */
export interface HourTally {
  /** Messages of that hour, of whatever day. */
  readonly messages: number;
  /** Those that trigger. */
  readonly triggered: number;
}

/** A list with the date of its version. */
export interface DatedList {
  /** Name of the list. */
  readonly list: string;
  /** Date of this version, ISO 8601, as precise as is known. */
  readonly date: string;
}

/** Messages by the clocks of a zone. */
export interface TimeTally {
  /** The zone; absent: times count as they are written. */
  readonly zone?: string;
  /** Days. Messages without a readable time are in none. */
  readonly days: GroupSketch;
  /** The 24 hours of the day. Messages that say no hour are in none. */
  readonly hours: readonly HourTally[];
  /** Hours of the calendar, as `2008-10-01T14`; absent if they were not asked for. */
  readonly calendar?: GroupSketch;
  /** The lists of the filter that have a date, by date, then by name. */
  readonly versions: readonly DatedList[];
}

/** What the section is asked for. */
export interface TimeOptions {
  /**
   * The zone by whose clocks messages are counted per day and hour: `UTC`, an offset (`+08:00`) or a name of the
   * IANA database (`Asia/Shanghai`). A time without an offset is taken to be of that zone. Default: times count
   * as they are written, and by hour only if a list of the filter has a date.
   */
  readonly zone?: string;
  /** Whether to count by hour of the calendar too, at most ten years of them. Default: false. */
  readonly hourly?: boolean;
}

/** The section `time`: counted if a zone is given, hours are asked for, or a list has a date. */
export const timeSection: Section<TimeTally, TimeOptions> = {
  create: createTime,
  merge: mergeTimes,
  check: checkTime,
};

/** The lists of a filter that have a date, by date, then by name. */
export function datedLists({ lists }: Pick<Filter, "lists">): readonly DatedList[] {
  return lists
    .flatMap(({ name, info: { date } }) => (date === undefined ? [] : [{ list: name, date }]))
    .sort((a, b) => (a.date < b.date || (a.date === b.date && a.list < b.list) ? -1 : 1));
}

function createTime(
  filter: Filter,
  { zone, hourly = false }: TimeOptions,
): SectionCounter<TimeTally> | undefined {
  if (zone !== undefined && typeof zone !== "string") {
    throw new TypeError(`zone is of type ${typeof zone}, expected a string`);
  }
  if (typeof hourly !== "boolean") {
    throw new TypeError(`hourly is of type ${typeof hourly}, expected a boolean`);
  }
  const versions = datedLists(filter);
  if (zone === undefined && !hourly && versions.length === 0) {
    return undefined;
  }
  const { localTime } = createZone(zone);
  const days = createGroupSketch(MOST_DAYS);
  const calendar = hourly ? createGroupSketch(MOST_HOURS) : undefined;
  const messages = new Float64Array(HOURS);
  const triggered = new Float64Array(HOURS);
  return {
    readsLittle: true,
    add: ({ message, fired }) => {
      const time: unknown = message?.time;
      const local = typeof time === "string" ? localTime(time) : undefined;
      if (local === undefined) {
        return;
      }
      const isTriggered = fired.length > 0;
      days.add(local.day, isTriggered);
      if (local.hour !== undefined) {
        calendar?.add(`${local.day}T${`${local.hour}`.padStart(2, "0")}`, isTriggered);
        messages[local.hour] = (messages[local.hour] as number) + 1;
        triggered[local.hour] = (triggered[local.hour] as number) + (isTriggered ? 1 : 0);
      }
    },
    finish: () => ({
      ...(zone === undefined ? {} : { zone }),
      days: days.finish(),
      hours: Array.from(messages, (count, hour) => ({
        messages: count,
        triggered: triggered[hour] as number,
      })),
      ...(calendar === undefined ? {} : { calendar: calendar.finish() }),
      versions,
    }),
  };
}

function mergeTimes(a: TimeTally | undefined, b: TimeTally | undefined): TimeTally {
  if (
    a === undefined ||
    b === undefined ||
    a.zone !== b.zone ||
    (a.calendar === undefined) !== (b.calendar === undefined) ||
    JSON.stringify(a.versions) !== JSON.stringify(b.versions)
  ) {
    throw new AuditError(
      "tally-mismatch",
      "tallies count time in different zones or by different hours, or their lists have different dates",
    );
  }
  return {
    ...(a.zone === undefined ? {} : { zone: a.zone }),
    days: mergeGroupSketches(a.days, b.days),
    hours: a.hours.map(({ messages, triggered }, hour) => ({
      messages: messages + (b.hours[hour]?.messages ?? 0),
      triggered: triggered + (b.hours[hour]?.triggered ?? 0),
    })),
    ...(a.calendar === undefined || b.calendar === undefined
      ? {}
      : { calendar: mergeGroupSketches(a.calendar, b.calendar) }),
    versions: a.versions,
  };
}

function checkTime(value: unknown, path: string, tally: Tally): void {
  const time = checkObject(value, path);
  if (time.zone !== undefined) checkString(time.zone, `${path}.zone`);
  const bounds = { messages: tally.messages, triggered: tally.triggered };
  const days = checkGroupSketch(time.days, `${path}.days`, MOST_DAYS, bounds);
  const hours = checkArray(time.hours, `${path}.hours`);
  checkCount(hours.length, `the length of ${path}.hours`, HOURS, HOURS);
  let rest = days.messages;
  let restTriggered = days.triggered;
  for (const [hour, item] of hours.entries()) {
    const place = `${path}.hours[${hour}]`;
    const ofHour = checkObject(item, place);
    const messages = checkCount(ofHour.messages, `${place}.messages`, 0, rest);
    rest -= messages;
    const most = Math.min(messages, restTriggered);
    restTriggered -= checkCount(ofHour.triggered, `${place}.triggered`, 0, most);
  }
  if (time.calendar !== undefined) {
    checkGroupSketch(time.calendar, `${path}.calendar`, MOST_HOURS, bounds);
  }
  checkVersions(time.versions, `${path}.versions`);
}

/**
 * Checks dated lists that stand in a tally, and gives their number.
 *
 * @throws AuditError `malformed-input`
 */
export function checkVersions(value: unknown, path: string): number {
  const versions = checkArray(value, path);
  let previous = "";
  for (const [index, item] of versions.entries()) {
    const place = `${path}[${index}]`;
    const version = checkObject(item, place);
    checkString(version.list, `${place}.list`);
    const date = checkString(version.date, `${place}.date`);
    if (date < previous) fail(`${place}.date`, "from the date before it");
    previous = date;
  }
  return versions.length;
}
