import { CASE_TABLE } from "./data/case-table.ts";
import { COMPAT_TABLE } from "./data/compat-table.ts";
import { IGNORABLE_TABLE } from "./data/ignorable-table.ts";
import { SCRIPT_TABLE } from "./data/script-table.ts";
import { WIDTH_TABLE } from "./data/width-table.ts";
import { lazily } from "./lazily.ts";
import { decodeNormalized } from "./normalized-table.ts";
import { decodeGroups, decodeMapping, decodeRanges, type Mapping } from "./table.ts";

// The tables of the folds that are on by default, each decoded when it is first asked for.

/** Full case folding. */
export const caseMapping: () => Mapping = lazily(() => decodeMapping(CASE_TABLE));
/** NFKD of full-width and half-width forms. */
export const widthMapping: () => Mapping = lazily(() => decodeMapping(WIDTH_TABLE));
/** NFKD of all else but Hangul. Throws an `AuditError` where the host cannot normalize. */
export const compatMapping: () => Mapping = lazily(() => decodeNormalized(COMPAT_TABLE));
/** Forms of a Chinese character to one of them. */
export const scriptMapping: () => Mapping = lazily(() => decodeGroups(SCRIPT_TABLE));
/** Invisible characters. */
export const ignorableRanges: () => readonly number[] = lazily(() => decodeRanges(IGNORABLE_TABLE));
