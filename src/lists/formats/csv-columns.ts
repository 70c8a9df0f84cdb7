import { AuditError } from "../../errors.ts";
import { quote, quoteAll } from "./quote.ts";

/** A column: its name in the header, or its number, counted from 1. */
export type CsvColumnName = string | number;

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
  /** Where a column stands in `metadata`, by its index: twice if it is the category and kept under its name. */
  readonly places: ReadonlyMap<number, readonly number[]>;
}

/** Which columns are wanted. */
export interface CsvColumnOptions {
  /** Column of the term. */
  readonly termColumn: CsvColumnName;
  /** Columns that are kept. Default: all but that of the term. */
  readonly metadataColumns?: readonly CsvColumnName[];
  /** Column whose value is kept as `category` too. Default: none. */
  readonly categoryColumn?: CsvColumnName;
}

/** The columns of a table. */
export interface CsvHeader {
  /** Their names; where there is no header line, their numbers, counted from 1. */
  readonly names: readonly string[];
  /** Name of the list. */
  readonly source: string;
  /** Line of the header, or of the first record where there is none; counted from 1. */
  readonly line: number;
}

const CATEGORY = "category";

/** Whether a value of an option is a column. */
export function isColumnName(value: unknown): value is CsvColumnName {
  return typeof value === "string" || typeof value === "number";
}

/**
 * The index of a column.
 *
 * @throws RangeError if it is a number that is no integer above 0
 * @throws AuditError `missing-column` if it is not there; `malformed-input` if it is there twice
 */
export function findColumn(header: CsvHeader, name: CsvColumnName): number {
  const { names, source, line } = header;
  if (typeof name === "number") {
    if (!Number.isSafeInteger(name) || name < 1) {
      throw new RangeError(`column is ${name}, expected an integer above 0`);
    }
    if (name > names.length) {
      const reason = `no column ${name}, expected one from 1 to ${names.length}`;
      throw new AuditError("missing-column", reason, { source, line });
    }
    return name - 1;
  }
  const index = names.indexOf(name);
  if (index < 0) {
    throw new AuditError(
      "missing-column",
      `no column ${quote(name)}, expected one of ${quoteAll(names)}`,
      { source, line },
    );
  }
  if (names.indexOf(name, index + 1) >= 0) {
    throw new AuditError(
      "malformed-input",
      `column ${quote(name)} is there more than once, expected once`,
      { source, line },
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
 * @throws RangeError if a column is a number that is no integer above 0
 * @throws AuditError `missing-column` if a named column is not there; `malformed-input` if it is there twice
 */
export function findCsvColumns(header: CsvHeader, options: CsvColumnOptions): CsvColumns {
  const { termColumn, metadataColumns, categoryColumn } = options;
  const term = findColumn(header, termColumn);
  const indices =
    metadataColumns === undefined
      ? [...header.names.keys()].filter((index) => index !== term)
      : Array.from(new Set(metadataColumns), (name) => findColumn(header, name));
  const byKey = new Map<string, number>();
  if (categoryColumn !== undefined) {
    byKey.set(CATEGORY, findColumn(header, categoryColumn));
  }
  /** By name: the number to try next, so that a header of equal names is not tried from the start. */
  const numbers = new Map<string, number>();
  for (const index of indices) {
    const name = header.names[index] ?? "";
    let key = name;
    let number = numbers.get(name) ?? 2;
    while (byKey.has(key) && byKey.get(key) !== index) {
      key = `${name}#${number++}`;
    }
    numbers.set(name, number);
    byKey.set(key, index);
  }
  const metadata = Array.from(byKey, ([key, index]) => ({ key, index }));
  const places = new Map<number, number[]>();
  for (const [place, { index }] of metadata.entries()) {
    const others = places.get(index);
    if (others === undefined) {
      places.set(index, [place]);
    } else {
      others.push(place);
    }
  }
  return { term, metadata, places };
}
