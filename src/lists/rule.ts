import type { Expression } from "./expression.ts";

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

/**
 * The edge at which a term must stand.
 *
 * Characters that count as absent may stand between the term and the edge of the text. A word edge is any
 * place but one between two word characters: letters, marks, digits or `_` (`\p{L}\p{M}\p{N}_`), of
 * scripts that part their words. Characters of scripts that do not (Han, Hiragana, Katakana, Thai, Lao, Khmer,
 * Myanmar) have a word edge on both sides.
 */
export type Anchor = "text-start" | "text-end" | "text" | "word-start" | "word-end" | "word";

/**
 * What may stand in a gap: any character but a line break (U+000A, U+000D, U+2028, U+2029), or any, line
 * breaks included, that is not from U+4E00 to U+9FA5.
 */
export type Filler = "any" | "non-han";

/** How many characters may stand between two neighbouring characters of a term. */
export interface Gap {
  /** Fewest characters: code points that do not count as absent. */
  readonly min: number;
  /** Most characters; `Infinity` where there is no limit. */
  readonly max: number;
  /** Which characters. Default: `any`. */
  readonly of?: Filler;
}

/** A gap at one place of a term. */
export interface PlacedGap extends Gap {
  /** Where it is: before this UTF-16 code unit of the text, from 1 to its length less 1. */
  readonly before: number;
}

/** One literal, perhaps anchored or with gaps between its characters; or an expression. */
export interface Term {
  /**
   * The literal: always plain text. Of an expression, the longest literal known to stand in whatever it
   * matches; empty if none is.
   */
  readonly text: string;
  /** The edge at which it must stand; absent: anywhere. */
  readonly anchor?: Anchor;
  /** What may stand between any two neighbouring characters; absent: nothing. */
  readonly gap?: Gap;
  /** What may stand at single places, ascending, in place of `gap`. */
  readonly gaps?: readonly PlacedGap[];
  /** The expression that must match, where the term is one; it then has neither anchor nor gaps. */
  readonly expression?: Expression;
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

/** Whether all of a message is hit or part of it, as far as the list says. */
export type Severity = "hard" | "soft" | "unknown";

/** Free metadata of a rule by name; an object without prototype. */
export type Metadata = Readonly<Record<string, string>>;

/** A condition that disarms rules when it holds. One object may disarm many. */
export interface Exception extends Condition {
  /** Where it comes from, if it is an entry of a list. */
  readonly source?: RuleSource;
}

/** A condition on one message, with what the list says about it. */
export interface Rule extends Condition {
  /**
   * Stable name of the rule within everything that is kept: made of the list's name, the entry as
   * written and a running number among equal entries, never of a position. See `ruleId`.
   */
  readonly id: string;
  /** Conditions that disarm the rule when one of them holds. */
  readonly exceptions: readonly Exception[];
  /** What the platform does. */
  readonly action: Action;
  /** How hard it hits. Default: unknown. */
  readonly severity?: Severity;
  /** Where it applies, as the list names it (a region, `group chat`); absent: not said. */
  readonly scope?: readonly string[];
  /** What else the list says; `category` is the category. */
  readonly metadata: Metadata;
  /** Where the rule comes from. */
  readonly source: RuleSource;
}
