import type { Filter, RuleCount } from "../filter/filter.ts";
import type { Message } from "./message.ts";
import type { Tally } from "./tally.ts";

/** What the counter knows of one message. */
export interface Entry {
  /** The message; undefined where a text alone was given. */
  readonly message: Message | undefined;
  /** Its audited field. */
  readonly text: string;
  /** The rules that fire, by their index in the filter, in that order; empty: it does not trigger. */
  readonly fired: readonly RuleCount[];
}

/** Counts one section of a tally. */
export interface SectionCounter<Data> {
  /**
   * Whether of a message that does not trigger nothing is read but `user`, `conversation`, `time`, `captured` and,
   * beside that, `id` and `source`: then such a message need not be decoded, and its entry has an empty text.
   */
  readonly readsLittle?: boolean;
  /** Counts a message, whether or not it triggers. */
  add(entry: Entry): void;
  /** What was counted so far: plain data, not changed by what is counted later. Undefined: nothing to tell. */
  finish(): Data | undefined;
}

/**
 * A section of a tally: what is counted of messages beside which rules fire. Rules are meant by their index in
 * the filter, which is that in `Tally.rules`. Memory is bounded, and `merge` of the sections of two tallies is
 * the section of one pass over the messages of both, in whatever order.
 */
export interface Section<Data, Options> {
  /**
   * Starts to count; undefined if the options do not ask for this section.
   *
   * @throws TypeError if an option has a wrong type
   * @throws RangeError if an option is out of its range
   */
  create(filter: Filter, options: Options): SectionCounter<Data> | undefined;
  /**
   * Adds up two. One may be absent: its tally was not asked for the section, or had nothing to tell.
   *
   * @param a - Of the tally `left`.
   * @param b - Of the tally `right`.
   * @throws AuditError `tally-mismatch` if they cannot be added up
   */
  merge(a: Data | undefined, b: Data | undefined, left: Tally, right: Tally): Data | undefined;
  /**
   * Checks what stands in a tally, which may come from anyone's file.
   *
   * @param path - What errors call it.
   * @param tally - The tally, of which all but the sections was checked.
   * @throws AuditError `malformed-input`
   */
  check(value: unknown, path: string, tally: Tally): void;
}
