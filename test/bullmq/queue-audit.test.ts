import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { open } from "node:fs/promises";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, beforeEach, expect, jest, test } from "@jest/globals";
import { FlowProducer, Job, Queue } from "bullmq";
import type { Tally } from "../../src/audit/audit.ts";
import {
  type AuditResult,
  type AuditWorkerOptions,
  byteRanges,
  type QueueAuditOptions,
  type QueuedAudit,
  queueAudit,
} from "../../src/bullmq/bullmq.ts";
import { connect, createRedisStore } from "../../src/bullmq/redis-store.ts";
import { compileFilter } from "../../src/filter/filter.ts";
import { parseList } from "../../src/lists/lists.ts";
import { tallyFiles } from "../../src/scale/scale.ts";
import { createTemporary } from "../node/temporary.ts";
import { createFarm, describeOnRedis, type Farm, type Killable, until } from "./farm.ts";

// Real workers on a real Redis, which are killed: what comes out must be what one undisturbed run counts.

// Machines that test other things at the same time are slow to notice deaths.
jest.setTimeout(120_000);

const temporary = createTemporary();
const key = new Uint8Array(32).fill(7);
const LIST = "通知\n会议\n电话\n";
const filter = compileFilter(parseList(LIST, { format: "lines", name: "words" }));

/** Messages of all kinds that are counted: users, times, ids, broken lines, texts that come again. */
function linesOf(count: number, seed: number): string {
  return Array.from({ length: count }, (_, line) => {
    const number = (line * 7919 + seed) % 1009;
    if (number === 13) return "{";
    const text = `${number % 5 === 0 ? "收到通知" : "明天見"} ${number % 17 === 0 ? "打電話" : number % 50}`;
    const time = `2026-11-${String(1 + (number % 28)).padStart(2, "0")}T08:00:00Z`;
    return JSON.stringify({ id: `${seed}-${line}`, text, user: `u${number % 97}`, time });
  }).join("\n");
}

mkdirSync(temporary.path("inputs"));
mkdirSync(temporary.path("redis"));
const plain = linesOf(15_000, 1);
temporary.write("inputs/plain.jsonl", plain);
temporary.write("inputs/packed.jsonl.gz", gzipSync(linesOf(3000, 2)));
temporary.write("inputs/table.csv", `text,user\n${'收到通知,lan\n明天,"a\nb"\n'.repeat(4500)}`);
temporary.write("inputs/copy.jsonl", linesOf(300, 4));
temporary.write("inputs/same.jsonl", linesOf(300, 4));
for (const name of ["slow-1.jsonl", "slow-2.jsonl", "slow-3.jsonl", "slow-4.jsonl"]) {
  temporary.write(`inputs/${name}`, linesOf(2000, 10 + Number(name[5])));
}
temporary.write("inputs/bad.jsonl", linesOf(500, 5));
temporary.write("inputs/deadly.jsonl", linesOf(500, 8));
temporary.write("inputs/watched.jsonl", linesOf(500, 9));
temporary.write("key", key);
// Inputs that take their time, that wait for whoever looks on, that cannot be opened until somebody mends them, or that
// end the process.
const reader = temporary.write(
  "reader.mjs",
  `import { appendFileSync, existsSync, readFileSync, writeFileSync } from "node:fs";
   import { setTimeout } from "node:timers/promises";
   const folder = ${JSON.stringify(temporary.path("inputs/"))};
   export async function* open(name, { start }) {
     const bytes = readFileSync(folder + name).subarray(start);
     if (name.startsWith("bad") && !existsSync(folder + "mended")) throw new Error("no such object\\u001b[2J");
     if (name.startsWith("deadly")) {
       appendFileSync(folder + "deaths", "1");
       process.exit(1);
     }
     if (name.startsWith("watched")) {
       let at = 0;
       for (; at < bytes.length && !existsSync(folder + "seen"); at += 100) {
         yield bytes.subarray(at, at + 100);
         await setTimeout(20);
       }
       return yield bytes.subarray(at);
     }
     if (!name.startsWith("slow")) return yield bytes;
     yield bytes.subarray(0, bytes.length >> 1);
     writeFileSync(folder + name + ".half", "");
     await setTimeout(400);
     yield bytes.subarray(bytes.length >> 1);
   }`,
);
const root = new URL("../../", import.meta.url);
const SCRIPTS = [
  ...readFileSync(new URL("docs/scale.md", root), "utf8").matchAll(/^```js\n(.*?)^```/gmsu),
].flatMap(([, script = ""]) => (script.includes("filter-audit/bullmq") ? [script] : []));
const FILES: Readonly<Record<string, string>> = {
  "": "index.js",
  "/bullmq": "bullmq/bullmq.js",
  "/report": "report/report.js",
};
const SLOW = ["slow-1.jsonl", "slow-2.jsonl", "slow-3.jsonl", "slow-4.jsonl"];
const isHalf = (name: string): boolean => existsSync(temporary.path(`inputs/${name}.half`));

// Processes that import the package as users do; what they import is found from where the script lies.
const imported = (path: string): string =>
  JSON.stringify(new URL(`dist/bundled/${path}`, root).href);
const workerOf = (options: AuditWorkerOptions): string =>
  `const { createAuditWorker } = await import(${imported("bullmq/bullmq.js")});
   createAuditWorker(${JSON.stringify({ lockDuration: 2000, stalledInterval: 500, ...options })});`;
const worker = temporary.write("worker.mjs", workerOf({}));

describeOnRedis("audits in a queue", () => {
  let farm: Farm;
  const workers: Killable[] = [];
  let options: QueueAuditOptions;
  const audits: QueuedAudit[] = [];

  beforeAll(async () => {
    farm = await createFarm(temporary.path("redis"));
    options = { redis: farm.url, tally: { key }, backoff: 50, attempts: 2 };
    const settings = {
      FILTER_AUDIT_REDIS: farm.url,
      FILTER_AUDIT_KEY_FILE: temporary.path("key"),
      FILTER_AUDIT_READER: reader,
    };
    for (let count = 0; count < 2; count++) {
      workers.push(await farm.run(worker, settings));
    }
  });

  afterAll(async () => {
    await Promise.all(audits.map((audit) => audit.close()));
    farm.stop();
  });

  beforeEach(() => {
    for (const name of SLOW) {
      rmSync(temporary.path(`inputs/${name}.half`), { force: true });
    }
  });

  const queued = async (
    inputs: Parameters<typeof queueAudit>[1],
    more: QueueAuditOptions = {},
  ): Promise<QueuedAudit> => {
    const audit = await queueAudit(filter, inputs, { ...options, ...more });
    audits.push(audit);
    return audit;
  };
  const ended = async (audit: QueuedAudit): Promise<AuditResult> => {
    const result = await audit.result({ interval: 50 });
    return result;
  };

  test("what two workers count is what one run counts", async () => {
    const inputs = [
      { name: "watched.jsonl", parts: 1 },
      { name: "plain.jsonl", parts: 3 },
      { name: "packed.jsonl.gz", parts: 2 },
      { name: "table.csv", parts: 2 },
      { name: "copy.jsonl", parts: 1 },
      { name: "same.jsonl", parts: 1 },
    ];
    const audit = await queued(inputs);
    const seen: number[] = [];
    const { tally, missing } = await audit.result({
      interval: 50,
      onProgress({ running, bytes }) {
        const read = running.get(0) ?? 0;
        if (read > 0) {
          seen.push(read);
          expect(bytes).toBeGreaterThanOrEqual(read);
          temporary.write("inputs/seen", "");
        }
      },
    });
    const sizeOf = (name: string): number => statSync(temporary.path(`inputs/${name}`)).size;
    expect(seen[0]).toBeLessThan(sizeOf("watched.jsonl"));
    expect([audit.shards, missing]).toEqual([10, []]);
    await expectUndisturbed(tally, inputs);
    expect(tally.shards).toHaveLength(9);
    expect(tally.sections?.users).toBeDefined();
    // It is there for whoever asks again.
    const again = await queued(inputs);
    expect(await ended(again)).toEqual({ tally, missing: [], missingCount: 0 });
    expect(await again.progress()).toEqual({
      shards: 10,
      counted: 10,
      missing: 0,
      messages: tally.messages,
      // Each part reads all of its input.
      bytes: inputs.reduce((sum, { name, parts }) => sum + parts * sizeOf(name), 0),
      running: new Map(),
    });
    await audit.remove();
  });

  test("ranges of lines are counted once each, from a folder that all share", async () => {
    const ranges = byteRanges("plain.jsonl", Buffer.byteLength(plain), 200_000);
    const kept = temporary.path("kept");
    const settings = { FILTER_AUDIT_REDIS: farm.url, FILTER_AUDIT_KEY_FILE: temporary.path("key") };
    const own = temporary.write(
      "own.mjs",
      workerOf({ queue: "own", concurrency: 2, folder: kept, inputs: temporary.path("inputs") }),
    );
    await farm.run(own, settings);
    const audit = await queued(ranges, { folder: kept, queue: "own" });
    expect(audit.shards).toBeGreaterThan(5);
    const { tally, missing } = await ended(audit);
    expect(missing).toEqual([]);
    await expectUndisturbed(tally, ["plain.jsonl"], ["first", "issues"]);
    await audit.remove();
    expect(existsSync(temporary.path(`kept/${audit.id}`))).toBe(false);
  });

  test("a worker is killed in the middle of a shard", async () => {
    const audit = await queued(SLOW);
    await until(() => SLOW.filter(isHalf).length === 2);
    const [first, second] = workers;
    await first?.kill();
    await second?.kill();
    await first?.start();
    await second?.start();
    await expectUndisturbed((await ended(audit)).tally, SLOW);
    await audit.remove();
  });

  test("Redis is killed in the middle of shards, and comes back with its file", async () => {
    const audit = await queued(SLOW);
    const result = ended(audit);
    await until(() => SLOW.filter(isHalf).length === 2);
    await farm.redis.kill();
    await farm.redis.start();
    await expectUndisturbed((await result).tally, SLOW);
    await audit.remove();
  });

  test("the producer is killed while it queues, and starts again", async () => {
    const inputs = [{ name: "copy.jsonl", parts: 70 }];
    const script = temporary.write(
      "producer.mjs",
      `const { compileFilter, parseList } = await import(${imported("index.js")});
       const { queueAudit } = await import(${imported("bullmq/bullmq.js")});
       const filter = compileFilter(parseList(${JSON.stringify(LIST)}, { format: "lines", name: "words" }));
       await queueAudit(filter, ${JSON.stringify(inputs)}, { tally: { key: new Uint8Array(32).fill(7) } });`,
    );
    const queue = new Queue("filter-audit", { connection: { url: farm.url } });
    const producer = await farm.run(script, { FILTER_AUDIT_REDIS: farm.url });
    await until(
      async () => (await queue.getJobCounts("waiting-children"))["waiting-children"] !== 0,
    );
    await producer.kill();
    await queue.close();
    const audit = await queued(inputs);
    await expectUndisturbed((await ended(audit)).tally, inputs);
    await audit.remove();
  });

  test("a shard that cannot be counted is set aside, and counted when it can", async () => {
    const inputs = ["copy.jsonl", "bad.jsonl"];
    const { tally, missing, missingCount } = await ended(await queued(inputs));
    expect([missingCount, missing]).toEqual([
      1,
      [{ input: { name: "bad.jsonl", parts: 1, part: 1 }, reason: "no such object [2J" }],
    ]);
    await expectUndisturbed(tally, ["copy.jsonl"]);
    temporary.write("inputs/mended", "");
    const audit = await queued(inputs);
    const whole = await ended(audit);
    expect(whole.missingCount).toBe(0);
    await expectUndisturbed(whole.tally, inputs);
    await audit.remove();
  });

  test("a shard that ends its process each time, or unpacks to too much, is set aside", async () => {
    const inputs = ["deadly.jsonl", "packed.jsonl.gz", "copy.jsonl"];
    const audit = await queued(inputs, { maxUnpackedBytes: 1000 });
    const { tally, missing, missingCount } = await ended(audit);
    expect(missingCount).toBe(2);
    // It was tried again, as often as was asked.
    expect(readFileSync(temporary.path("inputs/deaths"), "utf8")).toBe("11");
    expect(missing).toEqual([
      {
        input: { name: "deadly.jsonl", parts: 1, part: 1 },
        reason: "Unexpected exit code: 1 signal: null",
      },
      {
        input: { name: "packed.jsonl.gz", parts: 1, part: 1 },
        reason: expect.stringContaining("unpacks to more than 1000 bytes"),
      },
    ]);
    await expectUndisturbed(tally, ["copy.jsonl"]);
    await audit.remove();
  });

  test("a result that is damaged is counted anew, one that was removed is not", async () => {
    const inputs = ["copy.jsonl"];
    const audit = await queued(inputs);
    const result = await ended(audit);
    const store = createRedisStore(farm.url);
    await store.put(audit.id, "result", Buffer.from("x"));
    expect(await ended(audit)).toEqual(result);
    await audit.remove();
    await expect(ended(audit)).rejects.toMatchObject({
      code: "interrupted",
      reason: "the audit was removed; nothing is kept of it",
    });
    expect(await store.list(audit.id)).toEqual(new Set());
    await store.close();
  });

  test("what is removed while its damaged result is read is not begun again", async () => {
    const kept = temporary.path("removed");
    const audit = await queued(["copy.jsonl"], { folder: kept, queue: "removed" });
    const own = temporary.write(
      "removed.mjs",
      workerOf({ queue: "removed", folder: kept, inputs: temporary.path("inputs") }),
    );
    const process = await farm.run(own, {
      FILTER_AUDIT_REDIS: farm.url,
      FILTER_AUDIT_KEY_FILE: temporary.path("key"),
    });
    await ended(audit);
    await process.kill();
    // Whoever reads a pipe waits for one who writes.
    const folder = join(kept, audit.id);
    rmSync(join(folder, "result"));
    execFileSync("mkfifo", [join(folder, "result.partial")]);
    const failed = expect(ended(audit)).rejects.toMatchObject({
      code: "interrupted",
      reason: "the audit was removed; nothing is kept of it",
    });
    const pipe = await open(join(folder, "result.partial"), "w");
    rmSync(folder, { recursive: true });
    await pipe.write("x");
    await pipe.close();
    await failed;
    expect(existsSync(folder)).toBe(false);
  });

  test("what is removed behind the back of its workers is not counted", async () => {
    const audit = await queued(SLOW);
    await until(() => SLOW.filter(isHalf).length === 2);
    const store = createRedisStore(farm.url);
    await store.drop(audit.id);
    await expect(ended(audit)).rejects.toMatchObject({ code: "interrupted" });
    await store.close();
    await audit.remove();
  });

  test("what is cancelled stops, and goes on when it is queued again", async () => {
    const audit = await queued(SLOW);
    await until(() => SLOW.filter(isHalf).length === 2);
    const failed = expect(ended(audit)).rejects.toMatchObject({ code: "interrupted" });
    await audit.cancel();
    await failed;
    expect((await audit.progress()).messages).toBe(0);
    expect(SLOW.filter(isHalf)).toHaveLength(2);
    const again = await queued(SLOW);
    expect(again.id).toBe(audit.id);
    await expectUndisturbed((await ended(again)).tally, SLOW);
    await again.remove();
  });

  test("two producers at once, and jobs that come twice, count once", async () => {
    const inputs = [{ name: "copy.jsonl", parts: 20 }];
    const both = await Promise.all([queued(inputs), queued(inputs)]);
    const [audit] = both;
    const flow = new FlowProducer({ connection: { url: farm.url } });
    const data = { kind: "shard", audit: audit.id, run: 1, level: 0, index: 3 };
    await Promise.all(
      [1, 2, 3].map(() => flow.add({ name: "shard", queueName: "filter-audit", data })),
    );
    await flow.close();
    const [first, second] = await Promise.all(both.map(ended));
    expect(first).toEqual(second);
    await expectUndisturbed((first as AuditResult).tally, inputs);
    await audit.remove();
  });

  test("a worker with another key counts nothing", async () => {
    const audit = await queued(["copy.jsonl"], { tally: {} });
    const { getState } = Job.prototype;
    // Whoever asks reads the job before it fails, and how it stands after that.
    const asked = jest.spyOn(Job.prototype, "getState").mockImplementation(async function (
      this: Job,
    ) {
      for (;;) {
        const state = await getState.call(this);
        if (state === "failed" || state === "completed") return state;
      }
    });
    await expect(ended(audit)).rejects.toMatchObject({
      code: "malformed-input",
      reason: expect.stringContaining("the worker has another key than the audit"),
    });
    asked.mockRestore();
    // Why a job failed stands in Redis, where anyone may have written it.
    const client = connect(farm.url);
    const why = `\u001b[2J\n${"x".repeat(1000)}`;
    await client.hset(`bull:filter-audit:${audit.id}-1-audit-0-0`, "failedReason", why);
    client.disconnect();
    await expect(ended(audit)).rejects.toMatchObject({
      reason: `the tallies could not be added up:  [2J ${"x".repeat(295)}; what was counted is kept`,
    });
    await audit.remove();
  });

  test("the scripts of the manual count", async () => {
    const [worker = "", producer = ""] = SCRIPTS.map((script) =>
      script
        .replaceAll(
          / from "filter-audit([^"]*)"/gu,
          (_, path) => ` from ${imported(FILES[path] ?? "")}`,
        )
        .replaceAll(/"(words\.txt|key)"/gu, (_, name) => JSON.stringify(temporary.path(name)))
        .replace(
          "process.stdout.write(",
          `writeFileSync(${JSON.stringify(temporary.path("report.json"))}, `,
        )
        .replace("{ readFileSync }", "{ readFileSync, writeFileSync }"),
    );
    temporary.write("words.txt", LIST);
    const [monday, messages] = [linesOf(100, 6), linesOf(100, 7)];
    temporary.write("inputs/monday.jsonl", monday);
    temporary.write("inputs/messages.jsonl", messages);
    const whole = `${monday}\n${messages}`.split("\n").filter((line) => line !== "{").length;
    const settings = {
      FILTER_AUDIT_REDIS: farm.url,
      FILTER_AUDIT_FOLDER: temporary.path("audits"),
      FILTER_AUDIT_INPUTS: temporary.path("inputs"),
      FILTER_AUDIT_KEY_FILE: temporary.path("key"),
    };
    for (const each of workers) await each.kill();
    await farm.run(temporary.write("manual-worker.mjs", worker), settings);
    await farm.run(temporary.write("manual-producer.mjs", producer), settings);
    const report = temporary.path("report.json");
    await until(() => existsSync(report) && readFileSync(report, "utf8") !== "");
    expect(JSON.parse(readFileSync(report, "utf8"))).toMatchObject({ total: whole });
  });
});

test("the scripts of the manual are those that run", () => {
  expect(SCRIPTS.map((script) => /createAuditWorker|queueAudit/u.exec(script)?.[0])).toEqual([
    "createAuditWorker",
    "queueAudit",
  ]);
});

/** What is named by the place of a message is told apart where ranges number their own lines. */
async function expectUndisturbed(
  tally: Tally,
  inputs: Parameters<typeof queueAudit>[1],
  apart: readonly string[] = [],
): Promise<void> {
  const names = inputs.map((input) => (typeof input === "string" ? input : input.name));
  const whole = await tallyFiles(filter, names, {
    tally: { key },
    open: async function* (name) {
      yield readFileSync(temporary.path(`inputs/${name}`));
    },
  });
  const rest = (each: Tally): unknown =>
    Object.fromEntries(
      Object.entries(each).filter(([name]) => ![...apart, "shards"].includes(name)),
    );
  expect(rest(tally)).toEqual(rest(whole.tally));
}
