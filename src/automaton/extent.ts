import { symbolCount } from "./alphabet.ts";
import type { Automaton } from "./compiled.ts";
import type { Dictionary } from "./dictionary.ts";
import { longestPattern } from "./longest.ts";
import { readSections } from "./read-sections.ts";

/** What a search that cuts a text has to know of an automaton. */
export interface Extent {
  /** What it searches with. */
  readonly dictionary: Dictionary;
  /** Symbols of the longest pattern; 0 if there is none. */
  readonly maxLength: number;
  /**
   * How many symbols a code point stands for: 0 if it counts as absent, -1 if it is a character of no pattern, so
   * that no match holds it.
   */
  symbolCount(codePoint: number): number;
}

const known = new WeakMap<Automaton, Extent>();

/** The extent of an automaton: worked out of its sections when it is first asked for, and remembered as long as it is there. */
export function extentOf(automaton: Automaton): Extent {
  let extent = known.get(automaton);
  if (extent === undefined) {
    const dictionary = readSections(automaton.sections());
    extent = {
      dictionary,
      maxLength: longestPattern(dictionary),
      symbolCount: (codePoint) => symbolCount(dictionary, codePoint),
    };
    known.set(automaton, extent);
  }
  return extent;
}
