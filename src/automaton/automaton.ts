import { buildAlphabet } from "./alphabet.ts";
import { type ClassTable, checkTable } from "./class-table.ts";
import { type Automaton, type AutomatonOptions, createAutomaton } from "./compiled.ts";
import { buildDictionary } from "./dictionary.ts";
import { type Edges, stepBack } from "./failures.ts";
import { idCountOf, idOfClass } from "./layout.ts";
import { checkPatterns, joinPatterns, type PatternSet } from "./pattern-set.ts";

export type { ClassTable } from "./class-table.ts";
export { ESCAPE, MAX_CLASSES, SKIP } from "./class-table.ts";
export type { Automaton, AutomatonOptions, PatternMatch } from "./compiled.ts";
export type { MatchBuffer } from "./match-buffer.ts";
export { createMatchBuffer } from "./match-buffer.ts";
export type { PatternSet } from "./pattern-set.ts";
export type { AutomatonSections, Section } from "./sections.ts";
export type { Visit } from "./visit.ts";

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
 * @throws RangeError if a pattern is empty, if one holds a number that is no class of the table, if there are more
 * than 4,194,304 patterns, or if the table breaks its own layout
 */
export function compileAutomaton(
  patterns: readonly Uint16Array[] | PatternSet,
  table: ClassTable,
  options: AutomatonOptions = {},
): Automaton {
  checkTable(table);
  const set = "starts" in patterns ? patterns : joinPatterns(patterns);
  checkPatterns(set, table.classCount);
  const symbols = set.symbols.map(idOfClass);
  const { starts } = set;
  const dictionary = buildDictionary(
    { symbols, starts },
    idCountOf(table.classCount),
    buildAlphabet(table),
  );
  // As many steps as it takes: the patterns were read before.
  const linkFailures = (edges: Edges): Int32Array => stepBack(edges, Number.POSITIVE_INFINITY)!;
  return createAutomaton(dictionary, linkFailures, options);
}
