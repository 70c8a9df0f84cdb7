import type { ListIssue } from "../lists/keyword-list.ts";
import type { CorpusLabelTally, LabelTally } from "./label-tally.ts";
import type { MessageIssue, MessageIssueCode } from "./message.ts";
import type { Provenance } from "./provenance.ts";
import type { Sections } from "./sections.ts";

/** What a tally says of one list of its filter. */
export interface ListSummary {
  /** Name of the list. */
  readonly name: string;
  /** Rules in it. */
  readonly rules: number;
  /** Issues found when it was read, by code. */
  readonly issues: Readonly<Record<string, number>>;
  /** The first ten of them: errors, then warnings, then notes, each by line. */
  readonly first: readonly ListIssue[];
}

/** Which filter a tally was made with. */
export interface FilterSummary {
  /** Digest of rules, folds and table versions: equal digests trigger on equal messages. */
  readonly digest: string;
  /** Names of the folds, in their fixed order. */
  readonly folds: readonly string[];
  /** Unicode version of the fold tables. */
  readonly unicode: string;
  /** The lists, in the order in which they were compiled. */
  readonly lists: readonly ListSummary[];
  /** Ids of the rules that can never fire, since a term of theirs folds to nothing. */
  readonly unmatchable: readonly string[];
}

/** What was counted of one rule. */
export interface RuleTally {
  /** Id of the rule. */
  readonly id: string;
  /** Name of its list. */
  readonly list: string;
  /** Its literals, in recorded order; an expression as `/source/flags`. */
  readonly terms: readonly string[];
  /** Its condition for a person to read, where its terms alone do not tell it. */
  readonly condition?: string;
  /** Its category, if the list gives one. */
  readonly category?: string;
  /** Messages in which it fires. */
  readonly messages: number;
  /** Matches of its terms in those messages. */
  readonly occurrences: number;
  /** Messages in which it fires and no other rule does. */
  readonly exclusive: number;
  /** How its matches are labelled; absent if it never fired, or if labels were not counted. */
  readonly labels?: LabelTally;
  /** Messages in which its parts hold but it is disarmed; absent if no rule of the filter can be. */
  readonly disarmed?: number;
}

/** What was counted of one group of messages. */
export interface GroupTally {
  /** A day (`2008-10-01`) or a category. */
  readonly name: string;
  /** Messages of that day; messages in which a rule of that category fires. */
  readonly messages: number;
  /** Messages of that day that trigger; matches of that category's rules. */
  readonly count: number;
}

/**
 * Different texts, as the `capacity` smallest of their hashes: all of them while there are no more, else a
 * uniform random sample of them.
 */
export interface DistinctTally {
  /** Most hashes that are kept. */
  readonly capacity: number;
  /** Hashes of 53 bits, ascending. */
  readonly hashes: readonly number[];
  /** Beside `hashes`: 1 if the text triggers, else 0. */
  readonly triggered: readonly (0 | 1)[];
  /** Whether a hash was ever left out. */
  readonly capped: boolean;
}

/** A message that triggered, by name. */
export interface TriggeredName {
  /** Its id, or `file:line` if it has none or an empty one. */
  readonly message: string;
  /** Ids of the rules that fire, in the order of the filter. */
  readonly rules: readonly string[];
}

/**
 * What one pass over messages counts. Plain data: it can be kept as JSON. Tallies of the same filter and
 * options add up with `mergeTallies`; conclusions are drawn from the sum by `report`.
 */
export interface Tally {
  /** Always this. */
  readonly format: "filter-audit/tally";
  /** Version of this shape. */
  readonly version: 1;
  /** The filter that was audited. */
  readonly filter: FilterSummary;
  /** The field of the messages that was audited. */
  readonly field: string;
  /** What tells the key of the pseudonyms and of the hashes of texts from others; absent without a key. */
  readonly key?: string;
  /** What made it, and what it was added up from; absent if that was not said. */
  readonly provenance?: readonly Provenance[];
  /** Names of the shards in this tally, ascending; none if they were not named. */
  readonly shards: readonly string[];
  /** Messages counted. */
  readonly messages: number;
  /** Messages that trigger at least one rule. */
  readonly triggered: number;
  /** Every rule of the filter, in its order. */
  readonly rules: readonly RuleTally[];
  /** How matches are labelled; absent if labels were not counted. */
  readonly labels?: CorpusLabelTally;
  /** Messages in which a rule is disarmed; absent if no rule of the filter can be. */
  readonly disarmed?: number;
  /** Different texts. */
  readonly distinct: DistinctTally;
  /** Days with messages, ascending. */
  readonly days: readonly GroupTally[];
  /** Messages without a time, or with one that is no ISO 8601 date. */
  readonly undated: number;
  /** Categories of the rules, in ascending order; those that never fire included. */
  readonly categories: readonly GroupTally[];
  /** The first messages that trigger, in the order of their names. */
  readonly first: readonly TriggeredName[];
  /** Inputs that could not be counted as a message. */
  readonly unreadable: number;
  /** What was wrong with inputs, counted by code. */
  readonly issueCounts: Readonly<Partial<Record<MessageIssueCode, number>>>;
  /** The first of them, by file, line and column. */
  readonly issues: readonly MessageIssue[];
  /** What else was counted; absent if there is none of it. */
  readonly sections?: Sections;
}
