import type { Tally } from "../audit/audit.ts";
import { missingShards } from "../audit/shard.ts";
import { AuditError } from "../errors.ts";
import type { AuditContext } from "./audit-context.ts";
import { KEPT } from "./audit-shards.ts";
import {
  addTallies,
  type Counted,
  type MissingShard,
  MOST_MISSING,
  missingShard,
  packCounted,
} from "./counted.ts";
import type { JobResult } from "./job-data.ts";
import { readCounted, readWhole, type ShardRange } from "./kept-counts.ts";
import { resultOf } from "./shard-job.ts";

/** Something that is kept and has its place in a sum. */
interface Summand {
  /** The names that it may be kept under, the first of what is whole. */
  readonly names: readonly string[];
  /** The shards it stands for. */
  readonly shards: ShardRange;
  /** Why it is not there, if that is known. */
  readonly reason: string | undefined;
}

/** Why shards are missing of which nobody said why. */
const UNKNOWN = "was not counted";

/** Why a job failed, by the number of its shard or group. */
export type Reasons = ReadonlyMap<number, string>;

/** Merges what is below a group. Shards that are not there are named in the sum. */
export async function mergeGroup(
  context: AuditContext,
  level: number,
  group: number,
  reasons: Reasons,
): Promise<JobResult> {
  return keepSum(context, {
    whole: KEPT.group(level, group),
    partial: KEPT.partialGroup(level, group),
    shards: context.shards.shardsOf(level, group),
    summands: summandsOf(context, level - 1, context.shards.childrenOf(level, group), reasons),
  });
}

/**
 * Merges the highest groups of an audit.
 *
 * @throws AuditError `tally-mismatch` if parts of an input do not add up to it
 */
export async function mergeAudit(context: AuditContext, reasons: Reasons): Promise<JobResult> {
  const { levels, groups } = context.shards;
  const all = Array.from({ length: groups(levels) }, (_, group) => group);
  return keepSum(context, {
    whole: KEPT.result,
    partial: KEPT.partialResult,
    shards: [0, context.shards.count],
    summands: summandsOf(context, levels, all, reasons),
    check({ tally, missingCount }) {
      if (missingCount === 0 && missingShards(tally?.shards ?? []).length > 0) {
        throw new AuditError("tally-mismatch", "parts of an input do not add up to it");
      }
    },
  });
}

/** What stands under some numbers of a level. */
function summandsOf(
  { shards }: AuditContext,
  level: number,
  numbers: readonly number[],
  reasons: Reasons,
): readonly Summand[] {
  return numbers.map((number) => ({
    names:
      level === 0
        ? [KEPT.shard(number)]
        : [KEPT.group(level, number), KEPT.partialGroup(level, number)],
    shards: shards.shardsOf(level, number),
    reason: reasons.get(number),
  }));
}

/**
 * Keeps a sum, and of what was added up only what is needed for what is missing. A sum that is kept and damaged is
 * forgotten: what it was of is missing then.
 */
async function keepSum(
  context: AuditContext,
  {
    whole,
    partial,
    shards,
    summands,
    check,
  }: {
    readonly whole: string;
    readonly partial: string;
    readonly shards: ShardRange;
    readonly summands: readonly Summand[];
    check?(sum: Counted): void;
  },
): Promise<JobResult> {
  const { id, store } = context;
  const needless = [...summands.flatMap(({ names }) => names), partial];
  const found = await store.get(id, whole);
  let unknown = UNKNOWN;
  if (found !== undefined) {
    try {
      // A worker was killed between keeping the sum and forgetting its parts.
      const sum = await readWhole(found, context, shards);
      await store.remove(id, needless);
      return resultOf(sum);
    } catch (error) {
      unknown = reasonOf(error);
      await store.remove(id, [whole]);
    }
  }
  const sum = await addUp(context, summands, unknown);
  check?.(sum);
  const isWhole = sum.missingCount === 0;
  await store.put(id, isWhole ? whole : partial, await packCounted(sum));
  if (isWhole) {
    await store.remove(id, needless);
  }
  return resultOf(sum);
}

/**
 * Adds up what is kept, one after another, so that two tallies are in memory at once. What is damaged, or is of other
 * content of an input than what came before, is forgotten, so that it is counted anew when the audit is queued again.
 */
async function addUp(
  context: AuditContext,
  summands: readonly Summand[],
  unknown: string,
): Promise<Counted> {
  const { id, plan, store } = context;
  const inputs = new Map<number, string>();
  const missing: MissingShard[] = [];
  let tally: Tally | undefined;
  let bytes = 0;
  let missingCount = 0;
  const miss = (shards: ShardRange, reason: string): void => {
    missingCount += shards[1] - shards[0];
    for (let shard = shards[0]; shard < shards[1] && missing.length < MOST_MISSING; shard++) {
      missing.push(missingShard(shard, reason));
    }
  };
  for (const { names, shards, reason } of summands) {
    const packed = await firstOf(names, (name) => store.get(id, name));
    if (packed === undefined) {
      miss(shards, reason ?? unknown);
      continue;
    }
    try {
      const counted = await readCounted(packed, context, shards);
      const changed = counted.inputs.find(([index, sha256]) => {
        const known = inputs.get(index);
        return known !== undefined && known !== sha256;
      });
      if (changed !== undefined) {
        const name = plan.inputs[changed[0]]?.name ?? "";
        throw new AuditError("tally-mismatch", "was changed while its parts were counted", {
          source: name,
        });
      }
      tally = addTallies(tally, counted.tally);
      bytes += counted.bytes;
      missingCount += counted.missingCount;
      missing.push(...counted.missing.slice(0, MOST_MISSING - missing.length));
      for (const [index, sha256] of counted.inputs) {
        inputs.set(index, sha256);
      }
    } catch (error) {
      const found = reasonOf(error);
      await store.remove(id, names);
      miss(shards, found);
    }
  }
  return {
    ...(tally === undefined ? {} : { tally }),
    bytes,
    inputs: [...inputs],
    missing,
    missingCount,
  };
}

/** What is wrong with what is kept; any other error is thrown. */
function reasonOf(error: unknown): string {
  if (!(error instanceof AuditError)) {
    throw error;
  }
  return error.message;
}

async function firstOf<T, U>(
  all: readonly T[],
  get: (each: T) => Promise<U | undefined>,
): Promise<U | undefined> {
  for (const each of all) {
    const found = await get(each);
    if (found !== undefined) {
      return found;
    }
  }
  return undefined;
}
