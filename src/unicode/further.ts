import type { CharacterFolds } from "./character-folds.ts";
import type { CustomFold } from "./fold.ts";

/**
 * What only folds need that are not on by default, and folds of the user's own. Whoever can be asked for these links it
 * (`all-folds.ts`), so that nobody carries it who folds by no others.
 */
export interface FurtherFolds {
  /** Nonspacing and enclosing marks, as ranges. */
  markRanges(): readonly number[];
  /** Classes of characters that folds unite, as `uniteClasses` says. */
  uniteClasses(folds: CharacterFolds): ReadonlyMap<number, number>;
  /** A fold of the user's own, checked. */
  knownFold(fold: CustomFold): CustomFold;
  /** A number of its own for a fold that `knownFold` gave. */
  foldNumber(fold: CustomFold): number;
  /** What a character shows as a number. */
  digitsOf(codePoint: number): string | undefined;
}

const linked: { folds?: FurtherFolds } = {};

/** Links what further folds need. It is always the same, so that it does not matter when, or how often. */
export function linkFolds(folds: FurtherFolds): void {
  linked.folds = folds;
}

/** What further folds need. Nobody gets here with one of them who has not linked it. */
export function further(): FurtherFolds {
  if (linked.folds === undefined) {
    throw new TypeError("a fold that is not on by default is not linked, expected linkAllFolds");
  }
  return linked.folds;
}

const NONE: ReadonlyMap<number, number> = new Map();

/** See `uniteClasses`: empty where no fold unites classes. */
export function unitedBy(folds: CharacterFolds): ReadonlyMap<number, number> {
  const { names, customs } = folds;
  return names.has("radical") || names.has("confusable") || customs.length > 0
    ? further().uniteClasses(folds)
    : NONE;
}
