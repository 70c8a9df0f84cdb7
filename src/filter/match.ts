import type { BoundaryLabel } from "../labels/boundary.ts";
import type { Labels, PiecesOf } from "../labels/labels.ts";
import type { ScriptLabel } from "../labels/script-label.ts";
import type { Rule, Term } from "../lists/rule.ts";

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
   * The smallest set of folds under which its text is the term, by name: empty if it is written as the term,
   * and for an expression. Of several smallest sets the one whose folds come first in the order of `FOLDS`,
   * custom ones after them. `regional` is in it if only a regional spelling of the term is there. Of a term with
   * gaps it is the smallest set under which each of its pieces is there: a fold that only the filling of a gap needs,
   * so that an invisible character in it does not count, is not in it.
   */
  readonly folds: readonly string[];
  /**
   * How its characters are written, compared with the spellings of the term. Undefined if the filter was
   * compiled without `spellings`.
   */
  readonly script: ScriptLabel | undefined;
  /** How it lies to the words around it. Undefined if the host has no `Intl.Segmenter`. */
  readonly boundary: BoundaryLabel | undefined;
  /**
   * Whether it is no part of a longer run of letters, digits, marks and `_`. Undefined if neither end of the
   * term is such a character of a script that parts its words.
   */
  readonly wholeWord: boolean | undefined;
  /**
   * Whether it begins or ends within what a reader takes for one character (an extended grapheme cluster),
   * such as an emoji of several code points. Characters that count as absent may follow it.
   */
  readonly cutsGrapheme: boolean;
  /** Whether it needs only some of what its first or last character stands for: 点 of ㍘, fi of ﬃ. */
  readonly partial: boolean;
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

/** A term of a filter, and what its matches say of it. */
export interface MatchedTerm {
  /** Number of the term in the filter, from 0. */
  readonly number: number;
  /** The term, as the list has it. */
  readonly term: Term;
  /** Every rule that has this term, in the order of the filter. */
  readonly rules: readonly Rule[];
}

/** A term that occurs in a message, without its matches. */
export interface TermOccurrences extends MatchedTerm {
  /** Number of its matches. */
  readonly occurrences: number;
}

/** What matches of one term have in common. */
export interface LabelledTerm extends MatchedTerm {
  /** Labels them. */
  readonly labels: Labels;
  /** Says where the pieces of a term with gaps are, in the one text that it was found in. Asked when a label is read. */
  readonly piecesOf: PiecesOf | undefined;
}

/** Makes the match of a term at `[start, end)` of a text. */
export function createMatch(of: LabelledTerm, start: number, end: number, text: string): Match {
  return new TermMatch(of, start, end, text);
}

/** Orders matches of one text that {@link createMatch} made: by start, then longer first, then by term. */
export function compareMatches(a: Match, b: Match): number {
  return a.start - b.start || b.end - a.end || compareTerms(a, b);
}

/** Orders matches of one text that {@link createMatch} made by their terms, as the lists name these first. */
export function compareTerms(a: Match, b: Match): number {
  return termNumber(a) - termNumber(b);
}

/** The number of the term of a match that {@link createMatch} made. */
export function termNumber(match: Match): number {
  return TermMatch.numberOf(match);
}

// A class, so that a match costs no more than its fields: getters of its own would be a closure each. And few fields:
// there may be a match for every few characters of all messages.
class TermMatch implements Match {
  readonly start: number;
  readonly end: number;
  readonly term: Term;
  readonly rules: readonly Rule[];
  readonly #of: LabelledTerm;
  readonly #text: string;

  constructor(of: LabelledTerm, start: number, end: number, text: string) {
    this.start = start;
    this.end = end;
    this.term = of.term;
    this.rules = of.rules;
    this.#of = of;
    this.#text = text;
  }

  static numberOf(match: Match): number {
    return #of in match ? match.#of.number : 0;
  }

  get folds(): readonly string[] {
    const { labels, number, piecesOf } = this.#of;
    return labels.folds(number, this.#text, this.start, this.end, piecesOf);
  }

  get script(): ScriptLabel | undefined {
    const { labels, number, piecesOf } = this.#of;
    return labels.script(number, this.#text, this.start, this.end, piecesOf);
  }

  get boundary(): BoundaryLabel | undefined {
    return this.#of.labels.boundary(this.#text, this.start, this.end);
  }

  get wholeWord(): boolean | undefined {
    const { labels, number } = this.#of;
    return labels.wholeWord(number, this.#text, this.start, this.end);
  }

  get cutsGrapheme(): boolean {
    return this.#of.labels.cutsGrapheme(this.#text, this.start, this.end);
  }

  get partial(): boolean {
    const { labels, number, piecesOf } = this.#of;
    return labels.partial(number, this.#text, this.start, this.end, piecesOf);
  }

  toJSON(): Match {
    const { start, end, term, rules, folds, script, boundary, wholeWord, cutsGrapheme, partial } =
      this;
    return {
      start,
      end,
      term,
      rules,
      folds,
      script,
      boundary,
      wholeWord,
      cutsGrapheme,
      partial,
    };
  }
}
