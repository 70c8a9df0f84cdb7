import { appendFileSync, readFileSync, writeFileSync } from "node:fs";
import { expect, test } from "@jest/globals";
import { compileFilter } from "../../src/filter/filter.ts";
import { parseList } from "../../src/lists/lists.ts";
import { auditFiles, tallyFiles } from "../../src/scale/scale.ts";
import { createTemporary } from "../node/temporary.ts";

const temporary = createTemporary();
const filter = compileFilter(parseList("通知\n", { format: "lines", name: "words" }));
const two = temporary.write("two.txt", "收到通知\n明天\n");
// SHA-256 of the bytes of `two`, by sha256sum.
const DIGEST = "sha256:2a050cee2df1d400b226f5eafc85f755a82885f46c0ac7c0fe3514d5378be86f";

test("a file that was read to its end is named by its content", async () => {
  const { tally, failure } = await tallyFiles(filter, two);
  expect([tally.messages, tally.triggered, failure]).toEqual([2, 1, undefined]);
  expect(tally.shards).toEqual([`${DIGEST} 1/1 text 16777216`]);
});

test("the same content twice is named once", async () => {
  const copy = temporary.write("copy.txt", "收到通知\n明天\n");
  const { tally } = await tallyFiles(filter, [two, copy]);
  expect([tally.messages, tally.shards]).toEqual([4, [`${DIGEST} 1/1 text 16777216`]]);
});

test("an audit of files is a report", async () => {
  const { messages } = await auditFiles(filter, [two], { report: { level: 0.9 } });
  expect([messages.total, messages.triggered, messages.level]).toEqual([2, 1, 0.9]);
});

test("triggered messages come as lines", async () => {
  const lines: string[] = [];
  await tallyFiles(filter, two, { onTriggers: (text) => void lines.push(text) });
  expect(lines).toEqual([expect.stringContaining(`"message":"${two}:1"`)]);
});

test("with strict the first broken message is an error with its place", async () => {
  const broken = temporary.write("broken.jsonl", '{"text":"a"}\n{\n');
  await expect(tallyFiles(filter, broken, { strict: true })).rejects.toMatchObject({
    code: "malformed-input",
    source: broken,
    line: 2,
  });
});

test("an input that fails midway keeps what was counted, and has no name", async () => {
  const bad = temporary.write("bad.csv", "text\nab\n");
  const missing = temporary.write("header.csv", "word\nab\n");
  const { tally, failure } = await tallyFiles(filter, [bad, missing]);
  expect(failure).toMatchObject({ code: "missing-column", source: missing, line: 1 });
  expect([tally.messages, tally.shards, tally.issueCounts]).toEqual([1, [], { interrupted: 1 }]);
  await expect(tallyFiles(filter, missing)).rejects.toMatchObject({ code: "missing-column" });
});

test("a signal ends the reading with its reason and what was counted", async () => {
  const controller = new AbortController();
  const stop = new Error("enough");
  const { tally, failure } = await tallyFiles(filter, [two, two], {
    signal: controller.signal,
    onTriggers: () => controller.abort(stop),
  });
  expect(failure).toBe(stop);
  expect([tally.messages, tally.shards]).toEqual([2, []]);
});

test.each([
  [{ shard: { part: 3, parts: 2 } }, "shard.part is 3, expected 1 to 2"],
  [{ shard: { part: 0, parts: 2 } }, "shard.part is 0, expected 1 to 2"],
  [{ shard: { part: 1, parts: 1.5 } }, "shard.parts is 1.5, expected 1 to 1000000"],
  [{ checkpoint: "c", onTriggers: () => {} }, "onTriggers is given beside checkpoint"],
])("%j is refused", async (options, message) => {
  await expect(tallyFiles(filter, two, options)).rejects.toThrow(message);
});

test("standard input has no checkpoint", async () => {
  await expect(
    tallyFiles(filter, "-", { format: "text", checkpoint: temporary.path("none") }),
  ).rejects.toThrow("standard input cannot be read again");
});

const key = new Uint8Array(32);

test("a checkpoint is refused by another run", async () => {
  const checkpoint = temporary.path("checkpoint");
  await tallyFiles(filter, two, { checkpoint, tally: { key } });
  const again = (paths: string | string[], changed: object = {}) =>
    tallyFiles(filter, paths, { checkpoint, tally: { key }, ...changed });
  expect((await again(two)).tally.messages).toBe(2);
  for (const run of [
    () => again([two, two]),
    () => again(two, { shard: { part: 1, parts: 2 } }),
    () => again(two, { maxMessageBytes: 100 }),
    () => again(two, { tally: { key: key.slice().fill(1) } }),
    () => again(two, { tally: { key, hourly: true } }),
    () =>
      tallyFiles(compileFilter(parseList("b\n", { format: "lines", name: "words" })), two, {
        checkpoint,
        tally: { key },
      }),
  ]) {
    await expect(run()).rejects.toMatchObject({ code: "tally-mismatch" });
  }
});

test.each([
  ["grew", (path: string) => appendFileSync(path, "更\n")],
  ["was written over", (path: string) => writeFileSync(path, "收到通知\n后天\n")],
  ["shrank", (path: string) => writeFileSync(path, "收")],
])("a file that %s since the checkpoint is refused", async (name, change) => {
  const path = temporary.write(`${name}.txt`, "收到通知\n明天\n");
  const checkpoint = temporary.path(`${name}.checkpoint`);
  await tallyFiles(filter, path, { checkpoint });
  change(path);
  await expect(tallyFiles(filter, path, { checkpoint })).rejects.toMatchObject({
    code: "tally-mismatch",
    source: path,
    reason: expect.stringContaining("was changed since the checkpoint was written"),
  });
});

test("what is no checkpoint is refused, and stays as it was", async () => {
  const checkpoint = temporary.path("whole");
  await tallyFiles(filter, two, { checkpoint });
  const [head = "", rest = ""] = readFileSync(checkpoint, "utf8").split("\n");
  const heads = [
    "",
    "{",
    "null",
    '{"format":"filter-audit/checkpoint","version":2}',
    head.replace('"file":1', '"file":9'),
    head.replace('"segment":0', '"segment":-1'),
    head.replace(/"marks":\[.*\]/u, '"marks":[]'),
    head.replace(/[0-9a-f]{64}/u, "x"),
  ];
  for (const content of [...heads.map((each) => `${each}\n${rest}`), head, `${head}\n{}`]) {
    const file = temporary.write("broken", content);
    await expect(tallyFiles(filter, two, { checkpoint: file })).rejects.toMatchObject({
      code: "malformed-input",
      source: file,
    });
    expect(readFileSync(file, "utf8")).toBe(content);
  }
});

test("a checkpoint that cannot be written midway ends the reading, and what was counted stays", async () => {
  // The first line is the first segment, by the 1 MiB in which it begins.
  const long = temporary.write("long.txt", `${"通知".repeat(200_000)}\n明天\n`);
  const checkpoint = temporary.path("nowhere/checkpoint");
  const { tally, failure } = await tallyFiles(filter, long, { checkpoint, checkpointInterval: 0 });
  expect(failure).toMatchObject({ code: "unwritable-file", source: checkpoint });
  expect([tally.messages, tally.triggered, tally.shards]).toEqual([1, 1, []]);
  expect([tally.issueCounts, tally.issues[0]?.file]).toEqual([{ interrupted: 1 }, checkpoint]);
});

test("a checkpoint that cannot be written at the end is said of a tally that lacks nothing", async () => {
  const checkpoint = temporary.path("nowhere/checkpoint");
  const { tally, failure } = await tallyFiles(filter, two, { checkpoint });
  expect(failure).toMatchObject({ code: "unwritable-file", source: checkpoint });
  expect(tally).toEqual((await tallyFiles(filter, two)).tally);
});
