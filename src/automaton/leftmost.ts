import type { Automaton, PatternMatch } from "./automaton.ts";

/** Which of several matches that begin at one place is taken. */
export type Preference = "longest" | "first";

/**
 * Matches that do not overlap, in order: from the start of the text on, always the one that begins first, and of
 * several that begin there the longest, or that of the pattern given first; then on from its end. Equal patterns: the
 * one given first. Takes time in proportion to the text and the number of all its matches.
 *
 * @throws RangeError if `prefer` is neither
 *
 * @see `MatchKind` of the Rust crate aho-corasick 1.1
 *
 * @example
 * ```ts
 * import { compileAutomaton } from "filter-audit/automaton";
 * import { leftmostPatternMatches } from "filter-audit/searches";
 *
 * const units = new Uint16Array(0x10000);
 * units.set([1, 2, 3], "a".charCodeAt(0));
 * const automaton = compileAutomaton([Uint16Array.of(1, 2), Uint16Array.of(1, 2, 3)], {
 *   classCount: 4,
 *   units,
 *   escapes: new Uint32Array(0),
 *   escapeStarts: new Uint32Array(1),
 *   escapeSymbols: new Uint16Array(0),
 *   escapeJoined: new Uint8Array(0),
 * });
 * leftmostPatternMatches(automaton, "xabc", "longest"); // => [{ pattern: 1, start: 1, end: 4 }]
 * leftmostPatternMatches(automaton, "xabc", "first"); // => [{ pattern: 0, start: 1, end: 3 }]
 * ```
 */
export function leftmostPatternMatches(
  automaton: Automaton,
  text: string,
  prefer: Preference = "longest",
): PatternMatch[] {
  checkPreference(prefer);
  const isBetter =
    prefer === "first"
      ? (a: PatternMatch, b: PatternMatch): boolean =>
          a.pattern < b.pattern || (a.pattern === b.pattern && a.end > b.end)
      : (a: PatternMatch, b: PatternMatch): boolean =>
          a.end > b.end || (a.end === b.end && a.pattern < b.pattern);
  // Of each start: what would be taken there.
  const best = new Map<number, PatternMatch>();
  automaton.scan(text, (pattern, start, end) => {
    const match = { pattern, start, end };
    const known = best.get(start);
    if (known === undefined || isBetter(match, known)) {
      best.set(start, match);
    }
    return false;
  });
  const taken: PatternMatch[] = [];
  let place = 0;
  for (const match of [...best.values()].sort((a, b) => a.start - b.start)) {
    if (match.start >= place) {
      taken.push(match);
      place = match.end;
    }
  }
  return taken;
}

/** @throws RangeError if it is none */
export function checkPreference(prefer: string): void {
  if (prefer !== "longest" && prefer !== "first") {
    throw new RangeError(`prefer is ${JSON.stringify(prefer)}, expected longest or first`);
  }
}
