import type { AuditPlan, PlannedInput } from "./audit-plan.ts";

/** One shard of an audit. */
export interface AuditShard {
  /** Number of the input. */
  readonly index: number;
  /** The input. */
  readonly input: PlannedInput;
  /** Which part of it, counted from 1. */
  readonly part: number;
}

/** The shards of an audit, and the groups in which they are merged. */
export interface AuditShards {
  /** How many. */
  readonly count: number;
  /** How many groups. */
  readonly groups: number;
  /** A shard by its number. */
  at(shard: number): AuditShard;
  /** The shards of a group: `[from, to)`. */
  ofGroup(group: number): readonly [from: number, to: number];
}

/** Numbers the parts of all inputs, in their order. */
export function createShards({ inputs, fanIn }: AuditPlan): AuditShards {
  const firsts: number[] = [];
  let count = 0;
  for (const { parts } of inputs) {
    firsts.push(count);
    count += parts;
  }
  return {
    count,
    groups: Math.ceil(count / fanIn),
    at(shard) {
      let low = 0;
      let high = firsts.length;
      while (high - low > 1) {
        const middle = (low + high) >>> 1;
        if ((firsts[middle] as number) <= shard) low = middle;
        else high = middle;
      }
      return {
        index: low,
        input: inputs[low] as PlannedInput,
        part: shard - (firsts[low] as number) + 1,
      };
    },
    ofGroup: (group) => [group * fanIn, Math.min(count, (group + 1) * fanIn)],
  };
}

/** Names of what is kept of an audit. */
export const KEPT = {
  plan: "plan",
  filter: "filter",
  against: "against",
  run: "run",
  result: "result",
  partialResult: "result.partial",
  shard: (shard: number): string => `shard-${shard}`,
  group: (group: number): string => `group-${group}`,
  partialGroup: (group: number): string => `group-${group}.partial`,
  cancelled: (run: number): string => `cancelled-${run}`,
} as const;
