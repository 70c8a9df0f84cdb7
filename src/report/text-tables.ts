import { cellOf, cellOfAll } from "./cell.ts";
import type { CompleteFormatOptions } from "./format-options.ts";
import type { Report, RuleReport } from "./model.ts";
import { countOf, formatCount } from "./number.ts";
import type { Column } from "./table.ts";
import {
  countColumn,
  FIRST_ISSUES,
  issueLines,
  rateColumns,
  restNote,
  tableSection,
  textColumn,
} from "./text-section.ts";
import { wrap } from "./wrap.ts";

// Columns of the terminal to which text of each kind may be cut. One of them beside the widest count fits in
// the narrowest terminal.
const LEAST_TERM = 12;
const LEAST_NAME = 8;

/** Issues of lists that are shown with their places: the gravest first. */
const SHOWN_SEVERITIES = ["error", "warning"] as const;

/** The terms of a rule, or its condition where they do not tell it. */
function termsCell({ terms, condition }: RuleReport, room: number): string {
  return condition === undefined ? cellOfAll(terms, room) : cellOf(condition, room);
}

/** How many of a rule's matches only a fold finds, and how many no spelling of the term explains. */
function labelColumns(rows: readonly RuleReport[]): readonly Column[] {
  const folded = ({ labels }: RuleReport): number =>
    labels?.sets.reduce((sum, { folds, matches }) => sum + (folds.length > 0 ? matches : 0), 0) ??
    0;
  const loose = ({ labels }: RuleReport): number =>
    labels?.script.find(({ label }) => label === "loose")?.matches ?? 0;
  return [
    ...(rows.some((rule) => folded(rule) > 0)
      ? [
          countColumn("folded", rows, folded, {
            dispensable: 7,
            note: "Folded: occurrences that only a fold makes the same as the term.",
          }),
        ]
      : []),
    ...(rows.some((rule) => loose(rule) > 0)
      ? [
          countColumn("loose", rows, loose, {
            dispensable: 8,
            note: "Loose: occurrences with a character that no spelling of the term has there.",
          }),
        ]
      : []),
  ];
}

/** The widest rules. */
export function rulesSection(report: Report, options: CompleteFormatOptions): readonly string[] {
  const { columns: room, top } = options;
  const { rules, filter, messages } = report;
  const rows = rules.slice(0, top);
  const rest = rules.length - rows.length;
  const fired = `${formatCount(rules.length)} of ${countOf(filter.rules, "rule")} fired`;
  const columns: Column[] = [
    countColumn("messages", rows, (rule) => rule.messages),
    ...rateColumns(rows, messages.level),
    countColumn("occurrences", rows, (rule) => rule.occurrences, { dispensable: 6 }),
    countColumn("exclusive", rows, (rule) => rule.exclusive, {
      dispensable: 5,
      note: "Exclusive: messages in which no other rule fired.",
    }),
    ...labelColumns(rows),
    textColumn("term", rows, (rule) => termsCell(rule, room), { least: LEAST_TERM }),
  ];
  if (filter.lists.length > 1) {
    const give = { least: LEAST_NAME, dispensable: 2 };
    columns.push(textColumn("list", rows, ({ list }) => cellOf(list, room), give));
  }
  if (rows.some(({ category }) => category !== undefined)) {
    const give = { least: LEAST_NAME, dispensable: 3 };
    columns.push(textColumn("category", rows, ({ category = "" }) => cellOf(category, room), give));
  }
  return tableSection(
    rest > 0 ? `${fired}. The widest ${formatCount(top)}:` : `${fired}, the widest first:`,
    columns,
    restNote(rest, "rule fired", "rules fired"),
    options,
  );
}

/** The categories of rules. */
export function categoriesSection(
  report: Report,
  options: CompleteFormatOptions,
): readonly string[] {
  const { columns: room, top } = options;
  const all = report.categories ?? [];
  const rows = all.slice(0, top);
  return tableSection(
    "By category of the rules:",
    [
      countColumn("messages", rows, (row) => row.messages),
      ...rateColumns(rows, report.messages.level),
      countColumn("occurrences", rows, (row) => row.occurrences, { dispensable: 5 }),
      textColumn("category", rows, (row) => cellOf(row.category, room), { least: LEAST_NAME }),
    ],
    restNote(all.length - rows.length, "category", "categories"),
    options,
  );
}

/** The first messages that trigger, by name, each with the terms of its rules. */
export function triggeredSection(
  report: Report,
  options: CompleteFormatOptions,
): readonly string[] {
  const { columns: room, top } = options;
  const terms = new Map(
    report.rules.map(({ id, terms, condition }) => [
      id,
      condition === undefined ? terms : [condition],
    ]),
  );
  const rows = report.triggered.slice(0, top).map(({ message, rules }) => ({
    message,
    terms: rules.flatMap((id) => terms.get(id) ?? []),
  }));
  const isAll = rows.length === report.messages.triggered;
  return tableSection(
    isAll ? "The messages that trigger:" : `The first ${formatCount(rows.length)} that trigger:`,
    [
      textColumn("message", rows, (row) => cellOf(row.message, room), { least: LEAST_TERM }),
      textColumn("terms", rows, (row) => cellOfAll(row.terms, room), { least: LEAST_TERM }),
    ],
    [],
    options,
  );
}

/** The first errors and warnings of all lists, with their places. */
function firstListIssues(report: Report, columns: number): readonly string[] {
  const all = report.filter.lists.flatMap(({ name, first }) =>
    first.map((issue) => ({ name, ...issue })),
  );
  // Each list names more than are shown here, so that these are the first of all there are.
  const grave = SHOWN_SEVERITIES.flatMap((shown) =>
    all.filter(({ severity }) => severity === shown),
  );
  if (grave.length === 0) {
    return [];
  }
  const headline =
    grave.length > FIRST_ISSUES
      ? `The first ${formatCount(FIRST_ISSUES)} of the errors and warnings:`
      : "The errors and warnings:";
  return [
    "",
    ...wrap(headline, columns),
    "",
    ...grave
      .slice(0, FIRST_ISSUES)
      .flatMap(({ name, line, message }) => issueLines(name, [line], message, columns)),
  ];
}

/** What was odd about the lists: counted, and where the first of it stands. */
export function listIssuesSection(
  report: Report,
  options: CompleteFormatOptions,
): readonly string[] {
  const { columns: room, top } = options;
  const all = report.filter.lists.flatMap(({ name, issues }) =>
    Object.entries(issues).map(([code, count]) => ({ name, code, count })),
  );
  const rows = all.slice(0, top);
  const counts = tableSection(
    "Issues found in the lists:",
    [
      countColumn("count", rows, (row) => row.count),
      textColumn("issue", rows, (row) => cellOf(row.code, room), { least: LEAST_NAME }),
      textColumn("list", rows, (row) => cellOf(row.name, room), {
        least: LEAST_NAME,
        dispensable: 1,
      }),
    ],
    restNote(all.length - rows.length, "row", "rows"),
    options,
  );
  return [...counts, ...firstListIssues(report, room)];
}
