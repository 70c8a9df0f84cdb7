/**
 * Files of a browser to a tally, in Web Workers: what `filter-audit/scale` is for Node.
 *
 * @module
 */
import { createTally, type TallyOptions } from "../audit/audit.ts";
import { AuditError } from "../errors.ts";
import type { Filter } from "../filter/filter.ts";
import type { MessageFile } from "../node/message-decoder.ts";
import { describeFiles } from "../node/message-files.ts";
import type { MessageFormat } from "../node/message-format.ts";
import { type NamedBlob, readBlob } from "./blob-reader.ts";
import type { Executor } from "./executor.ts";
import type { FilesTally } from "./files-tally.ts";
import { issueOf } from "./interruption.ts";
import { shardNames } from "./part-choice.ts";
import { createThreadExecutor } from "./thread-executor.ts";
import { type WebWorker, webThreads } from "./web-thread.ts";
import { checkWorkers, MOST_UNASKED } from "./worker-count.ts";
import { setupOf } from "./worker-setup.ts";

export type { NamedBlob } from "./blob-reader.ts";
export type { FilesTally } from "./files-tally.ts";
export type { WebWorker } from "./web-thread.ts";

/** How files of a browser are counted. */
export interface TallyBlobsOptions {
  /** Makes a Web Worker, whose module calls `startCounting` of `filter-audit/scale/web-worker`. */
  createWorker(): WebWorker;
  /** Web Workers that count, 1 to 256. Default: as many as there are cores, at most 16. */
  readonly workers?: number;
  /** What is counted, and in which field. */
  readonly tally?: TallyOptions;
  /** Format of all files, `jsonl` or `text`. Default: by extension. */
  readonly format?: MessageFormat;
  /** Longest line in bytes, line break not included. Default: 16,777,216. */
  readonly maxMessageBytes?: number;
  /** Most bytes that a packed file may unpack to; the reading ends there. Default: 1,099,511,627,776. */
  readonly maxUnpackedBytes?: number;
  /** Whether the first input that cannot be counted as a message is an error. Default: false. */
  readonly strict?: boolean;
  /** Takes the triggered messages as JSON Lines, in the order of the messages. */
  readonly onTriggers?: (lines: string) => void | Promise<void>;
  /** Called after each read with the bytes read so far of all files, before unpacking, and with their size. */
  readonly onProgress?: (bytesRead: number, totalBytes: number) => void;
  /** Ends the reading: what was counted before is given, with the reason of the signal as `failure`. */
  readonly signal?: AbortSignal;
}

/**
 * Counts the messages of files in Web Workers: the tally is the one that `tallyFiles` gives for files of the same
 * names and bytes. An input that fails midway ends the reading; what was counted before that place is given, and an
 * error is thrown if that is nothing.
 *
 * The words of labels are those of `Intl.Segmenter` of the browser. Packed files are of one member, as
 * `DecompressionStream` reads them.
 *
 * @example
 * ```ts
 * import { compileFilter, parseList } from "filter-audit";
 * import { tallyBlobs } from "filter-audit/scale/browser";
 *
 * // The module worker.js holds: import { startCounting } from "filter-audit/scale/web-worker"; startCounting();
 * const createWorker = () => new Worker("worker.js", { type: "module" });
 * const filter = compileFilter(parseList("tea\n", { format: "lines" }));
 * const count = (file) =>
 *   tallyBlobs(filter, file, { createWorker }).then(
 *     ({ tally }) => tally.messages,
 *     ({ message }) => message,
 *   );
 * await count(new File(["text\ntea"], "messages.csv")); // => "messages.csv: a CSV is not read in Web Workers, expected jsonl or text"
 * ```
 *
 * @param blobs - A `File`, or several, such as the `files` of an `<input>`.
 * @throws RangeError if no name has a known format, or one is that of a CSV, if `workers` is out of range, or the
 * filter has folds or word boundaries of the user's own
 * @throws AuditError what is wrong with the first input, before anything of it was read; with `strict` `malformed-input` for the first input that cannot be counted
 * @throws Error if a Web Worker fails or cannot be started
 */
export async function tallyBlobs(
  filter: Filter,
  blobs: NamedBlob | Iterable<NamedBlob>,
  options: TallyBlobsOptions,
): Promise<FilesTally> {
  const { createWorker, workers = coresOf(), tally = {}, strict = false, onTriggers } = options;
  const all: readonly NamedBlob[] = "stream" in blobs ? [blobs] : [...blobs];
  checkWorkers(workers);
  const inBlocks = createTally(filter, tally).addBlock !== undefined;
  const reading = { ...options, field: tally.field ?? "text" };
  const files = describeFiles(
    all.map(({ name }) => name),
    reading,
    inBlocks,
  );
  for (const { file, format } of files) {
    if (format === "csv") {
      throw new RangeError(`${file}: a CSV is not read in Web Workers, expected jsonl or text`);
    }
  }
  const hasTriggers = onTriggers !== undefined;
  const executor = createThreadExecutor({
    count: workers,
    start: webThreads(createWorker),
    setup: setupOf(filter, tally, { files, isStrict: strict, hasTriggers }),
    onTriggers: async (lines) => onTriggers?.(lines),
  });
  try {
    const { inputs, failure } = await countBlobs(all, files, executor, options);
    const counted = await executor.finish();
    return failure === undefined
      ? { tally: { ...counted, shards: shardNames(inputs, files, { part: 1, parts: 1 }) } }
      : { tally: counted, failure };
  } finally {
    await executor.close();
  }
}

function coresOf(): number {
  const { navigator } = globalThis as {
    readonly navigator?: { readonly hardwareConcurrency?: number };
  };
  return Math.max(1, Math.min(navigator?.hardwareConcurrency ?? 1, MOST_UNASKED));
}

async function countBlobs(
  blobs: readonly NamedBlob[],
  files: readonly MessageFile[],
  executor: Executor,
  { onProgress, signal }: TallyBlobsOptions,
): Promise<{ readonly inputs: readonly string[]; readonly failure?: unknown }> {
  const total = blobs.reduce((sum, { size }) => sum + size, 0);
  const inputs: string[] = [];
  let read = 0;
  let isBegun = false;
  const onRead = (bytes: number): void => {
    read += bytes;
    onProgress?.(read, total);
  };
  for (const [number, blob] of blobs.entries()) {
    const { maxUnpackedBytes } = files[number] as MessageFile;
    const pieces = readBlob(blob, { number, maxUnpackedBytes, onRead, signal });
    try {
      for (;;) {
        let next: Awaited<ReturnType<typeof pieces.next>>;
        try {
          next = await pieces.next();
        } catch (failure) {
          if (!isBegun || !(failure instanceof AuditError || signal?.aborted === true)) {
            throw failure;
          }
          executor.interrupt(issueOf(failure));
          return { inputs, failure };
        }
        isBegun = true;
        if (next.done === true) {
          inputs.push(next.value);
          break;
        }
        await executor.add(next.value);
      }
    } finally {
      await pieces.return("");
    }
  }
  return { inputs };
}
