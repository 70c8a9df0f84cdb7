import type { Writable } from "node:stream";
import { systemCode, writingError } from "./file-error.ts";
import { STANDARD_STREAM } from "./input.ts";
import { openReplacement, type Replacement } from "./replacement.ts";

/** How an output is opened. */
export interface OutputOptions {
  /** What the path `-` writes to. Default: `process.stdout`. */
  readonly stdout?: Writable;
}

/** A place for text or bytes: a file or standard output. */
export interface Output {
  /**
   * Whether the reader at the other end of a pipe has gone, as `head` does when it has seen enough. That is
   * no failure: what is written from then on goes nowhere, and whoever writes may stop.
   */
  readonly isClosed: boolean;
  /**
   * Writes text, as UTF-8, or bytes. Resolves when more can be written without filling up memory.
   *
   * @throws AuditError `unwritable-file` if this or an earlier text could not be written
   */
  write(text: string | Uint8Array): Promise<void>;
  /**
   * Resolves when all is written. A file is closed and in its place, standard output is not closed.
   *
   * @throws AuditError `unwritable-file` if not all could be written
   */
  close(): Promise<void>;
  /** Closes a file whose writing has come to nothing, unless it is closed or is being closed. What was in its place stays. */
  abandon(): Promise<void>;
}

/**
 * Opens a file for writing, or standard output for the path `-`. A file is written under a name of its own beside
 * its place, which it takes when it is closed: until then, and if not all can be written, that holds what it held
 * before. Devices and pipes are written as they are, and `/dev/stdout` is standard output.
 *
 * @example
 * ```ts
 * import { openOutput } from "filter-audit/node";
 *
 * // `-` is standard output.
 * const output = await openOutput("/dev/null");
 * await output.write("tea\n");
 * output.isClosed; // => false
 * await output.close();
 * ```
 *
 * @throws AuditError `unwritable-file` if the file cannot be opened
 */
export async function openOutput(path: string, options: OutputOptions = {}): Promise<Output> {
  const isStandard = path === STANDARD_STREAM || path === "/dev/stdout";
  const { stream, empty, commit, discard } = isStandard
    ? { ...NOTHING, stream: options.stdout ?? process.stdout }
    : streamInto(await openReplacement(path));
  let failure: unknown;
  let isBegun = false;
  let isEnded = false;
  // Never taken off again: a pipe may fail when all seems written, and an error that no one hears is fatal.
  stream.on("error", (error) => {
    failure ??= error;
  });

  async function check(): Promise<void> {
    if (failure === undefined && stream.destroyed && !isEnded) {
      failure = stream.errored ?? new Error("the stream is closed");
    }
    if (failure !== undefined && !isPipeClosed(failure)) {
      await discard();
      throw writingError(failure, isStandard ? "standard output" : path);
    }
  }

  /** What the file held before goes, where it is written in place. */
  async function begin(): Promise<void> {
    if (!isBegun) {
      isBegun = true;
      await empty();
    }
  }

  async function end(): Promise<void> {
    isEnded = true;
    failure ??= await settled(stream, (done) =>
      isStandard ? stream.write("", done) : stream.end(),
    );
  }

  return {
    get isClosed() {
      return isPipeClosed(failure);
    },
    async write(text) {
      await check();
      if (text.length > 0) {
        await begin();
      }
      if (failure === undefined && !stream.write(text)) {
        failure ??= await settled(stream, (done) => stream.once("drain", () => done()));
        await check();
      }
    },
    async close() {
      await check();
      if (isEnded || failure !== undefined) {
        return;
      }
      await begin();
      await end();
      await check();
      await commit().catch((error: unknown) => {
        failure = error;
      });
      await check();
    },
    async abandon() {
      if (failure === undefined) {
        if (isEnded) {
          return;
        }
        await end();
      }
      await discard();
    },
  };
}

/** What is to be done for standard output beside writing to it. */
const NOTHING = { empty: async () => {}, commit: async () => {}, discard: async () => {} };

function streamInto({
  file,
  isFile,
  ...rest
}: Replacement): { readonly stream: Writable } & Omit<Replacement, "file" | "isFile"> {
  // Flushed, so that a disk that is full is found out before the file takes its place.
  return { ...rest, stream: file.createWriteStream({ flush: isFile }) };
}

function isPipeClosed(failure: unknown): boolean {
  return systemCode(failure) === "EPIPE";
}

/** Starts something and waits until it calls back, fails, or the stream is closed; gives why it failed. */
function settled(
  stream: Writable,
  start: (done: (error?: unknown) => void) => void,
): Promise<unknown> {
  return new Promise((resolve) => {
    const done = (error?: unknown): void => {
      stream.off("drain", done).off("error", done).off("close", done);
      resolve(error ?? undefined);
    };
    stream.once("error", done).once("close", done);
    start(done);
  });
}
