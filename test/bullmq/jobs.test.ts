import { statSync, truncateSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { beforeEach, expect, test } from "@jest/globals";
import type { AuditContext } from "../../src/bullmq/audit-context.ts";
import { planInputs } from "../../src/bullmq/audit-plan.ts";
import { unpackCounted } from "../../src/bullmq/counted.ts";
import { mergeAudit, mergeGroup } from "../../src/bullmq/merge-job.ts";
import { countShard } from "../../src/bullmq/shard-job.ts";
import {
  createAudits,
  messagesIn,
  neverStopped,
  noReasons,
  planOf,
  writeInputs,
} from "./audits.ts";

// What jobs do, without a queue.

const { temporary, contextOf } = createAudits();
let context: AuditContext;

beforeEach(async () => {
  writeInputs(temporary);
  context = await contextOf(planOf(["one", "two", "three"]));
});

test("shards are counted, merged in groups, and these merged", async () => {
  for (const shard of [0, 1, 2]) await countShard(context, shard, neverStopped);
  expect(await mergeGroup(context, 1, 0, noReasons)).toEqual({
    messages: 3,
    bytes: 27,
    missing: 0,
  });
  await mergeGroup(context, 1, 1, noReasons);
  expect(await mergeAudit(context, noReasons)).toEqual({ messages: 6, bytes: 33, missing: 0 });
  // What was merged is not kept beside the sum.
  expect([...(await context.store.list(context.id))].sort()).toEqual(["filter", "plan", "result"]);
});

test("each job may be done again at any time, also at the same time", async () => {
  const [once, again] = await Promise.all([
    countShard(context, 0, neverStopped),
    countShard(context, 0, neverStopped),
  ]);
  expect(again).toEqual(once);
  // The shard counts although its input is gone: it is kept.
  temporary.write("one", "");
  expect(await countShard(context, 0, neverStopped)).toEqual(once);
  await countShard(context, 1, neverStopped);
  const group = await mergeGroup(context, 1, 0, noReasons);
  expect(await mergeGroup(context, 1, 0, noReasons)).toEqual(group);
  await countShard(context, 2, neverStopped);
  await mergeGroup(context, 1, 1, noReasons);
  expect(await mergeAudit(context, noReasons)).toEqual(await mergeAudit(context, noReasons));
});

test("what is missing is named with its reason, and what is there is kept for later", async () => {
  await countShard(context, 0, neverStopped);
  await mergeGroup(context, 1, 0, new Map([[1, "no\u001b such\nobject"]]));
  await mergeAudit(context, noReasons);
  const kept = await context.store.get(context.id, "result.partial");
  const { missing, missingCount, tally } = await unpackCounted(kept as Uint8Array);
  expect(missing).toEqual([
    { shard: 1, reason: "no  such object" },
    { shard: 2, reason: "was not counted" },
  ]);
  expect([missingCount, tally?.messages]).toEqual([2, 2]);
  // Later the rest is counted, and all is whole.
  await countShard(context, 1, neverStopped);
  await countShard(context, 2, neverStopped);
  for (const group of [0, 1]) await mergeGroup(context, 1, group, noReasons);
  expect(await mergeAudit(context, noReasons)).toEqual({ messages: 6, bytes: 33, missing: 0 });
});

test("an input that changes between its parts is not counted as one", async () => {
  const inputs = planInputs([{ name: "one", parts: 2 }], { format: "text" });
  context = await contextOf({ ...planOf(["one"]), inputs });
  await countShard(context, 0, neverStopped);
  temporary.write("one", "收到\n");
  await countShard(context, 1, neverStopped);
  const { missing } = await mergeGroup(context, 1, 0, noReasons);
  expect(missing).toBe(1);
  const kept = await context.store.get(context.id, "group-1-0.partial");
  expect((await unpackCounted(kept as Uint8Array)).missing).toEqual([
    { shard: 1, reason: "one: was changed while its parts were counted" },
  ]);
});

test("an input that cannot be read to its end is not counted at all", async () => {
  temporary.write("header.csv", "word\nab\n");
  const inputs = planInputs(["header.csv"], { format: "csv" });
  context = await contextOf({ ...planOf(["one"]), inputs });
  await expect(countShard(context, 0, neverStopped)).rejects.toMatchObject({
    code: "missing-column",
  });
  expect(await messagesIn(context, "shard-0")).toBeUndefined();
});

test("an input that is cut short while a worker reads it is not counted at all", async () => {
  const path = temporary.write("long", "收到通知\n".repeat(120_000));
  const { size } = statSync(path);
  for (const input of ["long", { name: "long", start: 13, end: size }]) {
    temporary.write("long", "收到通知\n".repeat(120_000));
    const inputs = planInputs([input], { format: "text" });
    context = await contextOf({ ...planOf(["one"]), inputs });
    // More than is read ahead when the first bytes are told.
    const onRead = (): void => truncateSync(path, 900_000);
    await expect(countShard(context, 0, { ...neverStopped, onRead })).rejects.toMatchObject({
      code: "malformed-input",
      reason: `was cut short while it was read: 900000 bytes, expected the ${size} that it had at first`,
    });
    expect(await messagesIn(context, "shard-0")).toBeUndefined();
  }
});

test("a packed input that unpacks to more than the audit allows is not counted at all", async () => {
  temporary.write("packed.txt.gz", gzipSync("通知\n".repeat(1000)));
  const plan = { ...planOf(["one"]), inputs: planInputs(["packed.txt.gz"], {}) };
  context = await contextOf({ ...plan, maxUnpackedBytes: 6999 });
  await expect(countShard(context, 0, neverStopped)).rejects.toMatchObject({
    code: "limit",
    reason: "unpacks to more than 6999 bytes, expected at most that (option maxUnpackedBytes)",
  });
  expect(await messagesIn(context, "shard-0")).toBeUndefined();
  context = await contextOf({ ...plan, maxUnpackedBytes: 7000 });
  expect(await countShard(context, 0, neverStopped)).toMatchObject({ messages: 1000 });
});

test("a line that is longer than the audit allows is counted as not read", async () => {
  context = await contextOf({ ...planOf(["one"]), maxMessageBytes: 6 });
  expect(await countShard(context, 0, neverStopped)).toMatchObject({ messages: 1 });
});

test("a signal ends the counting, and nothing is kept", async () => {
  const stop = new Error("stop");
  await expect(
    countShard(context, 0, { signal: AbortSignal.abort(stop), onRead: () => {} }),
  ).rejects.toBe(stop);
  expect(await messagesIn(context, "shard-0")).toBeUndefined();
});
