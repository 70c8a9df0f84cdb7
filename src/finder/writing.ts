import { createLightFolding, digitsOf, type Folding } from "../unicode/unicode.ts";
import { type Cell, isCompound } from "./cells.ts";

/** A text written out as symbols: what its characters fold to, one after another. */
export interface Writing {
  /** Canonical code points. */
  readonly symbols: readonly number[];
  /** Beside `symbols`: whether it cannot be parted from the one before it. */
  readonly joined: readonly boolean[];
  /** How many of `symbols` are those of the first character that does not count as absent. */
  readonly first: number;
  /** How many of `symbols` are those of the last character that does not count as absent. */
  readonly last: number;
}

const cased = createLightFolding(["case"]);

/** Writes characters out. A number that is not one of a run is folded by `case` alone, if that is on. */
export function writeCells(cells: readonly Cell[], folding: Folding): Writing {
  const symbols: number[] = [];
  const joined: boolean[] = [];
  let first = 0;
  let last = 0;
  for (const { codePoint, digits, isNumber } of cells) {
    const before = symbols.length;
    if (digits !== undefined) {
      for (const digit of digits) {
        symbols.push(...folding.expand(digit.codePointAt(0) ?? 0).codePoints);
        joined.push(joined.length > before);
      }
    } else if (isNumber) {
      const isCased = folding.folds.includes("case");
      symbols.push(...(isCased ? cased.expand(codePoint).codePoints : [codePoint]));
      joined.push(false);
    } else {
      const expansion = folding.expand(codePoint);
      symbols.push(...expansion.codePoints);
      joined.push(...expansion.joined);
    }
    if (symbols.length > before) {
      last = symbols.length - before;
      first = before === 0 ? last : first;
    }
  }
  return { symbols, joined, first, last };
}

/**
 * Whether a slice is a term: the symbols of the term are some of those of the slice, one after another, from
 * within its first character to within its last, and nothing is cut that cannot be parted. Characters at the edges of
 * the slice that count as absent are passed over.
 */
export function isSame(term: Writing, slice: Writing): boolean {
  return placesOf(term, slice, (from, to) => {
    if (to - from !== term.symbols.length) {
      return false;
    }
    for (let place = from; place < to; place++) {
      if (slice.symbols[place] !== term.symbols[place - from]) {
        return false;
      }
    }
    return true;
  });
}

/**
 * The same where a run of one symbol within the slice may stand for a shorter one of the term. The first and the
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

function placesOf(
  term: Writing,
  { symbols, joined, first, last }: Writing,
  isFit: (from: number, to: number) => boolean,
): boolean {
  if (term.symbols.length === 0) {
    return false;
  }
  for (let from = 0; from < first; from++) {
    for (let to = symbols.length; to > symbols.length - last && to > from; to--) {
      if (joined[from] !== true && joined[to] !== true && isFit(from, to)) {
        return true;
      }
    }
  }
  return false;
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
export function formsRuns(symbol: number): boolean {
  return digitsOf(symbol) === undefined && !isCompound(symbol);
}
