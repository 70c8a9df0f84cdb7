import type { Rule, Term } from "../lists/rule.ts";
import type { LabelScript, ScriptLabel } from "./script-label.ts";

/**
 * One occurrence of one term in one message. Labels are worked out when they are read, from the text of the
 * message, which a match keeps for that; they are part of its JSON form, the text is not.
 */
export interface Match {
  /** Where it starts: UTF-16 code units of the text as given. */
  readonly start: number;
  /** Where it ends, not included: UTF-16 code units of the text as given. */
  readonly end: number;
  /** The term, as the list has it. */
  readonly term: Term;
  /** Every rule that has this term, in the order of the filter. */
  readonly rules: readonly Rule[];
  /**
   * How its characters are written, compared with the spellings of the term. Undefined if the filter was
   * compiled without `spellings`.
   */
  readonly script: ScriptLabel | undefined;
}

/** One rule that a message satisfies. */
export interface Trigger {
  /** The rule. */
  readonly rule: Rule;
  /** The matches of its terms, ordered by start, then longer first. */
  readonly matches: readonly Match[];
}

/** One rule that a message satisfies, without its matches. */
export interface RuleCount {
  /** Index of the rule in `Filter.rules`. */
  readonly rule: number;
  /** Number of matches of its terms. */
  readonly occurrences: number;
}

/** What the matches of one term have in common. */
export interface MatchedTerm {
  /** Number of the term in the filter. */
  readonly number: number;
  /** The term, as the list has it. */
  readonly term: Term;
  /** Every rule that has this term, in the order of the filter. */
  readonly rules: readonly Rule[];
}

/** Makes the match of a term at `[start, end)` of a text. */
export function createMatch(
  matched: MatchedTerm,
  start: number,
  end: number,
  text: string,
  labelScript: LabelScript | undefined,
): Match {
  return new TermMatch(matched, start, end, text, labelScript);
}

/** Orders matches of one text that {@link createMatch} made: by start, then longer first, then by term. */
export function compareMatches(a: Match, b: Match): number {
  return a.start - b.start || b.end - a.end || TermMatch.numberOf(a) - TermMatch.numberOf(b);
}

// A class, so that a match costs no more than its fields: getters of its own would be a closure each.
class TermMatch implements Match {
  readonly start: number;
  readonly end: number;
  readonly term: Term;
  readonly rules: readonly Rule[];
  readonly #number: number;
  readonly #text: string;
  readonly #labelScript: LabelScript | undefined;

  constructor(
    { number, term, rules }: MatchedTerm,
    start: number,
    end: number,
    text: string,
    labelScript: LabelScript | undefined,
  ) {
    this.start = start;
    this.end = end;
    this.term = term;
    this.rules = rules;
    this.#number = number;
    this.#text = text;
    this.#labelScript = labelScript;
  }

  static numberOf(match: Match): number {
    return #number in match ? match.#number : 0;
  }

  get script(): ScriptLabel | undefined {
    return this.#labelScript?.(this.#number, this.#text.slice(this.start, this.end));
  }

  toJSON(): Match {
    const { start, end, term, rules, script } = this;
    return { start, end, term, rules, script };
  }
}
