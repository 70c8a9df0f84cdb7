import type { MessageIssue, Tally, TallyOptions } from "../audit/audit.ts";
import type { AuditErrorCode, AuditErrorDetails } from "../errors.ts";
import type { MessageFile } from "../node/message-decoder.ts";
import type { SegmentPiece } from "./segment-piece.ts";

/** What a thread needs to count. */
export interface WorkerSetup {
  /** The files, by number. */
  readonly files: readonly MessageFile[];
  /** The filter, serialized; in memory that all threads share, where there is such. */
  readonly filter: ArrayBufferLike;
  /** The filter that it is compared with, serialized. */
  readonly against?: ArrayBufferLike;
  /** What is counted. */
  readonly tally: Omit<TallyOptions, "against">;
  /** Whether the first input that cannot be counted as a message is an error. */
  readonly isStrict: boolean;
  /** Whether triggered messages are told. */
  readonly hasTriggers: boolean;
}

/** What a thread is told: first the setup. */
export type WorkerRequest =
  | { readonly setup: WorkerSetup }
  | { readonly piece: SegmentPiece }
  | { readonly interrupt: MessageIssue | undefined }
  | "collect";

/** What a thread answers: one answer to each piece and to each `collect`, in their order. */
export type WorkerAnswer =
  | {
      /** The triggered messages of the piece. */
      readonly lines: string;
      /** The memory that its bytes were in, to be used again. */
      readonly room?: ArrayBuffer;
    }
  | { readonly tally: Tally }
  | { readonly failure: Failure };

/** How a thread of Node sends a tally: serialized, so that whoever gets it says when it is unpacked. */
export interface PackedTally {
  /** The tally, by `serialize` of `node:v8`. */
  readonly packed: Uint8Array;
}

/** An error that went from one thread to another. */
export interface Failure extends Omit<AuditErrorDetails, "cause"> {
  /** Of an `AuditError`. */
  readonly code?: AuditErrorCode;
  /** What is wrong. */
  readonly reason: string;
}
