/** Where a rule comes from. */
export interface RuleSource {
  /** Name of the list. */
  readonly list: string;
  /** Line on which the entry starts, counted from 1. */
  readonly line: number;
  /**
   * Where the entry starts: a byte offset where bytes were parsed, else UTF-16 code units. In a CSV the
   * entry is the whole record.
   */
  readonly start: number;
  /** Where the entry ends (not included), in the unit of `start`. */
  readonly end: number;
  /** The entry as written: before trimming, unquoted in a CSV. */
  readonly raw: string;
}

/** A term that must stand at the edge of the text or of a word. */
export type Anchor = "text-start" | "text-end" | "text" | "word-start" | "word-end" | "word";

/** How many characters may stand between two neighbouring characters of a term. */
export interface Gap {
  /** Fewest characters. */
  readonly min: number;
  /** Most characters. */
  readonly max: number;
}

/** One literal, perhaps anchored or with gaps between its characters. */
export interface Term {
  /** The literal: always plain text, never an expression. */
  readonly text: string;
  /** The edge at which it must stand; absent: anywhere. */
  readonly anchor?: Anchor;
  /** What may stand between its characters; absent: nothing. */
  readonly gap?: Gap;
}

/** Terms of which one must occur. */
export interface Part {
  /** Any of these counts. */
  readonly anyOf: readonly Term[];
  /** How many matches there must be at least, of all terms together. */
  readonly min: number;
}

/** A condition on one message: all of its parts hold. */
export interface Condition {
  /** Each must hold. */
  readonly parts: readonly Part[];
  /** Whether the parts must occur in the recorded order. */
  readonly ordered: boolean;
  /** Whether one character may serve two parts. */
  readonly overlap: "shared" | "disjoint";
}

/** What the platform does with a message that triggers a rule, as far as the list says. */
export type Action = "censor" | "surveil" | "both" | "replace" | "moderate" | "unknown";

/** Free metadata of a rule by name; an object without prototype. */
export type Metadata = Readonly<Record<string, string>>;

/** A condition on one message, with what the list says about it. */
export interface Rule extends Condition {
  /**
   * Stable name of the rule within everything that is kept: made of the list's name, the entry as
   * written and a running number among equal entries, never of a position. See `ruleId`.
   */
  readonly id: string;
  /** Conditions that disarm the rule when one of them holds. */
  readonly exceptions: readonly Condition[];
  /** What the platform does. */
  readonly action: Action;
  /** What else the list says; `category` is the category. */
  readonly metadata: Metadata;
  /** Where the rule comes from. */
  readonly source: RuleSource;
}
