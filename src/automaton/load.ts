/**
 * Automata from their typed arrays: `filter-audit/automaton/load`.
 *
 * @module
 */
import { checkDictionary } from "./check.ts";
import { type Automaton, type AutomatonOptions, createAutomaton } from "./compiled.ts";
import { createDictionary, type Dictionary } from "./dictionary.ts";
import { longestPattern } from "./longest.ts";
import type { AutomatonSections, Section } from "./sections.ts";

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
  return createAutomaton(dictionary, () => longestPattern(dictionary), options);
}

/**
 * Makes a dictionary of sections, which are checked, not copied.
 *
 * @throws RangeError if one is missing, not of its type, or leads where no dictionary does
 */
function readSections(sections: AutomatonSections): Dictionary {
  const numbers = section(sections, "numbers", Uint32Array);
  const dictionary = {
    ids: section(sections, "ids", Uint16Array),
    escapes: section(sections, "escapes", Uint32Array),
    escapeStarts: section(sections, "escapeStarts", Uint32Array),
    escapeIds: section(sections, "escapeIds", Uint16Array),
    escapeJoined: section(sections, "escapeJoined", Uint8Array),
    patternCount: numbers[0] ?? 0,
    idCount: numbers[1] ?? 0,
    rows: section(sections, "rows", Int32Array),
    pairs: section(sections, "pairs", Int32Array),
    nodes: section(sections, "nodes", Int32Array),
    tails: section(sections, "tails", Uint16Array),
    singles: section(sections, "singles", Int32Array),
    nextEqual: section(sections, "nextEqual", Int32Array),
  };
  checkDictionary(dictionary);
  return createDictionary(dictionary);
}

/** One section of the type that it must have. */
function section<T extends Section>(
  sections: AutomatonSections,
  name: string,
  type: new (length: number) => T,
): T {
  const found = sections.get(name);
  if (!(found instanceof type)) {
    throw new RangeError(`the section ${name} is missing, or no ${type.name}`);
  }
  return found;
}
