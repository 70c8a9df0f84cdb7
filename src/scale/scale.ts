/**
 * Files to a tally, in parts, on many cores, and again after a crash.
 *
 * @module
 */
import { createTally, type TallyOptions } from "../audit/audit.ts";
import type { Filter } from "../filter/filter.ts";
import { type OpenInput, STANDARD_STREAM } from "../node/input.ts";
import { describeFiles, type MessageReaderOptions } from "../node/message-reader.ts";
import { type Report, type ReportOptions, report } from "../report/report.ts";
import { createInlineExecutor } from "./executor.ts";
import { type FilesTally, tallySegments } from "./files-tally.ts";
import { startNodeThread } from "./node-thread.ts";
import { checkPart, type PartChoice } from "./part-choice.ts";
import { chooseThreads } from "./thread-count.ts";
import { createThreadExecutor } from "./thread-executor.ts";
import { checkWorkers } from "./worker-count.ts";
import { setupOf } from "./worker-setup.ts";

export {
  type MissingShards,
  missingShards,
  parseShardName,
  type Shard,
  shardName,
} from "../audit/shard.ts";
export type { OpenInput } from "../node/input.ts";
export type { FilesTally } from "./files-tally.ts";
export type { PartChoice } from "./part-choice.ts";

/** How files are counted. */
export interface TallyFilesOptions extends Omit<MessageReaderOptions, "field"> {
  /** What is counted, and in which field. Parts of one whole need the same options, `key` too. */
  readonly tally?: TallyOptions;
  /**
   * Opens each input that is named, in place of files: objects of a store by their URLs, say. What ends with `.gz` is
   * unpacked. All parts must find the same bytes.
   */
  readonly open?: OpenInput;
  /**
   * Whether `open` gives what does not begin with its input, such as a range of bytes of a file: nothing there is a byte
   * order mark. Default: false.
   */
  readonly ranges?: boolean;
  /** Which part of the messages is counted; left out: all. */
  readonly shard?: PartChoice;
  /**
   * A file that keeps what was counted: a run that finds one goes on from there, and ends with the same tally as one
   * that was never disturbed. If it cannot be written, that ends the reading as a failure of an input does.
   */
  readonly checkpoint?: string;
  /** Milliseconds between two checkpoints, at least. Default: 5,000. */
  readonly checkpointInterval?: number;
  /**
   * Threads that count, 1 to 256; 1 counts in this one. With more than one, a filter is refused that wraps another, or has
   * folds, word boundaries or an engine of expressions of the user's own. Default: one for every 32 MiB of the files, as far
   * as there are cores, at most 16; 1 of such a filter, of a shard, of standard input, of pipes and of what `open` gives.
   */
  readonly workers?: number;
  /** Takes the triggered messages as JSON Lines, in the order of the messages. Not beside `checkpoint`. */
  readonly onTriggers?: (lines: string) => void | Promise<void>;
  /** Asked again and again; false ends the reading, and what was counted is of the messages before. */
  readonly isWanted?: () => boolean;
  /** Whether the first input that cannot be counted as a message is an error. Default: false. */
  readonly strict?: boolean;
}

/** How files are audited. */
export interface AuditFilesOptions extends TallyFilesOptions {
  /** What is concluded. */
  readonly report?: ReportOptions;
}

/**
 * Counts the messages of files. Parts of the same files, counted anywhere, add up with `mergeTallies` to the tally of
 * the whole; each names its shard by the content of its input, so that none is counted twice.
 *
 * @example
 * ```ts
 * import { compileFilter, parseList } from "filter-audit";
 * import { tallyFiles } from "filter-audit/scale";
 *
 * const filter = compileFilter(parseList("通知\n", { format: "lines" }));
 * const { tally } = await tallyFiles(filter, "docs/examples/messages.jsonl");
 * tally.messages; // => 300
 * ```
 *
 * @param paths - Files, or `-` for standard input.
 * @throws RangeError or TypeError if options do not go together, and what `readMessages` and `createTally` throw
 * @throws AuditError `unreadable-file` before the first message if a file is missing; `malformed-input` or
 * `tally-mismatch` if the checkpoint is none, or is of another run;
 * with `strict` `malformed-input` for the first input that cannot be counted
 */
export async function tallyFiles(
  filter: Filter,
  paths: string | readonly string[],
  options: TallyFilesOptions = {},
): Promise<FilesTally> {
  const { tally = {}, strict = false, onTriggers } = options;
  checkTogether(options, paths);
  const createCounter = () => createTally(filter, tally);
  const field = tally.field ?? "text";
  const inBlocks = createCounter().addBlock !== undefined;
  const files = describeFiles(paths, { ...options, field }, inBlocks);
  const hasTriggers = onTriggers !== undefined;
  const workers = options.workers ?? (await chooseThreads(filter, [paths].flat(), options));
  const shared = {
    files,
    isStrict: strict,
    hasTriggers,
    onTriggers: async (lines: string): Promise<void> => onTriggers?.(lines),
  };
  const executor =
    workers === 1
      ? createInlineExecutor({ ...shared, filter, field, createCounter })
      : createThreadExecutor({
          count: workers,
          start: startNodeThread,
          setup: setupOf(filter, tally, shared),
          onTriggers: shared.onTriggers,
        });
  try {
    return await tallySegments({ ...options, files, executor });
  } finally {
    await executor.close();
  }
}

/**
 * Audits the messages of files: counts them and reports. The report says if it is of a part of them; why, and that the
 * checkpoint at the end could not be written, {@link tallyFiles} tells.
 *
 * @example
 * ```ts
 * import { compileFilter, parseList } from "filter-audit";
 * import { auditFiles } from "filter-audit/scale";
 *
 * const filter = compileFilter(parseList("通知\n", { format: "lines" }));
 * const report = await auditFiles(filter, "docs/examples/messages.jsonl");
 * report.messages.total; // => 300
 * ```
 *
 * @throws as {@link tallyFiles}
 */
export async function auditFiles(
  filter: Filter,
  paths: string | readonly string[],
  options: AuditFilesOptions = {},
): Promise<Report> {
  const { tally } = await tallyFiles(filter, paths, options);
  return report(tally, options.report);
}

function checkTogether(
  { shard, checkpoint, onTriggers, workers = 1 }: TallyFilesOptions,
  paths: string | readonly string[],
): void {
  if (shard !== undefined) {
    checkPart(shard);
  }
  checkWorkers(workers);
  if (checkpoint !== undefined && onTriggers !== undefined) {
    throw new RangeError("onTriggers is given beside checkpoint, expected one of them");
  }
  if (checkpoint !== undefined && [paths].flat().includes(STANDARD_STREAM)) {
    throw new RangeError("standard input cannot be read again, expected files beside checkpoint");
  }
}
