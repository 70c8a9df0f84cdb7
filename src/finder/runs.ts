import { digitsOf } from "../unicode/digits.ts";
import { isCompound } from "./cells.ts";
import { placesOf, type Writing } from "./writing.ts";

/**
 * Whether a slice is a term as `isSame` says, but that a run of one symbol within the slice may stand for a shorter one of the term. The first and the
 * last run are as long as the term's, and a term that is one run has none that could be shorter.
 */
export function isSameInRuns(term: Writing, slice: Writing): boolean {
  const wanted = runsOf(term.symbols, 0, term.symbols.length);
  if (wanted.length < 3) {
    return false;
  }
  return placesOf(term, slice, (from, to) => {
    if (to - from < term.symbols.length) {
      return false;
    }
    const runs = runsOf(slice.symbols, from, to);
    return (
      runs.length === wanted.length &&
      runs.every(({ symbol, length }, place) => {
        const run = wanted[place];
        const isEdge = place === 0 || place === wanted.length - 1;
        return symbol === run?.symbol && (isEdge ? length === run.length : length >= run.length);
      })
    );
  });
}

/** A symbol and how often it stands there. */
interface Run {
  readonly symbol: number;
  readonly length: number;
}

function runsOf(symbols: readonly number[], from: number, to: number): Run[] {
  const runs: { symbol: number; length: number }[] = [];
  for (let place = from; place < to; place++) {
    const symbol = symbols[place] ?? 0;
    const run = runs.at(-1);
    if (run?.symbol === symbol && formsRuns(symbol)) {
      run.length++;
    } else {
      runs.push({ symbol, length: 1 });
    }
  }
  return runs;
}

/** Numbers are not stretched, nor what only looks like one character: one symbol under some folds, two under others. */
function formsRuns(symbol: number): boolean {
  return digitsOf(symbol) === undefined && !isCompound(symbol);
}
