import { cellOf, cellOfAll } from "../report/cell.ts";
import type { FormatOptions } from "../report/format-options.ts";
import {
  countOf,
  decimalsOf,
  formatCount,
  formatInterval,
  formatLevel,
  formatShare,
} from "../report/number.ts";
import { layOutTable } from "../report/table.ts";
import { countColumn, restNote, tableSection, textColumn } from "../report/text-section.ts";
import { wrap } from "../report/wrap.ts";
import type { MessageDiff, MessageGroup } from "./diff-messages.ts";

type Options = Required<FormatOptions>;

/** What an edit changes message by message, as sections of lines. */
export function messageSections(
  diff: MessageDiff,
  options: Options,
): readonly (readonly string[])[] {
  return [
    tableLines(diff, options),
    ...groupSections("Newly triggered", "a rule of the new list", diff.newly, options),
    ...groupSections("No longer triggered", "a rule of the old list", diff.noLonger, options),
  ];
}

function tableLines(diff: MessageDiff, { columns }: Options): readonly string[] {
  const { total, both, neither, newly, noLonger } = diff;
  const rows = [
    { name: "old triggers", yes: both, no: noLonger.count },
    { name: "old does not", yes: newly.count, no: neither },
  ];
  const { lines } = layOutTable(
    [
      textColumn("", rows, ({ name }) => name),
      countColumn("new triggers", rows, ({ yes }) => yes),
      countColumn("new does not", rows, ({ no }) => no),
    ],
    columns,
  );
  return [...wrap(`${countOf(total, "message")}: ${verdict(diff)}`, columns), "", ...lines];
}

function verdict({ total, newly, noLonger, test, difference, level }: MessageDiff): string {
  if (total === 0) return "nothing can be said.";
  const counts = `${formatCount(newly.count)} newly triggered, ${formatCount(noLonger.count)} no longer.`;
  const { estimate, interval } = difference;
  const size = Math.abs(estimate);
  const decimals = decimalsOf([{ rate: size, interval: [0, size] }]);
  const [low, high] = interval;
  // An interval of a difference may lie on both sides of 0, where a dash would be read as a minus.
  const reach =
    low >= 0
      ? formatInterval(interval, decimals)
      : `${formatShare(low, decimals)} to ${formatShare(high, decimals)}`;
  return (
    `${counts} The share that triggers changes by ${formatShare(estimate, decimals)} ` +
    `(${formatLevel(level)} interval ${reach}; McNemar's exact test, p = ${formatP(test.p, test.logP)}).`
  );
}

/** A probability with three digits, however small it is. */
function formatP(p: number, logP: number): string {
  return p > 0 ? String(Number(p.toPrecision(3))) : `10^${Math.round(logP / Math.LN10)}`;
}

function groupSections(
  title: string,
  which: string,
  { count, names, rules, samples }: MessageGroup,
  options: Options,
): readonly (readonly string[])[] {
  if (count === 0) return [];
  const { columns, top } = options;
  const shown = rules.slice(0, top);
  const rest = count - Math.min(names.length, top);
  const more = rest > 0 ? ` and ${formatCount(rest)} more` : "";
  return [
    [
      ...tableSection(
        `${title}: ${formatCount(count)}. How many of them ${which} fires on:`,
        [
          countColumn("messages", shown, ({ messages }) => messages),
          textColumn("rule", shown, ({ id }) => cellOf(id, columns), { least: 10 }),
        ],
        restNote(rules.length - top, "rule", "rules"),
        options,
      ),
      "",
      ...wrap(`Messages: ${cellOfAll(names.slice(0, top), 3 * columns)}${more}.`, columns),
      ...(samples?.length === 0 ? wrap("No sample is shown: too few users.", columns, "  ") : []),
      ...(samples ?? []).flatMap(({ message, text }) =>
        wrap(`${cellOf(message, columns / 2)}: ${cellOf(text, 2 * columns)}`, columns, "  "),
      ),
    ],
  ];
}
