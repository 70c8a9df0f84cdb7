import { DEFAULT_BUDGET } from "./anchored.ts";
import type { Dictionary } from "./dictionary.ts";
import type { LinkFailures } from "./failures.ts";
import { MAX_UNITS } from "./layout.ts";
import { createMatchBuffer, type MatchBuffer } from "./match-buffer.ts";
import { createSearch } from "./search.ts";
import { type AutomatonSections, writeSections } from "./sections.ts";
import type { Visit } from "./visit.ts";

/** One occurrence of one pattern. */
export interface PatternMatch {
  /** Index of the pattern as given to `compileAutomaton`. */
  readonly pattern: number;
  /** Where it starts: UTF-16 code units of the text as given. */
  readonly start: number;
  /** Where it ends, not included: UTF-16 code units of the text as given. */
  readonly end: number;
}

/** How patterns are searched. */
export interface AutomatonOptions {
  /**
   * Steps that the anchored search may take for each code unit of a text, before what is left of the text is
   * searched by links. Any number gives the same matches. Default: 8.
   */
  readonly budget?: number;
}

/** Patterns, compiled. Immutable; a search never throws, whatever the text. */
export interface Automaton {
  /** Number of patterns. */
  readonly patternCount: number;
  /** Whether any pattern occurs in a text. Stops at the first that does. */
  test(text: string): boolean;
  /** Every occurrence of every pattern, ordered by start, then longer first, then by pattern. */
  matches(text: string): PatternMatch[];
  /**
   * Calls `visit` for every occurrence of every pattern, in no order that can be relied on, each pattern
   * and span once. Stops when `visit` returns true, and then returns true. Time grows with the
   * length of the text and the number of occurrences; no occurrence is kept.
   */
  scan(text: string, visit: Visit): boolean;
  /**
   * Adds every occurrence of every pattern to a buffer, in no order that can be relied on, each pattern and span
   * once. Nothing else is allocated.
   */
  collect(text: string, into: MatchBuffer): void;
  /**
   * The same as {@link Automaton.scan}, in the code units `[from, to)` of an array, as if they were a text; the
   * spans that are visited are places of the array.
   *
   * @throws RangeError if `[from, to)` is no part of the array, or longer than 1,073,741,824 code units
   */
  scanUnits(units: Uint16Array, from: number, to: number, visit: Visit): boolean;
  /**
   * The typed arrays from which `loadAutomaton` of `filter-audit/automaton/load` makes the same automaton again: the
   * same for the same patterns and table, on every machine. Not copies: they must not be written to.
   */
  sections(): AutomatonSections;
}

/** Words of a buffer that is kept from one search to the next. */
const MOST_KEPT = 3 * 2 ** 16;

/** Puts a dictionary to work. */
export function createAutomaton(
  dictionary: Dictionary,
  linkFailures: LinkFailures,
  options: AutomatonOptions,
): Automaton {
  const { patternCount } = dictionary;
  const { test, collect, scan } = createSearch(
    dictionary,
    options.budget ?? DEFAULT_BUDGET,
    linkFailures,
  );
  // `collect` calls nobody, so that one buffer serves all calls.
  const found = createMatchBuffer();

  return {
    patternCount,
    test: (text) => test(checkText(text)),
    matches: (text) => {
      found.length = 0;
      collect(checkText(text), found);
      const { words, length } = found;
      const matches: PatternMatch[] = [];
      for (let at = 0; at < length; at += 3) {
        matches.push({ pattern: words[at]!, start: words[at + 1]!, end: words[at + 2]! });
      }
      if (words.length > MOST_KEPT) {
        found.words = new Int32Array(0);
      }
      return length > 3 ? matches.sort(compareMatches) : matches;
    },
    scan: (text, visit) => scan(checkText(text), 0, visit),
    collect: (text, into) => {
      collect(checkText(text), into);
    },
    scanUnits: (units, from, to, visit) => scan(part(units, from, to), from, visit),
    sections: () => writeSections(dictionary),
  };
}

function compareMatches(a: PatternMatch, b: PatternMatch): number {
  return a.start - b.start || b.end - a.end || a.pattern - b.pattern;
}

// Short, so that it becomes part of what calls it.
function checkText(text: string): string {
  return typeof text === "string" ? text : refuseText(text);
}

function refuseText(text: unknown): never {
  throw new TypeError(`the text to search is of type ${typeof text}, expected a string`);
}

/** A view of code units, which are a text of their own. */
function part(units: Uint16Array, from: number, to: number): Uint16Array {
  if (!(from >= 0 && from <= to && to <= units.length)) {
    throw new RangeError(
      `from ${from} to ${to} is no part of an array of ${units.length} code units`,
    );
  }
  if (to - from > MAX_UNITS) {
    throw new RangeError(`${to - from} code units to search, expected at most ${MAX_UNITS}`);
  }
  return from === 0 && to === units.length ? units : units.subarray(from, to);
}
