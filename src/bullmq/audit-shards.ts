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

/**
 * The shards of an audit, and the tree in which they are merged. A group of level 1 is of shards, one of level 2 of groups
 * of level 1, and so on to the highest, which the audit merges.
 */
export interface AuditShards {
  /** How many. */
  readonly count: number;
  /** The highest level. */
  readonly levels: number;
  /** A shard by its number. */
  at(shard: number): AuditShard;
  /** How many groups of a level there are; of level 0, how many shards. */
  groups(level: number): number;
  /** The shards below a group: `[from, to)`. */
  shardsOf(level: number, group: number): readonly [from: number, to: number];
  /** What a group merges: groups of the level below, or shards, by their numbers. */
  childrenOf(level: number, group: number): readonly number[];
  /** What a shard or a group is merged in: the number of a group of the level above. */
  parentOf(child: number): number;
}

/** Shards below a group of this level come into the queue at once. */
const HIGHEST = 3;

/** Numbers the parts of all inputs, in their order. */
export function createShards({ inputs, fanIn }: AuditPlan): AuditShards {
  const firsts: number[] = [];
  let count = 0;
  for (const { parts } of inputs) {
    firsts.push(count);
    count += parts;
  }
  let levels = 1;
  while (levels < HIGHEST && fanIn ** (levels + 1) < count) {
    levels++;
  }
  const groups = (level: number): number => Math.ceil(count / fanIn ** level);
  return {
    count,
    levels,
    groups,
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
    shardsOf(level, group) {
      const size = fanIn ** level;
      return [group * size, Math.min(count, (group + 1) * size)];
    },
    childrenOf(level, group) {
      const from = group * fanIn;
      const length = Math.min(groups(level - 1), from + fanIn) - from;
      return Array.from({ length }, (_, index) => from + index);
    },
    parentOf: (child) => Math.floor(child / fanIn),
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
  group: (level: number, group: number): string => `group-${level}-${group}`,
  partialGroup: (level: number, group: number): string => `group-${level}-${group}.partial`,
  cancelled: (run: number): string => `cancelled-${run}`,
} as const;
