import { AuditError } from "../../errors.ts";
import { type Layout, reportLayout } from "../layout.ts";
import type { ListCollector } from "../list-collector.ts";
import type { ListInput } from "../list-input.ts";
import { firstInvalidByte } from "../utf8.ts";
import { viewAsUtf8 } from "../utf8-view.ts";
import type { CsvHeader } from "./csv-columns.ts";
import { readCsvFields } from "./csv-fields.ts";
import {
  type CsvRecord,
  type CsvViolation,
  countLineFeeds,
  findCsvRecords,
} from "./csv-records.ts";

/** How the tables of a CSV are read. */
export interface CsvTableOptions {
  /** What stands between two fields: one UTF-16 code unit, no quote and no line break. Default: a comma. */
  readonly delimiter?: string;
  /** Whether the first record of a table names its columns. Default: true. */
  readonly header?: boolean;
  /**
   * Which of several tables is read, counted from 1. Tables are parted by records of nothing but empty fields,
   * and each has a header of its own. Default: the whole file is one table.
   */
  readonly table?: number;
}

/** One record of a table that could be read. */
export interface CsvRow {
  /** Line on which it starts, counted from 1. */
  readonly line: number;
  /** Where it starts, in the unit of the input. */
  readonly start: number;
  /** Where it ends; its line break is not included. */
  readonly end: number;
  /** Its fields, unquoted. */
  readonly fields: readonly string[];
}

/** Takes the header of the table, and gives what takes its rows. */
export type OpenTable = (header: CsvHeader) => (row: CsvRow) => void;

const LINE_FEED = 0x0a;

/** Most columns of a table: more are no table, and a name for each would be more than a list is worth. */
const MAX_COLUMNS = 65_536;

/** What keeps a record from being read. */
interface Problem {
  readonly code: "malformed-record" | "invalid-utf8" | "invalid-encoding";
  readonly line: number;
  readonly reason: string;
}

const VIOLATIONS: Readonly<Record<CsvViolation, string>> = {
  "quote-in-field": "holds a quote but is not quoted",
  "text-after-quote": "goes on after its closing quote",
  "open-quote": "has an opening quote that is never closed",
};

function checkOptions({ delimiter, header, table }: CsvTableOptions): void {
  if (
    delimiter !== undefined &&
    !(typeof delimiter === "string" && /^[^"\r\n\uFFFD\uD800-\uDFFF]$/.test(delimiter))
  ) {
    throw new RangeError(
      `delimiter is ${JSON.stringify(delimiter)}, expected one character that is no quote and no line break`,
    );
  }
  if (header !== undefined && typeof header !== "boolean") {
    throw new TypeError(`header is ${typeof header}, expected a boolean`);
  }
  if (table !== undefined && !(Number.isSafeInteger(table) && table >= 1)) {
    throw new RangeError(`table is ${table}, expected an integer above 0`);
  }
}

/** What keeps a record from being read; undefined: nothing. */
function findProblem(
  { encoding }: ListInput,
  bytes: Uint8Array,
  record: CsvRecord,
): Problem | undefined {
  const { line, start, end, fieldCount, violation } = record;
  if (violation !== undefined) {
    const reason = `field ${fieldCount} ${VIOLATIONS[violation]}`;
    return { code: "malformed-record", line, reason };
  }
  const invalid = firstInvalidByte(bytes, start, end);
  if (invalid < 0) {
    return undefined;
  }
  const badLine = line + countLineFeeds(bytes, start, invalid);
  if (encoding !== "utf-8") {
    return { code: "invalid-encoding", line: badLine, reason: `bytes that are no ${encoding}` };
  }
  const offset = invalid - bytes.lastIndexOf(LINE_FEED, invalid) - 1;
  return {
    code: "invalid-utf8",
    line: badLine,
    reason: `no UTF-8 at byte offset ${offset} of the line`,
  };
}

/** Takes the records of a file in their order, and gives something in the end. */
interface RecordReader<Result> {
  add(record: CsvRecord): void;
  finish(): Result;
}

/** The records of one table that can be read: the header first, where there is one. Of no others anything is kept. */
function createSelection(
  input: ListInput,
  bytes: Uint8Array,
  options: CsvTableOptions,
  collector: ListCollector,
): RecordReader<readonly CsvRecord[]> {
  const { table: wanted, header = true, delimiter = "," } = options;
  const decoder = new TextDecoder();
  const isEmpty = ({ start, end, fieldCount }: CsvRecord): boolean => {
    if (fieldCount > 1 && wanted === undefined) {
      return false;
    }
    const text = decoder.decode(bytes.subarray(start, end)).trim();
    return text === "" || (wanted !== undefined && text.replaceAll(delimiter, "").trim() === "");
  };
  const selected: CsvRecord[] = [];
  let table = 0;
  let isOpen = false;
  let others = 0;
  let firstOther = 0;
  return {
    add: (record) => {
      if (isEmpty(record)) {
        collector.addIssue("blank-line", record.line, "nothing but white space: no rule");
        isOpen &&= wanted === undefined;
        return;
      }
      const isFirst = !isOpen;
      if (isFirst) {
        table++;
        isOpen = true;
      }
      if (wanted !== undefined && table !== wanted) {
        others++;
        firstOther ||= record.line;
        return;
      }
      const problem = findProblem(input, bytes, record);
      if (problem === undefined) {
        selected.push(record);
        // A header is no entry.
        collector.checkCount(selected.length - (header ? 1 : 0), "records");
        return;
      }
      const { code, line, reason } = problem;
      if (header && isFirst) {
        throw new AuditError("malformed-input", `no header can be read here: ${reason}`, {
          source: input.name,
          line,
        });
      }
      collector.addIssue(
        code,
        line,
        `${reason}: no rule, reading goes on at line ${record.nextLine}`,
      );
    },
    finish: () => {
      if (wanted !== undefined && table > 0 && table < wanted) {
        throw new AuditError("malformed-input", `${table} tables, expected ${wanted} or more`, {
          source: input.name,
        });
      }
      if (others > 0) {
        const what = `${others} records of other tables: not read`;
        collector.addIssue("other-table", firstOther, what);
      }
      return selected;
    },
  };
}

/**
 * Puts the lone surrogates of a string back into fields that came through its UTF-8, where each became
 * U+FFFD: the first of the record's fields is the first of the record, and so on.
 */
function restoreSurrogates(fields: readonly string[], written: string): readonly string[] {
  const originals = (written.match(/[\uFFFD\p{Cs}]/gu) ?? []).values();
  return fields.map((field) => field.replace(/\uFFFD/g, () => originals.next().value ?? "\uFFFD"));
}

/** How the records of a list end. */
function createLayout(bytes: Uint8Array): RecordReader<Layout> {
  let count = 0;
  let returns = 0;
  let firstReturn = 0;
  let lastLine = 0;
  return {
    add: ({ nextLine, hasReturn }) => {
      count++;
      lastLine = nextLine;
      if (hasReturn) {
        returns++;
        // A quoted field may hold line breaks: the CR LF stands on the last line of the record.
        firstReturn ||= nextLine - 1;
      }
    },
    finish: () => {
      const isClosed = count === 0 || bytes.at(-1) === LINE_FEED;
      const breaks = isClosed ? count : count - 1;
      return { unit: "records", breaks, returns, firstReturn, lastLine, isClosed };
    },
  };
}

/**
 * Reads one table of a CSV: hands its rows, in their order, to what `open` gives for its header, and makes issues
 * of records that cannot be read. Where there is no record, `open` is not called.
 *
 * @throws TypeError if `header` is no boolean
 * @throws RangeError if `delimiter` is not one character, or is a quote or a line break, or `table` is no
 * integer above 0
 * @throws AuditError `malformed-input` if the header breaks RFC 4180 or cannot be decoded, or there are fewer
 * tables than `table`; `limit` if there are more than 65,536 columns, or more records than there may be entries;
 * whatever `open` throws
 */
export function readCsvTable(
  input: ListInput,
  collector: ListCollector,
  options: CsvTableOptions,
  open: OpenTable,
): void {
  checkOptions(options);
  const { delimiter = ",", header: hasHeader = true } = options;
  const { text, name } = input;
  const { bytes, markLength, toOffset } = viewAsUtf8(input);
  const selection = createSelection(input, bytes, options, collector);
  const layout = createLayout(bytes);
  findCsvRecords(bytes, markLength, new TextEncoder().encode(delimiter), (record) => {
    selection.add(record);
    layout.add(record);
  });
  const selected = selection.finish();
  const fieldsOf = readCsvFields(bytes, selected, delimiter);
  const isIllFormed = text !== undefined && /\p{Cs}/u.test(text);
  let columnCount = 0;
  let addRow: ((row: CsvRow) => void) | undefined;
  for (const record of selected) {
    const { line, fieldCount } = record;
    const start = toOffset(record.start);
    const end = toOffset(record.end);
    const read = fieldsOf.get(record) ?? [];
    const fields = isIllFormed ? restoreSurrogates(read, text.slice(start, end)) : read;
    if (addRow === undefined) {
      columnCount = fieldCount;
      if (columnCount > MAX_COLUMNS) {
        throw new AuditError("limit", `${columnCount} columns, expected at most ${MAX_COLUMNS}`, {
          source: name,
          line,
          limit: MAX_COLUMNS,
          actual: columnCount,
        });
      }
      const names = hasHeader ? fields : fields.map((_, index) => String(index + 1));
      addRow = open({ names, source: name, line });
      if (hasHeader) {
        continue;
      }
    }
    if (fieldCount !== columnCount) {
      const outcome = fieldCount < columnCount ? "read as far as it goes" : "the rest is left out";
      collector.addIssue(
        "column-count",
        line,
        `${fieldCount} fields, expected ${columnCount}: ${outcome}`,
      );
    }
    addRow({ line, start, end, fields });
  }
  reportLayout(input, layout.finish(), collector);
}
