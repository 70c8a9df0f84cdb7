export { type Alphabet, type ClassTable, createClassTable } from "./class-table.ts";
export { UNICODE_VERSION } from "./data/case-table.ts";
export { OPENCC_VERSION } from "./data/script-table.ts";
export { DEFAULT_FOLDS, FOLDS, type Fold, normalizeFolds } from "./fold.ts";
export { createFolding, type Expansion, type Folding } from "./folding.ts";
