import type { FoldChoice } from "../unicode/fold.ts";
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

const linked: { folds?: SequenceFolds } = {};

/** Links what these folds need. It is always the same, so that it does not matter when, or how often. */
export function linkSequences(folds: SequenceFolds): void {
  linked.folds = folds;
}

/** What these folds need. Nobody gets here with one of them who has not linked it. */
export function sequenceFolds(): SequenceFolds {
  if (linked.folds === undefined) {
    throw new TypeError("a fold that is not on by default is not linked, expected linkAllFolds");
  }
  return linked.folds;
}

/** The same for who can do without: undefined if it is not linked. */
export function linkedFolds(): SequenceFolds | undefined {
  return linked.folds;
}
