import { parseTally, type Tally } from "../audit/audit.ts";
import { AuditError } from "../errors.ts";
import { readingError } from "../node/file-error.ts";
import { readKept } from "../node/kept-file.ts";
import { replaceFile } from "../node/replacement.ts";
import { formatTally } from "../report/report.ts";
import type { ReadMark } from "./input-digest.ts";

/** What a checkpoint is of: another run must ask for the same. */
export interface CheckpointPlan {
  /** The files, as named, in their order, and how each is read. */
  readonly files: readonly (readonly [path: string, format: string])[];
  /** Which part is counted. */
  readonly part: number;
  /** Of how many. */
  readonly parts: number;
  /** What else decides what is read. */
  readonly reading: readonly (string | number)[];
}

/** How far a run has come, and what it counted. */
export interface Checkpoint {
  /** Number of the file that is being read; that of the files if all are read. */
  readonly file: number;
  /** Segments of that file before this one are counted, where they belong to the part. */
  readonly segment: number;
  /** What was read of each file up to there, the last one perhaps further. */
  readonly marks: readonly ReadMark[];
  /** What was counted. */
  readonly tally: Tally;
}

const FORMAT = "filter-audit/checkpoint";

/**
 * Writes a checkpoint in place of the one before, so that a kill at any moment leaves one of them.
 *
 * @throws AuditError `unwritable-file`
 */
export async function writeCheckpoint(
  path: string,
  plan: CheckpointPlan,
  { tally, ...position }: Checkpoint,
): Promise<void> {
  const head = JSON.stringify({ format: FORMAT, version: 1, plan, ...position });
  await replaceFile(path, `${head}\n${formatTally(tally)}`);
}

/**
 * Reads a checkpoint; undefined if there is no such file.
 *
 * @throws AuditError `unreadable-file`, `malformed-input` if it is none, `tally-mismatch` if it is of another run
 */
export async function readCheckpoint(
  path: string,
  plan: CheckpointPlan,
): Promise<Checkpoint | undefined> {
  const text = await readKept(path);
  if (text === undefined) {
    return undefined;
  }
  const end = text.indexOf("\n");
  const position = parseHead(text.slice(0, Math.max(end, 0)), path, plan);
  try {
    return { ...position, tally: parseTally(text.slice(end + 1)) };
  } catch (error) {
    throw readingError(error, path);
  }
}

function parseHead(text: string, source: string, plan: CheckpointPlan): Omit<Checkpoint, "tally"> {
  const fail = (): never => {
    throw new AuditError("malformed-input", "is no checkpoint of version 1", { source });
  };
  let head: unknown;
  let written: string | undefined;
  try {
    head = JSON.parse(text);
    // Here, since of what is nested too deep this throws.
    written = JSON.stringify((head as { readonly plan?: unknown } | null)?.plan);
  } catch {
    return fail();
  }
  if (!isRecord(head) || head.format !== FORMAT || head.version !== 1) {
    return fail();
  }
  if (written !== JSON.stringify(plan)) {
    throw new AuditError(
      "tally-mismatch",
      "is a checkpoint of other files, of another shard or of other options of reading, expected those of this run",
      { source },
    );
  }
  const { file, segment, marks } = head;
  if (!isCount(file) || !isCount(segment) || file > plan.files.length || !Array.isArray(marks)) {
    return fail();
  }
  const isWhole = file === plan.files.length;
  if (marks.length !== (isWhole ? file : file + 1) || !marks.every(isMark)) {
    return fail();
  }
  return { file, segment, marks };
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && Number(value) >= 0;
}

function isMark(value: unknown): value is ReadMark {
  return isRecord(value) && isCount(value.bytes) && /^[0-9a-f]{64}$/u.test(String(value.sha256));
}
