/**
 * Files to a tally, in parts, on many cores, and again after a crash.
 *
 * @module
 */
import { createTally, type TallyOptions } from "../audit/audit.ts";
import type { Filter } from "../filter/filter.ts";
import { STANDARD_STREAM } from "../node/input.ts";
import { describeFiles, type MessageReaderOptions } from "../node/message-reader.ts";
import { type Report, type ReportOptions, report } from "../report/report.ts";
import { createInlineExecutor } from "./executor.ts";
import { type FilesTally, tallySegments } from "./files-tally.ts";
import { checkPart, type PartChoice } from "./part-choice.ts";

export {
  type MissingShards,
  missingShards,
  parseShardName,
  type Shard,
  shardName,
} from "../audit/shard.ts";
export type { FilesTally } from "./files-tally.ts";
export type { PartChoice } from "./part-choice.ts";

/** How files are counted. */
export interface TallyFilesOptions extends Omit<MessageReaderOptions, "field"> {
  /** What is counted, and in which field. Parts of one whole need the same options, `key` too. */
  readonly tally?: TallyOptions;
  /** Which part of the messages is counted; left out: all. */
  readonly shard?: PartChoice;
  /**
   * A file that keeps what was counted: a run that finds one goes on from there, and ends with the same tally as one
   * that was never disturbed.
   */
  readonly checkpoint?: string;
  /** Milliseconds between two checkpoints, at least. Default: 5,000. */
  readonly checkpointInterval?: number;
  /** Takes the triggered messages as JSON Lines, in the order of the messages. Not beside `checkpoint`. */
  readonly onTriggers?: (lines: string) => void | Promise<void>;
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
 * @param paths - Files, or `-` for standard input.
 * @throws RangeError or TypeError if options do not go together, and what `readMessages` and `createTally` throw
 * @throws AuditError `unreadable-file` before the first message if a file is missing; `unwritable-file`,
 * `malformed-input` or `tally-mismatch` if the checkpoint cannot be written, is none, or is of another run;
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
  const executor = createInlineExecutor({
    files,
    filter,
    field,
    createCounter,
    isStrict: strict,
    hasTriggers: onTriggers !== undefined,
    onTriggers: async (lines) => onTriggers?.(lines),
  });
  try {
    return await tallySegments({ ...options, files, executor });
  } finally {
    await executor.close();
  }
}

/**
 * Audits the messages of files: counts them and reports.
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
  { shard, checkpoint, onTriggers }: TallyFilesOptions,
  paths: string | readonly string[],
): void {
  if (shard !== undefined) {
    checkPart(shard);
  }
  if (checkpoint !== undefined && onTriggers !== undefined) {
    throw new RangeError("onTriggers is given beside checkpoint, expected one of them");
  }
  if (checkpoint !== undefined && [paths].flat().includes(STANDARD_STREAM)) {
    throw new RangeError("standard input cannot be read again, expected files beside checkpoint");
  }
}
