import { cellOf, cellOfAll } from "../cell.ts";
import type { CompleteFormatOptions } from "../format-options.ts";
import type { Rate, Report } from "../model.ts";
import { countOf, decimalsOf, formatCount, formatLevel, formatShare } from "../number.ts";
import type { Column } from "../table.ts";
import { countColumn, rateColumns, restNote, tableSection, textColumn } from "../text-section.ts";
import { wrap } from "../wrap.ts";
import type { CapturesReport, Figure, JointBounds, RuleCapturesReport, Share } from "./captures.ts";

const LEAST_TERM = 12;

/** The part `captures` in text: what was captured, the table of both questions, the rules, what can be bounded. */
export function capturesText(
  captures: CapturesReport,
  report: Report,
  options: CompleteFormatOptions,
): readonly (readonly string[])[] {
  const { level } = report.messages;
  return [
    wrap(capturesHeadline(captures, level), options.columns),
    captures.scope === "both" ? confusionTable(captures, options) : [],
    namesLines(captures, options),
    captures.rules.length === 0 ? [] : rulesTable(captures, level, options),
    boundsLines(captures, options),
  ].filter((lines) => lines.length > 0);
}

/** `80 of 120 (66.67 %, 95 % interval 57.82 % to 74.44 %)` */
function shareText({ count, total, rate, interval }: Share, level: number): string {
  const decimals = decimalsOf([{ rate, interval }]);
  const [lower, upper] = interval.map((end) => formatShare(end, decimals));
  return (
    `${formatCount(count)} of ${formatCount(total)} (${formatShare(rate ?? 0, decimals)}, ` +
    `${formatLevel(level)} interval ${lower} to ${upper})`
  );
}

/** What was captured, and what the filter has to do with it, in sentences. */
export function capturesHeadline(captures: CapturesReport, level: number): string {
  const { scope, recall, precision, falsePositives, unknown, balancedPrecision, lift } = captures;
  const sentences: string[] = [];
  if (scope === "captured") {
    sentences.push(
      "Every message that says whether it was captured was captured, so what follows is how the captures " +
        "are composed: it says nothing of how likely a message is to be captured, nor how often the filter is wrong.",
      `Of the captured messages, ${shareText(recall, level)} trigger.`,
    );
  } else if (scope === "notCaptured") {
    sentences.push(
      "No message is marked as captured: nothing can be said of what the filter explains.",
      `Of the messages that were not captured, ${shareText(falsePositives, level)} trigger.`,
    );
  } else {
    sentences.push(`Of the captured messages, ${shareText(recall, level)} trigger: the recall.`);
    if (precision !== undefined && precision.total > 0) {
      sentences.push(
        `Of those that trigger, ${shareText(precision, level)} were captured: the precision here` +
          `${balancedPrecision === undefined ? "" : `; were captures as common as others, ${figureText(balancedPrecision)}`}.`,
      );
    }
    if (lift !== undefined && lift.estimate !== null) {
      sentences.push(
        `A message that triggers is captured ${figureText(lift)} times as often as messages are.`,
      );
    }
    sentences.push(`Of those not captured, ${shareText(falsePositives, level)} trigger.`);
  }
  if (unknown > 0) {
    sentences.push(
      `${countOf(unknown, "message")} that ${unknown === 1 ? "does" : "do"} not say whether ` +
        `${unknown === 1 ? "it was" : "they were"} captured ${unknown === 1 ? "is" : "are"} in none of these figures.`,
    );
  }
  return sentences.join(" ");
}

/** `0.91 (0.84–0.95)` */
function figureText({ estimate, interval }: Figure): string {
  return `${decimal(estimate)} (${intervalText(interval)})`;
}

function intervalText([lower, upper]: Figure["interval"]): string {
  return `${decimal(lower)}–${decimal(upper)}`;
}

function decimal(value: number | null): string {
  return value === null ? "∞" : value >= 1000 ? formatCount(Math.round(value)) : value.toFixed(2);
}

function confusionTable(
  { confusion }: CapturesReport,
  options: CompleteFormatOptions,
): readonly string[] {
  const rows = [
    {
      name: "captured",
      triggered: confusion.capturedTriggered,
      silent: confusion.capturedSilent,
    },
    {
      name: "not captured",
      triggered: confusion.notCapturedTriggered,
      silent: confusion.notCapturedSilent,
    },
  ];
  return tableSection(
    "Messages by what the platform did and what the filter does:",
    [
      textColumn("", rows, ({ name }) => name),
      countColumn("triggers", rows, ({ triggered }) => triggered),
      countColumn("does not", rows, ({ silent }) => silent),
    ],
    [],
    options,
  );
}

function namesLines(
  { unexplained, missed, scope }: CapturesReport,
  { columns }: CompleteFormatOptions,
): readonly string[] {
  const half = Math.floor(columns / 2);
  const line = (what: string, { count, first }: CapturesReport["missed"]): readonly string[] => {
    if (count === 0) return wrap(`${what}: none.`, columns);
    const names = first.map((name) => cellOf(name, half)).join(", ");
    const which = first.length < count ? `, the first ${formatCount(first.length)}` : "";
    const told = first.length === 0 ? "" : `${which}: ${names}`;
    return wrap(`${what}: ${formatCount(count)}${told}.`, columns);
  };
  return [
    ...(scope === "notCaptured" ? [] : line("Captured, but not by this filter", unexplained)),
    ...(scope === "captured" ? [] : line("Triggered, but not captured", missed)),
  ];
}

function rulesTable(
  { rules, scope }: CapturesReport,
  level: number,
  options: CompleteFormatOptions,
): readonly string[] {
  const rows = rules.slice(0, options.top);
  const term = textColumn("term", rows, ({ terms }) => cellOfAll(terms, options.columns), {
    least: LEAST_TERM,
  });
  const ofClass = (row: RuleCapturesReport): Share =>
    scope === "notCaptured" ? row.notCaptured : row.captured;
  const rest = restNote(rules.length - rows.length, "rule", "rules");
  if (scope !== "both") {
    const name = scope === "captured" ? "captured" : "not captured";
    return tableSection(
      `The rules, by ${name} messages in which they fire:`,
      [
        countColumn(name, rows, (row) => ofClass(row).count),
        ...rateColumns(rows.map(ofClass), level),
        term,
      ],
      rest,
      options,
    );
  }
  return tableSection(
    "The rules by rank, as SpamAssassin ranks them: many captured messages, few others.",
    [
      countColumn("captured", rows, (row) => row.captured.count),
      countColumn("not", rows, (row) => row.notCaptured.count),
      shareColumn("captured %", rows, (row) => row.captured, 5),
      shareColumn("not %", rows, (row) => row.notCaptured, 5),
      textColumn("S/O", rows, (row) => decimal(row.balancedPrecision.estimate), {
        note: "S/O: balanced precision, the share of captures if they were as common as other messages.",
      }),
      textColumn(
        `${formatLevel(level)} interval`,
        rows,
        (row) => intervalText(row.balancedPrecision.interval),
        { dispensable: 3 },
      ),
      textColumn("lift", rows, (row) => decimal(row.lift.estimate), { dispensable: 4 }),
      textColumn("rank", rows, (row) => (row.rank ?? 0).toFixed(2), { dispensable: 2 }),
      term,
    ],
    rest,
    options,
  );
}

function shareColumn(
  header: string,
  rows: readonly RuleCapturesReport[],
  shareIn: (row: RuleCapturesReport) => Rate,
  dispensable: number,
): Column {
  const rates = rows.map(shareIn);
  const decimals = decimalsOf(rates);
  const cells = rates.map(({ rate }) => formatShare(rate ?? 0, decimals));
  return { header, cells, align: "right", dispensable };
}

function boundsLines(
  { bounds, categoryBounds }: CapturesReport,
  { columns }: CompleteFormatOptions,
): readonly string[] {
  const line = (found: JointBounds | undefined, one: string, many: string): readonly string[] => {
    if (found === undefined || found.names.length < 2) return [];
    const [lower, upper] = found.bounds.map((end) => formatShare(end, 2));
    const count = countOf(found.names.length, one, many);
    return wrap(
      `From their counts alone, the widest ${count} together explain between ${lower} and ${upper} of the ` +
        "captured messages, however they overlap (Fréchet's bounds).",
      columns,
    );
  };
  return [...line(bounds, "rule", "rules"), ...line(categoryBounds, "category", "categories")];
}
