import { linkCharacterFolds } from "../unicode/all-folds.ts";
import { isParting, readCells } from "./cells.ts";
import { createCharacterAgreement } from "./character-agreement.ts";
import { cutsNumber } from "./cut-number.ts";
import { createRelevance } from "./relevance.ts";
import { isSameInRuns } from "./runs.ts";
import { type SequenceFolds, sequenceFolds } from "./sequence-folds.ts";
import { createFormKey, createViews } from "./views.ts";

const SEQUENCES: SequenceFolds = {
  readCells,
  isParting,
  isSameInRuns,
  cutsNumber,
  createCharacterAgreement,
  createRelevance,
  createViews,
  createFormKey,
};

/** Links what all folds need that are not on by default. What can be asked for such a fold does so first. */
export function linkAllFolds(): void {
  linkCharacterFolds();
  sequenceFolds.link(SEQUENCES);
}
