import { CsvError, Parser } from "csv-parse";
import type { MessageIssueCode } from "../audit/message.ts";
import { firstInvalidByte } from "../lists/utf8.ts";
import { createByteQueue } from "./byte-queue.ts";
import { isUtf8 } from "./bytes.ts";

/** What is wrong with a record, and where. */
export interface CsvFault {
  /** What it is, for programs. */
  readonly code: MessageIssueCode;
  /** Line, counted from 1. */
  readonly line: number;
  /** Column in bytes where it is known, counted from 1. */
  readonly column?: number;
  /** What is wrong, as a sentence without the place. */
  readonly reason: string;
}

/** What becomes of the records. What these throw ends the reading. */
export interface CsvHandlers {
  /** Takes a record that starts on `line`. */
  record(cells: readonly string[], line: number): void;
  /** Takes what is in place of a record. */
  fault(fault: CsvFault): void;
}

/** Turns the bytes of a CSV into records, chunk by chunk. */
export interface CsvReader {
  /** The line on which the record starts that is being read, counted from 1. */
  readonly line: number;
  /** Reads on. */
  push(chunk: Uint8Array): Promise<void>;
  /** Reads what is left at the end of the file. */
  finish(): Promise<void>;
}

const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;

// What the parser may wait for behind a record of full length: its line break and three bytes to look ahead.
const SLACK = 8;

/** Most bytes that the parser gets at once: after a fault they are for nothing. */
const PIECE_SIZE = 65_536;

const REASONS: Readonly<Record<string, string>> = {
  CSV_INVALID_CLOSING_QUOTE: "something follows the closing quote of a field",
  INVALID_OPENING_QUOTE: "a quote stands inside a field that is not quoted",
  CSV_QUOTE_NOT_CLOSED: "a quoted field is not closed",
};

/** Stands for a record that is too long; the parser hands it back as it is. */
const TOO_LONG = new Error("too long");

/**
 * Cuts the records of RFC 4180 out of bytes, with the lines on which they start. Lines end with LF or CR LF,
 * blank ones between records are passed over.
 *
 * `csv-parse` reads the records and stops at the first fault; this keeps the bytes of the record that is
 * being read, and after a fault begins anew with the line after the one on which that record starts. So a
 * quote that is never closed costs one line and not the rest of the file. Where records end does not depend
 * on how the bytes come in chunks.
 */
export function createCsvReader(maxRecordBytes: number, handlers: CsvHandlers): CsvReader {
  /** From the start of the record that is being read. */
  const held = createByteQueue();
  /** How many of these the parser has. */
  let given = 0;
  /** Where they start in what this parser was given. */
  let origin = 0;
  let line = 1;
  let isSkipping = false;
  let parser = createParser();

  function createParser(): Parser {
    const created = new Parser({
      record_delimiter: ["\r\n", "\n"],
      relax_column_count: true,
      skip_empty_lines: true,
      on_record: (cells: string[], { bytes }) => takeRecord(cells, bytes),
    });
    // Each call is told of the error too.
    created.on("error", () => {});
    return created;
  }

  /** Forgets bytes at the start of what is held, all of which the parser has. */
  function drop(count: number): void {
    held.drop(count);
    given -= count;
    origin += count;
  }

  function dropBlankLines(): void {
    for (;;) {
      const [first, second] = held.view();
      const length =
        first === LINE_FEED ? 1 : first === CARRIAGE_RETURN && second === LINE_FEED ? 2 : 0;
      if (length === 0 || length > given) {
        return;
      }
      drop(length);
      line++;
    }
  }

  /** Called by the parser; what is thrown here comes back as its error. */
  function takeRecord(cells: readonly string[], end: number): null {
    dropBlankLines();
    const bytes = held.view().subarray(0, end - origin);
    if (withoutLineBreak(bytes).length > maxRecordBytes) {
      throw TOO_LONG;
    }
    if (isUtf8(bytes)) {
      handlers.record(cells, line);
    } else {
      const at = firstInvalidByte(bytes, 0, bytes.length);
      handlers.fault({
        code: "invalid-utf8",
        line: line + countLineFeeds(bytes.subarray(0, at)),
        column: at - bytes.lastIndexOf(LINE_FEED, at),
        reason: "not UTF-8 from this byte on",
      });
    }
    line += countLineFeeds(bytes);
    drop(bytes.length);
    return null;
  }

  /**
   * Reports the record that is being read and begins anew on the next line. The message of the parser is not
   * passed on, since it quotes the record.
   */
  function skipLine(error: unknown): void {
    dropBlankLines();
    if (error === TOO_LONG) {
      const reason = `longer than ${maxRecordBytes} bytes (option maxMessageBytes); perhaps a quoted field is not closed`;
      handlers.fault({ code: "too-long", line, reason });
    } else if (error instanceof CsvError) {
      const reason = REASONS[error.code] ?? "no record as of RFC 4180";
      handlers.fault({ code: "malformed", line, reason });
    } else {
      throw error;
    }
    const end = held.view().indexOf(LINE_FEED);
    isSkipping = end === -1;
    held.drop(isSkipping ? held.length : end + 1);
    line += isSkipping ? 0 : 1;
    parser.destroy();
    parser = createParser();
    given = 0;
    origin = 0;
  }

  async function giveAll(): Promise<void> {
    while (given < held.length) {
      dropBlankLines();
      const room = maxRecordBytes + SLACK - given;
      if (room <= 0) {
        skipLine(TOO_LONG);
        continue;
      }
      // A copy, since the parser keeps a view of the end of each piece.
      const piece = new Uint8Array(held.view().subarray(given, given + Math.min(room, PIECE_SIZE)));
      given += piece.length;
      const error = await new Promise((resolve) => parser.write(piece, resolve));
      if (error) {
        skipLine(error);
      }
    }
  }

  return {
    get line() {
      return line;
    },
    async push(chunk) {
      let rest = chunk;
      if (isSkipping) {
        const end = chunk.indexOf(LINE_FEED);
        if (end === -1) {
          return;
        }
        rest = chunk.subarray(end + 1);
        isSkipping = false;
        line++;
      }
      held.append(rest);
      await giveAll();
    },
    async finish() {
      for (;;) {
        await giveAll();
        const error = await new Promise((resolve) => parser.end(resolve));
        if (!error) {
          return;
        }
        skipLine(error);
      }
    },
  };
}

function withoutLineBreak(bytes: Uint8Array): Uint8Array {
  const length = bytes.length;
  if (bytes[length - 1] !== LINE_FEED) {
    return bytes;
  }
  return bytes.subarray(0, bytes[length - 2] === CARRIAGE_RETURN ? length - 2 : length - 1);
}

function countLineFeeds(bytes: Uint8Array): number {
  let count = 0;
  for (let at = bytes.indexOf(LINE_FEED); at !== -1; at = bytes.indexOf(LINE_FEED, at + 1)) {
    count++;
  }
  return count;
}
