import type { SampledMessage } from "../../audit/sampler.ts";
import type { SamplesTally } from "../../audit/sections/samples.ts";
import type { RuleTally, Tally } from "../../audit/tally.ts";
import { cellOf } from "../cell.ts";
import type { CompleteFormatOptions } from "../format-options.ts";
import type { Report } from "../model.ts";
import { countOf, formatCount } from "../number.ts";
import type { ReportPart } from "../part.ts";
import { wrap } from "../wrap.ts";
import { countUsers, minUsersOf } from "./users.ts";

/** The sample of one rule. */
export interface RuleSampleReport {
  /** Id of the rule. */
  readonly id: string;
  /** Messages on which it fires. */
  readonly messages: readonly SampledMessage[];
}

/** Samples of the messages that trigger. */
export interface SamplesReport {
  /** Seed of the samples. */
  readonly seed: number;
  /** Most messages of each. */
  readonly size: number;
  /** Of all messages that trigger; empty if there are fewer than `minUsers` users. */
  readonly messages: readonly SampledMessage[];
  /** Of each rule that fires, in the order of the filter; not of those that fire for too few users. */
  readonly rules: readonly RuleSampleReport[];
  /** Nothing is shown of fewer users than this, where messages name them. */
  readonly minUsers: number;
  /** Rules of which nothing is shown for that reason. */
  readonly suppressed: number;
}

/** The part `samples`: messages drawn by lot, if they were asked for. */
export const samplesPart: ReportPart<SamplesReport> = {
  conclude: (tally, { options }) => {
    const samples = tally.sections?.samples;
    return samples === undefined ? undefined : concludeSamples(samples, tally, minUsersOf(options));
  },
};

function concludeSamples(samples: SamplesTally, tally: Tally, minUsers: number): SamplesReport {
  const { seed, size } = samples;
  const users = tally.sections?.users;
  const messages = samples.messages.map(copyMessage);
  const enough = users === undefined || countUsers(users) >= minUsers;
  const counts = new Map(users?.rules.map((rule) => [rule.index, rule.users.length]));
  // Of users that were left out it is not known whether they are enough.
  const shown = samples.rules.filter(
    ({ index }) => enough && (users === undefined || (counts.get(index) ?? 0) >= minUsers),
  );
  return {
    seed,
    size,
    messages: enough ? messages.slice(0, size) : [],
    rules: shown.map(({ index, messages: places }) => ({
      id: (tally.rules[index] as RuleTally).id,
      messages: places.map((place) => messages[place] as SampledMessage),
    })),
    minUsers,
    suppressed: samples.rules.length - shown.length,
  };
}

function copyMessage({ message, user, text }: SampledMessage): SampledMessage {
  return {
    message,
    ...(user === undefined ? {} : { user }),
    ...(text === undefined ? {} : { text }),
  };
}

/** How the part `samples` is told. */
export function samplesText(
  { seed, messages, rules, minUsers, suppressed }: SamplesReport,
  _: Report,
  { columns, top }: CompleteFormatOptions,
): readonly (readonly string[])[] {
  const shown = rules.slice(0, top);
  const sections = [
    messages.length === 0
      ? wrap("No sample of the messages that trigger is shown.", columns)
      : [
          ...wrap(
            `A random sample of the messages that trigger (seed ${formatCount(seed)}):`,
            columns,
          ),
          "",
          ...messages.map((message) => messageLine(message, columns)),
        ],
    ...shown.map(({ id, messages: sample }) => [
      ...wrap(`The same of ${cellOf(id, Math.floor(columns / 2))}:`, columns),
      "",
      ...sample.map((message) => messageLine(message, columns)),
    ]),
  ];
  const notes = [
    ...(rules.length > shown.length
      ? [
          `Samples of ${countOf(rules.length - shown.length, "more rule")}; the JSON report has them all.`,
        ]
      : []),
    ...(suppressed > 0
      ? [
          `No sample of ${countOf(suppressed, "rule")}: fewer than ${countOf(minUsers, "user")}, or not known to be more.`,
        ]
      : []),
  ];
  return notes.length === 0
    ? sections
    : [...sections, notes.flatMap((note) => wrap(note, columns))];
}

function messageLine({ message, user, text }: SampledMessage, columns: number): string {
  const parts = [message, user, text].filter((part) => part !== undefined);
  return `  ${cellOf(parts.join("  "), columns - 2)}`;
}
