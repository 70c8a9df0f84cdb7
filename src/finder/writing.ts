import type { Folding } from "../unicode/folding.ts";
import { createLightFolding } from "../unicode/light-folding.ts";

/** One character of a text, as the folds of single characters shall see it. */
export interface Cell {
  /** The code point; none that counts as absent as a separator is among the cells. */
  readonly codePoint: number;
  /** The ASCII digits that it is read as, where it is one of a run. */
  readonly digits?: string | undefined;
  /** Whether it shows a number but is not one of a run, and is not taken apart for that. */
  readonly isNumber?: boolean;
}

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
  for (const { codePoint, digits, isNumber = false } of cells) {
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

/** Whether a part of a slice is a term, of those parts that begin within its first character and end within its last. */
export function placesOf(
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
