/**
 * Automata from their typed arrays: `filter-audit/automaton/load`.
 *
 * @module
 */
import { checkDictionary } from "./check.ts";
import { type Automaton, type AutomatonOptions, createAutomaton } from "./compiled.ts";
import { readSections } from "./read-sections.ts";
import type { AutomatonSections } from "./sections.ts";
import { linkFailures } from "./versions.ts";

/**
 * Makes an automaton from what {@link Automaton.sections} gave, perhaps on another machine. The arrays are checked
 * and used as they are, not copied: they may be views of any buffer, also of a shared one, and must not be written
 * to.
 *
 * @example
 * ```ts
 * import { compileAutomaton } from "filter-audit/automaton";
 * import { loadAutomaton } from "filter-audit/automaton/load";
 *
 * const units = new Uint16Array(0x10000);
 * units["a".charCodeAt(0)] = 1;
 * const automaton = compileAutomaton([Uint16Array.of(1)], {
 *   classCount: 2,
 *   units,
 *   escapes: new Uint32Array(0),
 *   escapeStarts: Uint32Array.of(0),
 *   escapeSymbols: new Uint16Array(0),
 *   escapeJoined: new Uint8Array(0),
 * });
 * const loaded = loadAutomaton(automaton.sections());
 * loaded.matches("ba"); // => [{ pattern: 0, start: 1, end: 2 }]
 * ```
 *
 * @throws RangeError if the sections are not those of an automaton
 */
export function loadAutomaton(
  sections: AutomatonSections,
  options: AutomatonOptions = {},
): Automaton {
  const dictionary = readSections(sections);
  checkDictionary(dictionary);
  return createAutomaton(dictionary, linkFailures, options);
}
