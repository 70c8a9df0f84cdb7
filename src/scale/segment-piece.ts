import type { MessageRecord } from "../node/message-decoder.ts";

/** Unpacked bytes of one segment of plain text or JSON Lines. */
export const SEGMENT_BYTES = 1_048_576;

/** Records of one segment of a CSV. */
export const SEGMENT_RECORDS = 8_192;

/** What is read of one segment of a file. The pieces of a segment follow each other. */
export type SegmentPiece = {
  /** Number of the file. */
  readonly file: number;
  /** Number of the segment within its file; segments of a file come in ascending order. */
  readonly segment: number;
  /** Whether this is the end of the segment. */
  readonly isLast: boolean;
} & (
  | {
      /** The line on which the segment begins, counted from 1. */
      readonly line: number;
      /** Bytes that follow those of the piece before. */
      readonly bytes: Uint8Array;
    }
  | {
      /** Records. */
      readonly records: readonly MessageRecord[];
    }
);
