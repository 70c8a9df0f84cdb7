import type { Automaton, PatternMatch } from "./automaton.ts";
import { createPieceSearch } from "./piece-search.ts";
import { createPieceReader, type Piece } from "./pieces.ts";

/** Searches a text that comes in pieces. */
export interface PatternStream {
  /**
   * Takes the next piece: a string, or bytes of UTF-8, cut anywhere. Gives every occurrence of every pattern that
   * ends in it, ordered by end, then longer first, then by pattern. Offsets are those of the whole text.
   *
   * @throws TypeError if the text has ended, or the piece is neither string nor `Uint8Array`, or not of the kind
   * of those before it
   */
  push(piece: string | Uint8Array): PatternMatch[];
  /**
   * Ends the text, and gives what is left.
   *
   * @throws TypeError if it has ended
   */
  finish(): PatternMatch[];
}

/**
 * Makes the search of one text that comes in pieces. However it is cut, all that is given is together what
 * {@link Automaton.matches} finds in the whole, ordered by end, then longer first, then by pattern.
 *
 * Bytes are read as `TextDecoder` reads them: what is no UTF-8 counts as U+FFFD, and a byte order mark at the start
 * as nothing. Kept are at most about twice as many characters as the longest pattern has symbols, and of runs of
 * absent characters in the end the first and the last. Time grows with the text and the number of pieces, not with the
 * patterns.
 *
 * @example
 * ```ts
 * import { compileAutomaton } from "filter-audit/automaton";
 * import { createPatternStream } from "filter-audit/searches";
 *
 * const units = new Uint16Array(0x10000);
 * units["a".charCodeAt(0)] = 1;
 * units["b".charCodeAt(0)] = 2;
 * const automaton = compileAutomaton([Uint16Array.of(1, 2)], {
 *   classCount: 3,
 *   units,
 *   escapes: new Uint32Array(0),
 *   escapeStarts: Uint32Array.of(0),
 *   escapeSymbols: new Uint16Array(0),
 *   escapeJoined: new Uint8Array(0),
 * });
 * const stream = createPatternStream(automaton);
 * stream.push("..a"); // => []
 * stream.push("bab"); // => [{ pattern: 0, start: 2, end: 4 }, { pattern: 0, start: 4, end: 6 }]
 * stream.finish(); // => []
 * ```
 */
export function createPatternStream(automaton: Automaton): PatternStream {
  const reader = createPieceReader();
  const search = createPieceSearch(automaton);
  return {
    push: (piece: Piece) => search(reader.read(piece), false),
    finish: () => search(reader.end(), true),
  };
}
