import { CONFUSABLE_TABLE } from "./data/confusable-table.ts";
import { MARKS_TABLE } from "./data/marks-table.ts";
import { RADICAL_TABLE } from "./data/radical-table.ts";
import { lazily } from "./lazily.ts";
import { decodeMapping, decodeRanges, type Mapping } from "./table.ts";

// The tables of the other folds, each decoded when it is first asked for.

/** Radicals to ideographs. */
export const radicalMapping: () => Mapping = lazily(() => decodeMapping(RADICAL_TABLE));
/** Letters to the ASCII letters that they look like. */
export const confusableMapping: () => Mapping = lazily(() => decodeMapping(CONFUSABLE_TABLE));
/** Nonspacing and enclosing marks. */
export const markRanges: () => readonly number[] = lazily(() => decodeRanges(MARKS_TABLE));
