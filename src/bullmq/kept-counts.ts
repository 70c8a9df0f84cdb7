import { parseShardName } from "../audit/shard.ts";
import { AuditError } from "../errors.ts";
import type { AuditPlan } from "./audit-plan.ts";
import type { AuditShards } from "./audit-shards.ts";
import { type Counted, unpackCounted } from "./counted.ts";

/** Shards `[from, to)` by their numbers. */
export type ShardRange = readonly [from: number, to: number];

/** The audit that something is kept of. */
export interface KeptOf {
  /** Its plan. */
  readonly plan: AuditPlan;
  /** Its shards. */
  readonly shards: AuditShards;
}

/**
 * What was counted of some shards of an audit. What is kept may have been written by anyone: it must at least be of these
 * shards, this filter and this key.
 *
 * @throws AuditError `malformed-input` if it is nothing that a worker has counted, `tally-mismatch` if it is of other
 * shards or of another audit
 */
export async function readCounted(
  packed: Uint8Array,
  audit: KeptOf,
  range: ShardRange,
): Promise<Counted> {
  const counted = await unpackCounted(packed);
  if (!(isOfShards(counted, audit, range) && isOfAudit(counted, audit))) {
    throw mismatch();
  }
  return counted;
}

/**
 * The same of what is kept only if none of the shards is missing.
 *
 * @throws as {@link readCounted}; `tally-mismatch` if one is missing
 */
export async function readWhole(
  packed: Uint8Array,
  audit: KeptOf,
  range: ShardRange,
): Promise<Counted> {
  const counted = await readCounted(packed, audit, range);
  if (counted.missingCount > 0) {
    throw mismatch();
  }
  return counted;
}

function mismatch(): AuditError {
  return new AuditError("tally-mismatch", "is kept under the name of a shard that it is not of");
}

function isOfAudit({ tally }: Counted, { plan }: KeptOf): boolean {
  return tally === undefined || (tally.filter.digest === plan.digest && tally.key === plan.key);
}

/** Parts of an input that follow each other, counted from 1. */
interface Parts {
  readonly first: number;
  readonly last: number;
}

/**
 * Whether a tally is of no other shards than these; and of all of them, if none is said to be missing. An input may be cut
 * into many more parts than these, so that none but the names of the tally are looked at one by one.
 */
function isOfShards(
  { tally, inputs, missing, missingCount }: Counted,
  { plan, shards }: KeptOf,
  [from, to]: ShardRange,
): boolean {
  const first = shards.at(from);
  const last = shards.at(to - 1);
  const indexes = new Set(inputs.map(([index]) => index));
  const isNamed =
    missingCount <= to - from &&
    missing.every(({ shard }) => shard >= from && shard < to) &&
    inputs.every(([index]) => index >= first.index && index <= last.index) &&
    indexes.size === inputs.length &&
    (missingCount > 0 || indexes.size === last.index - first.index + 1) &&
    (tally === undefined ? missingCount === to - from : missingCount < to - from);
  if (!isNamed) {
    return false;
  }
  // Inputs of the same content may be cut into different numbers of parts.
  const known = new Map<string, Parts[]>();
  for (const [index, sha256] of inputs) {
    const { parts = 0, format = "" } = plan.inputs[index] ?? {};
    const own = {
      first: index === first.index ? first.part : 1,
      last: index === last.index ? last.part : parts,
    };
    const name = `${sha256}/${parts}/${format}`;
    const same = known.get(name) ?? [];
    // The same content again and again adds nothing: only the first and the last input are not there as a whole.
    if (!same.some((each) => each.first <= own.first && each.last >= own.last)) {
      known.set(name, [...same, own]);
    }
  }
  const names = tally?.shards ?? [];
  const areOfThese = names.every((name) => {
    const shard = parseShardName(name);
    const [format] = shard?.reading?.split(" ") ?? [];
    const some = shard && known.get(`${shard.input}/${shard.parts}/${format}`);
    return some?.some(({ first, last }) => shard && shard.part >= first && shard.part <= last);
  });
  const expected = [...known.values()].reduce((sum, some) => sum + countParts(some), 0);
  return (
    areOfThese &&
    new Set(names).size === names.length &&
    (missingCount > 0 || names.length === expected)
  );
}

/** How many different parts there are. */
function countParts(some: readonly Parts[]): number {
  let count = 0;
  let end = 0;
  for (const { first, last } of [...some].sort((a, b) => a.first - b.first)) {
    count += Math.max(0, last - Math.max(end, first - 1));
    end = Math.max(end, last);
  }
  return count;
}
