import type { Tally } from "../audit/audit.ts";
import { missingShards, parseShardName } from "../audit/shard.ts";
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
  unpackCounted,
} from "./counted.ts";
import type { JobResult } from "./job-data.ts";
import { resultOf } from "./shard-job.ts";

/** Something that is kept and has its place in a sum. */
interface Summand {
  /** The names that it may be kept under, the first of what is whole. */
  readonly names: readonly string[];
  /** The shards it stands for: `[from, to)`. */
  readonly shards: readonly [from: number, to: number];
  /** Why it is not there, if that is known. */
  readonly reason: string;
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
    reason: reasons.get(number) ?? UNKNOWN,
  }));
}

/** Keeps a sum, and of what was added up only what is needed for what is missing. */
async function keepSum(
  context: AuditContext,
  {
    whole,
    partial,
    summands,
    check: checkSum,
  }: {
    readonly whole: string;
    readonly partial: string;
    readonly summands: readonly Summand[];
    check?(sum: Counted): void;
  },
): Promise<JobResult> {
  const { id, store } = context;
  const needless = [...summands.flatMap(({ names }) => names), partial];
  const found = await store.get(id, whole);
  if (found !== undefined) {
    // A worker was killed between keeping the sum and forgetting its parts.
    const sum = await unpackCounted(found);
    await store.remove(id, needless);
    return resultOf(sum);
  }
  const sum = await addUp(context, summands);
  checkSum?.(sum);
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
async function addUp(context: AuditContext, summands: readonly Summand[]): Promise<Counted> {
  const { id, plan, store } = context;
  const inputs = new Map<number, string>();
  const missing: MissingShard[] = [];
  let tally: Tally | undefined;
  let bytes = 0;
  let missingCount = 0;
  const miss = (shards: Summand["shards"], reason: string): void => {
    missingCount += shards[1] - shards[0];
    for (let shard = shards[0]; shard < shards[1] && missing.length < MOST_MISSING; shard++) {
      missing.push(missingShard(shard, reason));
    }
  };
  for (const { names, shards, reason } of summands) {
    const packed = await firstOf(names, (name) => store.get(id, name));
    if (packed === undefined) {
      miss(shards, reason);
      continue;
    }
    try {
      const counted = await unpackCounted(packed);
      check(counted, context, shards);
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
      if (!(error instanceof AuditError)) {
        throw error;
      }
      await store.remove(id, names);
      miss(shards, error.message);
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

/** What is kept may have been written by anyone: it must at least be of these shards, this filter and this key. */
function check(
  { tally, inputs, missing, missingCount }: Counted,
  { plan, shards }: AuditContext,
  [from, to]: Summand["shards"],
): void {
  const fail = (): never => {
    throw new AuditError("tally-mismatch", "is kept under the name of a shard that it is not of");
  };
  const planned = new Set<number>();
  for (let shard = from; shard < to; shard++) {
    planned.add(shards.at(shard).index);
  }
  const isOfThese =
    missingCount <= to - from &&
    missing.every(({ shard }) => shard >= from && shard < to) &&
    inputs.every(([index]) => planned.has(index)) &&
    (tally === undefined ? missingCount === to - from : missingCount < to - from);
  if (!isOfThese) {
    fail();
  }
  if (tally === undefined) {
    return;
  }
  if (tally.filter.digest !== plan.digest || tally.key !== plan.key) {
    fail();
  }
  const digests = new Map(inputs.map(([index, sha256]) => [sha256, plan.inputs[index]?.parts]));
  for (const name of tally.shards) {
    const shard = parseShardName(name);
    if (shard === undefined || !digests.has(shard.input)) {
      fail();
    }
  }
}
