import { expect, test } from "@jest/globals";

// The model of many workers, where it can be told by hand what must come out.

interface Outcome {
  readonly counted: number;
  readonly makespan: number;
  readonly lastShard: number;
  readonly lastMerge: number;
  readonly counting: number;
  readonly merging: number;
  readonly lost: number;
  readonly down: number;
  readonly idle: number;
  readonly deaths: number;
  readonly most: number;
  readonly handed: number;
  readonly kept: number;
  readonly perfect: number;
}

type Given = Readonly<Record<string, number>>;

const { simulate, onPaper } = (await import(
  new URL("../../benchmarks/model/farm.js", import.meta.url).href
)) as {
  simulate(given: Given): Outcome;
  onPaper(given: Given): Readonly<Record<string, number>>;
};

/** Machines of one speed that never die, and merges that take no time. */
const even: Given = {
  messages: 1000,
  shardMessages: 10,
  workers: 10,
  seed: 1,
  secondsPerMessage: 1,
  secondsPerShard: 0,
  secondsPerMerge: 0,
  tallyBytes: 1,
  bytesPerJob: 1,
  sigma: 0,
  slowShare: 0,
  slowFactor: 1,
  deathsPerHour: 0,
  stallSeconds: 60,
  restartSeconds: 30,
};

const real: Given = {
  ...even,
  messages: 1e6,
  shardMessages: 1000,
  workers: 50,
  secondsPerMessage: 0.01,
  secondsPerShard: 0.1,
  secondsPerMerge: 0.5,
  sigma: 0.3,
  slowShare: 0.1,
  slowFactor: 3,
  deathsPerHour: 20,
};

test("equal machines that never die share the work evenly", () => {
  expect(simulate(even)).toMatchObject({
    counted: 1000,
    makespan: 100,
    perfect: 100,
    counting: 1000,
    idle: 0,
    lost: 0,
    deaths: 0,
    most: 1,
    // A hundred shards, seven groups of sixteen at most, and the audit.
    handed: 108,
  });
});

test("a last shard that is alone keeps all others waiting", () => {
  const { makespan, idle } = simulate({ ...even, messages: 1010 });
  expect([makespan, idle]).toEqual([110, 90]);
});

test("merges take their time at the end: those of a group, then those of the groups", () => {
  const outcome = simulate({ ...even, workers: 100, secondsPerMerge: 2 });
  // All shards end at once; groups of sixteen are merged side by side, and then the seven.
  expect(outcome).toMatchObject({ lastShard: 10, lastMerge: 14, makespan: 10 + 32 + 14 });
  expect(outcome.merging).toBe(200);
  expect(outcome.kept).toBe(100);
});

test("every message is counted, and every second of every worker is spent on something", () => {
  for (const seed of [1, 2, 3]) {
    const given = { ...real, seed };
    const outcome = simulate(given);
    const { counting, merging, lost, down, idle, makespan, lastMerge } = outcome;
    expect(outcome.counted).toBe(1e6);
    expect(outcome.deaths).toBeGreaterThan(0);
    expect(outcome.most).toBeGreaterThan(1);
    expect(idle).toBeGreaterThanOrEqual(0);
    expect(counting + merging + lost + down + idle).toBeCloseTo(50 * (makespan - lastMerge), 3);
    // No machines are faster than machines are.
    expect(makespan).toBeGreaterThan(outcome.perfect);
    expect(outcome.handed).toBeGreaterThan(onPaper(given).jobs ?? 0);
  }
});

test("a seed gives one outcome, and another seed another", () => {
  expect(simulate(real)).toEqual(simulate(real));
  expect(simulate({ ...real, seed: 2 }).makespan).not.toBe(simulate(real).makespan);
});
