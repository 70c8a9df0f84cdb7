import { furtherFolds } from "../unicode/further.ts";
import { isSeparator } from "../unicode/separators.ts";

/** Canonical code points. */
export type Symbols = readonly number[];

/** Most symbols of a slice or a term that are aligned. */
const MAX_SYMBOLS = 512;

/** The symbols of a text under all folds, and beside them under all but one. */
export interface SymbolPair {
  /** Under all folds: what decides which symbols are the same. */
  readonly folded: Symbols;
  /** Under all but one: what is kept. */
  readonly kept: Symbols;
}

/**
 * Which symbol of a slice stands for each symbol of a term, where separators, digits and repeats count as they do
 * in a match: the symbols of the slice (`kept`), one for each of the term. For what is written in other digits, one
 * for one, and for separators of the term, it is the term's own symbol. The slice may begin up to `leading` symbols before its
 * part in the match and end up to `trailing` after it. Undefined if slice and term do not agree.
 */
export function alignSymbols(
  term: SymbolPair,
  slice: SymbolPair,
  leading: number,
  trailing: number,
): Symbols | undefined {
  const size = term.folded.length;
  if (size > MAX_SYMBOLS || slice.folded.length > MAX_SYMBOLS) {
    return undefined;
  }
  // What failed once fails again: so the work is at most the product of both lengths.
  const failed = new Set<number>();
  const aligned: number[] = [];

  function align(at: number, place: number): boolean {
    if (place === size && at >= slice.folded.length - trailing) {
      return true;
    }
    const state = at * (size + 1) + place;
    if (failed.has(state)) {
      return false;
    }
    const symbol = slice.folded[at];
    const wanted = term.folded[place];
    const isAligned =
      (symbol !== undefined &&
        symbol === wanted &&
        step(place, slice.kept[at] ?? symbol, at + 1, place + 1)) ||
      (symbol !== undefined &&
        wanted !== undefined &&
        furtherFolds.get().digitsOf(symbol) !== undefined &&
        furtherFolds.get().digitsOf(symbol) === furtherFolds.get().digitsOf(wanted) &&
        step(place, term.kept[place] ?? wanted, at + 1, place + 1)) ||
      (symbol !== undefined &&
        (isSeparator(symbol) || (place > 0 && symbol === term.folded[place - 1])) &&
        align(at + 1, place)) ||
      (wanted !== undefined &&
        isSeparator(wanted) &&
        step(place, term.kept[place] ?? wanted, at, place + 1));
    if (!isAligned) {
      failed.add(state);
    }
    return isAligned;
  }

  function step(place: number, symbol: number, at: number, next: number): boolean {
    aligned[place] = symbol;
    return align(at, next);
  }

  for (let start = 0; start <= leading; start++) {
    if (align(start, 0)) {
      return aligned.slice(0, size);
    }
  }
  return undefined;
}
