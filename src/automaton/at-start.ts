import type { Automaton, PatternMatch } from "./automaton.ts";
import { extentOf } from "./extent.ts";

/**
 * The matches that begin at an offset of a text, or behind it with nothing but absent characters between, longer
 * first, then by pattern. Only as much of the text is looked at as the longest pattern can take. An offset within a
 * pair of surrogates begins none.
 *
 * @throws RangeError if `offset` is no whole number from 0 to the length of the text
 *
 * @example
 * ```ts
 * import { compileAutomaton } from "filter-audit/automaton";
 * import { patternMatchesAt } from "filter-audit/searches";
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
 * patternMatchesAt(automaton, "xabc", 1).map(({ pattern }) => pattern); // => [1, 0]
 * patternMatchesAt(automaton, "xabc"); // => []
 * ```
 */
export function patternMatchesAt(automaton: Automaton, text: string, offset = 0): PatternMatch[] {
  checkOffset(text, offset);
  const { maxLength, symbolCount } = extentOf(automaton);
  const isWithinPair = offset > 0 && text.codePointAt(offset - 1)! > 0xffff;
  let place = isWithinPair ? text.length : offset;
  let first = -1;
  for (let left = maxLength; left > 0 && place < text.length; ) {
    const codePoint = text.codePointAt(place)!;
    const symbols = symbolCount(codePoint);
    if (symbols < 0) {
      break;
    }
    if (symbols > 0) {
      first = first < 0 ? place : first;
      left--;
    }
    place += codePoint > 0xffff ? 2 : 1;
  }
  if (first < 0) {
    return [];
  }
  return automaton
    .matches(text.slice(first, place))
    .filter(({ start }) => start === 0)
    .map(({ pattern, end }) => ({ pattern, start: first, end: end + first }));
}

/** @throws RangeError if an offset is none of the text */
export function checkOffset(text: string, offset: number): void {
  if (!Number.isInteger(offset) || offset < 0 || offset > text.length) {
    throw new RangeError(
      `${String(offset)} is no offset in the text, expected a whole number from 0 to ${text.length}`,
    );
  }
}
