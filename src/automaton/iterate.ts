import type { Automaton, PatternMatch } from "./automaton.ts";
import { searchPiece, tailOf } from "./piece-search.ts";

/** Code units that are searched before what was found in them is given. */
const BLOCK = 4096;

/**
 * Gives every occurrence of every pattern, in the order of {@link Automaton.matches}: by start, then longer first,
 * then by pattern. The text is searched as far as they are asked for, and a block further; memory is bounded by the
 * matches in a block and the longest pattern, not by the length of the text.
 *
 * @example
 * ```ts
 * import { compileAutomaton } from "filter-audit/automaton";
 * import { iteratePatternMatches } from "filter-audit/searches";
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
 * for (const { start, end } of iteratePatternMatches(automaton, "xabcab")) {
 *   [start, end]; // => [1, 4]
 *   break;
 * }
 * ```
 */
export function* iteratePatternMatches(
  automaton: Automaton,
  text: string,
): Generator<PatternMatch, void, undefined> {
  const tail = tailOf(automaton);
  let pending: PatternMatch[] = [];
  for (let place = 0; place < text.length; place += BLOCK) {
    const isLast = place + BLOCK >= text.length;
    const piece = text.slice(place, place + BLOCK);
    pending = pending.concat(searchPiece(automaton, tail, piece, isLast));
    pending.sort((a, b) => a.start - b.start || b.end - a.end || a.pattern - b.pattern);
    const origin = isLast ? Number.POSITIVE_INFINITY : tail.origin();
    const certain = pending.findIndex(({ start }) => start >= origin);
    const ready = certain < 0 ? pending : pending.slice(0, certain);
    pending = certain < 0 ? [] : pending.slice(certain);
    yield* ready;
  }
}
