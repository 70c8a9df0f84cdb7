import type { RuleTally } from "../../audit/tally.ts";
import { cellOf, cellOfAll } from "../cell.ts";
import type { CompleteFormatOptions } from "../format-options.ts";
import type { Report } from "../model.ts";
import { countOf, decimalsOf, formatLevel, formatShare } from "../number.ts";
import { layOutTable } from "../table.ts";
import { countColumn, rateColumns, restNote, tableSection, textColumn } from "../text-section.ts";
import { wrap } from "../wrap.ts";
import type {
  BaselineReport,
  ComparisonReport,
  DifferingReport,
  FiltersReport,
  PeriodsReport,
} from "./comparison.ts";
import type { DifferenceReport, SidesReport, TestReport } from "./rule-changes.ts";

type Sections = readonly (readonly string[])[];

/** A comparison as sections of lines. */
export function comparisonText(
  { filters, periods, baseline }: ComparisonReport,
  report: Report,
  options: CompleteFormatOptions,
): Sections {
  return [
    ...(filters === undefined ? [] : filtersText(filters, report, options)),
    ...(periods === undefined ? [] : periodsText(periods, report, options)),
    ...(baseline === undefined ? [] : baselineText(baseline, report, options)),
  ];
}

function filtersText(
  filters: FiltersReport,
  report: Report,
  options: CompleteFormatOptions,
): Sections {
  const { columns } = options;
  const { both, neither, newly, noLonger, against, difference, test, kappa } = filters;
  const level = formatLevel(report.messages.level);
  const others = cellOfAll(against.lists, Math.floor(columns / 2));
  const agreement =
    kappa.estimate === null
      ? "Both say the same of every message."
      : `Agreement beyond chance: kappa ${kappa.estimate.toFixed(3)} (${level} interval ` +
        `${kappa.interval.map((end) => end.toFixed(3)).join(" to ")}).`;
  const rows = [
    { name: "this filter triggers", yes: both, no: newly.messages },
    { name: "it does not", yes: noLonger.messages, no: neither },
  ];
  const { lines } = layOutTable(
    [
      textColumn("", rows, ({ name }) => name, { least: 10 }),
      countColumn("other triggers", rows, ({ yes }) => yes),
      countColumn("other does not", rows, ({ no }) => no, { dispensable: 1 }),
    ],
    columns,
  );
  return [
    [
      ...wrap(
        `Held against ${others || "a filter without lists"} (${countOf(against.rules, "rule")}), on the same ` +
          `messages: ${differenceText(difference, level)} McNemar's exact test: ${pText(test)}. ${agreement}`,
        columns,
      ),
      "",
      ...lines,
    ],
    ...differingText("Triggered by this filter alone", newly, filters.seed, options),
    ...differingText("Triggered by the other filter alone", noLonger, filters.seed, options),
  ];
}

function differingText(
  title: string,
  { messages, sample, rules }: DifferingReport,
  seed: number,
  options: CompleteFormatOptions,
): Sections {
  if (messages === 0) {
    return [];
  }
  const { columns, top } = options;
  const shown = rules.slice(0, top);
  const drawn =
    sample.length === 0
      ? []
      : [
          `${messages > sample.length ? "Some of them, drawn" : "In the order of a draw"} by seed ${seed}: ${cellOfAll(sample, 2 * columns)}.`,
        ];
  return [
    tableSection(
      `${title}: ${countOf(messages, "message")}. The rules that fire there:`,
      [
        countColumn("messages", shown, (rule) => rule.messages),
        textColumn("rule", shown, ({ id }) => cellOf(id, columns), { least: 10 }),
      ],
      [...restNote(rules.length - shown.length, "rule", "rules"), ...drawn],
      options,
    ),
  ];
}

function periodsText(
  periods: PeriodsReport,
  report: Report,
  options: CompleteFormatOptions,
): Sections {
  const zone = periods.zone === undefined ? "as days are written" : periods.zone;
  const title = `Before ${periods.date} and from that day on (${cellOf(zone, 40)})`;
  return sidesText(title, ["before", "after"], periods, report, options);
}

function baselineText(
  baseline: BaselineReport,
  report: Report,
  options: CompleteFormatOptions,
): Sections {
  const { added, removed } = baseline;
  const sections = sidesText(
    "Held against the baseline",
    ["baseline", "now"],
    baseline,
    report,
    options,
  );
  return added.length + removed.length === 0
    ? sections
    : [
        ...sections,
        wrap(
          `${countOf(added.length, "rule")} of this filter ${added.length === 1 ? "is" : "are"} not in the baseline, ` +
            `and ${countOf(removed.length, "rule")} of the baseline ${removed.length === 1 ? "is" : "are"} not in this filter.`,
          options.columns,
        ),
      ];
}

function sidesText(
  title: string,
  [first, second]: readonly [string, string],
  sides: SidesReport,
  report: Report,
  options: CompleteFormatOptions,
): Sections {
  const level = formatLevel(report.messages.level);
  const rows = [
    { name: first, ...sides.first },
    { name: second, ...sides.second },
  ];
  const test = sides.test === null ? "" : ` Conditional binomial test: ${pText(sides.test)}.`;
  const head = tableSection(
    `${title}: ${differenceText(sides.difference, level)}${test}`,
    [
      textColumn("", rows, ({ name }) => name),
      countColumn("messages", rows, ({ messages }) => messages, { dispensable: 5 }),
      countColumn("triggered", rows, ({ triggered }) => triggered),
      ...rateColumns(rows, report.messages.level),
    ],
    [],
    options,
  );
  const alpha = 1 - report.messages.level;
  const changed = sides.rules.filter(({ adjusted }) => adjusted <= alpha);
  if (sides.tested === 0) {
    return [head];
  }
  const tested = `Of ${countOf(sides.tested, "rule")} tested (Benjamini-Yekutieli, ${formatLevel(alpha)})`;
  if (changed.length === 0) {
    return [head, wrap(`${tested}, none fires at another rate.`, options.columns)];
  }
  const shown = changed.slice(0, options.top);
  const rules = new Map<string, RuleTally>(report.rules.map((rule) => [rule.id, rule]));
  const termsOf = (id: string): string =>
    cellOf(rules.get(id)?.condition ?? rules.get(id)?.terms.join(", ") ?? id, options.columns);
  return [
    head,
    tableSection(
      `${tested}, these fire at another rate:`,
      [
        countColumn(first, shown, ({ messages }) => messages[0]),
        countColumn(second, shown, ({ messages }) => messages[1]),
        {
          header: "corrected p",
          cells: shown.map(({ adjusted }) => adjusted.toPrecision(2)),
          align: "right",
          dispensable: 2,
        },
        textColumn("rule", shown, ({ id }) => termsOf(id), { least: 10 }),
      ],
      restNote(changed.length - shown.length, "rule", "rules"),
      options,
    ),
  ];
}

function differenceText({ estimate, interval }: DifferenceReport, level: string): string {
  if (estimate === null) {
    return "there is nothing to take a share of.";
  }
  const size = Math.abs(estimate);
  const decimals = decimalsOf([{ rate: size, interval: [0, size] }]);
  const signed = (share: number): string =>
    share > 0 ? `+${formatShare(share, decimals)}` : formatShare(share, decimals);
  return (
    `the share that triggers differs by ${signed(estimate)} (${level} interval ` +
    `${signed(interval[0])} to ${signed(interval[1])}).`
  );
}

function pText({ p, logP }: TestReport): string {
  return p > 0
    ? `p = ${Number(p.toPrecision(3))}`
    : `p = 10^${String(Math.round(logP / Math.LN10))}`;
}
