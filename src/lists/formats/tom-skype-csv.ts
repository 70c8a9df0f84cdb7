import { createMetadata } from "../entry.ts";
import type { ListInfo } from "../keyword-list.ts";
import type { ListCollector } from "../list-collector.ts";
import type { ListInput } from "../list-input.ts";
import type { CommonListOptions } from "../options.ts";
import type { Action } from "../rule.ts";
import { addRow, readRowMetadata } from "./csv.ts";
import { findColumn, findCsvColumns } from "./csv-columns.ts";
import { readCsvTable } from "./csv-table.ts";
import { createLinesSyntax } from "./lines.ts";

/**
 * How the Citizen Lab's table of the words of TOM-Skype and Sina UC is read: a CSV with the columns `word`,
 * `lists`, `client`, `category` and others (github.com/citizenlab/chat-censorship, folder TOM-Skype--Sina-UC).
 *
 * Each record is the rule of the literal in `word`; no character is an operator. The names in `lists`, parted by
 * semicolons, are the rule's `scope`; all columns but `word` are kept as metadata. The action follows from the
 * lists, as the source describes them: those called `Surveillance-only` surveil, those of Sina UC censor, and of
 * the others it is unknown which of the two, so that it is for a word of lists that differ.
 *
 * Everything else is as in the format `csv`.
 */
export interface TomSkypeCsvListOptions extends CommonListOptions {
  /** Name of the format. */
  readonly format: "tom-skype-csv";
  /**
   * Only the entries of this list are read: its name in the column `lists`, or the name of its raw files
   * (`dlist-3.6`, `dlist-4.0`, `dlist-5.0`, `dlist-5.1s`, `dlist-5.5`, `dlist-5.5s`, `dlist-a`, `dlist-unknown`,
   * `list1` to `list5`). Default: all.
   */
  readonly list?: string;
}

/**
 * How the Citizen Lab's table of the words of social video platforms is read (github.com/citizenlab/chat-censorship,
 * folder SVP): the columns, and what is made of them, are those of `tom-skype-csv`; the action is unknown.
 */
export interface SvpListOptions extends CommonListOptions {
  /** Name of the format. */
  readonly format: "svp";
  /** Only the entries of this list are read, by its name in the column `lists`. Default: all. */
  readonly list?: string;
}

/** Names of lists of the table, by the names of their raw files. */
const LISTS: ReadonlyMap<string, string> = new Map([
  ["dlist-3.6", "TOM-Skype 3.6-3.8"],
  ["dlist-4.0", "TOM-Skype 4.0-4.2"],
  ["dlist-5.0", "TOM-Skype 5.0-5.1"],
  ["dlist-5.1s", "TOM-Skype 5.1 Surveillance-only"],
  ["dlist-5.5", "TOM-Skype 5.5-6.1"],
  ["dlist-5.5s", "TOM-Skype 5.5-6.1 Surveillance-only"],
  ["dlist-a", "TOM-Skype Mobile"],
  ["dlist-unknown", "TOM-Skype Unknown"],
  ["list1", "Sina UC List 1"],
  ["list2", "Sina UC List 2"],
  ["list3", "Sina UC List 3"],
  ["list4", "Sina UC List 4"],
  ["list5", "Sina UC List 5"],
]);

const APPS: readonly string[] = ["TOM-Skype", "Sina UC"];

const SURVEILLANCE = "Surveillance-only";

function actionOf(list: string): Action {
  return list.endsWith(SURVEILLANCE)
    ? "surveil"
    : list.startsWith("Sina UC")
      ? "censor"
      : "unknown";
}

function actionOfAll(lists: readonly string[]): Action {
  const [action = "unknown", ...others] = new Set(lists.map(actionOf));
  return others.length === 0 ? action : "unknown";
}

function infoOf(list: string): ListInfo {
  const app = APPS.find((name) => list.startsWith(name));
  const action = actionOf(list);
  return {
    ...(app === undefined ? {} : { app }),
    ...(action === "unknown" ? {} : { action }),
    scope: [list],
  };
}

function splitLists(value: string): readonly string[] {
  return value
    .split(";")
    .map((name) => name.trim())
    .filter((name) => name !== "");
}

/** Reads a table with the columns of TOM-Skype; `actOn` says what the platform does, by the lists of a word. */
function readWordTable(
  input: ListInput,
  collector: ListCollector,
  list: string | undefined,
  actOn: ((lists: readonly string[]) => Action) | undefined,
): void {
  const syntax = createLinesSyntax();
  readCsvTable(input, collector, {}, (header) => {
    const columns = findCsvColumns(header, { termColumn: "word" });
    const listsColumn = findColumn(header, "lists");
    return (row) => {
      const all = splitLists(row.fields[listsColumn] ?? "");
      if (list !== undefined && !all.includes(list)) {
        return;
      }
      const lists = list === undefined ? all : [list];
      addRow(row, columns.term, syntax, collector, {
        metadata: createMetadata(readRowMetadata(row, columns)),
        ...(lists.length === 0 ? {} : { scope: lists }),
        ...(actOn === undefined ? {} : { action: actOn(lists) }),
      });
    };
  });
}

function checkList(list: unknown): void {
  if (list !== undefined && typeof list !== "string") {
    throw new TypeError(`list is ${typeof list}, expected the name of a list`);
  }
}

/**
 * Reads the format `tom-skype-csv`; {@link TomSkypeCsvListOptions} says how.
 *
 * @throws TypeError if `list` is no string
 * @throws AuditError `missing-column` if there is no column `word` or `lists`; `malformed-input` if the header
 * cannot be read
 */
export function readTomSkypeCsv(
  input: ListInput,
  collector: ListCollector,
  { list }: TomSkypeCsvListOptions,
): void {
  checkList(list);
  const name = list === undefined ? undefined : (LISTS.get(list) ?? list);
  if (name !== undefined) {
    collector.addInfo(infoOf(name));
  }
  readWordTable(input, collector, name, actionOfAll);
}

/**
 * Reads the format `svp`; {@link SvpListOptions} says how.
 *
 * @throws TypeError if `list` is no string
 * @throws AuditError `missing-column` if there is no column `word` or `lists`; `malformed-input` if the header
 * cannot be read
 */
export function readSvp(
  input: ListInput,
  collector: ListCollector,
  { list }: SvpListOptions,
): void {
  checkList(list);
  if (list !== undefined) {
    collector.addInfo({ scope: [list] });
  }
  readWordTable(input, collector, list, undefined);
}
