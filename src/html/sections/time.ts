import { countOf, formatLevel } from "../../report/number.ts";
import type { TimedRate, TimeReport, TimeSegment, VersionReport } from "../../report/parts/time.ts";
import { countColumn, headColumn, rateColumns, textColumn } from "../columns.ts";
import { type PageContext, type PageSection, ruleLink } from "../context.ts";
import { type Content, html, type Markup } from "../markup.ts";
import { shown } from "../shown.ts";
import { type HtmlColumn, tableOf } from "../table.ts";
import { timelineOf } from "../timeline.ts";

const HOUR = 3_600_000;

/** The corpus by time. */
export function timeSection(context: PageContext): PageSection | undefined {
  const { time } = context.report;
  if (time === undefined) return undefined;
  const { days, calendar, hours, changes, undated, zone } = time;
  const { level } = context;
  const missing = undated === 0 ? "" : ` ${countOf(undated, "message")} without a readable time.`;
  return {
    id: "time",
    title: "Over time",
    body: html`<p>Days ${zone === undefined ? "as written in the messages" : ["by the clocks of ", shown(zone)]}.${missing} ${changesSentence(time)}</p>
${timelineOf({
  caption: `Above: messages by day, and the part that triggers. Below: the share that triggers with its ${formatLevel(level)} interval${changes === undefined ? "" : ", and the pieces in which it is constant"}${time.versions === undefined ? "" : "; upright lines: a list begins"}.`,
  points: days.map((day) => ({ ...day, name: day.day })),
  step: 24 * HOUR,
  ...(changes === undefined ? {} : { segments: changes.segments }),
  ...(time.versions === undefined ? {} : { versions: time.versions }),
})}
${days.length === 0 ? undefined : timedTable("days", "Messages by day", "day", days, ({ day }) => shown(day), level)}
${changes === undefined || changes.segments.length < 2 ? undefined : timedTable("changes", "Pieces of constant rate", "from", changes.segments, ({ from }) => shown(from), level, [textColumn("to", ({ to }: TimeSegment) => shown(to))])}
${ruleChanges(context)}
${versions(time, level)}
${hours === undefined || hours.length === 0 ? undefined : timedTable("hours", "Messages by hour of the day", "hour", hours, ({ hour }) => `${hour}`.padStart(2, "0"), level)}
${
  calendar === undefined || calendar.length === 0
    ? undefined
    : html`${timelineOf({ caption: `The same by hour of the calendar, with ${formatLevel(level)} intervals.`, points: calendar.map((hour) => ({ ...hour, name: hour.hour })), step: HOUR })}
${timedTable("calendar", "Messages by hour of the calendar", "hour", calendar, ({ hour }) => shown(hour), level)}`
}`,
  };
}

function changesSentence({ changes }: TimeReport): string {
  if (changes === undefined) return "";
  const { segments, penalty, dispersion } = changes;
  const found =
    segments.length < 2
      ? "No change of the rate from day to day was found"
      : `The rate changes ${countOf(segments.length - 1, "time")}`;
  return (
    `${found} (PELT, penalty ${penalty.toFixed(2)}; days differ ${dispersion.toFixed(2)} times as much as independent ` +
    "messages would make them)."
  );
}

interface RuleSegment extends TimeSegment {
  readonly id: string;
}

function ruleChanges(context: PageContext): Content {
  const { ruleChanges: found } = context.report.time ?? {};
  if (found === undefined || found.changing.length === 0) return undefined;
  const rows = found.changing.flatMap(({ id, segments }) =>
    segments.map((segment) => ({ id, ...segment })),
  );
  return timedTable<RuleSegment>(
    "rule-changes",
    `Rules whose rate changes, of the ${countOf(found.rules, "widest rule")}; triggered: messages in which the rule fires`,
    "rule",
    rows,
    ({ id }) => ruleLink(id, context),
    context.level,
    [
      textColumn("from", ({ from }: TimeSegment) => shown(from)),
      textColumn("to", ({ to }: TimeSegment) => shown(to)),
    ],
  );
}

function versions({ versions: dated = [], inForce }: TimeReport, level: number): Content {
  if (inForce !== undefined) {
    const { early, undated } = inForce;
    return html`${timedTable("versions", "Each list over the messages of the time in which it was in force", "list", inForce.versions, ({ list }) => shown(list), level, [textColumn("from", ({ date }: VersionReport) => shown(date))])}
<p>${countOf(early, "message")} from before any dated list; ${countOf(undated, "message")} without a readable time, judged by no dated list.</p>`;
  }
  return dated.length === 0
    ? undefined
    : html`<p>Dates of the lists: ${dated.map(({ list, date }, index) => [index === 0 ? "" : ", ", shown(list), " (", shown(date), ")"])}.</p>`;
}

function timedTable<Row extends TimedRate>(
  id: string,
  caption: string,
  header: string,
  rows: readonly Row[],
  name: (row: Row) => Content,
  level: number,
  more: readonly HtmlColumn<Row>[] = [],
): Markup {
  return tableOf<Row>({
    id: `${id}-table`,
    caption,
    columns: [
      headColumn(header, name),
      ...more,
      countColumn("messages", (row) => row.messages),
      countColumn("triggered", (row) => row.triggered),
      ...rateColumns("share", rows, (row: Row) => row, level),
    ],
    rows,
    noun: "rows",
  });
}
