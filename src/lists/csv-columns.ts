import { AuditError } from "../errors.ts";
import type { CsvListOptions } from "./options.ts";
import { escapeCharacter, UNSEEN } from "./unseen.ts";

/** A column that is kept. */
export interface MetadataColumn {
  /** Its name in the metadata. */
  readonly key: string;
  /** Its index among the columns. */
  readonly index: number;
}

/** Which columns of a CSV a list is made of. */
export interface CsvColumns {
  /** Index of the column of the term. */
  readonly term: number;
  /** The columns that are kept; each key occurs once. */
  readonly metadata: readonly MetadataColumn[];
}

/** Where a header stands. */
export interface HeaderPlace {
  /** Name of the list. */
  readonly source: string;
  /** Line of the header, counted from 1. */
  readonly line: number;
}

const CATEGORY = "category";

/** Names that an error names at most. */
const MAX_NAMES = 20;

/** Characters of a name that an error shows at most. */
const MAX_NAME_LENGTH = 40;

const HIDDEN = new RegExp(`["${UNSEEN}]`, "gu");

function quote(name: string): string {
  const characters = Array.from(name.slice(0, 2 * MAX_NAME_LENGTH));
  const shown = characters.slice(0, MAX_NAME_LENGTH).join("");
  return `"${shown.replace(HIDDEN, escapeCharacter)}${shown.length < name.length ? "…" : ""}"`;
}

function quoteAll(names: readonly string[]): string {
  const shown = names.slice(0, MAX_NAMES).map(quote).join(", ");
  return names.length > MAX_NAMES ? `${shown} and ${names.length - MAX_NAMES} more` : shown;
}

function findColumn(header: readonly string[], name: string, place: HeaderPlace): number {
  const index = header.indexOf(name);
  if (index < 0) {
    throw new AuditError(
      "missing-column",
      `no column ${quote(name)}, expected one of ${quoteAll(header)}`,
      place,
    );
  }
  if (header.indexOf(name, index + 1) >= 0) {
    throw new AuditError(
      "malformed-input",
      `column ${quote(name)} is there more than once, expected once`,
      place,
    );
  }
  return index;
}

/**
 * Finds the columns that the options name in a header.
 *
 * Where no metadata columns are named, all but that of the term are kept; a name that is taken already (an
 * earlier column has it, or it is `category` and another column is the category) becomes `name#2`, `name#3`
 * and so on, so that nothing is lost.
 *
 * @throws AuditError `missing-column` if a named column is not there; `malformed-input` if it is there twice
 */
export function findCsvColumns(
  header: readonly string[],
  options: CsvListOptions,
  place: HeaderPlace,
): CsvColumns {
  const { termColumn, metadataColumns, categoryColumn } = options;
  const term = findColumn(header, termColumn, place);
  const indices =
    metadataColumns === undefined
      ? [...header.keys()].filter((index) => index !== term)
      : Array.from(new Set(metadataColumns), (name) => findColumn(header, name, place));
  const byKey = new Map<string, number>();
  if (categoryColumn !== undefined) {
    byKey.set(CATEGORY, findColumn(header, categoryColumn, place));
  }
  /** By name: the number to try next, so that a header of equal names is not tried from the start. */
  const numbers = new Map<string, number>();
  for (const index of indices) {
    const name = header[index] ?? "";
    let key = name;
    let number = numbers.get(name) ?? 2;
    while (byKey.has(key) && byKey.get(key) !== index) {
      key = `${name}#${number++}`;
    }
    numbers.set(name, number);
    byKey.set(key, index);
  }
  return { term, metadata: Array.from(byKey, ([key, index]) => ({ key, index })) };
}
