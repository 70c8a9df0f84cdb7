import type { Automaton } from "./automaton.ts";

/**
 * Adds to `counts[pattern]` the number of occurrences of each pattern in a text, each span once. No match is made
 * an object.
 *
 * @param text - or its UTF-16 code units
 * @throws RangeError if `counts` has fewer elements than there are patterns
 *
 * @example
 * ```ts
 * import { compileAutomaton } from "filter-audit/automaton";
 * import { countPatternMatches } from "filter-audit/searches";
 *
 * const units = new Uint16Array(0x10000);
 * units.set([1, 2], "a".charCodeAt(0));
 * const automaton = compileAutomaton([Uint16Array.of(1), Uint16Array.of(1, 2)], {
 *   classCount: 3,
 *   units,
 *   escapes: new Uint32Array(0),
 *   escapeStarts: new Uint32Array(1),
 *   escapeSymbols: new Uint16Array(0),
 *   escapeJoined: new Uint8Array(0),
 * });
 * const counts = new Uint32Array(automaton.patternCount);
 * countPatternMatches(automaton, "abaab", counts);
 * [...counts]; // => [3, 2]
 * ```
 */
export function countPatternMatches(
  automaton: Automaton,
  text: string | Uint16Array,
  counts: Uint32Array,
): void {
  if (counts.length < automaton.patternCount) {
    throw new RangeError(
      `counts has ${counts.length} elements, expected ${automaton.patternCount}`,
    );
  }
  const count = (pattern: number): boolean => {
    counts[pattern]!++;
    return false;
  };
  if (typeof text === "string") {
    automaton.scan(text, count);
  } else {
    automaton.scanUnits(text, 0, text.length, count);
  }
}
