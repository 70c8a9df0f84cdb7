export {
  type Alphabet,
  type ClassTable,
  createClassTable,
  type EncodedTerms,
} from "./class-table.ts";
export {
  type CharacterMap,
  type CustomFoldOptions,
  createFold,
  foldName,
  normalizeChoices,
} from "./custom-fold.ts";
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
export { createFolding, type Expansion, type Folding } from "./folding.ts";
export { createLightFolding, type LightFolding } from "./light-folding.ts";
export { isHan, isSeparator } from "./separators.ts";
