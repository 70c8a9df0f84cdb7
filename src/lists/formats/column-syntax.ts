import type { EntrySyntax } from "../entry.ts";
import { createSyntax, type Syntax } from "../syntaxes.ts";
import { type CsvColumnName, type CsvHeader, findColumn, isColumnName } from "./csv-columns.ts";
import type { CsvRow } from "./csv-table.ts";
import type { ExpressionContext } from "./expressions.ts";

/** A syntax for each value of a column. */
export interface SyntaxByColumn {
  /** The column, by its name or its number. */
  readonly column: CsvColumnName;
  /** The syntax of the terms of the rows that have this value there, exactly. */
  readonly values: Readonly<Record<string, Syntax>>;
  /** The syntax of all other terms. Default: `lines`. */
  readonly otherwise?: Syntax;
}

/** The syntax of the terms of a column: one for all, or one for each value of another column. */
export type ColumnSyntax = Syntax | SyntaxByColumn;

/** Finds the syntax of each row of a table. */
export type OpenSyntax = (header: CsvHeader) => (row: CsvRow) => EntrySyntax;

/**
 * Makes the syntax of a column.
 *
 * @throws RangeError if a syntax is unknown, or an option of it is out of range
 * @throws TypeError if an option has a wrong type, or a syntax needs expressions and there are none; where the header
 * of the table is known, what `findColumn` throws
 */
export function createColumnSyntax(syntax: ColumnSyntax, context: ExpressionContext): OpenSyntax {
  if (typeof syntax === "string" || !("column" in syntax)) {
    const only = createSyntax(syntax, context);
    return () => () => only;
  }
  const { column, values, otherwise = "lines" } = syntax;
  if (!isColumnName(column) || typeof values !== "object" || values === null) {
    throw new TypeError(
      "syntax has no column or no values, expected a name, or a column and values",
    );
  }
  const others = createSyntax(otherwise, context);
  const byValue = new Map(
    Object.entries(values).map(([value, name]) => [value, createSyntax(name, context)]),
  );
  return (header) => {
    const index = findColumn(header, column);
    return ({ fields }) => byValue.get(fields[index] ?? "") ?? others;
  };
}
