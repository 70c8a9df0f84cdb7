import { checkArray, checkCount, checkObject, type Fields, fail } from "./field-check.ts";

// Rows of a section stand by index, ascending; what nothing was counted of has no row.

/** A row of a section: what was counted of the rule (or category) of this index. */
export interface IndexedRow {
  /** Index of the rule in `Tally.rules`. */
  readonly index: number;
}

/** Adds up rows by index. */
export function addByIndex<Row extends IndexedRow>(
  a: readonly Row[],
  b: readonly Row[],
  add: (x: Row, y: Row) => Row,
): readonly Row[] {
  const rows = new Map(a.map((row) => [row.index, row]));
  for (const row of b) {
    const before = rows.get(row.index);
    rows.set(row.index, before === undefined ? row : add(before, row));
  }
  return [...rows.values()].sort((x, y) => x.index - y.index);
}

/**
 * Checks rows by index: they ascend and are below `size`.
 *
 * @throws AuditError `malformed-input`
 */
export function checkByIndex(
  value: unknown,
  path: string,
  size: number,
  checkRow: (row: Fields, path: string, index: number) => void,
): void {
  let next = 0;
  for (const [place, item] of checkArray(value, path).entries()) {
    const row = checkObject(item, `${path}[${place}]`);
    if (next >= size) fail(`${path}[${place}]`, "absent: all indexes were before it");
    const index = checkCount(row.index, `${path}[${place}].index`, next, size - 1);
    checkRow(row, `${path}[${place}]`, index);
    next = index + 1;
  }
}
