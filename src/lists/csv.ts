import { AuditError } from "../errors.ts";
import { type CsvColumns, findCsvColumns } from "./csv-columns.ts";
import { readCsvFields } from "./csv-fields.ts";
import {
  type CsvRecord,
  type CsvViolation,
  countLineFeeds,
  findCsvRecords,
} from "./csv-records.ts";
import { type Layout, reportLayout } from "./layout.ts";
import { type ListCollector, NO_METADATA } from "./list-collector.ts";
import { type ListInput, UTF8_MARK } from "./list-input.ts";
import type { CsvListOptions } from "./options.ts";
import type { Metadata } from "./rule.ts";
import { firstInvalidByte } from "./utf8.ts";
import { createUtf16Offsets } from "./utf16-offsets.ts";

const LINE_FEED = 0x0a;

/** What keeps a record from being read. */
interface Problem {
  readonly code: "malformed-record" | "invalid-utf8";
  readonly line: number;
  readonly reason: string;
}

const VIOLATIONS: Readonly<Record<CsvViolation, string>> = {
  "quote-in-field": "holds a quote but is not quoted",
  "text-after-quote": "goes on after its closing quote",
  "open-quote": "has an opening quote that is never closed",
};

function checkOptions({
  termColumn,
  metadataColumns,
  categoryColumn,
  delimiter,
}: CsvListOptions): void {
  if (typeof termColumn !== "string") {
    throw new TypeError(`termColumn is ${typeof termColumn}, expected the name of a column`);
  }
  if (categoryColumn !== undefined && typeof categoryColumn !== "string") {
    throw new TypeError(
      `categoryColumn is ${typeof categoryColumn}, expected the name of a column`,
    );
  }
  if (
    metadataColumns !== undefined &&
    !(Array.isArray(metadataColumns) && metadataColumns.every((name) => typeof name === "string"))
  ) {
    throw new TypeError(
      `metadataColumns is ${typeof metadataColumns}, expected an array of names of columns`,
    );
  }
  if (
    delimiter !== undefined &&
    !(typeof delimiter === "string" && /^[^"\r\n\uFFFD\uD800-\uDFFF]$/.test(delimiter))
  ) {
    throw new RangeError(
      `delimiter is ${JSON.stringify(delimiter)}, expected one character that is no quote and no line break`,
    );
  }
}

/** What keeps a record from being read; undefined: nothing. */
function findProblem(bytes: Uint8Array, record: CsvRecord): Problem | undefined {
  const { line, start, end, fieldCount, violation } = record;
  if (violation !== undefined) {
    const reason = `field ${fieldCount} ${VIOLATIONS[violation]}`;
    return { code: "malformed-record", line, reason };
  }
  const invalid = firstInvalidByte(bytes, start, end);
  if (invalid < 0) {
    return undefined;
  }
  const offset = invalid - bytes.lastIndexOf(LINE_FEED, invalid) - 1;
  return {
    code: "invalid-utf8",
    line: line + countLineFeeds(bytes, start, invalid),
    reason: `no UTF-8 at byte offset ${offset} of the line`,
  };
}

/**
 * The records that can be read, the header first; the others become issues.
 *
 * @throws AuditError `malformed-input` if the header cannot be read
 */
function selectReadable(
  { bytes, name }: ListInput,
  records: readonly CsvRecord[],
  collector: ListCollector,
): readonly CsvRecord[] {
  const decoder = new TextDecoder();
  const readable: CsvRecord[] = [];
  for (const record of records) {
    const { start, end, fieldCount, nextLine } = record;
    if (fieldCount === 1 && decoder.decode(bytes.subarray(start, end)).trim() === "") {
      collector.addIssue("blank-line", record.line, "nothing but white space: no rule");
      continue;
    }
    const problem = findProblem(bytes, record);
    if (problem === undefined) {
      readable.push(record);
      continue;
    }
    const { code, line, reason } = problem;
    if (readable.length === 0) {
      throw new AuditError("malformed-input", `no header can be read here: ${reason}`, {
        source: name,
        line,
      });
    }
    collector.addIssue(code, line, `${reason}: no rule, reading goes on at line ${nextLine}`);
  }
  return readable;
}

/**
 * Puts the lone surrogates of a string back into fields that came through its UTF-8, where each became
 * U+FFFD: the first of the record's fields is the first of the record, and so on.
 */
function restoreSurrogates(fields: readonly string[], written: string): readonly string[] {
  const originals = (written.match(/[\uFFFD\p{Cs}]/gu) ?? []).values();
  return fields.map((field) => field.replace(/\uFFFD/g, () => originals.next().value ?? "\uFFFD"));
}

function readMetadata(fields: readonly string[], { metadata }: CsvColumns): Metadata {
  const kept = metadata.filter(({ index }) => (fields[index] ?? "") !== "");
  if (kept.length === 0) {
    return NO_METADATA;
  }
  const values = Object.create(null) as Record<string, string>;
  for (const { key, index } of kept) {
    values[key] = fields[index] ?? "";
  }
  return values;
}

/** How the records of a list end. */
function describeLayout(bytes: Uint8Array, records: readonly CsvRecord[]): Layout {
  const isClosed = records.length === 0 || bytes.at(-1) === LINE_FEED;
  const withReturn = records.filter(({ hasReturn }) => hasReturn);
  const first = withReturn[0];
  return {
    unit: "records",
    breaks: isClosed ? records.length : records.length - 1,
    returns: withReturn.length,
    // A quoted field may hold line breaks: the CR LF stands on the last line of the record.
    firstReturn: first === undefined ? 0 : first.nextLine - 1,
    lastLine: records.at(-1)?.nextLine ?? 0,
    isClosed,
  };
}

/**
 * Reads the format `csv`; {@link CsvListOptions} says what is done with each oddity.
 *
 * @throws TypeError if an option is missing or has a wrong type
 * @throws RangeError if `delimiter` is not one character, or is a quote or a line break
 * @throws AuditError `missing-column` if the header lacks a column that the options name; `malformed-input` if
 * it has that column twice, breaks RFC 4180 or is no UTF-8
 */
export function readCsv(input: ListInput, collector: ListCollector, options: CsvListOptions): void {
  checkOptions(options);
  const { bytes, text, name } = input;
  const delimiter = options.delimiter ?? ",";
  const from = input.markLength > 0 ? UTF8_MARK.length : 0;
  const records = findCsvRecords(bytes, from, new TextEncoder().encode(delimiter));
  const readable = selectReadable(input, records, collector);
  const fieldsOf = readCsvFields(bytes, readable, delimiter);
  const toOffset = text === undefined ? (at: number) => at : createUtf16Offsets(text);
  const isIllFormed = text !== undefined && /\p{Cs}/u.test(text);
  let columns: CsvColumns | undefined;
  let columnCount = 0;
  for (const record of readable) {
    const { line, fieldCount } = record;
    const start = toOffset(record.start);
    const end = toOffset(record.end);
    const read = fieldsOf.get(record) ?? [];
    const fields = isIllFormed ? restoreSurrogates(read, text.slice(start, end)) : read;
    if (columns === undefined) {
      columns = findCsvColumns(fields, options, { source: name, line });
      columnCount = fieldCount;
      continue;
    }
    if (fieldCount !== columnCount) {
      const outcome = fieldCount < columnCount ? "read as far as it goes" : "the rest is left out";
      collector.addIssue(
        "column-count",
        line,
        `${fieldCount} fields, expected ${columnCount}: ${outcome}`,
      );
    }
    const raw = fields[columns.term] ?? "";
    if (raw.trim() === "") {
      collector.addIssue("missing-term", line, "no term in its column: no rule");
    } else {
      collector.addEntry({ raw, line, start, end, metadata: readMetadata(fields, columns) });
    }
  }
  reportLayout(input, describeLayout(bytes, records), collector);
}
