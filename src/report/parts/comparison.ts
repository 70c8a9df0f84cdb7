import { compareStrings } from "../../audit/first.ts";
import type {
  AgainstSummary,
  ComparisonTally,
  DifferingTally,
  FiringRule,
} from "../../audit/sections/comparison.ts";
import type { PeriodsTally } from "../../audit/sections/periods.ts";
import type { Tally } from "../../audit/tally.ts";
import { cohenKappa, type Interval, mcNemar, pairedDifference } from "../../inference/inference.ts";
import { readBaseline } from "../baseline.ts";
import type { Rate } from "../model.ts";
import type { ReportPart } from "../part.ts";
import { rateOf } from "../rate.ts";
import {
  concludeSides,
  type DifferenceReport,
  orNull,
  type SidesReport,
  type TestReport,
} from "./rule-changes.ts";

/** What a comparison is asked for. */
export interface BaselineOptions {
  /** Another report, perhaps from a file, of other messages or another time. Default: none. */
  readonly baseline?: unknown;
}

/** Messages on which only one of two filters triggers, as a share of all messages. */
export interface DifferingReport extends Rate {
  /** Number of them. */
  readonly messages: number;
  /** Some of them, drawn by the seed. */
  readonly sample: readonly string[];
  /** The rules that fire on them, of the filter that triggers: most messages first, then by id. */
  readonly rules: readonly FiringRule[];
}

/** Two filters on the same messages. */
export interface FiltersReport {
  /** The other filter. */
  readonly against: AgainstSummary;
  /** Messages on which both trigger. */
  readonly both: number;
  /** Messages on which neither does. */
  readonly neither: number;
  /** Messages on which this filter triggers and the other does not. */
  readonly newly: DifferingReport;
  /** Messages on which the other triggers and this one does not. */
  readonly noLonger: DifferingReport;
  /** Share of messages on which this filter triggers less that of the other, with Newcombe's paired interval. */
  readonly difference: DifferenceReport;
  /** McNemar's exact test that both trigger equally often. */
  readonly test: TestReport;
  /** Cohen's kappa: agreement beyond chance. */
  readonly kappa: {
    /** In -1..1; null where both say the same of every message. */
    readonly estimate: number | null;
    /** Large-sample interval. */
    readonly interval: Interval;
  };
  /** Messages on which both trigger, as a share of those on which either does (Jaccard). */
  readonly overlap: Rate;
  /** Seed of the samples. */
  readonly seed: number;
}

/** Messages before a day and from it on. */
export interface PeriodsReport extends SidesReport {
  /** The first day of the second period. */
  readonly date: string;
  /** The zone by whose clocks days are told; absent: as they are written. */
  readonly zone?: string;
}

/** Another report. */
export interface BaselineReport extends SidesReport {
  /** Digest of its filter. */
  readonly digest: string;
  /** Rules of this filter that are not in the baseline, ascending; they are not tested. */
  readonly added: readonly string[];
  /** Rules of the baseline that are not in this filter, ascending. */
  readonly removed: readonly string[];
}

/** What was held against what. */
export interface ComparisonReport {
  /** Another filter on the same messages; absent if it was not asked for. */
  readonly filters?: FiltersReport;
  /** Before and after a day; absent if it was not asked for. */
  readonly periods?: PeriodsReport;
  /** Another report; absent if there is none. */
  readonly baseline?: BaselineReport;
}

/** The part `comparison`: another filter, another time, another corpus. */
export const comparisonPart: ReportPart<ComparisonReport> = {
  conclude: (tally, { level, options }) => {
    const { comparison, periods } = tally.sections ?? {};
    const { baseline } = options;
    if (comparison === undefined && periods === undefined && baseline === undefined) {
      return undefined;
    }
    return {
      ...(comparison === undefined ? {} : { filters: filtersReport(comparison, tally, level) }),
      ...(periods === undefined ? {} : { periods: periodsReport(periods, tally, level) }),
      ...(baseline === undefined ? {} : { baseline: baselineReport(baseline, tally, level) }),
    };
  },
};

function filtersReport(comparison: ComparisonTally, tally: Tally, level: number): FiltersReport {
  const { against, both, newly, noLonger, seed } = comparison;
  const { messages } = tally;
  const neither = messages - both - newly.count - noLonger.count;
  const table = { a: both, b: newly.count, c: noLonger.count, d: neither };
  const difference = pairedDifference(table, level);
  const { p, logP } = mcNemar(table);
  const { kappa, interval } = cohenKappa(table, level);
  const { digest, rules, folds, lists } = against;
  return {
    against: { digest, rules, folds: [...folds], lists: [...lists] },
    both,
    neither,
    newly: differingReport(newly, messages, level),
    noLonger: differingReport(noLonger, messages, level),
    difference: { estimate: orNull(difference.estimate), interval: difference.interval },
    test: { p, logP },
    kappa: { estimate: orNull(kappa), interval },
    overlap: rateOf(both, messages - neither, level),
    seed,
  };
}

function differingReport(group: DifferingTally, total: number, level: number): DifferingReport {
  return {
    messages: group.count,
    ...rateOf(group.count, total, level),
    sample: [...group.sample],
    rules: group.rules
      .map(({ id, messages }) => ({ id, messages }))
      .sort((a, b) => b.messages - a.messages || compareStrings(a.id, b.id)),
  };
}

function periodsReport(periods: PeriodsTally, tally: Tally, level: number): PeriodsReport {
  const { date, zone, before, after } = periods;
  const rules = periods.rules.map((row) => ({
    id: tally.rules[row.index]?.id ?? "",
    first: row.before,
    second: row.after,
  }));
  return {
    date,
    ...(zone === undefined ? {} : { zone }),
    ...concludeSides(before, after, rules, level),
  };
}

function baselineReport(value: unknown, tally: Tally, level: number): BaselineReport {
  const { messages, triggered, digest, rules } = readBaseline(value);
  const ids = new Set(tally.rules.map(({ id }) => id));
  const sides = tally.rules.flatMap(({ id, messages: second }) => {
    const first = rules.get(id);
    return first === undefined || first + second === 0 ? [] : [{ id, first, second }];
  });
  return {
    digest,
    ...concludeSides({ messages, triggered }, tally, sides, level),
    added: [...ids].filter((id) => !rules.has(id)).sort(compareStrings),
    removed: [...rules.keys()].filter((id) => !ids.has(id)).sort(compareStrings),
  };
}
