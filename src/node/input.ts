import { closeSync, constants, openSync, statSync } from "node:fs";
import { access, open, stat } from "node:fs/promises";
import type { Readable } from "node:stream";
import { AuditError } from "../errors.ts";
import { readingError } from "./file-error.ts";
import { unpackGzip } from "./gzip.ts";
import { PACKED, STANDARD_STREAM } from "./standard-stream.ts";

export { PACKED, STANDARD_STREAM } from "./standard-stream.ts";

/** Most bytes that are handed on at once. */
const CHUNK_SIZE = 262_144;

/** Opens an input by its name. What it gives is read once, and ended with `return` where it is not read to its end. */
export type OpenInput = (
  name: string,
  signal: AbortSignal | undefined,
) => AsyncIterable<Uint8Array>;

/** How bytes are read. */
export interface InputOptions {
  /** What {@link STANDARD_STREAM} reads; where it is left out, that is the path of a file. */
  readonly stdin?: Readable;
  /** Opens what is named by a path; left out, that is a file. */
  readonly open?: OpenInput | undefined;
  /** Called after each read with the bytes read, before they are unpacked. */
  readonly onRead?: (bytes: Uint8Array) => void;
  /** Stops the reading. */
  readonly signal?: AbortSignal | undefined;
  /** Most bytes that a packed file may unpack to. Default: that of {@link unpackGzip}. */
  readonly maxUnpackedBytes?: number;
  /** Whether a chunk of a file is good only until the next is asked for: they share their memory. Default: false. */
  readonly isTransient?: boolean;
}

/**
 * Checks that files can be read, without opening them: to open a pipe and close it again would end it.
 *
 * @returns their sizes in bytes, all together; undefined if one of them is no regular file
 * @throws AuditError `unreadable-file` for the first that is missing, is a directory or may not be read
 */
export async function checkFiles(paths: readonly string[]): Promise<number | undefined> {
  let total: number | undefined = 0;
  for (const path of paths) {
    try {
      if (path.includes("\0")) {
        throw new AuditError("unreadable-file", "its name holds a NUL, which no file has", {
          source: path,
        });
      }
      const found = await stat(path);
      if (found.isDirectory()) {
        throw new AuditError("unreadable-file", "is a directory, expected a file", {
          source: path,
        });
      }
      await access(path, constants.R_OK);
      total = found.isFile() && total !== undefined ? total + found.size : undefined;
    } catch (error) {
      throw readingError(error, path);
    }
  }
  return total;
}

/**
 * The bytes of a file, unpacked if its name ends with `.gz`, in chunks of 256 KiB at most. A chunk is
 * read when it is asked for, of a regular file the one before, so whoever is slow slows the reading.
 *
 * What goes wrong while it is read and unpacked comes without a place, for `readingError`.
 *
 * @throws AuditError `unreadable-file` if it cannot be opened; `malformed-input` if it is cut short while it is
 * read; `limit` if it unpacks to too much
 * @throws the reason of `signal` once that is aborted
 */
export function readBytes(path: string, options: InputOptions = {}): AsyncIterable<Uint8Array> {
  const { stdin } = options;
  if (path === STANDARD_STREAM && stdin !== undefined) {
    return readStream(stdin, options);
  }
  const bytes =
    options.open === undefined ? readFile(path, options) : readOpened(path, options.open, options);
  return PACKED.test(path) ? unpackGzip(bytes, options.maxUnpackedBytes) : bytes;
}

/** How a file is read. */
export interface FileOptions extends Pick<InputOptions, "onRead" | "signal" | "isTransient"> {
  /** The first byte that is wanted. Default: 0. Pipes and devices have no other. */
  readonly start?: number;
  /** What errors call it. Default: its path. */
  readonly name?: string;
}

/**
 * The bytes of a file as they are, in chunks of 256 KiB at most.
 *
 * @throws as {@link readBytes}
 */
export async function* readFile(
  path: string,
  { start = 0, name = path, onRead, signal, isTransient = false }: FileOptions,
): AsyncGenerator<Uint8Array, void> {
  const opened = open(path, "r");
  const file = await untilAborted(opened, signal).catch((error: unknown) => {
    // A named pipe that nobody writes to may be opened long after.
    opened.then((late) => late.close()).catch(() => {});
    if (signal?.aborted === true) endOpening(path, opened);
    throw readingError(error, name);
  });
  // From the start without a position, so that pipes and devices can be read too.
  const readAt = (position: number, room: Buffer) =>
    file.read(room, 0, CHUNK_SIZE, start === 0 ? null : position);
  try {
    const stats = await file.stat();
    // What is worked on lies in the one, what is read ahead comes into the other.
    let room = Buffer.allocUnsafeSlow(CHUNK_SIZE);
    let spare = Buffer.allocUnsafeSlow(CHUNK_SIZE);
    let ahead: ReturnType<typeof readAt> | undefined;
    for (let position = start; ; ) {
      signal?.throwIfAborted();
      const { bytesRead } = await untilAborted(ahead ?? readAt(position, room), signal);
      if (bytesRead === 0) {
        checkLength(position, stats.size, (await file.stat()).size);
        return;
      }
      position += bytesRead;
      if (stats.isFile()) {
        // Read while the last bytes are worked on. Not of a pipe: whoever ends here would wait for what may never come.
        ahead = readAt(position, spare);
        ahead.catch(() => {});
      }
      const bytes = room.subarray(0, bytesRead);
      onRead?.(bytes);
      yield bytes;
      const free = isTransient ? room : Buffer.allocUnsafeSlow(CHUNK_SIZE);
      [room, spare] = ahead === undefined ? [free, spare] : [spare, free];
    }
  } finally {
    // To close a file waits for what is being read of it, which of a pipe may be for ever.
    const closed = file.close();
    if (signal?.aborted === true) closed.catch(() => {});
    else await closed;
  }
}

/** A process cannot end while it opens a named pipe that nobody writes to: so it is there itself until that is open. */
function endOpening(path: string, opened: Promise<unknown>): void {
  try {
    if (statSync(path).isFIFO()) {
      const own = openSync(path, constants.O_RDWR | constants.O_NONBLOCK);
      const close = (): void => closeSync(own);
      opened.then(close, close);
    }
  } catch {
    // It is gone, or may not be written to.
  }
}

/**
 * A file that grows is read to the end that is met. Of one that shrinks, nobody knows what it would have held. Not every
 * file holds as many bytes as it is said to, so one that keeps its size is believed.
 */
function checkLength(read: number, before: number, now: number): void {
  if (read < before && now < before) {
    throw new AuditError(
      "malformed-input",
      `was cut short while it was read: ${read} bytes, expected the ${before} that it had at first`,
    );
  }
}

/** What is waited for, or the reason of the signal as soon as that is aborted: a named pipe may never say anything. */
async function untilAborted<T>(waited: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (signal === undefined) return waited;
  let stop = (): void => {};
  const aborted = new Promise<never>((_, reject) => {
    stop = () => reject(signal.reason);
    // One that is aborted already says nothing more.
    if (signal.aborted) stop();
    else signal.addEventListener("abort", stop, { once: true });
  });
  try {
    return await Promise.race([waited, aborted]);
  } finally {
    signal.removeEventListener("abort", stop);
  }
}

function isBytes(chunk: unknown): chunk is Uint8Array {
  return ArrayBuffer.isView(chunk) && "subarray" in chunk;
}

async function* readOpened(
  path: string,
  opener: OpenInput,
  { onRead, signal }: InputOptions,
): AsyncGenerator<Uint8Array, void> {
  signal?.throwIfAborted();
  const chunks = opener(path, signal)[Symbol.asyncIterator]();
  try {
    for (;;) {
      const next = await untilAborted(chunks.next(), signal);
      if (next.done === true) {
        return;
      }
      const bytes: unknown = next.value;
      if (!isBytes(bytes)) {
        throw new TypeError("an input was opened as other things than bytes, expected Uint8Array");
      }
      onRead?.(bytes);
      for (let start = 0; start < bytes.length; start += CHUNK_SIZE) {
        signal?.throwIfAborted();
        yield bytes.subarray(start, start + CHUNK_SIZE);
      }
    }
  } finally {
    const ended = chunks.return?.();
    if (signal?.aborted === true) ended?.catch(() => {});
    else await ended;
  }
}

async function* readStream(
  stream: Readable,
  { onRead, signal }: InputOptions,
): AsyncGenerator<Uint8Array, void> {
  // A stream may never say anything again, so the signal has to end the waiting.
  const stop = (): void => void stream.destroy();
  signal?.throwIfAborted();
  signal?.addEventListener("abort", stop, { once: true });
  try {
    for await (const chunk of stream as AsyncIterable<unknown>) {
      const bytes: unknown = typeof chunk === "string" ? Buffer.from(chunk) : chunk;
      if (!isBytes(bytes)) {
        throw new TypeError("standard input is a stream of objects, expected bytes");
      }
      onRead?.(bytes);
      for (let start = 0; start < bytes.length; start += CHUNK_SIZE) {
        signal?.throwIfAborted();
        yield bytes.subarray(start, start + CHUNK_SIZE);
      }
    }
  } catch (error) {
    signal?.throwIfAborted();
    throw error;
  } finally {
    signal?.removeEventListener("abort", stop);
  }
}
