import { gunzipSync, gzipSync } from "node:zlib";
import { beforeEach, expect, test } from "@jest/globals";
import { createTally, type Tally } from "../../src/audit/audit.ts";
import type { AuditContext } from "../../src/bullmq/audit-context.ts";
import { planInputs } from "../../src/bullmq/audit-plan.ts";
import { packCounted, unpackCounted } from "../../src/bullmq/counted.ts";
import { readWhole } from "../../src/bullmq/kept-counts.ts";
import { mergeAudit, mergeGroup } from "../../src/bullmq/merge-job.ts";
import { countShard } from "../../src/bullmq/shard-job.ts";
import { compileFilter } from "../../src/filter/filter.ts";
import { parseList } from "../../src/lists/lists.ts";
import {
  createAudits,
  emptyHead,
  emptyTally,
  messagesIn,
  neverStopped,
  noReasons,
  planOf,
  writeInputs,
} from "./audits.ts";

// What is kept of an audit, where others may write too: it is of the shards that it is said to be, or forgotten.

const { temporary, contextOf } = createAudits();
let context: AuditContext;

beforeEach(async () => {
  writeInputs(temporary);
  context = await contextOf(planOf(["one", "two", "three"]));
});

const strange = createTally(compileFilter(parseList("b\n", { format: "lines" }))).finish();

test.each([
  ["no bytes of ours", async () => Buffer.from("{}")],
  ["packed nothing", async () => gzipSync("")],
  ["a head that is null", async () => gzipSync("null\n")],
  [
    "other fields",
    async () => gzipSync('{"bytes":-1,"inputs":[],"missing":[],"missingCount":0}\n'),
  ],
  ["a tally that is none", async () => gzipSync(`${JSON.stringify(emptyHead)}\n{"format":1}`)],
  ["the tally of another filter", () => packCounted({ ...emptyHead, tally: strange })],
  [
    "a tally of other shards",
    () => packCounted({ ...emptyHead, tally: { ...emptyTally, shards: ["x"] } }),
  ],
  ["nothing, as if it were something", () => packCounted(emptyHead)],
  [
    "another input",
    () => packCounted({ ...emptyHead, tally: emptyTally, inputs: [[2, "0".repeat(64)]] }),
  ],
  [
    "missing shards of others",
    () => packCounted({ ...emptyHead, missing: [{ shard: 7, reason: "" }], missingCount: 1 }),
  ],
])("%s in place of a tally is forgotten, and named", async (_, make) => {
  await countShard(context, 0, neverStopped);
  await context.store.put(context.id, "shard-1", await make());
  expect(await mergeGroup(context, 1, 0, noReasons)).toEqual({
    messages: 2,
    bytes: 20,
    missing: 1,
  });
  // The next run counts it.
  expect(await messagesIn(context, "shard-1")).toBeUndefined();
  await countShard(context, 1, neverStopped);
  expect(await mergeGroup(context, 1, 0, noReasons)).toEqual({
    messages: 3,
    bytes: 27,
    missing: 0,
  });
});

const DAMAGED = "is nothing that a worker has counted";

test("a shard that is kept and damaged is counted anew", async () => {
  const counted = await countShard(context, 0, neverStopped);
  await context.store.put(context.id, "shard-0", Buffer.from("x"));
  expect(await countShard(context, 0, neverStopped)).toEqual(counted);
  expect(await messagesIn(context, "shard-0")).toBe(2);
});

test("a sum that is kept and damaged is forgotten, and its shards are named", async () => {
  const { id, store } = context;
  const namedIn = async (name: string): Promise<unknown> =>
    (await unpackCounted((await store.get(id, name)) as Uint8Array)).missing;
  const count = async (): Promise<unknown> => {
    for (const shard of [0, 1, 2]) await countShard(context, shard, neverStopped);
    for (const group of [0, 1]) await mergeGroup(context, 1, group, noReasons);
    return mergeAudit(context, noReasons);
  };
  for (const shard of [0, 1]) await countShard(context, shard, neverStopped);
  await mergeGroup(context, 1, 0, noReasons);
  const kept = (await store.get(id, "group-1-0")) as Uint8Array;
  const lacking = await packCounted({
    ...(await unpackCounted(kept)),
    missing: [{ shard: 0, reason: "" }],
    missingCount: 1,
  });
  for (const bytes of [Buffer.from("x"), lacking]) {
    await store.put(id, "group-1-0", bytes);
    expect(await mergeGroup(context, 1, 0, noReasons)).toMatchObject({ missing: 2 });
    expect(await store.has(id, "group-1-0")).toBe(false);
  }
  const whole = await count();
  await store.put(id, "result", Buffer.from("x"));
  expect(await mergeAudit(context, noReasons)).toMatchObject({ missing: 3 });
  expect(await namedIn("result.partial")).toEqual(
    [0, 1, 2].map((shard) => ({ shard, reason: DAMAGED })),
  );
  expect(await count()).toEqual(whole);
});

type Counted = Awaited<ReturnType<typeof unpackCounted>>;

test.each<readonly [string, (counted: Counted) => Counted]>([
  [
    "without a shard",
    ({ tally, ...rest }) => ({ ...rest, tally: withShards(tally, ([, two]) => [two]) }),
  ],
  [
    "with one shard twice",
    ({ tally, ...rest }) => ({ ...rest, tally: withShards(tally, ([one]) => [one, one]) }),
  ],
  ["without an input", ({ inputs, ...rest }) => ({ ...rest, inputs: inputs.slice(1) })],
  [
    "without an input and its shard",
    ({ inputs, tally, ...rest }) => ({
      ...rest,
      inputs: inputs.slice(1),
      tally: withShards(tally, (names) =>
        names.filter((name) => name?.includes(inputs[1]?.[1] ?? "-")),
      ),
    }),
  ],
  [
    "with two contents of one input",
    ({ inputs, ...rest }) => ({ ...rest, inputs: [[1, "0".repeat(64)], ...inputs.slice(1)] }),
  ],
])("a sum %s that says that nothing is missing is none", async (_, damage) => {
  for (const shard of [0, 1, 2]) await countShard(context, shard, neverStopped);
  for (const group of [0, 1]) await mergeGroup(context, 1, group, noReasons);
  const { id, store } = context;
  const kept = await unpackCounted((await store.get(id, "group-1-0")) as Uint8Array);
  expect([kept.inputs.length, kept.tally?.shards.length]).toEqual([2, 2]);
  await store.put(id, "group-1-0", await packCounted(damage(kept)));
  expect(await mergeAudit(context, noReasons)).toEqual({ messages: 3, bytes: 6, missing: 2 });
  expect(await store.has(id, "group-1-0")).toBe(false);
  // All of it is counted again, and the result is whole.
  for (const shard of [0, 1]) await countShard(context, shard, neverStopped);
  await mergeGroup(context, 1, 0, noReasons);
  expect(await mergeAudit(context, noReasons)).toEqual({ messages: 6, bytes: 33, missing: 0 });
  // So is the result itself when it is read.
  const whole = await unpackCounted((await store.get(id, "result")) as Uint8Array);
  const lacking = { ...whole, tally: withShards(whole.tally, (names) => names.slice(1)) };
  await expect(readWhole(await packCounted(whole), context, [0, 3])).resolves.toEqual(whole);
  await expect(readWhole(await packCounted(lacking), context, [0, 3])).rejects.toMatchObject({
    code: "tally-mismatch",
  });
});

function withShards(
  tally: Tally | undefined,
  change: (names: readonly (string | undefined)[]) => readonly (string | undefined)[],
): Tally {
  const { shards, ...rest } = tally as Tally;
  return { ...rest, shards: change(shards) as readonly string[] };
}

test("a part that is kept under the name of another, or is of another cut, is not that part", async () => {
  const inputs = planInputs([{ name: "one", parts: 2 }, "two"], { format: "text" });
  context = await contextOf({ ...planOf(["one"]), inputs, fanIn: 3 });
  const { id, store } = context;
  for (const shard of [0, 1, 2]) await countShard(context, shard, neverStopped);
  const first = (await store.get(id, "shard-0")) as Uint8Array;
  const { tally, ...rest } = await unpackCounted(first);
  const [name = ""] = tally?.shards ?? [];
  const cut = { ...emptyTally, shards: [name.replace("1/2", "2/3")] };
  for (const bytes of [first, await packCounted({ ...rest, tally: cut })]) {
    await store.put(id, "shard-1", bytes);
    expect(await mergeGroup(context, 1, 0, noReasons)).toMatchObject({ missing: 1 });
    await countShard(context, 1, neverStopped);
  }
  expect(await mergeGroup(context, 1, 0, noReasons)).toMatchObject({ messages: 3, missing: 0 });
});

test("what is kept can be read again under the same limits, and what could not be is not kept", async () => {
  const counted = { ...emptyHead, tally: emptyTally };
  const packed = await packCounted(counted);
  const least = { mostBytes: gunzipSync(packed).length, mostPacked: packed.length };
  await expect(packCounted(counted, least)).resolves.toEqual(packed);
  await expect(unpackCounted(packed, least)).resolves.toEqual(counted);
  for (const limits of [
    { ...least, mostBytes: least.mostBytes - 1 },
    { ...least, mostPacked: least.mostPacked - 1 },
  ]) {
    await expect(packCounted(counted, limits)).rejects.toMatchObject({ code: "limit" });
    await expect(unpackCounted(packed, limits)).rejects.toMatchObject({ reason: DAMAGED });
  }
});
