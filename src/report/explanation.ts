import type { Filter, ScriptLabel } from "../filter/filter.ts";

/** One occurrence of one term. */
export interface ExplainedMatch {
  /** Where it starts: UTF-16 code units of the text as given. */
  readonly start: number;
  /** Where it ends, not included. */
  readonly end: number;
  /** The literal, as the list has it. */
  readonly term: string;
  /** Ids of the rules that need it, in the order of the filter. */
  readonly rules: readonly string[];
  /** How its characters are written; absent if the filter was compiled without `spellings`. */
  readonly script?: ScriptLabel;
}

/** One rule that fires. */
export interface ExplainedTrigger {
  /** Id of the rule. */
  readonly rule: string;
  /** Name of its list. */
  readonly list: string;
  /** Line of the list on which it stands, counted from 1. */
  readonly line: number;
  /** Spans of its matches, `[start, end)` in UTF-16 code units, ordered by start, then longer first. */
  readonly matches: readonly (readonly [start: number, end: number])[];
}

/** Which rules fire on one text, where and why. */
export interface Explanation {
  /** The text as given. */
  readonly text: string;
  /** Every occurrence of every term, ordered by start, then longer first. */
  readonly matches: readonly ExplainedMatch[];
  /** The rules that fire, in the order of the filter. */
  readonly triggers: readonly ExplainedTrigger[];
}

/**
 * Says which rules of a filter fire on one text, and where. Unlike a report it holds the text.
 *
 * @example
 * ```ts
 * import { compileFilter, explain, parseList } from "filter-audit";
 *
 * const filter = compileFilter(parseList("FLG\n", { format: "lines", name: "words" }));
 * explain(filter, "about ｆｌｇ").triggers; // => [{ rule: "words:FLG", list: "words", line: 1, matches: [[6, 9]] }]
 * ```
 */
export function explain(filter: Filter, text: string): Explanation {
  return {
    text,
    matches: filter.matches(text).map(({ start, end, term, rules, script }) => ({
      start,
      end,
      term: term.text,
      rules: rules.map(({ id }) => id),
      ...(script === undefined ? {} : { script }),
    })),
    triggers: filter.triggers(text).map(({ rule, matches }) => ({
      rule: rule.id,
      list: rule.source.list,
      line: rule.source.line,
      matches: matches.map(({ start, end }) => [start, end] as const),
    })),
  };
}
