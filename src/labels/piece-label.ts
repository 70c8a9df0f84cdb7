import type { Agreement } from "../finder/agreement.ts";
import type { FoldChoice } from "../unicode/fold.ts";
import { createIsPartial, type Explanation } from "./fold-label.ts";
import type { SlicedPiece } from "./piece.ts";

/** Explains the pieces of a match of a term with gaps. */
export type ExplainPieces = (literal: string, pieces: readonly SlicedPiece[]) => Explanation;

/** What is written as its term. */
const EXACT: readonly string[] = Object.freeze([]);

/**
 * Makes the explanation of matches of terms with gaps: the smallest set of folds under which each piece is a match of
 * its part of the term. That is not always all that the pieces need one by one: where one of them needs `width` or
 * `compat`, and another `compat`, `compat` is enough.
 */
export function createPieceExplanations(
  folds: readonly FoldChoice[],
  agreement: Agreement,
): ExplainPieces {
  const names = folds
    .map((fold) => (typeof fold === "string" ? fold : fold.name))
    .filter((name) => name !== "regional");
  const isPartial = createIsPartial(folds, agreement);

  function agree(pieces: readonly SlicedPiece[], set: readonly string[]): boolean {
    return pieces.every((piece) => agreement.agrees(piece.literal, piece.slice, set, piece));
  }

  function smallest(pieces: readonly SlicedPiece[]): readonly string[] {
    const own = pieces.map(
      (piece) => agreement.smallest(piece.literal, piece.slice, piece) ?? EXACT,
    );
    const all = new Set(own.flat());
    const largest = own.find(({ length }) => length === all.size);
    if (largest !== undefined) {
      return largest;
    }
    // More folds never agree less: a fold without which all others do not is in every set.
    const needed = names.filter(
      (name) =>
        !agree(
          pieces,
          names.filter((other) => other !== name),
        ),
    );
    const free = names.filter((name) => !needed.includes(name));
    for (let size = 0; needed.length + size <= all.size; size++) {
      for (const chosen of choose(free, size, 0)) {
        const set = names.filter((name) => needed.includes(name) || chosen.includes(name));
        if (agree(pieces, set)) {
          return set;
        }
      }
    }
    return names.filter((name) => all.has(name));
  }

  return (literal, pieces) => {
    const open = distinct(pieces.filter(({ literal: part, slice }) => part !== slice));
    const set = open.length === 0 ? EXACT : smallest(open);
    return {
      folds: set,
      literal,
      partial: open.some((piece) => isPartial(piece.literal, piece.slice, set)),
    };
  };
}

/** One of each that are alike. */
function distinct(pieces: readonly SlicedPiece[]): readonly SlicedPiece[] {
  const known = new Map(
    pieces.map((piece) => [
      JSON.stringify([piece.literal, piece.slice, piece.before, piece.after]),
      piece,
    ]),
  );
  return [...known.values()];
}

/** The subsets of a size, in the order of their members. */
function* choose<T>(items: readonly T[], size: number, from: number): Generator<readonly T[]> {
  if (size === 0) {
    yield [];
    return;
  }
  for (let place = from; place + size <= items.length; place++) {
    for (const rest of choose(items, size - 1, place + 1)) {
      yield [items[place] as T, ...rest];
    }
  }
}
