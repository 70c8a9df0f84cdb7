import { createHash } from "node:crypto";
import { mkdirSync, statSync, symlinkSync, truncateSync } from "node:fs";
import { gunzipSync, gzipSync } from "node:zlib";
import { beforeEach, expect, test } from "@jest/globals";
import { createTally } from "../../src/audit/audit.ts";
import { type AuditContext, createContexts } from "../../src/bullmq/audit-context.ts";
import {
  type AuditPlan,
  formatPlan,
  idOfPlan,
  parsePlan,
  planInputs,
} from "../../src/bullmq/audit-plan.ts";
import { createFolderStore } from "../../src/bullmq/audit-store.ts";
import { byteRanges, queueAudit } from "../../src/bullmq/bullmq.ts";
import { packCounted, unpackCounted } from "../../src/bullmq/counted.ts";
import { createFileReader, loadReader } from "../../src/bullmq/input-reader.ts";
import { checkJobData, checkJobResult, indexOfJob, jobIdOf } from "../../src/bullmq/job-data.ts";
import { mergeAudit, mergeGroup } from "../../src/bullmq/merge-job.ts";
import { countShard } from "../../src/bullmq/shard-job.ts";
import { environmentOf, settingsFrom } from "../../src/bullmq/worker-settings.ts";
import { AuditError } from "../../src/errors.ts";
import { compileFilter, createWordBoundary } from "../../src/filter/filter.ts";
import { parseList } from "../../src/lists/lists.ts";
import { createTemporary } from "../node/temporary.ts";

// What jobs do, without a queue: in a folder, with what others may have written there.

const temporary = createTemporary();
const filter = compileFilter(parseList("通知\n", { format: "lines", name: "words" }));
const filterBytes = new Uint8Array(filter.serialize());
const none = new Map<number, string>();
const never = { signal: new AbortController().signal, onRead: () => {} };
let folders = 0;
let context: AuditContext;

function planOf(names: readonly string[]): AuditPlan {
  return {
    inputs: planInputs(names, { format: "text" }),
    tally: {},
    digest: filter.digest,
    filter: createHash("sha256").update(filterBytes).digest("hex"),
    isStrict: false,
    fanIn: 2,
  };
}

async function contextOf(plan: AuditPlan): Promise<AuditContext> {
  const folder = temporary.path(`kept-${folders++}`);
  const text = formatPlan(plan);
  const id = idOfPlan(text);
  const store = createFolderStore(folder);
  await store.put(id, "plan", Buffer.from(text));
  await store.put(id, "filter", filterBytes);
  return createContexts({ folder, inputs: temporary.path("") }).of(id);
}

const messagesIn = async (name: string): Promise<number | undefined> => {
  const packed = await context.store.get(context.id, name);
  return packed && (await unpackCounted(packed)).tally?.messages;
};

beforeEach(async () => {
  temporary.write("one", "收到通知\n明天\n");
  temporary.write("two", "通知\n");
  temporary.write("three", "a\nb\nc\n");
  context = await contextOf(planOf(["one", "two", "three"]));
});

test("shards are counted, merged in groups, and these merged", async () => {
  for (const shard of [0, 1, 2]) await countShard(context, shard, never);
  expect(await mergeGroup(context, 1, 0, none)).toEqual({ messages: 3, bytes: 27, missing: 0 });
  await mergeGroup(context, 1, 1, none);
  expect(await mergeAudit(context, none)).toEqual({ messages: 6, bytes: 33, missing: 0 });
  // What was merged is not kept beside the sum.
  expect([...(await context.store.list(context.id))].sort()).toEqual(["filter", "plan", "result"]);
});

test("each job may be done again at any time, also at the same time", async () => {
  const [once, again] = await Promise.all([
    countShard(context, 0, never),
    countShard(context, 0, never),
  ]);
  expect(again).toEqual(once);
  // The shard counts although its input is gone: it is kept.
  temporary.write("one", "");
  expect(await countShard(context, 0, never)).toEqual(once);
  await countShard(context, 1, never);
  const group = await mergeGroup(context, 1, 0, none);
  expect(await mergeGroup(context, 1, 0, none)).toEqual(group);
  await countShard(context, 2, never);
  await mergeGroup(context, 1, 1, none);
  expect(await mergeAudit(context, none)).toEqual(await mergeAudit(context, none));
});

test("what is missing is named with its reason, and what is there is kept for later", async () => {
  await countShard(context, 0, never);
  await mergeGroup(context, 1, 0, new Map([[1, "no\u001b such\nobject"]]));
  await mergeAudit(context, none);
  const kept = await context.store.get(context.id, "result.partial");
  const { missing, missingCount, tally } = await unpackCounted(kept as Uint8Array);
  expect(missing).toEqual([
    { shard: 1, reason: "no  such object" },
    { shard: 2, reason: "was not counted" },
  ]);
  expect([missingCount, tally?.messages]).toEqual([2, 2]);
  // Later the rest is counted, and all is whole.
  await countShard(context, 1, never);
  await countShard(context, 2, never);
  for (const group of [0, 1]) await mergeGroup(context, 1, group, none);
  expect(await mergeAudit(context, none)).toEqual({ messages: 6, bytes: 33, missing: 0 });
});

const strange = createTally(compileFilter(parseList("b\n", { format: "lines" }))).finish();
const own = createTally(filter).finish();
const head = { bytes: 0, inputs: [], missing: [], missingCount: 0 };

test.each([
  ["no bytes of ours", async () => Buffer.from("{}")],
  ["packed nothing", async () => gzipSync("")],
  ["a head that is null", async () => gzipSync("null\n")],
  [
    "other fields",
    async () => gzipSync('{"bytes":-1,"inputs":[],"missing":[],"missingCount":0}\n'),
  ],
  ["a tally that is none", async () => gzipSync(`${JSON.stringify(head)}\n{"format":1}`)],
  ["the tally of another filter", () => packCounted({ ...head, tally: strange })],
  ["a tally of other shards", () => packCounted({ ...head, tally: { ...own, shards: ["x"] } })],
  ["nothing, as if it were something", () => packCounted(head)],
  ["another input", () => packCounted({ ...head, tally: own, inputs: [[2, "0".repeat(64)]] })],
  [
    "missing shards of others",
    () => packCounted({ ...head, missing: [{ shard: 7, reason: "" }], missingCount: 1 }),
  ],
])("%s in place of a tally is forgotten, and named", async (_, make) => {
  await countShard(context, 0, never);
  await context.store.put(context.id, "shard-1", await make());
  expect(await mergeGroup(context, 1, 0, none)).toEqual({ messages: 2, bytes: 20, missing: 1 });
  // The next run counts it.
  expect(await messagesIn("shard-1")).toBeUndefined();
  await countShard(context, 1, never);
  expect(await mergeGroup(context, 1, 0, none)).toEqual({ messages: 3, bytes: 27, missing: 0 });
});

const DAMAGED = "is nothing that a worker has counted";

test("a shard that is kept and damaged is counted anew", async () => {
  const counted = await countShard(context, 0, never);
  await context.store.put(context.id, "shard-0", Buffer.from("x"));
  expect(await countShard(context, 0, never)).toEqual(counted);
  expect(await messagesIn("shard-0")).toBe(2);
});

test("a sum that is kept and damaged is forgotten, and its shards are named", async () => {
  const { id, store } = context;
  const namedIn = async (name: string): Promise<unknown> =>
    (await unpackCounted((await store.get(id, name)) as Uint8Array)).missing;
  const count = async (): Promise<unknown> => {
    for (const shard of [0, 1, 2]) await countShard(context, shard, never);
    for (const group of [0, 1]) await mergeGroup(context, 1, group, none);
    return mergeAudit(context, none);
  };
  for (const shard of [0, 1]) await countShard(context, shard, never);
  await mergeGroup(context, 1, 0, none);
  const kept = (await store.get(id, "group-1-0")) as Uint8Array;
  const lacking = await packCounted({
    ...(await unpackCounted(kept)),
    missing: [{ shard: 0, reason: "" }],
    missingCount: 1,
  });
  for (const bytes of [Buffer.from("x"), lacking]) {
    await store.put(id, "group-1-0", bytes);
    expect(await mergeGroup(context, 1, 0, none)).toMatchObject({ missing: 2 });
    expect(await store.has(id, "group-1-0")).toBe(false);
  }
  const whole = await count();
  await store.put(id, "result", Buffer.from("x"));
  expect(await mergeAudit(context, none)).toMatchObject({ missing: 3 });
  expect(await namedIn("result.partial")).toEqual(
    [0, 1, 2].map((shard) => ({ shard, reason: DAMAGED })),
  );
  expect(await count()).toEqual(whole);
});

test("a part that is kept under the name of another, or is of another cut, is not that part", async () => {
  const inputs = planInputs([{ name: "one", parts: 2 }, "two"], { format: "text" });
  context = await contextOf({ ...planOf(["one"]), inputs, fanIn: 3 });
  const { id, store } = context;
  for (const shard of [0, 1, 2]) await countShard(context, shard, never);
  const first = (await store.get(id, "shard-0")) as Uint8Array;
  const { tally, ...rest } = await unpackCounted(first);
  const [name = ""] = tally?.shards ?? [];
  const cut = { ...own, shards: [name.replace("1/2", "2/3")] };
  for (const bytes of [first, await packCounted({ ...rest, tally: cut })]) {
    await store.put(id, "shard-1", bytes);
    expect(await mergeGroup(context, 1, 0, none)).toMatchObject({ missing: 1 });
    await countShard(context, 1, never);
  }
  expect(await mergeGroup(context, 1, 0, none)).toMatchObject({ messages: 3, missing: 0 });
});

test("what would be too large to be read again is not kept", async () => {
  const counted = { ...head, tally: own };
  const { length } = gunzipSync(await packCounted(counted));
  await expect(packCounted(counted, { mostBytes: length, mostPacked: 1e9 })).resolves.toBeDefined();
  for (const limits of [
    { mostBytes: length - 1, mostPacked: 1e9 },
    { mostBytes: length, mostPacked: 10 },
  ]) {
    await expect(packCounted(counted, limits)).rejects.toMatchObject({ code: "limit" });
  }
});

test("what was removed is not worked at, though it is known", async () => {
  const { store, id } = context;
  const contexts = createContexts({ folder: temporary.path(`kept-${folders - 1}`) });
  expect(await contexts.of(id)).toBe(await contexts.of(id));
  await store.drop(id);
  await expect(contexts.of(id)).rejects.toMatchObject({
    code: "malformed-input",
    reason: "has no plan, expected a queued audit",
  });
});

test("an input that changes between its parts is not counted as one", async () => {
  const inputs = planInputs([{ name: "one", parts: 2 }], { format: "text" });
  context = await contextOf({ ...planOf(["one"]), inputs });
  await countShard(context, 0, never);
  temporary.write("one", "收到\n");
  await countShard(context, 1, never);
  const { missing } = await mergeGroup(context, 1, 0, none);
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
  await expect(countShard(context, 0, never)).rejects.toMatchObject({ code: "missing-column" });
  expect(await messagesIn("shard-0")).toBeUndefined();
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
    await expect(countShard(context, 0, { ...never, onRead })).rejects.toMatchObject({
      code: "malformed-input",
      reason: `was cut short while it was read: 900000 bytes, expected the ${size} that it had at first`,
    });
    expect(await messagesIn("shard-0")).toBeUndefined();
  }
});

test("a signal ends the counting, and nothing is kept", async () => {
  const stop = new Error("stop");
  await expect(
    countShard(context, 0, { signal: AbortSignal.abort(stop), onRead: () => {} }),
  ).rejects.toBe(stop);
  expect(await messagesIn("shard-0")).toBeUndefined();
});

test("a plan or a filter that is not that of the audit is refused", async () => {
  const { store, id } = context;
  const contexts = (): Promise<AuditContext> =>
    createContexts({ folder: temporary.path(`kept-${folders - 1}`) }).of(id);
  await store.put(id, "filter", Buffer.from("x"));
  await expect((await contexts()).filters()).rejects.toMatchObject({ code: "malformed-input" });
  await store.put(id, "plan", Buffer.from(formatPlan(planOf(["four"]))));
  await expect(contexts()).rejects.toMatchObject({ code: "malformed-input" });
  const worse = Buffer.from('{"format":"filter-audit/queue-plan","version":1}');
  await store.put(idOfPlan(String(worse)), "plan", worse);
  await expect(
    createContexts({ folder: temporary.path(`kept-${folders - 1}`) }).of(idOfPlan(String(worse))),
  ).rejects.toMatchObject({ code: "malformed-input" });
  await expect(createContexts({}).of(id)).rejects.toThrow("neither a folder nor a Redis is named");
});

test.each(["../one", "/etc/hosts", "a/../../one", ""])(
  "files outside the folder of inputs are not opened: %j",
  async (name) => {
    const read = createFileReader(temporary.path("."));
    const first = read(name, { start: 0 })[Symbol.asyncIterator]().next();
    await expect(first).rejects.toMatchObject({ code: "unreadable-file" });
  },
);

test("links and names with dots lead to files of the folder, and to no others", async () => {
  mkdirSync(temporary.path("inputs"));
  temporary.write("inputs/..kept", "通知\n");
  temporary.write("outside", "通知\n");
  symlinkSync("..kept", temporary.path("inputs/link"));
  symlinkSync("../outside", temporary.path("inputs/out"));
  symlinkSync("..", temporary.path("inputs/up"));
  symlinkSync("inputs", temporary.path("linked"));
  for (const folder of ["inputs", "linked"]) {
    const read = createFileReader(temporary.path(folder));
    const first = async (name: string): Promise<unknown> => {
      try {
        for await (const bytes of read(name, { start: 3 })) return String(bytes);
      } catch (error) {
        return (error as Error).message;
      }
      return undefined;
    };
    for (const name of ["..kept", "link", "./link"]) expect(await first(name)).toBe("知\n");
    for (const name of ["out", "up/outside", "up/inputs/../outside"]) {
      expect(await first(name)).toBe(`${name}: is outside the folder of inputs`);
    }
    expect(await first("none")).toBe("none: no such file");
  }
});

test("a module opens inputs by a function of that name", async () => {
  const module = temporary.write("opens.mjs", "export const open = 1;");
  await expect(loadReader(module)).rejects.toThrow("exports no function open");
});

test.each([
  [[], "inputs are 0 shards"],
  [["a.txt", "a.txt"], '"a.txt" is named twice'],
  [["-"], "is no name of an input that can be read again"],
  [["a.xyz"], "message format not known"],
  [[{ name: "a.txt", parts: 0 }], "parts is 0, expected 1 to 1000000"],
  [[{ name: "a.csv", start: 0, end: 1 }], "ranges are of lines of a file that is not packed"],
  [[{ name: "a.txt.gz", start: 0, end: 1 }], "ranges are of lines of a file that is not packed"],
  [[{ name: "a.txt", start: 5 }], "range from 5 to undefined"],
  [
    [
      { name: "a.txt", start: 0, end: 9 },
      { name: "a.txt", start: 8, end: 10 },
    ],
    '"a.txt" is named twice',
  ],
  [
    [
      { name: "a.txt", parts: 1_000_000 },
      { name: "b.txt", parts: 1 },
    ],
    "inputs are 1000001 shards",
  ],
])("%j is refused", (inputs, message) => {
  expect(() => planInputs(inputs, {})).toThrow(message);
});

const ownFold = compileFilter(parseList("b\n", { format: "lines" }), {
  folds: [{ name: "own", classes: [["a", "b"]] }],
});
const ownBoundary = compileFilter(parseList("b\n", { format: "lines" }), {
  wordBoundary: createWordBoundary(() => [0]),
});

test.each([
  [filter, { maxMessageBytes: 0 }, "maxMessageBytes is 0"],
  [filter, { tally: { field: "body" } }, 'a.txt: plain text has no field "body"'],
  [filter, { tally: { field: "captured" } }, 'field "captured" holds no text'],
  [filter, { format: "xml" as "csv" }, 'unknown message format "xml"'],
  [filter, { tally: { key: new Uint8Array(3) } }, "key of 3 bytes"],
  [ownFold, {}, "a filter has folds of the user's own"],
  [filter, { tally: { against: ownFold } }, "a filter has folds of the user's own"],
  [ownBoundary, {}, "a filter has word boundaries of the user's own, which no worker knows"],
  [filter, { tally: { against: ownBoundary } }, "a filter has word boundaries of the user's own"],
])(
  "what no worker could count is refused before it is queued: %#",
  async (of, options, message) => {
    // Nobody listens there: what is not refused waits for ever.
    const redis = "redis://127.0.0.1:1";
    await expect(queueAudit(of, ["a.txt"], { redis, ...options })).rejects.toThrow(message);
  },
);

test.each([
  "null",
  "[]",
  "{",
  JSON.stringify({ format: "filter-audit/queue-plan", version: 1 }),
  planWith({ inputs: [null] }),
  planWith({ inputs: [] }),
  planWith({ inputs: [{ name: "a.txt", format: "text", parts: 1, range: 1 }] }),
  planWith({ inputs: [{ name: "a.txt", format: "xml", parts: 1 }] }),
  planWith({ inputs: [{ name: "a\0.txt", format: "text", parts: 1 }] }),
  planWith({ inputs: Array(2).fill({ name: "a.txt", format: "text", parts: 1 }) }),
  planWith({ inputs: [{ name: "a.txt", format: "text", parts: 1_000_001 }] }),
  planWith({ fanIn: 1 }),
  planWith({ tally: null }),
  planWith({ tally: { field: 1 } }),
  planWith({ tally: { field: "source" } }),
  planWith({ maxMessageBytes: -1 }),
  planWith({ key: 1 }),
])("%s is no plan", (text) => {
  expect(() => parsePlan(text, idOfPlan(text))).toThrow(AuditError);
  expect(() => parsePlan(text, idOfPlan(text))).toThrow("is no plan of this audit");
});

function planWith(changed: object): string {
  return JSON.stringify({ ...JSON.parse(formatPlan(planOf(["a.txt"]))), ...changed });
}

test("a plan is read as it was made", () => {
  const { name, format, parts } = { name: "a", format: "text" as const, parts: 1 };
  const inputs = [{ name, format, parts, range: [1, 2] as const }, ...planOf(["b", "c"]).inputs];
  const text = planWith({ inputs, key: "1", against: "2", maxMessageBytes: 3 });
  expect(parsePlan(text, idOfPlan(text))).toEqual(JSON.parse(text));
});

test("the key of a worker is a file of a key", async () => {
  const folder = temporary.path(`kept-${folders - 1}`);
  for (const [keyFile, code] of [
    ["/dev/zero", "limit"],
    [temporary.write("short", "short"), "malformed-input"],
  ] as const) {
    await expect(createContexts({ folder, keyFile }).of(context.id)).rejects.toMatchObject({
      code,
      source: keyFile,
    });
  }
});

test.each([
  [0, 1],
  [1, 0],
  [1.5, 1],
])("%d bytes in ranges of %d are refused", (size, bytes) => {
  expect(() => byteRanges("a", size, bytes)).toThrow("expected a whole number above 0");
});

test.each([null, 1, {}, { kind: "shard", audit: "../x", run: 1, level: 0, index: 0 }])(
  "%j is no job",
  (data) => {
    expect(() => checkJobData(data)).toThrow("is no job of an audit");
  },
);

test("jobs are named by what they do", () => {
  const data = { kind: "shard", audit: "0".repeat(32), run: 2, level: 0, index: 17 } as const;
  expect(checkJobData(JSON.parse(JSON.stringify(data)))).toEqual(data);
  expect(indexOfJob(`bull:filter-audit:${jobIdOf(data)}`)).toBe(17);
  expect(indexOfJob("bull:other:7")).toBeUndefined();
  expect(checkJobResult({ messages: "many", bytes: 2 })).toEqual({
    messages: 0,
    bytes: 2,
    missing: 0,
  });
});

test("settings stand in the environment where they are not given", () => {
  const settings = { folder: "/kept", keyFile: "/key" };
  expect(settingsFrom(environmentOf(settings))).toEqual(settings);
  expect(settingsFrom({ FILTER_AUDIT_FOLDER: "/other" }, settings)).toEqual(settings);
  expect(settingsFrom({ FILTER_AUDIT_FOLDER: "" })).toEqual({});
});

test("no name in the folder of audits leads out of it", async () => {
  const store = createFolderStore(temporary.path("store"));
  await expect(store.get("..", "one")).rejects.toThrow(RangeError);
  await expect(store.put("a", "../one", new Uint8Array(0))).rejects.toThrow(RangeError);
});
