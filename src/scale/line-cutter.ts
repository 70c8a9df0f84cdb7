import { countLines } from "../node/line-count.ts";

/** Bytes of one segment, or the first, the next or the last of them. */
export interface LinePiece {
  /** Number of the segment within its file. */
  readonly segment: number;
  /** The line on which the segment begins, counted from 1. */
  readonly line: number;
  /** The bytes: a view of what was pushed. */
  readonly bytes: Uint8Array;
  /** Whether the segment ends with them. */
  readonly isLast: boolean;
}

/** Cuts the bytes of a file into segments at ends of lines. */
export interface LineCutter {
  /** The line that was reached, counted from 1. */
  readonly line: number;
  /** Gives the pieces that a chunk of bytes makes. */
  push(chunk: Uint8Array): LinePiece[];
  /** Gives what ends the last segment at the end of the file. */
  finish(): LinePiece[];
}

const LINE_FEED = 0x0a;
const NOTHING = new Uint8Array(0);

/**
 * Cuts bytes into segments: segment k holds the lines that begin at the bytes `[k * size, (k + 1) * size)`. So a
 * segment depends neither on how the bytes come in chunks nor on who reads them, and a line is never cut; where lines
 * are longer than `size`, some numbers are left out.
 */
export function createLineCutter(size: number): LineCutter {
  /** Where the next chunk begins. */
  let position = 0;
  let line = 1;
  /** Of the segment that is open; undefined before its first byte. */
  let open: { readonly segment: number; readonly line: number } | undefined;

  return {
    get line() {
      return line;
    },
    push(chunk) {
      const pieces: LinePiece[] = [];
      for (let start = 0; start < chunk.length; ) {
        open ??= { segment: Math.floor((position + start) / size), line };
        // The line that ends at the byte before the border is the last one.
        const border = (open.segment + 1) * size;
        const from = Math.max(start, border - 1 - position);
        const feed = from < chunk.length ? chunk.indexOf(LINE_FEED, from) : -1;
        const end = feed === -1 ? chunk.length : feed + 1;
        pieces.push({ ...open, bytes: chunk.subarray(start, end), isLast: feed !== -1 });
        line += countLines(chunk, start, end);
        start = end;
        if (feed !== -1) {
          open = undefined;
        }
      }
      position += chunk.length;
      return pieces;
    },
    finish() {
      const last = open === undefined ? [] : [{ ...open, bytes: NOTHING, isLast: true }];
      open = undefined;
      return last;
    },
  };
}
