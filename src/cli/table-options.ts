import { type Command, Option } from "commander";
import type { CsvOptions } from "../outputs/csv.ts";
import { TABLE_NAMES, type TableName } from "../outputs/tables.ts";
import type { CommandFormat } from "./report-formats.ts";
import { chooseName } from "./suggestion.ts";
import { takes } from "./values.ts";

/** What the options of {@link addTableOptions} say. */
export interface TableChoice {
  readonly reportTable?: TableName;
  readonly bom?: boolean;
}

/** Adds the options of the forms that hold one table. */
export function addTableOptions(command: Command): Command {
  return command
    .addOption(
      new Option(
        "--report-table <name>",
        `csv, tsv: which table (default: rules), one of ${TABLE_NAMES.join(", ")}`,
      ).argParser(parseTable),
    )
    .option("--bom", "csv, tsv: begin with a byte order mark, by which Excel knows UTF-8");
}

/** Refuses the options beside a form that has no use for them. */
export function checkTableOptions(
  { reportTable, bom }: TableChoice,
  format: CommandFormat | "triggers",
): void {
  if (format === "csv" || format === "tsv") return;
  for (const [option, given] of [
    ["--report-table", reportTable],
    ["--bom", bom],
  ] as const) {
    if (given !== undefined) {
      throw new TypeError(`${option} is of a table, expected --format csv or tsv beside it`);
    }
  }
}

/** The options as the form takes them. */
export function csvOptionsOf({ reportTable, bom }: TableChoice): CsvOptions {
  return {
    ...(reportTable === undefined ? {} : { table: reportTable }),
    ...(bom === undefined ? {} : { bom }),
  };
}

const parseTable = takes(
  { kind: "name", names: TABLE_NAMES },
  (name: string): TableName => chooseName("table", name, TABLE_NAMES),
);
