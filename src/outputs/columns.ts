import type { Report } from "../report/model.ts";
import type { Cell } from "./cells.ts";

/** A column: its name and what it holds of a row. */
export type TableColumn<Row> = readonly [name: string, cell: (row: Row) => Cell];

/** A table that can be made of a report. */
export interface ReportTable {
  /** What it holds, as a phrase. */
  readonly about: string;
  /** Names of its columns, the same for every report. */
  readonly columns: readonly string[];
  /** Its rows; undefined if the report lacks what it is made of. */
  rows(report: Report): readonly (readonly Cell[])[] | undefined;
}

/** Something with a share or another figure, and its interval. */
interface HasInterval {
  readonly interval: readonly [number | null, number | null];
}

/** Defines a table by its rows and columns. */
export function defineTable<Row>(
  about: string,
  rowsOf: (report: Report) => readonly Row[] | undefined,
  columns: readonly TableColumn<Row>[],
): ReportTable {
  return {
    about,
    columns: columns.map(([name]) => name),
    rows: (report) => rowsOf(report)?.map((row) => columns.map(([, cell]) => cell(row))),
  };
}

/** The ends of an interval, as two columns. */
export function intervalColumns<Row>(
  of: (row: Row) => HasInterval | undefined,
  prefix = "",
): readonly TableColumn<Row>[] {
  return [
    [named(prefix, "lower"), (row) => of(row)?.interval[0] ?? null],
    [named(prefix, "upper"), (row) => of(row)?.interval[1] ?? null],
  ];
}

/** A share and the ends of its interval, as three columns. */
export function rateColumns<Row>(
  of: (row: Row) => (HasInterval & { readonly rate: number | null }) | undefined,
  prefix = "",
): readonly TableColumn<Row>[] {
  return [[named(prefix, "rate"), (row) => of(row)?.rate ?? null], ...intervalColumns(of, prefix)];
}

/** A count, of how many, and the share with its interval, as five columns. */
export function shareColumns<Row>(
  of: (
    row: Row,
  ) => (HasInterval & { count: number; total: number; rate: number | null }) | undefined,
  prefix: string,
): readonly TableColumn<Row>[] {
  return [
    [prefix, (row) => of(row)?.count ?? null],
    [named(prefix, "of"), (row) => of(row)?.total ?? null],
    ...rateColumns(of, prefix),
  ];
}

function named(prefix: string, name: string): string {
  return prefix === "" ? name : `${prefix}${name.charAt(0).toUpperCase()}${name.slice(1)}`;
}
