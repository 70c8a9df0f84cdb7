/** How a record breaks RFC 4180, section 2. */
export type CsvViolation = "quote-in-field" | "text-after-quote" | "open-quote";

/** One record of a CSV, by where it stands. */
export interface CsvRecord {
  /** Line on which it starts, counted from 1. */
  readonly line: number;
  /** Byte offset of its start. */
  readonly start: number;
  /** Byte offset of its end; the line break is not included. */
  readonly end: number;
  /** Line on which reading goes on. */
  readonly nextLine: number;
  /** Whether CR LF ends it. */
  readonly hasReturn: boolean;
  /** Number of its fields; up to the violation if there is one. */
  readonly fieldCount: number;
  /** What is wrong with it; absent: nothing. The wrong field is number `fieldCount`, counted from 1. */
  readonly violation?: CsvViolation;
}

const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;
const QUOTE = 0x22;

/** What the scan of one record found. */
interface Scan {
  readonly fieldCount: number;
  readonly violation?: CsvViolation;
  /** Where to look for the line feed that ends the record, or that ends what is given up of it. */
  readonly stop: number;
}

/** Offset after the quote that closes the field whose opening quote is at `open`, or -1. */
function findClosing(bytes: Uint8Array, open: number): number {
  let at = bytes.indexOf(QUOTE, open + 1);
  while (at >= 0 && bytes[at + 1] === QUOTE) {
    at = bytes.indexOf(QUOTE, at + 2);
  }
  return at < 0 ? -1 : at + 1;
}

function scanRecord(bytes: Uint8Array, start: number, delimiter: Uint8Array): Scan {
  const [firstByte] = delimiter;
  const isDelimiter = (at: number): boolean =>
    bytes[at] === firstByte && delimiter.every((byte, index) => bytes[at + index] === byte);
  const isEnd = (at: number): boolean => {
    const byte = bytes[at];
    return (
      byte === undefined ||
      byte === LINE_FEED ||
      (byte === CARRIAGE_RETURN && bytes[at + 1] === LINE_FEED)
    );
  };
  let fieldCount = 0;
  let quoteInField = 0;
  let at = start;
  for (;;) {
    fieldCount++;
    if (bytes[at] === QUOTE) {
      const closing = findClosing(bytes, at);
      if (closing < 0) {
        return { fieldCount, violation: "open-quote", stop: at };
      }
      if (!isEnd(closing) && !isDelimiter(closing)) {
        return { fieldCount, violation: "text-after-quote", stop: at };
      }
      at = closing;
    } else {
      while (!isEnd(at) && !isDelimiter(at)) {
        if (bytes[at] === QUOTE) {
          quoteInField ||= fieldCount;
        }
        at++;
      }
    }
    if (isEnd(at)) {
      return quoteInField > 0
        ? { fieldCount: quoteInField, violation: "quote-in-field", stop: at }
        : { fieldCount, stop: at };
    }
    at += delimiter.length;
  }
}

/** Number of line feeds in the bytes `[start, end)`. */
export function countLineFeeds(bytes: Uint8Array, start: number, end: number): number {
  let count = 0;
  for (let at = bytes.indexOf(LINE_FEED, start); at >= 0 && at < end; count++) {
    at = bytes.indexOf(LINE_FEED, at + 1);
  }
  return count;
}

/**
 * Finds the records of a CSV: where each stands, and whether it keeps to RFC 4180. LF and CR LF both end a
 * record; a line without anything is a record of one empty field.
 *
 * It stands before the CSV library, which reads the fields, because a list must survive a broken record: the
 * library gives up at the first one, or reads on inside a quote that was never closed and takes the rest of
 * the file with it; and it counts a quoted CR LF as two lines.
 *
 * After a quote inside an unquoted field the record goes on to its end as if the quote were text. Where text
 * follows a closing quote, or a quote is never closed, the field's own quotes cannot be trusted: the record
 * is given up at the end of the line on which that field starts, and reading goes on at the next line. No
 * line is scanned more than a few times for that: a line that lies inside a quoted field as a whole holds its
 * quotes in pairs, and such a line, read by itself, never leaves a quote open.
 *
 * @param bytes The whole file.
 * @param from Offset of the first record.
 * @param delimiter UTF-8 of the character between two fields.
 * @param visit Takes the records in their order; none is kept. What it throws ends the reading.
 */
export function findCsvRecords(
  bytes: Uint8Array,
  from: number,
  delimiter: Uint8Array,
  visit: (record: CsvRecord) => void,
): void {
  let line = 1;
  let start = from;
  while (start < bytes.length) {
    const { stop, ...found } = scanRecord(bytes, start, delimiter);
    const feed = bytes.indexOf(LINE_FEED, stop);
    const next = feed < 0 ? bytes.length : feed + 1;
    const hasReturn = feed > start && bytes[feed - 1] === CARRIAGE_RETURN;
    const end = feed < 0 ? bytes.length : hasReturn ? feed - 1 : feed;
    const nextLine = line + countLineFeeds(bytes, start, next);
    visit({ line, start, end, nextLine, hasReturn, ...found });
    line = nextLine;
    start = next;
  }
}
