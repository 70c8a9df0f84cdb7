import { dayOf } from "./day.ts";

/** Milliseconds of a day. */
const DAY = 86_400_000;

/** The first day that a date can have, year 0000, in days since 1970-01-01. */
export const FIRST_DAY: number = Date.parse("0000-01-01") / DAY;

/** The last day that a date can have, year 9999, in days since 1970-01-01. */
export const LAST_DAY: number = Date.parse("9999-12-31") / DAY;

/** Days since 1970-01-01 of an ISO 8601 date or time; undefined if it does not start with a date that exists. */
export function dayNumber(time: string): number | undefined {
  const day = dayOf(time);
  return day === undefined ? undefined : Date.parse(day) / DAY;
}

/** The date of a day that is counted from 1970-01-01, as `2008-10-01`. */
export function dayText(day: number): string {
  return new Date(day * DAY).toISOString().slice(0, 10);
}
