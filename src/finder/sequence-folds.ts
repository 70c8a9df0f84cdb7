import type { FoldChoice } from "../unicode/fold.ts";
import { createLink, type Link } from "../unicode/link.ts";
import type { Surroundings } from "./agreement.ts";
import type { Bounds } from "./bounds.ts";
import type { CellFolds } from "./cells.ts";
import type { CharacterAgreement } from "./character-agreement.ts";
import type { Relevance } from "./relevance.ts";
import type { VisitSpan } from "./view.ts";
import type { Cell, Writing } from "./writing.ts";

/**
 * What only the folds need that look at several characters at once, and folds of the user's own. Linked as `further.ts`
 * of `unicode/` says.
 */
export interface SequenceFolds {
  /** See `cells.ts`. */
  readCells(text: string, reading: CellFolds, bounds: Bounds): Cell[];
  /** Whether a character is a separator. */
  isParting(codePoint: number): boolean;
  /** See `runs.ts`. */
  isSameInRuns(term: Writing, slice: Writing): boolean;
  /** Whether a slice begins or ends between two digits of its text. */
  cutsNumber(slice: string, surroundings: Surroundings): boolean;
  /** See `character-agreement.ts`. */
  createCharacterAgreement(choices: readonly FoldChoice[]): CharacterAgreement;
  /** See `relevance.ts`. */
  createRelevance(choices: readonly FoldChoice[]): Relevance;
  /** See `views.ts`. */
  createViews(
    literalsOf: () => readonly string[],
    choices: readonly FoldChoice[],
    bounds: Bounds,
  ): (text: string, visit: VisitSpan) => boolean;
  /** See `views.ts`. */
  createFormKey(choices: readonly FoldChoice[], bounds: Bounds): (literal: string) => string;
}

/** What these folds need. */
export const sequenceFolds: Link<SequenceFolds> = createLink(
  "a fold that is not on by default",
  "linkAllFolds",
);
