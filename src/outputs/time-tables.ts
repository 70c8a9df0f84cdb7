import type { TimedRate } from "../report/parts/time.ts";
import { defineTable, type ReportTable, rateColumns, type TableColumn } from "./columns.ts";

const TIMED_COLUMNS: readonly TableColumn<TimedRate>[] = [
  ["messages", ({ messages }) => messages],
  ["triggered", ({ triggered }) => triggered],
  ...rateColumns((row: TimedRate) => row),
];

/** Names of {@link TIME_TABLES}. */
export type TimeTableName = "days" | "hours" | "calendar" | "segments" | "versions" | "in-force";

/** The tables by time. */
export const TIME_TABLES: Readonly<Record<TimeTableName, ReportTable>> = {
  days: defineTable("messages by day", ({ time }) => time?.days, [
    ["day", ({ day }) => day],
    ...TIMED_COLUMNS,
  ]),
  hours: defineTable("messages by hour of the day", ({ time }) => time?.hours, [
    ["hour", ({ hour }) => hour],
    ...TIMED_COLUMNS,
  ]),
  calendar: defineTable("messages by hour of the calendar", ({ time }) => time?.calendar, [
    ["hour", ({ hour }) => hour],
    ...TIMED_COLUMNS,
  ]),
  segments: defineTable("days in pieces of constant rate", ({ time }) => time?.changes?.segments, [
    ["from", ({ from }) => from],
    ["to", ({ to }) => to],
    ...TIMED_COLUMNS,
  ]),
  versions: defineTable("lists with a date", ({ time }) => time?.versions, [
    ["list", ({ list }) => list],
    ["date", ({ date }) => date],
  ]),
  "in-force": defineTable(
    "lists with a date, over the time in which each was in force",
    ({ time }) => time?.inForce?.versions,
    [["list", ({ list }) => list], ["date", ({ date }) => date], ...TIMED_COLUMNS],
  ),
};
