import { constants } from "node:fs";
import { open } from "node:fs/promises";
import type { Writable } from "node:stream";
import { systemCode, writingError } from "./file-error.ts";
import { STANDARD_STREAM } from "./input.ts";

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
   * Resolves when all is written. A file is closed, standard output is not.
   *
   * @throws AuditError `unwritable-file` if not all could be written
   */
  close(): Promise<void>;
  /** Closes a file whose writing has come to nothing. One that nothing was written to stays as it was. */
  abandon(): Promise<void>;
}

/**
 * Opens a file for writing, or standard output for the path `-`. What the file held before goes with the
 * first text that is written, or when it is closed.
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
  const isStandard = path === STANDARD_STREAM;
  const { stream, empty } = isStandard
    ? { stream: options.stdout ?? process.stdout, empty: async () => {} }
    : await openFile(path);
  let failure: unknown;
  let isBegun = false;
  let isEnded = false;
  // Never taken off again: a pipe may fail when all seems written, and an error that no one hears is fatal.
  stream.on("error", (error) => {
    failure ??= error;
  });

  function check(): void {
    if (failure === undefined && stream.destroyed && !isEnded) {
      failure = stream.errored ?? new Error("the stream is closed");
    }
    if (failure !== undefined && !isPipeClosed(failure)) {
      throw writingError(failure, isStandard ? "standard output" : path);
    }
  }

  /** What the file held before goes. */
  async function begin(): Promise<void> {
    if (!isBegun) {
      isBegun = true;
      await empty();
    }
  }

  async function end(): Promise<void> {
    if (failure === undefined && !isEnded) {
      isEnded = true;
      await settled(stream, (done) => (isStandard ? stream.write("", done) : stream.end()));
    }
  }

  return {
    get isClosed() {
      return isPipeClosed(failure);
    },
    async write(text) {
      check();
      if (text.length > 0) {
        await begin();
      }
      if (failure === undefined && !stream.write(text)) {
        await settled(stream, (done) => stream.once("drain", done));
        check();
      }
    },
    async close() {
      check();
      if (!isEnded) {
        await begin();
      }
      await end();
      check();
    },
    abandon: end,
  };
}

async function openFile(
  path: string,
): Promise<{ readonly stream: Writable; empty(): Promise<void> }> {
  try {
    // Not emptied yet: a run that fails before it writes leaves the file as it was.
    const file = await open(path, constants.O_WRONLY | constants.O_CREAT);
    const isFile = (await file.stat()).isFile();
    return {
      stream: file.createWriteStream(),
      empty: async () => {
        if (isFile) {
          await file.truncate();
        }
      },
    };
  } catch (error) {
    throw writingError(error, path);
  }
}

function isPipeClosed(failure: unknown): boolean {
  return systemCode(failure) === "EPIPE";
}

/** Starts something and waits until it calls back, fails, or the stream is closed. */
function settled(stream: Writable, start: (done: () => void) => void): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      stream.off("drain", done).off("error", done).off("close", done);
      resolve();
    };
    stream.once("error", done).once("close", done);
    start(done);
  });
}
