import { AuditError } from "../errors.ts";
import { readWhole } from "../node/list-file.ts";
import { readBaseline } from "../report/baseline.ts";
import type { Report } from "../report/report.ts";
import { choiceBeside, loadFilter } from "./lists.ts";
import { addListArgument, type ListArgument } from "./options.ts";
import type { Topic } from "./topic.ts";

/** What a filter is held against, as the command line says it. */
export interface ComparisonChoice {
  readonly against?: readonly ListArgument[];
  readonly beforeAfter?: string;
  readonly baseline?: string;
}

/** The options that say what a filter is held against. */
export const comparisonTopic: Topic<ComparisonChoice> = {
  add: (command) => {
    command
      .option(
        "--against <file>",
        "a list of another filter, to be held against this one on the same messages; named and repeated as --list",
        addListArgument,
      )
      .option(
        "--before-after <day>",
        "hold messages before that day against those from it on, such as 2008-10-01",
      )
      .option(
        "--baseline <file>",
        "hold the rates against those of a report in JSON; status 1 if the rate, or that of a rule, has risen",
      );
  },
  files: ({ against = [], baseline }) => [
    ...against.map(({ path }) => path),
    ...(baseline === undefined ? [] : [baseline]),
  ],
  prepare: async ({ against, beforeAfter, baseline }, { choice, filter }) => ({
    tally: {
      ...(against === undefined
        ? {}
        : {
            against: await loadFilter(
              { ...choiceBeside(choice, filter), list: against },
              {
                beside: choice.list,
                ...(choice.filter === undefined ? {} : { allowed: filter.allow }),
              },
            ),
          }),
      ...(beforeAfter === undefined ? {} : { beforeAfter }),
    },
    report: baseline === undefined ? {} : { baseline: await loadBaseline(baseline) },
  }),
  judge: (report, { baseline }) => (baseline === undefined ? [] : judgeBaseline(report)),
};

/** Reads a report, and checks it before any message is read. */
async function loadBaseline(path: string): Promise<unknown> {
  const bytes = await readWhole(path);
  try {
    const value: unknown = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
    readBaseline(value);
    return value;
  } catch (error) {
    // What a parser says of a file would quote it.
    const reason =
      error instanceof AuditError ? error.reason : "is no JSON, expected a report in JSON";
    throw new AuditError("malformed-input", reason, { source: path });
  }
}

/** What has risen since the baseline for certain, at the level of the report. */
function judgeBaseline({ messages, comparison }: Report): readonly string[] {
  const { baseline } = comparison ?? {};
  if (baseline === undefined) {
    return [];
  }
  const hasNothing = baseline.difference.estimate === null;
  const isRisen = baseline.difference.interval[0] > 0;
  const risen = baseline.rules.filter(
    ({ adjusted, difference }) => adjusted <= 1 - messages.level && (difference.estimate ?? 0) > 0,
  );
  return [
    ...(hasNothing ? ["gate failed: baseline: there are no messages to compare"] : []),
    ...(isRisen ? ["gate failed: baseline: the rate has risen"] : []),
    ...(risen.length > 0
      ? [`gate failed: baseline: rules whose rate has risen: ${risen.length}`]
      : []),
  ];
}
