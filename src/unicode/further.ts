import type { CharacterFolds } from "./character-folds.ts";
import type { CustomFold } from "./fold.ts";
import { createLink, type Link } from "./link.ts";

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

/** What further folds need. */
export const furtherFolds: Link<FurtherFolds> = createLink(
  "a fold that is not on by default",
  "linkAllFolds",
);

const NONE: ReadonlyMap<number, number> = new Map();

/** See `uniteClasses`: empty where no fold unites classes. */
export function unitedBy(folds: CharacterFolds): ReadonlyMap<number, number> {
  const { names, customs } = folds;
  return names.has("radical") || names.has("confusable") || customs.length > 0
    ? furtherFolds.get().uniteClasses(folds)
    : NONE;
}
