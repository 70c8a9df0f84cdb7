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

function isOfShards(
  { tally, inputs, missing, missingCount }: Counted,
  { plan, shards }: KeptOf,
  [from, to]: ShardRange,
): boolean {
  const first = shards.at(from);
  const last = shards.at(to - 1);
  const isNamed =
    missingCount <= to - from &&
    missing.every(({ shard }) => shard >= from && shard < to) &&
    inputs.every(([index]) => index >= first.index && index <= last.index) &&
    (tally === undefined ? missingCount === to - from : missingCount < to - from);
  if (!isNamed) {
    return false;
  }
  // Inputs of the same content may be cut into different numbers of parts.
  const known = new Map<string, { readonly low: number; readonly high: number }>();
  for (const [index, sha256] of inputs) {
    const parts = plan.inputs[index]?.parts ?? 0;
    const low = index === first.index ? first.part : 1;
    const high = index === last.index ? last.part : parts;
    const name = `${sha256}/${parts}`;
    const of = known.get(name) ?? { low, high };
    known.set(name, { low: Math.min(of.low, low), high: Math.max(of.high, high) });
  }
  return (tally?.shards ?? []).every((name) => {
    const shard = parseShardName(name);
    if (shard === undefined) {
      return false;
    }
    const of = known.get(`${shard.input}/${shard.parts}`);
    return of !== undefined && shard.part >= of.low && shard.part <= of.high;
  });
}
