import { createHash } from "node:crypto";
import type { TallyOptions } from "../audit/audit.ts";
import { MOST_PARTS } from "../audit/shard.ts";
import { AuditError } from "../errors.ts";
import type { MessageFile } from "../node/message-decoder.ts";
import { describeFiles } from "../node/message-files.ts";
import type { MessageFormat } from "../node/message-format.ts";
import type { MessageReaderOptions } from "../node/message-reader.ts";
import { shownName } from "../node/shown-name.ts";
import { PACKED, STANDARD_STREAM } from "../node/standard-stream.ts";
import { reasonLine } from "./counted.ts";

/** An input of an audit, by the name that its workers know it by. */
export interface AuditInput {
  /** The path of a file within the folder of inputs, or what the reader of the workers opens: a URL, say. */
  readonly name: string;
  /** Into how many parts it is cut, each of which reads all of it. Default: that of the audit. */
  readonly parts?: number;
  /** The first byte of the lines that are counted: those that begin at the bytes `[start, end)`. */
  readonly start?: number;
  /** See `start`. Neither with `parts`, nor for what is packed or a CSV. */
  readonly end?: number;
}

/** An input as it is planned. */
export interface PlannedInput {
  readonly name: string;
  readonly format: MessageFormat;
  readonly parts: number;
  readonly range?: readonly [start: number, end: number];
}

/** Options of a tally that are no plain data, or the worker's own. */
type Elsewhere = "against" | "key" | "shard";

/** All that decides what an audit counts. Its digest names the audit. */
export interface AuditPlan {
  readonly inputs: readonly PlannedInput[];
  /** What is counted, as plain data. */
  readonly tally: Omit<TallyOptions, Elsewhere>;
  /** What tells the key of the workers from others; absent if they have none. */
  readonly key?: string;
  /** Digest of what the filter triggers on. */
  readonly digest: string;
  /** SHA-256 of the filter as bytes. */
  readonly filter: string;
  /** SHA-256 of the filter that it is compared with. */
  readonly against?: string;
  /** Longest line or record in bytes; absent: the default. */
  readonly maxMessageBytes?: number;
  /** Most bytes that a packed input may unpack to; absent: the default. */
  readonly maxUnpackedBytes?: number;
  /** Whether the first input that cannot be counted as a message is an error. */
  readonly isStrict: boolean;
  /** How many tallies the job of a group merges; that of the audit merges all groups of the highest level. */
  readonly fanIn: number;
}

/** Most shards of one audit. */
export const MOST_SHARDS = 1_000_000;

/** How many tallies the job of a group merges, one after another. */
export const FAN_IN = 16;

const LONGEST_NAME = 4096;

const ELSEWHERE: readonly Elsewhere[] = ["against", "key", "shard"];

const FORMAT = "filter-audit/queue-plan";

/** How inputs are read. */
type Reading = Pick<
  MessageReaderOptions,
  "format" | "field" | "maxMessageBytes" | "maxUnpackedBytes"
>;

/** How inputs are read, of what is asked for or planned. */
export function readingOf({
  tally,
  maxMessageBytes,
  maxUnpackedBytes,
}: {
  readonly tally?: { readonly field?: string } | undefined;
  readonly maxMessageBytes?: number | undefined;
  readonly maxUnpackedBytes?: number | undefined;
}): Omit<Reading, "format"> {
  return {
    ...(tally?.field === undefined ? {} : { field: tally.field }),
    ...(maxMessageBytes === undefined ? {} : { maxMessageBytes }),
    ...(maxUnpackedBytes === undefined ? {} : { maxUnpackedBytes }),
  };
}

/**
 * Says how inputs are cut.
 *
 * @throws RangeError or TypeError if an input is none, is named twice, or cannot be read or cut in that way
 */
export function planInputs(
  inputs: readonly (string | AuditInput)[],
  { parts = 1, ...reading }: Reading & { readonly parts?: number },
): readonly PlannedInput[] {
  const planned = inputs.map((input) => {
    const given: AuditInput = typeof input === "string" ? { name: input } : input;
    return planInput(given, given.start === undefined ? parts : 1, reading);
  });
  checkInputs(planned);
  return planned;
}

function planInput(
  { name, start, end, parts: own }: AuditInput,
  parts: number,
  reading: Reading,
): PlannedInput {
  if (typeof name !== "string") {
    throw new TypeError(`name of an input is of type ${typeof name}, expected a string`);
  }
  const what = shownName(name);
  if (
    name === "" ||
    name.length > LONGEST_NAME ||
    name === STANDARD_STREAM ||
    name.includes("\0")
  ) {
    throw new RangeError(`${what} is no name of an input that can be read again`);
  }
  const [{ format }] = describeFiles(name, reading, false) as [MessageFile];
  const number = own ?? parts;
  if (!(Number.isSafeInteger(number) && number >= 1 && number <= MOST_PARTS)) {
    throw new RangeError(`${what}: parts is ${number}, expected 1 to ${MOST_PARTS}`);
  }
  if (start === undefined && end === undefined) {
    return { name, format, parts: number };
  }
  if (number !== 1 || format === "csv" || PACKED.test(name)) {
    throw new RangeError(`${what}: ranges are of lines of a file that is not packed, in one part`);
  }
  if (!(isOffset(start) && isOffset(end) && start < end)) {
    throw new RangeError(
      `${what}: range from ${start} to ${end}, expected whole numbers that rise`,
    );
  }
  return { name, format, parts: 1, range: [start, end] };
}

/** Each message is in one shard at most, and of shards there are not too many. */
function checkInputs(planned: readonly PlannedInput[]): void {
  const names = new Map<string, number>();
  for (const { name, range } of planned) {
    const [start, end] = range ?? [0, Number.POSITIVE_INFINITY];
    if (start < (names.get(name) ?? 0)) {
      throw new RangeError(
        `${shownName(name)} is named twice, expected parts that follow each other`,
      );
    }
    names.set(name, end);
  }
  const shards = planned.reduce((sum, each) => sum + each.parts, 0);
  if (!(shards >= 1 && shards <= MOST_SHARDS)) {
    throw new RangeError(`inputs are ${shards} shards, expected 1 to ${MOST_SHARDS}`);
  }
}

function isOffset(value: unknown): value is number {
  return Number.isSafeInteger(value) && Number(value) >= 0;
}

/** A plan as text; equal plans are equal texts. */
export function formatPlan(plan: AuditPlan): string {
  return JSON.stringify({ format: FORMAT, version: 1, ...plan });
}

/** The name of an audit. */
export function idOfPlan(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, 32);
}

/**
 * Reads a plan, which comes from where others may write too.
 *
 * @throws AuditError `malformed-input` if it is none, or not that of the audit
 */
export function parsePlan(text: string, id: string): AuditPlan {
  let plan: unknown;
  let why = "";
  try {
    plan = idOfPlan(text) === id ? JSON.parse(text) : undefined;
    if (isPlan(plan)) {
      // What could not have been planned is refused in the words of who plans.
      const reading = readingOf(plan);
      const inputs = plan.inputs.map(({ name, format, parts, range }) => {
        const ends = range === undefined ? {} : { start: Number(range[0]), end: Number(range[1]) };
        return planInput({ name, parts, ...ends }, 1, { ...reading, format });
      });
      checkInputs(inputs);
      return { ...plan, inputs };
    }
  } catch (error) {
    why = error instanceof RangeError ? `: ${reasonLine(error.message)}` : "";
  }
  throw new AuditError("malformed-input", `is no plan of this audit${why}`, { source: id });
}

/** Whether it has the form of a plan; its inputs may be anything. */
function isPlan(value: unknown): value is AuditPlan {
  const { format, version, inputs, fanIn, filter, digest, tally, against, key, isStrict } =
    (value ?? {}) as Readonly<Record<keyof AuditPlan | "format" | "version", unknown>>;
  return (
    format === FORMAT &&
    version === 1 &&
    Array.isArray(inputs) &&
    isOffset(fanIn) &&
    fanIn >= 2 &&
    typeof filter === "string" &&
    typeof digest === "string" &&
    ["string", "undefined"].includes(typeof against) &&
    ["string", "undefined"].includes(typeof key) &&
    typeof isStrict === "boolean" &&
    typeof tally === "object" &&
    tally !== null &&
    !ELSEWHERE.some((name) => Object.hasOwn(tally, name))
  );
}
