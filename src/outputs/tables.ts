import type { LabelCount, LabelTally } from "../audit/label-tally.ts";
import type { Rate, Report } from "../report/model.ts";
import { provenanceFacts } from "../report/provenance.ts";
import { CAPTURE_TABLES, type CaptureTableName } from "./capture-tables.ts";
import { defineTable, type ReportTable, rateColumns } from "./columns.ts";
import { TIME_TABLES, type TimeTableName } from "./time-tables.ts";

/** The corpus by messages, or by different texts. */
interface CorpusRow {
  readonly of: "messages" | "texts";
  readonly exact: boolean;
  readonly counts: Rate & { readonly total: number; readonly triggered: number };
  readonly partial: boolean;
}

/** Name of a table. */
export type TableName =
  | "rules"
  | "terms"
  | "unfired"
  | "messages"
  | "categories"
  | "folds"
  | "labels"
  | "disarmed"
  | "groups"
  | "triggered"
  | "samples"
  | "issues"
  | "provenance"
  | CaptureTableName
  | TimeTableName;

/** The tables that a report can be written as, by name. */
export const TABLES: Readonly<Record<TableName, ReportTable>> = {
  rules: defineTable("the rules that fired", ({ rules }) => rules, [
    ["rule", ({ id }) => id],
    ["list", ({ list }) => list],
    ["term", ({ terms }) => terms.join(", ")],
    ["condition", ({ condition }) => condition ?? null],
    ["category", ({ category }) => category ?? null],
    ["messages", ({ messages }) => messages],
    ...rateColumns((row: Report["rules"][number]) => row),
    ["occurrences", ({ occurrences }) => occurrences],
    ["exclusive", ({ exclusive }) => exclusive],
    ["folded", ({ labels }) => (labels === undefined ? null : folded(labels))],
    ["loose", ({ labels }) => (labels === undefined ? null : loose(labels))],
    ["disarmed", ({ disarmed }) => disarmed ?? null],
  ]),
  terms: defineTable(
    "the terms of the rules that fired, one in a row",
    ({ rules }) =>
      rules.flatMap(({ id, terms }) => terms.map((term, index) => ({ id, index, term }))),
    [
      ["rule", ({ id }) => id],
      ["place", ({ index }) => index + 1],
      ["term", ({ term }) => term],
    ],
  ),
  unfired: defineTable(
    "the rules that never fired, with the upper bound of the rate of each",
    ({ unfired, filter }) => {
      const unmatchable = new Set(filter.unmatchable);
      return unfired.ids.map((id) => ({
        id,
        upper: unfired.upper,
        isUnmatchable: unmatchable.has(id),
      }));
    },
    [
      ["rule", ({ id }) => id],
      ["upper", ({ upper }) => upper],
      ["unmatchable", ({ isUnmatchable }) => isUnmatchable],
    ],
  ),
  messages: defineTable(
    "the corpus: all messages, and each text once",
    ({ messages, partial = false }): readonly CorpusRow[] => [
      { of: "messages", exact: true, counts: messages, partial },
      { of: "texts", exact: messages.distinct.exact, counts: messages.distinct, partial },
    ],
    [
      ["of", (row) => row.of],
      ["total", ({ counts }) => counts.total],
      ["triggered", ({ counts }) => counts.triggered],
      ...rateColumns(({ counts }: CorpusRow) => counts),
      ["exact", ({ exact }) => exact],
      ["partial", ({ partial }) => partial],
    ],
  ),
  categories: defineTable("the categories of rules", ({ categories }) => categories, [
    ["category", ({ category }) => category],
    ["messages", ({ messages }) => messages],
    ...rateColumns((row: NonNullable<Report["categories"]>[number]) => row),
    ["occurrences", ({ occurrences }) => occurrences],
  ]),
  folds: defineTable("what each fold adds", ({ folds }) => folds?.without, [
    ["fold", ({ fold }) => fold],
    ["messages", ({ messages }) => messages],
    ...rateColumns((row: NonNullable<Report["folds"]>["without"][number]) => row),
  ]),
  labels: defineTable(
    "matches by the smallest set of folds, by script and by word boundary",
    ({ folds }) => (folds === undefined ? undefined : labelRows(folds)),
    [
      ["kind", ({ kind }) => kind],
      ["label", ({ label }) => label],
      ["matches", ({ matches }) => matches],
      ["messages", ({ messages }) => messages],
    ],
  ),
  disarmed: defineTable("the rules that were disarmed", ({ disarmed }) => disarmed?.rules, [
    ["rule", ({ id }) => id],
    ["messages", ({ messages }) => messages],
  ]),
  groups: defineTable("messages by a field", ({ groups }) => groups?.groups, [
    ["group", ({ group }) => group],
    ["messages", ({ messages }) => messages],
    ["triggered", ({ triggered }) => triggered],
    ...rateColumns((row: NonNullable<Report["groups"]>["groups"][number]) => row),
  ]),
  triggered: defineTable(
    "the first messages that trigger, a row for each rule that fires",
    ({ triggered }) =>
      triggered.flatMap(({ message, rules }) => rules.map((rule) => ({ message, rule }))),
    [
      ["message", ({ message }) => message],
      ["rule", ({ rule }) => rule],
    ],
  ),
  samples: defineTable(
    "samples: of all messages that trigger, and of each rule",
    ({ samples }) =>
      samples === undefined
        ? undefined
        : [
            ...samples.messages.map((drawn) => ({ id: null, ...drawn })),
            ...samples.rules.flatMap(({ id, messages }) =>
              messages.map((drawn) => ({ id, ...drawn })),
            ),
          ],
    [
      ["rule", ({ id }) => id],
      ["message", ({ message }) => message],
      ["user", ({ user }) => user ?? null],
      ["text", ({ text }) => text ?? null],
    ],
  ),
  issues: defineTable(
    "the first issues of messages and of lists",
    ({ issues, filter }) => [
      ...issues.first.map(({ file, line, column, code, reason }) => ({
        of: "messages",
        ...{ source: file, line, column: column ?? null, code, reason },
      })),
      ...filter.lists.flatMap(({ name, first }) =>
        first.map(({ line, code, message }) => ({
          of: "list",
          ...{ source: name, line, column: null, code, reason: message },
        })),
      ),
    ],
    [
      ["of", (row) => row.of],
      ["source", ({ source }) => source],
      ["line", ({ line }) => line],
      ["column", ({ column }) => column],
      ["code", ({ code }) => code],
      ["reason", ({ reason }) => reason],
    ],
  ),
  provenance: defineTable("what made the report", provenanceFacts, [
    ["name", ({ name }) => name],
    ["value", ({ value }) => value],
  ]),
  ...CAPTURE_TABLES,
  ...TIME_TABLES,
};

/** The names of all tables. */
export const TABLE_NAMES: readonly TableName[] = Object.keys(TABLES) as TableName[];

function folded({ sets }: LabelTally): number {
  return sets.reduce((sum, { folds, matches }) => sum + (folds.length > 0 ? matches : 0), 0);
}

function loose({ script }: LabelTally): number {
  return script.find(({ label }) => label === "loose")?.matches ?? 0;
}

function labelRows({
  sets,
  script,
  boundary,
}: NonNullable<Report["folds"]>): readonly (LabelCount & { readonly kind: string })[] {
  return [
    ...sets.map(({ folds, ...counts }) => ({
      kind: "folds",
      label: folds.join(" ") || "exact",
      ...counts,
    })),
    ...script.map((row) => ({ kind: "script", ...row })),
    ...boundary.map((row) => ({ kind: "boundary", ...row })),
  ];
}
