import { buildAlphabet } from "./alphabet.ts";
import { createAnchoredSearch, DEFAULT_BUDGET } from "./anchored.ts";
import { type ClassTable, ESCAPE, MAX_CLASSES, SKIP } from "./class-table.ts";
import { buildDictionary, type Dictionary } from "./dictionary.ts";
import { idOfClass, SPECIAL } from "./layout.ts";
import { createLinkedSearch } from "./linked.ts";
import { type MatchBuffer, pushMatch } from "./match-buffer.ts";
import { joinPatterns, type PatternSet } from "./pattern-set.ts";
import { type AutomatonSections, readSections, writeSections } from "./sections.ts";
import type { Visit } from "./visit.ts";

export type { ClassTable } from "./class-table.ts";
export { ESCAPE, MAX_CLASSES, SKIP } from "./class-table.ts";
export type { MatchBuffer } from "./match-buffer.ts";
export { createMatchBuffer } from "./match-buffer.ts";
export type { PatternSet } from "./pattern-set.ts";
export type { AutomatonSections, Section } from "./sections.ts";
export type { Visit } from "./visit.ts";

/** One occurrence of one pattern. */
export interface PatternMatch {
  /** Index of the pattern as given to {@link compileAutomaton}. */
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
   * Bytes of the typed arrays that it is compiled into. Not counted are the class table and what a search makes
   * when it first needs it: windows for special characters, the trie of the search by links.
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
   * @throws RangeError if `[from, to)` is no part of the array
   */
  scanUnits(units: Uint16Array, from: number, to: number, visit: Visit): boolean;
  /** The same as {@link Automaton.collect}, in the code units `[from, to)` of an array; see `scanUnits`. */
  collectUnits(units: Uint16Array, from: number, to: number, into: MatchBuffer): void;
  /** The same as {@link Automaton.count}, in the code units `[from, to)` of an array; see `scanUnits`. */
  countUnits(units: Uint16Array, from: number, to: number, counts: Uint32Array): void;
  /**
   * The typed arrays from which {@link loadAutomaton} makes the same automaton again: the same for the same
   * patterns and table, on every machine. Not copies: they must not be written to.
   */
  sections(): AutomatonSections;
}

/**
 * Compiles patterns into an Aho-Corasick automaton that reads text through a class table: as given, once,
 * without a converted copy, so that offsets are those of the text.
 *
 * A pattern is a sequence of classes of `table`. Code points that stand for no class are passed over,
 * those that stand for several are read as all of them; a match that begins or ends within such a code
 * point covers it whole.
 *
 * @example
 * ```ts
 * import { compileAutomaton } from "filter-audit/automaton";
 *
 * const units = new Uint16Array(0x10000);
 * units["a".charCodeAt(0)] = 1;
 * units["A".charCodeAt(0)] = 1;
 * units["b".charCodeAt(0)] = 2;
 * const none = new Uint32Array(0);
 * const automaton = compileAutomaton([Uint16Array.of(1, 2), Uint16Array.of(2)], {
 *   classCount: 3,
 *   units,
 *   escapes: none,
 *   escapeStarts: Uint32Array.of(0),
 *   escapeSymbols: new Uint16Array(0),
 *   escapeJoined: new Uint8Array(0),
 * });
 * automaton.matches("xAb"); // => [{ pattern: 0, start: 1, end: 3 }, { pattern: 1, start: 2, end: 3 }]
 * ```
 *
 * @param patterns - one array for each, or all of them in one array
 * @throws RangeError if a pattern is empty, if one holds a number that is no class of the table, or if the
 * table breaks its own layout
 */
export function compileAutomaton(
  patterns: readonly Uint16Array[] | PatternSet,
  table: ClassTable,
  options: AutomatonOptions = {},
): Automaton {
  checkTable(table);
  const set = "starts" in patterns ? patterns : joinPatterns(patterns);
  checkPatterns(set, table.classCount);
  const { symbols, starts } = set;
  const patternCount = starts.length - 1;
  const dictionary = buildDictionary(
    { symbols: symbols.map(idOfClass), starts },
    idOfClass(table.classCount - 1) + 1 + SPECIAL,
  );
  const alphabet = buildAlphabet(table, dictionary);
  const { test, scan } = createAnchoredSearch(
    dictionary,
    alphabet,
    createLinkedSearch(dictionary, alphabet),
    options.budget ?? DEFAULT_BUDGET,
  );

  const collector =
    (into: MatchBuffer, offset: number): Visit =>
    (pattern, start, end) => {
      pushMatch(into, pattern, start + offset, end + offset);
      return false;
    };
  const counter = (counts: Uint32Array): Visit => {
    if (counts.length < patternCount) {
      throw new RangeError(`counts has ${counts.length} elements, expected ${patternCount}`);
    }
    return (pattern) => {
      counts[pattern]!++;
      return false;
    };
  };

  return {
    patternCount,
    byteLength: byteLengthOf(dictionary) + alphabet.ids.byteLength,
    test,
    matches: (text) => {
      const matches: PatternMatch[] = [];
      scan(text, (pattern, start, end) => {
        matches.push({ pattern, start, end });
        return false;
      });
      return matches.sort((a, b) => a.start - b.start || b.end - a.end || a.pattern - b.pattern);
    },
    scan,
    collect: (text, into) => {
      scan(text, collector(into, 0));
    },
    count: (text, counts) => {
      scan(text, counter(counts));
    },
    scanUnits: (units, from, to, visit) =>
      scan(textOf(units, from, to), (pattern, start, end) =>
        visit(pattern, start + from, end + from),
      ),
    collectUnits: (units, from, to, into) => {
      scan(textOf(units, from, to), collector(into, from));
    },
    countUnits: (units, from, to, counts) => {
      scan(textOf(units, from, to), counter(counts));
    },
    sections: () => writeSections(set, table),
  };
}

/**
 * Makes an automaton from what {@link Automaton.sections} gave, perhaps on another machine.
 *
 * @throws RangeError if the sections are not those of an automaton
 */
export function loadAutomaton(
  sections: AutomatonSections,
  options: AutomatonOptions = {},
): Automaton {
  const { patterns, table } = readSections(sections);
  return compileAutomaton(patterns, table, options);
}

/** Units that are made into a string at once: a call takes no more arguments than that everywhere. */
const CHUNK = 4096;

function textOf(units: Uint16Array, from: number, to: number): string {
  if (!(from >= 0 && from <= to && to <= units.length)) {
    throw new RangeError(
      `from ${from} to ${to} is no part of an array of ${units.length} code units`,
    );
  }
  let text = "";
  for (let start = from; start < to; start += CHUNK) {
    // Five times as fast as to spread the array.
    text += String.fromCharCode.apply(
      null,
      units.subarray(start, Math.min(start + CHUNK, to)) as unknown as number[],
    );
  }
  return text;
}

function byteLengthOf({ patterns, ...arrays }: Dictionary): number {
  return [...Object.values(arrays), patterns.symbols, patterns.starts].reduce(
    (sum: number, part) => sum + (typeof part === "number" ? 0 : part.byteLength),
    0,
  );
}

function checkPatterns({ symbols, starts }: PatternSet, classCount: number): void {
  if (starts[0] !== 0 || starts[starts.length - 1] !== symbols.length) {
    throw new RangeError("starts does not lead from 0 to the end of symbols");
  }
  for (let pattern = 0; pattern < starts.length - 1; pattern++) {
    const start = starts[pattern]!;
    const end = starts[pattern + 1]!;
    if (end <= start) {
      throw new RangeError(`pattern ${pattern} is empty, expected at least one class`);
    }
    for (let at = start; at < end; at++) {
      const symbol = symbols[at]!;
      if (symbol === 0 || symbol >= classCount) {
        throw new RangeError(
          `pattern ${pattern} holds ${symbol}, expected a class from 1 to ${classCount - 1}`,
        );
      }
    }
  }
}

function checkTable(table: ClassTable): void {
  const { classCount, units, escapes, escapeStarts, escapeSymbols, escapeJoined } = table;
  if (!Number.isInteger(classCount) || classCount < 1 || classCount > MAX_CLASSES) {
    throw new RangeError(`classCount is ${classCount}, expected 1 to ${MAX_CLASSES}`);
  }
  if (units.length !== 0x10000) {
    throw new RangeError(`units has ${units.length} elements, expected 65536`);
  }
  if (units.some((unit) => unit >= classCount && unit !== SKIP && unit !== ESCAPE)) {
    throw new RangeError(`units holds a number that is no class, expected less than ${classCount}`);
  }
  if (escapes.some((codePoint, index) => index > 0 && codePoint <= escapes[index - 1]!)) {
    throw new RangeError("escapes are not in ascending order");
  }
  if (
    escapeStarts.length !== escapes.length + 1 ||
    escapeStarts[0] !== 0 ||
    escapeStarts[escapes.length] !== escapeSymbols.length ||
    escapeStarts.some((start, index) => index > 0 && start < escapeStarts[index - 1]!)
  ) {
    throw new RangeError("escapeStarts does not lead through escapeSymbols in ascending steps");
  }
  if (escapeSymbols.some((symbol) => symbol >= classCount)) {
    throw new RangeError(
      `escapeSymbols holds a number that is no class, expected less than ${classCount}`,
    );
  }
  if (escapeJoined.length !== escapeSymbols.length) {
    throw new RangeError(
      `escapeJoined has ${escapeJoined.length} elements, expected ${escapeSymbols.length}`,
    );
  }
}
