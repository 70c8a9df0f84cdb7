import { cellOf } from "../cell.ts";
import type { CompleteFormatOptions } from "../format-options.ts";
import type { Report } from "../model.ts";
import { countOf } from "../number.ts";
import { countColumn, rateColumns, restNote, tableSection, textColumn } from "../text-section.ts";
import { wrap } from "../wrap.ts";
import type { InForceReport, TimeChanges, TimedRate, TimeReport } from "./time.ts";
import { ruleTimesText } from "./time-rules.ts";

/** Columns of the terminal to which a day may be cut. */
const LEAST_DAY = 10;

type Columns = ReturnType<typeof rateColumns>;

/** The corpus by time as sections of lines. */
export function timeText(
  time: TimeReport,
  report: Report,
  options: CompleteFormatOptions,
): readonly (readonly string[])[] {
  const { days, hours, changes, ruleChanges, versions, inForce } = time;
  return [
    ...(days.length === 0 ? [] : [daysText(time, report, options)]),
    ...(hours === undefined || time.zone === undefined ? [] : [hoursText(time, report, options)]),
    ...(changes === undefined ? [] : [changesText(changes, report, options)]),
    ...(ruleChanges === undefined ? [] : [ruleTimesText(ruleChanges, report, options)]),
    ...(versions === undefined || inForce !== undefined ? [] : [versionsText(versions, options)]),
    ...(inForce === undefined ? [] : [inForceText(inForce, report, options)]),
  ];
}

function daysText(
  time: TimeReport,
  report: Report,
  options: CompleteFormatOptions,
): readonly string[] {
  const { days, undated, zone } = time;
  const rows = days.slice(0, options.top);
  const last = cellOf(days.at(-1)?.day ?? "", LEAST_DAY);
  const notes = restNote(days.length - rows.length, "day", "days", `, the last ${last}`);
  return tableSection(
    zone === undefined ? "By day:" : `By day (${cellOf(zone, options.columns)}):`,
    [
      textColumn("day", rows, ({ day }) => cellOf(day, options.columns), { least: LEAST_DAY }),
      ...timedColumns(rows, report),
    ],
    undated > 0 ? [...notes, `${countOf(undated, "message")} without a readable time.`] : notes,
    options,
  );
}

function hoursText(
  { hours = [], zone = "" }: TimeReport,
  report: Report,
  options: CompleteFormatOptions,
): readonly string[] {
  if (hours.length === 0) {
    return wrap("No message says the hour.", options.columns);
  }
  return tableSection(
    `By hour of the day (${cellOf(zone, options.columns)}):`,
    [
      textColumn("hour", hours, ({ hour }) => `${hour}`.padStart(2, "0")),
      ...timedColumns(hours, report),
    ],
    [],
    options,
  );
}

function changesText(
  { segments, penalty, dispersion }: TimeChanges,
  report: Report,
  options: CompleteFormatOptions,
): readonly string[] {
  const how =
    `(PELT, penalty ${penalty.toFixed(2)}; days differ ${dispersion.toFixed(2)} times as much as independent ` +
    "messages would make them)";
  if (segments.length < 2) {
    return wrap(`No change of the rate from day to day was found ${how}.`, options.columns);
  }
  const rows = segments.slice(0, options.top);
  return tableSection(
    `The rate changes ${countOf(segments.length - 1, "time")} ${how}:`,
    [
      textColumn("from", rows, ({ from }) => cellOf(from, options.columns), { least: LEAST_DAY }),
      textColumn("to", rows, ({ to }) => cellOf(to, options.columns), { least: 4, dispensable: 2 }),
      ...timedColumns(rows, report),
    ],
    restNote(segments.length - rows.length, "piece", "pieces"),
    options,
  );
}

function versionsText(
  versions: NonNullable<TimeReport["versions"]>,
  options: CompleteFormatOptions,
): readonly string[] {
  const half = Math.floor(options.columns / 2);
  const shown = versions
    .slice(0, options.top)
    .map(({ list, date }) => `${cellOf(list, half)} (${cellOf(date, half)})`);
  const rest = versions.length - shown.length;
  const more = rest > 0 ? `, and ${countOf(rest, "more list")}` : "";
  return wrap(`Dates of the lists: ${shown.join(", ")}${more}.`, options.columns);
}

function inForceText(
  { versions, early, undated }: InForceReport,
  report: Report,
  options: CompleteFormatOptions,
): readonly string[] {
  const rows = versions.slice(0, options.top);
  const rest = versions.length - rows.length;
  return tableSection(
    "Each list over the messages of the time in which it was in force:",
    [
      textColumn("list", rows, ({ list }) => cellOf(list, options.columns), { least: 8 }),
      textColumn("from", rows, ({ date }) => cellOf(date, options.columns), { least: LEAST_DAY }),
      ...timedColumns(rows, report),
    ],
    [
      ...restNote(rest, "list", "lists"),
      ...(early === 0 ? [] : [`${countOf(early, "message")} from before any dated list.`]),
      ...(undated === 0
        ? []
        : [`${countOf(undated, "message")} without a readable time, judged by no dated list.`]),
    ],
    options,
  );
}

function timedColumns(rows: readonly TimedRate[], report: Report): Columns {
  return [
    countColumn("messages", rows, ({ messages }) => messages, { dispensable: 5 }),
    countColumn("triggered", rows, ({ triggered }) => triggered),
    ...rateColumns(rows, report.messages.level),
  ];
}
