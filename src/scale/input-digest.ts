import { createHash } from "node:crypto";
import { AuditError } from "../errors.ts";

/** How far an input was read, and what it held up to there. */
export interface ReadMark {
  /** Bytes read, before unpacking. */
  readonly bytes: number;
  /** SHA-256 of these bytes, in lower-case hexadecimal. */
  readonly sha256: string;
}

/** Digests an input while it is read. */
export interface InputDigest {
  /** Takes bytes as they were read, before unpacking. */
  add(bytes: Uint8Array): void;
  /** What was read so far. Reading may go on. */
  mark(): ReadMark;
  /** @throws AuditError without a place if the input ended before what was expected of it */
  finish(): ReadMark;
}

/**
 * Starts to digest an input.
 *
 * @param expected - What it held when it was read before; `add` and `finish` throw an `AuditError` without a place,
 * `tally-mismatch`, if it no longer begins with that.
 */
export function createInputDigest(expected?: ReadMark): InputDigest {
  const hash = createHash("sha256");
  let bytes = 0;

  const mark = (): ReadMark => ({ bytes, sha256: hash.copy().digest("hex") });

  function fail(): never {
    throw changedError(expected?.bytes ?? 0);
  }

  return {
    add(chunk) {
      const rest = expected === undefined ? 0 : expected.bytes - bytes;
      if (rest > 0 && rest <= chunk.length) {
        hash.update(chunk.subarray(0, rest));
        bytes += rest;
        if (mark().sha256 !== expected?.sha256) {
          fail();
        }
        hash.update(chunk.subarray(rest));
        bytes += chunk.length - rest;
        return;
      }
      hash.update(chunk);
      bytes += chunk.length;
    },
    mark,
    finish() {
      if (expected !== undefined && bytes < expected.bytes) {
        fail();
      }
      return mark();
    },
  };
}

/** What is said of an input that is not what it was when a checkpoint was written. */
export function changedError(bytes: number, source?: string): AuditError {
  const reason = `was changed since the checkpoint was written, which counted its first ${bytes} bytes`;
  return new AuditError("tally-mismatch", reason, source === undefined ? {} : { source });
}
