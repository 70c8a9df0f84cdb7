import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex } from "@noble/hashes/utils.js";
import { AuditError } from "../errors.ts";
import { withoutByteOrderMark } from "../node/byte-order-mark.ts";
import { readingError } from "../node/file-error.ts";
import { PACKED } from "../node/standard-stream.ts";
import { createUnpackedLimit } from "../node/unpacked-limit.ts";
import { createLineCutter } from "./line-cutter.ts";
import { SEGMENT_BYTES, type SegmentPiece } from "./segment-piece.ts";

/** Bytes with a name. A `File` is one. */
export interface NamedBlob {
  /** Its name: messages are named by it and by their line. */
  readonly name: string;
  /** How many bytes it has. */
  readonly size: number;
  /** Its bytes. */
  stream(): ReadableStream<Uint8Array>;
}

/** How a blob is read. */
export interface BlobOptions {
  /** The number of the blob. */
  readonly number: number;
  /** Most bytes that it may unpack to, if it is packed. */
  readonly maxUnpackedBytes: number;
  /** Called after each read with the bytes read, before they are unpacked. */
  onRead(bytes: number): void;
  /** Stops the reading. */
  readonly signal: AbortSignal | undefined;
}

/** How the bytes of a blob are read. */
export interface BlobBytesOptions extends Pick<BlobOptions, "maxUnpackedBytes" | "signal"> {
  /** Called after each read with the bytes read, before they are unpacked. */
  onRead(bytes: Uint8Array): void;
}

/** Most bytes of a piece: blobs may come in large ones. */
const PIECE_BYTES = 262_144;

/**
 * Reads a blob of lines in segments, those of a file of the same bytes. Returns their SHA-256, before they are
 * unpacked, in lower-case hexadecimal.
 */
export async function* readBlob(
  blob: NamedBlob,
  { number, maxUnpackedBytes, onRead, signal }: BlobOptions,
): AsyncGenerator<SegmentPiece, string> {
  const digest = sha256.create();
  const bytesRead = (bytes: Uint8Array): void => {
    digest.update(bytes);
    onRead(bytes.length);
  };
  const cutter = createLineCutter(SEGMENT_BYTES);
  try {
    for await (const chunk of bytesOfBlob(blob, { maxUnpackedBytes, signal, onRead: bytesRead })) {
      for (const piece of cutter.push(chunk)) {
        yield { file: number, ...piece };
      }
    }
    for (const piece of cutter.finish()) {
      yield { file: number, ...piece };
    }
  } catch (error) {
    throw signal?.aborted === true ? signal.reason : blobError(error, blob.name, cutter.line);
  }
  return bytesToHex(digest.digest());
}

/**
 * Reads a blob in pieces of at most {@link PIECE_BYTES} bytes, unpacked if its name ends in `.gz`, without byte order
 * mark. What it throws has no place yet: see {@link blobError}.
 */
export async function* bytesOfBlob(
  blob: NamedBlob,
  { maxUnpackedBytes, onRead, signal }: BlobBytesOptions,
): AsyncGenerator<Uint8Array, void> {
  const read = readChunks(blob.stream(), signal, onRead);
  const chunks = PACKED.test(blob.name) ? unpack(read, maxUnpackedBytes, signal) : read;
  for await (const chunk of withoutByteOrderMark(chunks)) {
    for (let start = 0; start < chunk.length; start += PIECE_BYTES) {
      signal?.throwIfAborted();
      yield chunk.subarray(start, start + PIECE_BYTES);
    }
  }
}

/** An error met while a blob was read, with its place, as {@link readingError} says it of files. */
export function blobError(error: unknown, name: string, line: number): unknown {
  return readingError(isRefusal(error) ? unreadable(error) : error, name, line);
}

async function* readChunks(
  stream: ReadableStream<Uint8Array>,
  signal: AbortSignal | undefined,
  onRead: (bytes: Uint8Array) => void,
): AsyncGenerator<Uint8Array, void> {
  const reader = stream.getReader();
  try {
    for (;;) {
      signal?.throwIfAborted();
      const { done, value } = await reader.read();
      if (done) {
        return;
      }
      onRead(value);
      yield value;
    }
  } finally {
    await reader.cancel().catch(() => {});
  }
}

/** Unpacks gzip data of one member, as `DecompressionStream` does. */
async function* unpack(
  chunks: AsyncGenerator<Uint8Array, void>,
  most: number,
  signal: AbortSignal | undefined,
): AsyncGenerator<Uint8Array, void> {
  const check = createUnpackedLimit(most);
  let failure: unknown;
  const packed = new ReadableStream<Uint8Array<ArrayBuffer>>({
    async pull(controller) {
      try {
        const { done, value } = await chunks.next();
        if (done === true) controller.close();
        // No browser reads blobs into memory that is shared.
        else controller.enqueue(value as Uint8Array<ArrayBuffer>);
      } catch (error) {
        failure = error;
        throw error;
      }
    },
    cancel: async () => {
      await chunks.return();
    },
  });
  const stream: ReadableStream<Uint8Array> = packed.pipeThrough(new DecompressionStream("gzip"));
  try {
    yield* readChunks(stream, signal, ({ length }) => check(length));
  } catch (error) {
    if (error instanceof AuditError || failure !== undefined || signal?.aborted === true) {
      throw failure ?? error;
    }
    const reason =
      "the gzip data is damaged, ends too early, is no gzip data, or has several members, which browsers do not unpack";
    throw new AuditError("malformed-input", reason, { cause: error });
  }
}

/** What a browser says of a file that it can no longer read, such as one that was changed. */
function isRefusal(error: unknown): boolean {
  return error instanceof Error && ["NotReadableError", "NotFoundError"].includes(error.name);
}

function unreadable(cause: unknown): AuditError {
  return new AuditError("unreadable-file", "can no longer be read, or was changed", { cause });
}
