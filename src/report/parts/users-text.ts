import { cellOfAll } from "../cell.ts";
import type { CompleteFormatOptions } from "../format-options.ts";
import type { Report } from "../model.ts";
import {
  countOf,
  decimalsOf,
  formatCount,
  formatInterval,
  formatLevel,
  formatShare,
} from "../number.ts";
import { countColumn, rateColumns, tableSection, textColumn } from "../text-section.ts";
import { wrap } from "../wrap.ts";
import type { UserFigures, UserRuleReport, UsersReport } from "./users.ts";

const LEAST_TERM = 12;

/** With fewer clusters the bootstrap holds the truth less often than it says. */
const ENOUGH_CLUSTERS = 30;

/** The part `users` in text. */
export function usersText(
  users: UsersReport,
  report: Report,
  options: CompleteFormatOptions,
): readonly (readonly string[])[] {
  const { figures, by, minUsers } = users;
  if (figures === null) {
    return [
      wrap(
        `By ${by}: not shown, since there are fewer than ${countOf(minUsers, by)}.`,
        options.columns,
      ),
    ];
  }
  return [
    wrap(usersHeadline(users, figures, report), options.columns),
    rulesTable(users, figures, report, options),
  ].filter((lines) => lines.length > 0);
}

/** How sure the rate is if messages of one user resemble each other, in sentences. */
export function usersHeadline(
  users: UsersReport,
  figures: UserFigures,
  { messages }: Report,
): string {
  const { by, anonymous } = users;
  const { triggered, exact } = figures;
  const level = formatLevel(messages.level);
  const decimals = decimalsOf([triggered]);
  const sentences = [
    `The messages are by ${exact ? "" : "about "}${countOf(figures.users, by)}, and those of one ${by} may ` +
      `resemble each other. Drawn by ${by}, the rate of ${formatShare(triggered.rate, decimals)} has a ` +
      `${level} interval of ${formatInterval(triggered.interval, decimals)}; were all messages independent, ` +
      `it were ${formatInterval(triggered.wilson, decimals)}.`,
  ];
  if (triggered.designEffect !== null) {
    sentences.push(`Design effect ${effect(triggered.designEffect)}.`);
  }
  if (figures.sampled < ENOUGH_CLUSTERS) {
    sentences.push(
      `With fewer than ${ENOUGH_CLUSTERS} ${by}s even the wider interval holds the truth less often than it says.`,
    );
  }
  if (!exact) {
    sentences.push(
      `The figures are of a random sample of ${countOf(figures.sampled, by)} with ` +
        `${formatShare(figures.share, 2)} of the messages.`,
    );
  }
  if (anonymous > 0) {
    const verb = anonymous === 1 ? "names" : "name";
    sentences.push(`${countOf(anonymous, "message")} that ${verb} no ${by} left out.`);
  }
  return sentences.join(" ");
}

function rulesTable(
  { by, minUsers }: UsersReport,
  { rules, suppressed, sampledForRules, sampled }: UserFigures,
  { messages }: Report,
  options: CompleteFormatOptions,
): readonly string[] {
  const { columns: room, top } = options;
  const rows = rules.slice(0, top);
  const notes = [
    ...(suppressed > 0
      ? [
          `${countOf(suppressed, "rule")} of the widest not shown: fewer than ${countOf(minUsers, by)}.`,
        ]
      : []),
    ...(sampledForRules < sampled
      ? [`The figures of rules are of a random sample of ${formatCount(sampledForRules)} of them.`]
      : []),
  ];
  if (rows.length === 0) {
    return notes.flatMap((note) => wrap(note, room));
  }
  return tableSection(
    `The widest rules, drawn by ${by}:`,
    [
      countColumn("messages", rows, (row) => row.messages),
      countColumn(`${by}s`, rows, (row) => row.users),
      ...rateColumns(rows, messages.level),
      {
        header: "design effect",
        cells: rows.map(effectOf),
        align: "right",
        dispensable: 2,
      },
      textColumn("term", rows, ({ terms }) => cellOfAll(terms, room), { least: LEAST_TERM }),
    ],
    notes,
    options,
  );
}

function effectOf({ designEffect }: UserRuleReport): string {
  return designEffect === null ? "" : effect(designEffect);
}

function effect(designEffect: number): string {
  return designEffect.toFixed(2);
}
