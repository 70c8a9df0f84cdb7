import type { ListIssueCode } from "./keyword-list.ts";
import type { Action, Condition, Exception, Metadata, Severity } from "./rule.ts";

/** What an entry says. Whatever is absent is taken from what is known of the list. */
export interface EntryContent {
  /**
   * The literal, where the rule is one part of one term. White space around it is treated as the option `trim`
   * says. Absent with `condition`: what the entry reads as a whole.
   */
  readonly literal?: string;
  /** What must hold, where it is more than one literal; taken as it is, whatever `trim` says. */
  readonly condition?: Condition;
  /** What became of white space around the entry, where there is a `condition`. Default: removed. */
  readonly whiteSpace?: "kept" | "removed";
  /** Conditions that disarm the rule. Default: none. */
  readonly exceptions?: readonly Exception[];
  /** What the platform does. */
  readonly action?: Action;
  /** How hard it hits. */
  readonly severity?: Severity;
  /** Where it applies. */
  readonly scope?: readonly string[];
  /** What else the list says about it; without prototype (see `createMetadata`). Default: nothing. */
  readonly metadata?: Metadata;
}

/** One entry of a list, as a reader hands it over. */
export interface Entry extends EntryContent {
  /** The entry as written: what its id is made of. Not blank. */
  readonly raw: string;
  /** Line on which it starts, counted from 1. */
  readonly line: number;
  /** Where it starts, in the unit of the input. */
  readonly start: number;
  /** Where it ends, not included. */
  readonly end: number;
}

/** Takes an issue of the entry that is being read. */
export type ReportIssue = (code: ListIssueCode, message: string) => void;

/**
 * How one entry is read. Undefined: it is no rule, and exactly one issue of severity `error` was reported for
 * it. Never throws.
 */
export type EntrySyntax = (raw: string, report: ReportIssue) => EntryContent | undefined;

/** Metadata of an entry of which the list says nothing else. */
export const NO_METADATA: Metadata = Object.freeze(Object.create(null) as Metadata);

/** Metadata of these names and values; later ones win. Any name is plain data, `__proto__` too. */
export function createMetadata(
  entries: Iterable<readonly [name: string, value: string]>,
): Metadata {
  let values: Record<string, string> | undefined;
  for (const [name, value] of entries) {
    values ??= Object.create(null) as Record<string, string>;
    values[name] = value;
  }
  return values ?? NO_METADATA;
}

/** The metadata of both; where a name is in both, that of `second`. */
export function mergeMetadata(first: Metadata | undefined, second: Metadata | undefined): Metadata {
  return first === undefined || second === undefined
    ? (first ?? second ?? NO_METADATA)
    : createMetadata([...Object.entries(first), ...Object.entries(second)]);
}
