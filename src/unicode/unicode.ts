// All folds. Whoever shall not carry those that are not on by default imports the files one by one.
export {
  createFold,
  createFolding,
  createLightFolding,
} from "./all-folds.ts";
export { foldName, normalizeChoices } from "./choices.ts";
export {
  type Alphabet,
  type ClassTable,
  createClassTable,
  type EncodedTerms,
} from "./class-table.ts";
export type { CharacterMap, CustomFoldOptions } from "./custom-fold.ts";
export { UNICODE_VERSION } from "./data/case-table.ts";
export { OPENCC_VERSION } from "./data/script-table.ts";
export { digitsOf } from "./digits.ts";
export {
  type CustomFold,
  DEFAULT_FOLDS,
  FOLDS,
  type Fold,
  type FoldChoice,
  normalizeFolds,
} from "./fold.ts";
export type { Expansion, Folding } from "./folding.ts";
export type { LightFolding } from "./light-folding.ts";
export { isHan, isSeparator } from "./separators.ts";
