import { conditionText, literalOf, partsText, termText } from "../audit/condition-text.ts";
import { readMaxMatches } from "../audit/max-matches.ts";
import type { BoundaryLabel, Disarmed, Filter, Match, ScriptLabel } from "../filter/filter.ts";
import type { Rule } from "../lists/rule.ts";
import { countOf } from "./number.ts";

/** A span of the text, `[start, end)` in UTF-16 code units. */
export type Span = readonly [start: number, end: number];

/** One occurrence of one term, with its labels. */
export interface ExplainedMatch {
  /** Where it starts: UTF-16 code units of the text as given. */
  readonly start: number;
  /** Where it ends, not included. */
  readonly end: number;
  /** The literal, as the list has it; an expression as `/source/flags`. */
  readonly term: string;
  /** The term with its gaps and its anchor for a person to read; absent if it has neither. */
  readonly written?: string;
  /** Present if the term is an expression: no fold plays a part. */
  readonly expression?: true;
  /** Ids of the rules that need it, in the order of the filter. */
  readonly rules: readonly string[];
  /** The smallest set of folds that explains it; empty: written as the term is. */
  readonly folds: readonly string[];
  /** How its characters are written; absent if the filter was compiled without `spellings`. */
  readonly script?: ScriptLabel;
  /** How it stands to the words of the text; absent where that is not known. */
  readonly boundary?: BoundaryLabel;
  /** Whether no letter or digit stands beside it; absent for terms of scripts that do not part words. */
  readonly wholeWord?: boolean;
  /** Whether it begins or ends within what a reader takes for one character. */
  readonly cutsGrapheme: boolean;
  /** Whether it needs only some of what its first or last character stands for. */
  readonly partial: boolean;
}

/** One rule that fires. */
export interface ExplainedTrigger {
  /** Id of the rule. */
  readonly rule: string;
  /** Name of its list. */
  readonly list: string;
  /** Line of the list on which it stands, counted from 1. */
  readonly line: number;
  /** Its condition for a person to read; absent where its terms tell it. */
  readonly condition?: string;
  /** Spans of its matches, ordered by start, then longer first. */
  readonly matches: readonly Span[];
}

/** A match that counts for nothing, since an allowed phrase covers it. */
export interface ExplainedCover {
  /** The match that is covered. */
  readonly match: Span;
  /** Its literal. */
  readonly term: string;
  /** The phrase, as the allow list has it. */
  readonly phrase: string;
  /** Where the phrase stands. */
  readonly span: Span;
}

/** One rule that would fire, but is disarmed. */
export interface ExplainedDisarmed {
  /** Id of the rule. */
  readonly rule: string;
  /** Name of its list. */
  readonly list: string;
  /** Line of the list on which it stands, counted from 1. */
  readonly line: number;
  /** Spans of its matches. */
  readonly matches: readonly Span[];
  /** The exception that holds; absent if it is phrases of an allow list that disarm the rule. */
  readonly exception?: {
    /** It, for a person to read. */
    readonly condition: string;
    /** Spans of its matches. */
    readonly matches: readonly Span[];
  };
  /** The matches that allowed phrases cover; absent if it is an exception that disarms the rule. */
  readonly covers?: readonly ExplainedCover[];
}

/** Which rules fire on one text, where and why. */
export interface Explanation {
  /** The text as given. */
  readonly text: string;
  /** Every occurrence of every term that counts, ordered by start, then longer first. */
  readonly matches: readonly ExplainedMatch[];
  /** The rules that fire, in the order of the filter. */
  readonly triggers: readonly ExplainedTrigger[];
  /** The rules that would fire but for an exception or an allow list, in the order of the filter. */
  readonly disarmed: readonly ExplainedDisarmed[];
  /**
   * Present if there are more matches than are told: how many of the terms; or, if that is more, of the rules that fire or
   * of those that are disarmed, with one that several rules need counted for each. Then `matches`, those of each trigger
   * and `disarmed` are empty.
   */
  readonly omitted?: number;
}

/** How a text is explained. */
export interface ExplainOptions {
  /**
   * Most matches that are told: of the terms, of the rules that fire, or of those that are disarmed, with one that
   * several rules need counted for each. Of a text with more only the rules that fire are named. A whole number from
   * 1. Default: 100,000.
   */
  readonly maxMatches?: number;
}

/**
 * Says which rules of a filter fire on one text, and where. Unlike a report it holds the text.
 *
 * @example
 * ```ts
 * import { compileFilter, parseList } from "filter-audit";
 * import { explain } from "filter-audit/report";
 *
 * const filter = compileFilter(parseList("FLG\n", { format: "lines", name: "words" }));
 * const { matches, triggers } = explain(filter, "about ｆｌｇ");
 * triggers; // => [{ rule: "words:FLG", list: "words", line: 1, matches: [[6, 9]] }]
 * matches[0].folds; // => ["case", "width"]
 * ```
 *
 * @throws RangeError if `maxMatches` is no whole number from 1
 */
export function explain(filter: Filter, text: string, options: ExplainOptions = {}): Explanation {
  const maxMatches = readMaxMatches(options.maxMatches);
  const fired = filter.counts(text);
  const omitted = Math.max(
    ...[filter.termCounts(text), fired, filter.disarmedCounts(text)].map((counts) =>
      counts.reduce((sum, { occurrences }) => sum + occurrences, 0),
    ),
  );
  if (omitted > maxMatches) {
    const triggers = fired.map(({ rule }) => explainTrigger(filter.rules[rule] as Rule, []));
    return { text, matches: [], triggers, disarmed: [], omitted };
  }
  return {
    text,
    matches: filter.matches(text).map(explainMatch),
    triggers: filter.triggers(text).map(({ rule, matches }) => explainTrigger(rule, matches)),
    disarmed: filter.disarmed(text).map(explainDisarmed),
  };
}

/** The matches that are not told of a text, as a person reads them. */
export function omittedText(omitted: number): string {
  return `${countOf(omitted, "match", "matches")} (by term, or by rule if that is more)`;
}

function explainTrigger(rule: Rule, matches: readonly Match[]): ExplainedTrigger {
  const condition = conditionText(rule);
  return {
    rule: rule.id,
    list: rule.source.list,
    line: rule.source.line,
    ...(condition === undefined ? {} : { condition }),
    matches: matches.map(spanOf),
  };
}

function spanOf({ start, end }: Match): Span {
  return [start, end];
}

function explainMatch(match: Match): ExplainedMatch {
  const { start, end, term, rules, folds, script, boundary, wholeWord } = match;
  const literal = literalOf(term);
  const written = termText(term);
  return {
    start,
    end,
    term: literal,
    ...(written === literal ? {} : { written }),
    ...(term.expression === undefined ? {} : { expression: true as const }),
    rules: rules.map(({ id }) => id),
    folds,
    ...(script === undefined ? {} : { script }),
    ...(boundary === undefined ? {} : { boundary }),
    ...(wholeWord === undefined ? {} : { wholeWord }),
    cutsGrapheme: match.cutsGrapheme,
    partial: match.partial,
  };
}

function explainDisarmed({ rule, matches, exception, covers }: Disarmed): ExplainedDisarmed {
  return {
    rule: rule.id,
    list: rule.source.list,
    line: rule.source.line,
    matches: matches.map(spanOf),
    ...(exception === undefined
      ? {}
      : {
          exception: {
            condition: partsText(exception.condition),
            matches: exception.matches.map(spanOf),
          },
        }),
    ...(covers === undefined
      ? {}
      : {
          covers: covers.map(({ match, phrase }) => ({
            match: spanOf(match),
            term: literalOf(match.term),
            phrase: literalOf(phrase.term),
            span: spanOf(phrase),
          })),
        }),
  };
}
