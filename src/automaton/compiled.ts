import { symbolCount } from "./alphabet.ts";
import { DEFAULT_BUDGET } from "./anchored.ts";
import type { Dictionary } from "./dictionary.ts";
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
  /**
   * Bytes of the typed arrays that it is compiled into. Not counted is the trie of the search by links, which is
   * made when a text first needs it.
   */
  readonly byteLength: number;
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
   * Adds to `counts[pattern]` the number of its occurrences, each span once.
   *
   * @throws RangeError if `counts` has fewer elements than there are patterns
   */
  count(text: string, counts: Uint32Array): void;
  /**
   * The same as {@link Automaton.scan}, in the code units `[from, to)` of an array, as if they were a text; the
   * spans that are visited are places of the array.
   *
   * @throws RangeError if `[from, to)` is no part of the array, or longer than 1,073,741,824 code units
   */
  scanUnits(units: Uint16Array, from: number, to: number, visit: Visit): boolean;
  /** The same as {@link Automaton.collect}, in the code units `[from, to)` of an array; see `scanUnits`. */
  collectUnits(units: Uint16Array, from: number, to: number, into: MatchBuffer): void;
  /** The same as {@link Automaton.count}, in the code units `[from, to)` of an array; see `scanUnits`. */
  countUnits(units: Uint16Array, from: number, to: number, counts: Uint32Array): void;
  /**
   * The typed arrays from which `loadAutomaton` of `filter-audit/automaton/load` makes the same automaton again: the
   * same for the same patterns and table, on every machine. Not copies: they must not be written to.
   */
  sections(): AutomatonSections;
  /** Symbols of the longest pattern; 0 if there is none. Of a loaded automaton worked out when it is first read. */
  readonly maxLength: number;
  /**
   * How many symbols a code point stands for: 0 if it counts as absent, -1 if it is a character of no pattern, so
   * that no match holds it.
   */
  symbolCount(codePoint: number): number;
}

/** Code units of a text whose matches are collected before they are counted. */
const MOST_AT_ONCE = 2 ** 12;

/** Words of a buffer that is kept from one search to the next. */
const MOST_KEPT = 3 * 2 ** 16;

/** Puts a dictionary to work; `longest` gives the symbols of its longest pattern. */
export function createAutomaton(
  dictionary: Dictionary,
  longest: () => number,
  options: AutomatonOptions,
): Automaton {
  const { patternCount } = dictionary;
  const { test, collect, scan } = createSearch(dictionary, options.budget ?? DEFAULT_BUDGET);
  const sections = writeSections(dictionary);
  // `collect` calls nobody, so that one buffer serves all calls.
  const found = createMatchBuffer();
  let maxLength = -1;
  let byteLength = 0;
  for (const section of sections.values()) {
    byteLength += section.byteLength;
  }

  function collectUnits(units: Uint16Array, from: number, to: number, into: MatchBuffer): void {
    const mark = into.length;
    collect(part(units, from, to), into);
    const { words, length } = into;
    for (let at = mark; from > 0 && at < length; at += 3) {
      words[at + 1]! += from;
      words[at + 2]! += from;
    }
  }

  function keepShort(): void {
    if (found.words.length > MOST_KEPT) {
      found.words = new Int32Array(0);
    }
  }

  function checkCounts(counts: Uint32Array): void {
    if (counts.length < patternCount) {
      throw new RangeError(`counts has ${counts.length} elements, expected ${patternCount}`);
    }
  }

  /** A visitor that counts. */
  function counter(counts: Uint32Array): Visit {
    checkCounts(counts);
    return (pattern) => {
      counts[pattern]!++;
      return false;
    };
  }

  return {
    patternCount,
    byteLength,
    test: (text) => test(checkText(text)),
    matches: (text) => {
      found.length = 0;
      collect(checkText(text), found);
      const { words, length } = found;
      const matches: PatternMatch[] = [];
      for (let at = 0; at < length; at += 3) {
        matches.push({ pattern: words[at]!, start: words[at + 1]!, end: words[at + 2]! });
      }
      keepShort();
      return length > 3 ? matches.sort(compareMatches) : matches;
    },
    scan: (text, visit) => scan(checkText(text), 0, visit),
    collect: (text, into) => {
      collect(checkText(text), into);
    },
    count: (text, counts) => {
      checkCounts(counts);
      if (checkText(text).length > MOST_AT_ONCE) {
        scan(text, 0, counter(counts));
        return;
      }
      found.length = 0;
      collect(text, found);
      const { words, length } = found;
      for (let at = 0; at < length; at += 3) {
        counts[words[at]!]!++;
      }
      keepShort();
    },
    scanUnits: (units, from, to, visit) => scan(part(units, from, to), from, visit),
    collectUnits,
    countUnits: (units, from, to, counts) => {
      scan(part(units, from, to), 0, counter(counts));
    },
    sections: () => new Map(sections),
    get maxLength() {
      maxLength = maxLength < 0 ? longest() : maxLength;
      return maxLength;
    },
    symbolCount: (codePoint) => symbolCount(dictionary, codePoint),
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
