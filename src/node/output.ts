import { open } from "node:fs/promises";
import type { Writable } from "node:stream";
import { systemCode, writingError } from "./file-error.ts";
import { STANDARD_STREAM } from "./input.ts";

/** How an output is opened. */
export interface OutputOptions {
  /** What the path `-` writes to. Default: `process.stdout`. */
  readonly stdout?: Writable;
}

/** A place for text: a file or standard output. */
export interface Output {
  /**
   * Whether the reader at the other end of a pipe has gone, as `head` does when it has seen enough. That is
   * no failure: what is written from then on goes nowhere, and whoever writes may stop.
   */
  readonly isClosed: boolean;
  /**
   * Writes text, as UTF-8. Resolves when more can be written without filling up memory.
   *
   * @throws AuditError `unwritable-file` if this or an earlier text could not be written
   */
  write(text: string): Promise<void>;
  /**
   * Resolves when all is written. A file is closed, standard output is not.
   *
   * @throws AuditError `unwritable-file` if not all could be written
   */
  close(): Promise<void>;
}

/**
 * Opens a file for writing, in place of what it held before, or standard output for the path `-`.
 *
 * @throws AuditError `unwritable-file` if the file cannot be opened
 */
export async function openOutput(path: string, options: OutputOptions = {}): Promise<Output> {
  const isStandard = path === STANDARD_STREAM;
  const stream = isStandard ? (options.stdout ?? process.stdout) : await openFile(path);
  let failure: unknown;
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

  return {
    get isClosed() {
      return isPipeClosed(failure);
    },
    async write(text) {
      check();
      if (failure === undefined && !stream.write(text)) {
        await settled(stream, (done) => stream.once("drain", done));
        check();
      }
    },
    async close() {
      check();
      if (failure === undefined && !isEnded) {
        isEnded = true;
        await settled(stream, (done) => (isStandard ? stream.write("", done) : stream.end()));
        check();
      }
    },
  };
}

async function openFile(path: string): Promise<Writable> {
  try {
    return (await open(path, "w")).createWriteStream();
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
