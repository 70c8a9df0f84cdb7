import { mergeTallies, type Tally } from "../audit/audit.ts";
import { AuditError } from "../errors.ts";
import type { OpenInput } from "../node/input.ts";
import type { MessageFile, MessageReaderOptions } from "../node/message-reader.ts";
import {
  type Checkpoint,
  type CheckpointPlan,
  readCheckpoint,
  writeCheckpoint,
} from "./checkpoint.ts";
import type { Executor } from "./executor.ts";
import { changedError, type ReadMark } from "./input-digest.ts";
import { issueOf } from "./interruption.ts";
import { type PartChoice, shardNames } from "./part-choice.ts";
import { SEGMENT_BYTES, SEGMENT_RECORDS, type SegmentPiece } from "./segment-piece.ts";
import { createSegmentReader, type FileEnd } from "./segment-reader.ts";

/** How files are counted. */
export interface FilesRun extends Pick<MessageReaderOptions, "stdin" | "onProgress" | "signal"> {
  /** The files. */
  readonly files: readonly MessageFile[];
  /** What counts their segments. */
  readonly executor: Executor;
  /** Opens the files; left out, they are what their names say. */
  readonly open?: OpenInput;
  /** Whether what is opened does not begin with its input: nothing there is a byte order mark. */
  readonly ranges?: boolean;
  /** Which part; left out: all. */
  readonly shard?: PartChoice;
  /** Where to keep what was counted. */
  readonly checkpoint?: string;
  /** Milliseconds between two checkpoints, at least; more where writing one takes long. Default: 5,000. */
  readonly checkpointInterval?: number;
  /** Unpacked bytes of a segment, and records of a segment of a CSV; all shards must be cut alike. */
  readonly segmentBytes?: number;
  /** See `segmentBytes`. */
  readonly segmentRecords?: number;
  /** Asked after each piece; false ends the reading. */
  isWanted?(): boolean;
}

/** What was counted. */
export interface FilesTally {
  /** The tally; its shards are named if all was read. */
  readonly tally: Tally;
  /**
   * Why reading ended early: an error of an input, the reason of the signal, or that a checkpoint cannot be written; the
   * last also if it is the one at the end, of a tally that lacks nothing.
   */
  readonly failure?: unknown;
}

/** A checkpoint may take one part in so many of the time. */
const CHECKPOINT_SHARE = 20;

/**
 * Counts the messages of files. An input that fails midway, or a checkpoint that cannot be written, ends the reading;
 * what was counted before that place is given, with an issue `interrupted`.
 *
 * @throws AuditError `unreadable-file` before the first message if a file is missing; what {@link readCheckpoint}
 * throws; `tally-mismatch` if a file was changed since the checkpoint was written
 */
export async function tallySegments(run: FilesRun): Promise<FilesTally> {
  const { files, executor, shard = { part: 1, parts: 1 }, checkpoint } = run;
  const { segmentBytes = SEGMENT_BYTES, segmentRecords = SEGMENT_RECORDS } = run;
  const plan: CheckpointPlan = {
    files: files.map(({ file, format }) => [file, format]),
    ...shard,
    reading: [files[0]?.field ?? "", files[0]?.maxMessageBytes ?? 0, segmentBytes, segmentRecords],
  };
  const found = checkpoint === undefined ? undefined : await readCheckpoint(checkpoint, plan);
  let sum = found?.tally;
  if (sum !== undefined) {
    // Refuses at once what was counted with another filter or other options.
    mergeTallies(sum, await executor.collect());
  }
  const marks: ReadMark[] = [];
  const reader = createSegmentReader(files, {
    ...run,
    segmentBytes,
    segmentRecords,
    expected: found?.marks ?? [],
    takes: (file, segment, turn) =>
      (turn + segment) % shard.parts === shard.part - 1 &&
      (found === undefined ||
        file > found.file ||
        (file === found.file && segment >= found.segment)),
  });
  let last = performance.now();
  const shortest = run.checkpointInterval ?? 5000;
  let interval = shortest;
  let failure: unknown;

  /** Writes a checkpoint; false if it cannot be written: that ends the reading, and what was counted stays. */
  async function keep(file: number, segment: number, all: readonly ReadMark[]): Promise<boolean> {
    if (checkpoint !== undefined) {
      const begin = performance.now();
      sum = await collectInto(sum, executor);
      try {
        await writeCheckpoint(checkpoint, plan, { file, segment, marks: all, tally: sum });
      } catch (error) {
        if (!(error instanceof AuditError)) {
          throw error;
        }
        failure = error;
        return false;
      }
      last = performance.now();
      interval = Math.max(shortest, CHECKPOINT_SHARE * (last - begin));
    }
    return true;
  }

  /** Counts an item; false: no more is wanted. */
  async function take(item: SegmentPiece | FileEnd): Promise<boolean> {
    if ("end" in item) {
      checkUnchanged(item, found, files);
      marks.push(item.end);
      return true;
    }
    await executor.add(item);
    if (item.isLast && performance.now() - last >= interval) {
      const isKept = await keep(item.file, item.segment + 1, [...marks, reader.mark()]);
      if (!isKept) {
        executor.interrupt(issueOf(failure));
        return false;
      }
    }
    return run.isWanted?.() !== false;
  }

  const items = reader[Symbol.asyncIterator]();
  let isBegun = false;
  let isWhole = false;
  try {
    for (;;) {
      let next: IteratorResult<SegmentPiece | FileEnd, unknown>;
      try {
        next = await items.next();
      } catch (error) {
        if (!(isBegun && isInputFailure(error, run))) {
          throw error;
        }
        failure = error;
        executor.interrupt(issueOf(error));
        break;
      }
      isBegun = true;
      if (next.done) {
        isWhole = true;
        await keep(files.length, 0, marks);
        break;
      }
      if (!(await take(next.value))) {
        break;
      }
    }
  } finally {
    // An input that never ends would keep the process alive.
    await items.return?.(undefined);
  }
  const rest = await executor.finish();
  const tally = sum === undefined ? rest : mergeTallies(sum, rest);
  return {
    tally: isWhole
      ? {
          ...tally,
          shards: shardNames(
            marks.map(({ sha256 }) => sha256),
            files,
            shard,
          ),
        }
      : tally,
    ...(failure === undefined ? {} : { failure }),
  };
}

async function collectInto(sum: Tally | undefined, executor: Executor): Promise<Tally> {
  const counted = await executor.collect();
  return sum === undefined ? counted : mergeTallies(sum, counted);
}

/** What an input does to whoever reads it; not what was asked wrongly. */
function isInputFailure(error: unknown, { signal }: FilesRun): boolean {
  return error instanceof AuditError ? error.code !== "tally-mismatch" : signal?.aborted === true;
}

/** A file that had been read to its end must still end there. */
function checkUnchanged(
  { file, end }: FileEnd,
  found: Checkpoint | undefined,
  files: readonly MessageFile[],
): void {
  const before = file < (found?.file ?? 0) ? found?.marks[file] : undefined;
  if (before !== undefined && before.sha256 !== end.sha256) {
    throw changedError(before.bytes, files[file]?.file);
  }
}
