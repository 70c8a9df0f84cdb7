import { promisify } from "node:util";
import { gunzip, gzip } from "node:zlib";
import { mergeTallies, parseTally, type Tally } from "../audit/audit.ts";
import { compareStrings } from "../audit/first.ts";
import { AuditError } from "../errors.ts";
import { formatTally } from "../report/report.ts";

/** A shard that was not counted. */
export interface MissingShard {
  /** Number of the shard. */
  readonly shard: number;
  /** Why not. It holds nothing of a message. */
  readonly reason: string;
}

/** What was counted of one shard or of several. */
export interface Counted {
  /** The tally; absent if nothing was counted. */
  readonly tally?: Tally;
  /** Bytes that were read for it. */
  readonly bytes: number;
  /** What the inputs held: number of the input and SHA-256 of what was read of it. */
  readonly inputs: readonly (readonly [index: number, sha256: string])[];
  /** Shards that are not in it: the first thousand. */
  readonly missing: readonly MissingShard[];
  /** How many are not in it. */
  readonly missingCount: number;
}

/** Most shards that are named as missing. */
export const MOST_MISSING = 1000;

const LONGEST_REASON = 300;

/** Most bytes that are kept of one tally, packed. */
const MOST_PACKED = 64 * 1024 * 1024;

/** Most bytes of one tally, unpacked. */
const MOST_BYTES = 384 * 1024 * 1024;

/** Most bytes of what is kept. */
export interface KeptLimits {
  /** Unpacked. */
  readonly mostBytes: number;
  /** Packed. */
  readonly mostPacked: number;
}

const LIMITS: KeptLimits = { mostBytes: MOST_BYTES, mostPacked: MOST_PACKED };

/**
 * What was counted, as bytes.
 *
 * @throws AuditError `limit` if these are more than {@link unpackCounted} takes, or than is kept of one tally
 */
export async function packCounted(
  { tally, ...head }: Counted,
  { mostBytes, mostPacked }: KeptLimits = LIMITS,
): Promise<Uint8Array> {
  const text = `${JSON.stringify(head)}\n${tally === undefined ? "" : formatTally(tally)}`;
  checkSize(Buffer.byteLength(text), mostBytes);
  const packed = await promisify(gzip)(text);
  checkSize(packed.length, mostPacked);
  return packed;
}

function checkSize(actual: number, limit: number): void {
  if (actual > limit) {
    throw new AuditError("limit", "a tally is larger than what is kept of one", { limit, actual });
  }
}

/**
 * Reads what {@link packCounted} made, and others may have written.
 *
 * @throws AuditError `malformed-input` if it is none
 */
export async function unpackCounted(
  packed: Uint8Array,
  { mostBytes, mostPacked }: KeptLimits = LIMITS,
): Promise<Counted> {
  const fail = (): never => {
    throw new AuditError("malformed-input", "is nothing that a worker has counted");
  };
  if (packed.length > mostPacked) {
    return fail();
  }
  const text = await promisify(gunzip)(packed, { maxOutputLength: mostBytes }).then(String, fail);
  const end = text.indexOf("\n");
  let head: Partial<Record<keyof Counted, unknown>>;
  try {
    head = JSON.parse(text.slice(0, Math.max(end, 0)));
  } catch {
    return fail();
  }
  const { bytes, inputs, missing, missingCount } = head ?? {};
  if (
    !isCount(bytes) ||
    !isCount(missingCount) ||
    !Array.isArray(inputs) ||
    !Array.isArray(missing) ||
    missing.length !== Math.min(missingCount, MOST_MISSING) ||
    !inputs.every((pair) => Array.isArray(pair) && isCount(pair[0]) && isDigest(pair[1])) ||
    !missing.every((each) => isCount(each?.shard) && typeof each.reason === "string")
  ) {
    return fail();
  }
  const rest = text.slice(end + 1);
  return {
    bytes,
    missingCount,
    inputs: inputs.map(([index, sha256]) => [index, sha256] as const),
    missing: missing.map(({ shard, reason }) => missingShard(shard, reason)),
    ...(rest === "" ? {} : { tally: parseTally(rest) }),
  };
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && Number(value) >= 0;
}

function isDigest(value: unknown): value is string {
  return typeof value === "string" && /^[0-9a-f]{64}$/u.test(value);
}

/** A missing shard, with its reason as {@link reasonLine} gives it. */
export function missingShard(shard: number, reason: string): MissingShard {
  return { shard, reason: reasonLine(reason) };
}

/** Why a job failed, which anyone may have written, as one line that is no longer than a line. */
export function reasonLine(reason: string): string {
  return reason.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, " ").slice(0, LONGEST_REASON);
}

/**
 * Adds up tallies of different shards of one audit. Two inputs may hold the same: their messages count twice and their
 * shards are named once, as if one run had counted both.
 *
 * @throws as `mergeTallies`, but for shards that are in both
 */
export function addTallies(a: Tally | undefined, b: Tally | undefined): Tally | undefined {
  if (a === undefined || b === undefined) {
    return a ?? b;
  }
  const shards = [...new Set([...a.shards, ...b.shards])].sort(compareStrings);
  return { ...mergeTallies({ ...a, shards: [] }, { ...b, shards: [] }), shards };
}
