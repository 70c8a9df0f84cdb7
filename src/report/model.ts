import type { EnoughCount, FoldCount, FoldSetCount, LabelCount } from "../audit/label-tally.ts";
import type { MessageIssue } from "../audit/message.ts";
import type { Provenance } from "../audit/provenance.ts";
import type { FilterSummary, RuleTally, TriggeredName } from "../audit/tally.ts";
import type { Interval } from "../inference/interval.ts";
import type { PartOptions, PartReports } from "./parts.ts";

/** What every report is asked for: what `report` of `filter-audit` can be. */
export interface PlainReportOptions {
  /** Confidence level of every interval, above 0 and below 1. Default: 0.95. */
  readonly level?: number;
  /** What makes the report, to be told in it. Default: what the tally says of itself. */
  readonly provenance?: Provenance;
}

/** What a report is asked for. */
export interface ReportOptions extends PlainReportOptions, PartOptions {}

/** What made a report. */
export interface ReportProvenance extends Provenance {
  /** What made the tallies that it is concluded from, where that is anything else. */
  readonly tallies?: readonly Provenance[];
}

/** A share of something, with its interval. */
export interface Rate {
  /** Share in 0..1; null where there is nothing to take a share of. */
  readonly rate: number | null;
  /** Wilson interval at the report's level; `[0, 1]` where there is nothing to take a share of. */
  readonly interval: Interval;
}

/** The corpus by different texts. */
export interface DistinctReport extends Rate {
  /** Different texts: counted if `exact`, else estimated. */
  readonly total: number;
  /** Different texts that trigger: counted if `exact`, else estimated as `rate` times `total`. */
  readonly triggered: number;
  /** Whether the figures are counts. */
  readonly exact: boolean;
  /** Relative standard error of `total`; 0 if `exact`. */
  readonly error: number;
}

/** The corpus. */
export interface MessagesReport extends Rate {
  /** Messages audited. */
  readonly total: number;
  /** Messages that trigger. */
  readonly triggered: number;
  /** Confidence level of every interval in the report. */
  readonly level: number;
  /** Inputs that could not be read as a message; not in `total`. */
  readonly unreadable: number;
  /** The same, each text counted once. */
  readonly distinct: DistinctReport;
}

/** A rule that fired: what was counted of it, and its share of the messages. */
export interface RuleReport extends RuleTally, Rate {}

/** The rules that never fired. */
export interface UnfiredReport {
  /** How many. */
  readonly count: number;
  /** Which, ascending. */
  readonly ids: readonly string[];
  /** Exact (Clopper-Pearson) upper bound of the rate of each at the report's level; 1 without messages. */
  readonly upper: number;
}

/** One category of rules. */
export interface CategoryReport extends Rate {
  /** Name of the category. */
  readonly category: string;
  /** Messages in which at least one of its rules fires. */
  readonly messages: number;
  /** Matches of its rules. */
  readonly occurrences: number;
}

/** What one fold adds to a filter. */
export interface FoldReport extends FoldCount, Rate {}

/** How the matches are spelled, and what each fold adds; a match that several rules need counts once. */
export interface FoldsReport {
  /**
   * Each fold of the filter, in its order: messages that would not trigger without it, all others left on, as
   * a share of all messages.
   */
  readonly without: readonly FoldReport[];
  /** Messages by set of folds that is enough for them; a message may be in several. Smaller sets first. */
  readonly enough: readonly EnoughCount[];
  /** Matches by the smallest set of folds that explains them. Smaller sets first. */
  readonly sets: readonly FoldSetCount[];
  /** Matches by script label; empty if the filter was compiled without `spellings`. */
  readonly script: readonly LabelCount[];
  /** Matches by word boundary. */
  readonly boundary: readonly LabelCount[];
  /** Messages that trigger but are not in the other figures: they have more than 100,000 matches. */
  readonly omitted: number;
}

/** A rule that was disarmed. */
export interface DisarmedRule {
  /** Id of the rule. */
  readonly id: string;
  /** Messages in which its parts hold but it is disarmed. */
  readonly messages: number;
}

/** Messages that would trigger rules but for exceptions and allow lists. */
export interface DisarmedReport extends Rate {
  /** Messages in which at least one rule is disarmed; others may fire there all the same. */
  readonly messages: number;
  /** Which rules, most messages first, then by id. */
  readonly rules: readonly DisarmedRule[];
}

/** What is concluded from a tally. */
export interface Report extends PartReports {
  /** Always this. */
  readonly format: "filter-audit/report";
  /** Version of this shape. */
  readonly version: 1;
  /** The filter. */
  readonly filter: FilterSummary & {
    /** Rules in it. */
    readonly rules: number;
  };
  /** What made the report: versions, command and options; absent if that was not said. */
  readonly provenance?: ReportProvenance;
  /** The field of the messages that was audited. */
  readonly field: string;
  /** The corpus. */
  readonly messages: MessagesReport;
  /** Rules that fired: by messages, most first, then by id. */
  readonly rules: readonly RuleReport[];
  /** Rules that did not. */
  readonly unfired: UnfiredReport;
  /** By fold and label; absent if the tally has no labels. */
  readonly folds?: FoldsReport;
  /** Rules that were disarmed; absent if no rule of the filter can be. */
  readonly disarmed?: DisarmedReport;
  /** By category, most messages first; absent if no rule has one. */
  readonly categories?: readonly CategoryReport[];
  /**
   * Present if an input was not read to its end: it failed, or the run was ended. Everything in the report is of what
   * was read before.
   */
  readonly partial?: true;
  /** The first messages that trigger, in the order of their names. */
  readonly triggered: readonly TriggeredName[];
  /** What was wrong with inputs: counted by code, and the first of them. */
  readonly issues: {
    /** Number by code. */
    readonly counts: Readonly<Record<string, number>>;
    /** The first, by file, line and column. */
    readonly first: readonly MessageIssue[];
  };
}
