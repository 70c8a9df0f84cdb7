import { firstInvalidByte } from "../lists/utf8.ts";
import { createByteQueue } from "./byte-queue.ts";
import { isUtf8, textOf, viewOf } from "./bytes.ts";
import type { MessageContext, MessageDecoder, MessagePart } from "./message-decoder.ts";

const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;

/** Adds to `records` what one line holds. `text` is the line without its line break. */
export type LineReader = (text: string, line: number, records: MessagePart[]) => void;

/**
 * Adds to `records` what the bytes `[start, stop)` hold: lines of UTF-8 of which none is too long, each ended by a
 * line feed, the first of which has the number `line`.
 *
 * @returns the number of lines
 */
export type LinesReader = (
  bytes: Uint8Array,
  start: number,
  stop: number,
  line: number,
  records: MessagePart[],
) => number;

/** Turns bytes into records line by line. */
export interface LineDecoder extends MessageDecoder {
  /** The line that was reached, counted from 1. Whoever goes on elsewhere, at the start of a line, says on which. */
  line: number;
  push(chunk: Uint8Array, records: MessagePart[]): void;
  /** Adds what is left at the end of a file, or before it goes on elsewhere. */
  finish(records: MessagePart[]): void;
}

/**
 * Cuts lines out of bytes and hands them on as text. Lines end with LF or CR LF.
 *
 * A line that is no UTF-8 or too long becomes an issue. What waits for its line break is never more than
 * the longest message: of a longer line only the fact is kept.
 *
 * @param readLines - Reads many lines at once, to the same effect as `read` line by line; left out: none are.
 */
export function createLineDecoder(
  context: MessageContext,
  read: LineReader,
  readLines?: LinesReader,
): LineDecoder {
  const { file, maxMessageBytes } = context;
  const pending = createByteQueue();
  let overflowed = false;
  let line = 1;

  function hold(bytes: Uint8Array): void {
    // One byte more, since the last one may be the CR of a line break.
    overflowed ||= pending.length + bytes.length > maxMessageBytes + 1;
    if (overflowed) {
      pending.drop(pending.length);
    } else {
      pending.append(bytes);
    }
  }

  function addTooLong(records: MessagePart[]): void {
    const reason = `longer than ${maxMessageBytes} bytes (option maxMessageBytes)`;
    records.push({ issue: { code: "too-long", file, line, reason } });
  }

  /** Adds the line `[start, end)` of `bytes`. Takes a range, since a view of each line costs a third more. */
  function addLine(
    bytes: Uint8Array,
    start: number,
    end: number,
    isChecked: boolean,
    records: MessagePart[],
  ): void {
    if (end - start > maxMessageBytes) {
      addTooLong(records);
    } else if (isChecked || isUtf8(bytes.subarray(start, end))) {
      read(textOf(bytes, start, end), line, records);
    } else {
      const column = firstInvalidByte(bytes, start, end) - start + 1;
      const reason = "not UTF-8 from this byte on";
      records.push({ issue: { code: "invalid-utf8", file, line, column, reason } });
    }
  }

  /** Adds lines of which none is too long, each ended by a line feed. One decoding for all costs least. */
  function addLines(text: string, records: MessagePart[]): void {
    for (let start = 0; start < text.length; ) {
      const end = text.indexOf("\n", start);
      const isAfterReturn = end > start && text.charCodeAt(end - 1) === CARRIAGE_RETURN;
      read(text.slice(start, isAfterReturn ? end - 1 : end), line, records);
      line++;
      start = end + 1;
    }
  }

  /** Adds the line that waited: `ended` by a line break, or at the end of the file. */
  function addPending(ended: boolean, records: MessagePart[]): void {
    if (overflowed) {
      addTooLong(records);
    } else {
      const bytes = viewOf(pending.view());
      const end = ended ? textEnd(bytes, bytes.length) : bytes.length;
      addLine(bytes, 0, end, false, records);
    }
    pending.drop(pending.length);
    overflowed = false;
    line++;
  }

  return {
    get line() {
      return line;
    },
    set line(next) {
      line = next;
    },
    push(chunk, records) {
      const bytes = viewOf(chunk);
      let start = 0;
      if (pending.length > 0 || overflowed) {
        const end = bytes.indexOf(LINE_FEED);
        hold(end === -1 ? bytes : bytes.subarray(0, end));
        if (end === -1) {
          return;
        }
        addPending(true, records);
        start = end + 1;
      }
      // One check for all lines of a chunk: almost always it is all there is to check.
      const stop = Math.max(start, bytes.lastIndexOf(LINE_FEED) + 1);
      const isChecked = isUtf8(bytes.subarray(start, stop));
      if (isChecked && stop - start <= maxMessageBytes) {
        // The one place that says which lines are read without strings: those that came whole and sound.
        if (readLines !== undefined) {
          line += readLines(bytes, start, stop, line, records);
        } else {
          addLines(textOf(bytes, start, stop), records);
        }
        start = stop;
      }
      while (start < stop) {
        const end = bytes.indexOf(LINE_FEED, start);
        addLine(bytes, start, textEnd(bytes, end), isChecked, records);
        line++;
        start = end + 1;
      }
      if (start < bytes.length) {
        hold(bytes.subarray(start));
      }
    },
    finish(records) {
      if (pending.length > 0 || overflowed) {
        addPending(false, records);
      }
    },
  };
}

/** Where the text of a line ends whose line feed stands at `end`: before the CR, if there is one. */
function textEnd(bytes: Uint8Array, end: number): number {
  return bytes[end - 1] === CARRIAGE_RETURN ? end - 1 : end;
}
