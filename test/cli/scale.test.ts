import { execFile, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { beforeAll, expect, test } from "@jest/globals";
import { COMMAND, type Ended, runCommand } from "../support/command.ts";
import { corpus, expectFailure, put, SECRET, useCorpus } from "./corpus.ts";
import { runHere } from "./here.ts";

useCorpus();

// Threads are those of the command as it is built; all else runs here.
const run = (...args: string[]): Promise<Ended> => runCommand(args, { cwd: corpus.folder });
const LIST = ["--list", "words.txt", "--key-file", "key"];
const TALLY = ["--format", "tally", "--output"];

const messages = Array.from({ length: 18_000 }, (_, index) => ({
  id: index,
  text: `${SECRET} ${index % 3 === 0 ? "通知" : "硬體"} ${index}`,
  time: `2031-05-${10 + (index % 10)}`,
  user: `${SECRET} ${index % 60}`,
}));

/** A tally without what says how it came about. */
async function tallyIn(name: string): Promise<unknown> {
  const text = await readFile(join(corpus.folder, name), "utf8");
  const { provenance, shards, ...rest } = JSON.parse(text) as Record<string, unknown>;
  expect([provenance, shards]).not.toContain(undefined);
  return rest;
}

beforeAll(async () => {
  await put("key", "0123456789abcdef0123456789abcdef");
  await put("big.jsonl", messages.map((message) => `${JSON.stringify(message)}\n`).join(""));
  await put("big.csv", `text,id\n${messages.map(({ text, id }) => `${text},${id}\n`).join("")}`);
  await runHere("audit", "big.jsonl", ...LIST, ...TALLY, "whole.tally");
}, 60_000);

test("threads count and write what one does, in its order", async () => {
  for (const file of ["big.jsonl", "big.csv"]) {
    const args = ["audit", file, ...LIST, "--no-labels", "--triggers", "-"];
    const alone = await runHere(...args);
    expect(await run(...args, "--workers", "2")).toEqual(alone);
    expect(alone.stdout.split("\n")).toHaveLength(6001);
  }
  await run("audit", "big.jsonl", ...LIST, "--workers", "2", ...TALLY, "threads.tally");
  expect(await tallyIn("threads.tally")).toEqual(await tallyIn("whole.tally"));
}, 120_000);

test("threads run expressions", async () => {
  await put("expressions.txt", "通.\n");
  const args = [
    "audit",
    "messages.jsonl",
    "--list",
    "expressions=expressions.txt",
    "--triggers",
    "-",
  ];
  const alone = await runHere(...args);
  expect(alone.stdout).toContain('"message":"m1"');
  expect(await run(...args, "--workers", "2")).toEqual(alone);
});

test("with threads too the first broken message is an error with its place", async () => {
  await put("broken.jsonl", `{"text":"a"}\n\n{"text":"${SECRET}\n`);
  const ended = await run("audit", "broken.jsonl", ...LIST, "--workers", "2", "--strict");
  expectFailure(ended, /^filter-audit: broken\.jsonl:3:21: /u);
});

test("shards that GNU parallel counted add up to the whole", async () => {
  const parallel = await promisify(execFile)("parallel", ["--version"]).catch(() => undefined);
  const parts = ["1", "2", "3"];
  const args = ["audit", "big.jsonl", ...LIST, "--shard", "{}/3", ...TALLY, "{}.part"];
  if (parallel === undefined) {
    process.stderr.write("skipped: there is no GNU parallel, the shards are counted one by one\n");
    for (const part of parts) {
      await run(...args.map((arg) => arg.replace("{}", part)));
    }
  } else {
    await promisify(execFile)("parallel", [process.execPath, COMMAND, ...args, ":::", ...parts], {
      cwd: corpus.folder,
    });
  }
  await runHere("merge", "2.part", "3.part", "1.part", ...TALLY, "sum.tally");
  expect(await tallyIn("sum.tally")).toEqual(await tallyIn("whole.tally"));
  expectFailure(await runHere("merge", "1.part", "2.part", "1.part"), /is named twice/u);
  await put("copy.part", await readFile(join(corpus.folder, "1.part"), "utf8"));
  expectFailure(await runHere("merge", "1.part", "copy.part"), /would be counted twice/u);
  const half = ["--shard", "1/2", ...TALLY, "half.part"];
  await runHere("audit", "big.jsonl", ...LIST, ...half);
  expectFailure(
    await runHere("merge", "1.part", "half.part"),
    /was counted in 3 parts \(jsonl 16777216\) and in 2 parts/u,
  );
  for (const [reading, said] of [
    [["--message-format", "text"], "text 16777216"],
    [["--max-message-bytes", "30"], "jsonl 30"],
  ] as const) {
    await runHere(
      "audit",
      "big.jsonl",
      ...LIST,
      "--shard",
      "2/3",
      ...reading,
      ...TALLY,
      "odd.part",
    );
    expectFailure(
      await runHere("merge", "1.part", "odd.part"),
      new RegExp(`in 3 parts \\(jsonl 16777216\\) and in 3 parts \\(${said}\\)`, "u"),
    );
  }
  const missing = await runHere("merge", "1.part", "3.part");
  expect(missing.stdout).toContain("1 of 4 rules fired");
  expect(missing.stderr).toMatch(
    /of the 3 parts of the input sha256:\S+ there is no 2; the report/u,
  );
  expect(missing.status).toBe(2);
}, 120_000);

test("partitions add up, empty ones too", async () => {
  const whole = ["audit", "messages.jsonl", ...LIST, ...TALLY, "full.tally"];
  expect((await runHere(...whole)).status).toBe(0);
  // What starts the command for each partition gives it nothing on standard input for an empty one.
  const empty = ["audit", "-", "--message-format", "jsonl", ...LIST, "--format", "tally"];
  const { status, stdout } = await run(...empty);
  expect([status, stdout.split("\n").length]).toEqual([0, 2]);
  await put("none.tally", stdout);
  await put("nothing.tally", stdout);
  const all = ["none.tally", "full.tally", "nothing.tally"];
  expect((await runHere("merge", ...all, ...TALLY, "partitions.tally")).stderr).toBe("");
  expect(await tallyIn("partitions.tally")).toEqual(await tallyIn("full.tally"));
  // Of an empty file no part is missing, and parts of different cuts of it are added up.
  await runHere("audit", "empty.txt", ...LIST, "--shard", "2/2", ...TALLY, "half.tally");
  expect(await runHere("merge", ...all, "half.tally")).toMatchObject({ status: 0, stderr: "" });
});

test("a run that is killed again and again ends as if it never were", async () => {
  // The named command `npm run bench -- kills` does this 200 times, over more kinds of files.
  const kills = fileURLToPath(new URL("../../benchmarks/kills.js", import.meta.url));
  const { stdout } = await promisify(execFile)(process.execPath, [
    ...[kills, "--kills=6", "--messages=8000", "--inputs=several", "--workers=2"],
  ]);
  expect(stdout).toMatch(/^several, 2 threads: 6 kills, /u);
  expect(stdout).toMatch(/: each tally is that of an undisturbed run, byte for byte\n$/u);
}, 120_000);

/** What is loaded into each thread, and ends it after a while. */
const endThreads = (how: string): string =>
  `data:text/javascript,import{isMainThread as m}from"worker_threads";if(!m)setTimeout(()=>{${how}},300)`;

test.each([
  [
    "process.exit(0)",
    "unexpected failure: a thread ended before its work was done, with the status 0",
  ],
  [
    "for(const a=[];;)a.push(Array(1e5).fill(a.length))",
    "a thread ran out of memory, fewer workers need less",
  ],
])(
  "a thread that ends by %s ends the run with a sentence",
  async (how, sentence) => {
    const endless = `endless-${how.length}.jsonl`;
    const args = ["audit", endless, ...LIST, "--workers", "2", ...TALLY, "dead.tally"];
    const kept = ["--checkpoint", `${endless}.kept`, "--checkpoint-interval", "1"];
    // The input has no end before the thread has one.
    const feed = `mkfifo ${endless}; while cat big.jsonl; do :; done > ${endless}`;
    const writer = spawn("bash", ["-c", feed], { stdio: "ignore" });
    while (!existsSync(endless)) await setTimeout(5);
    const { status, stderr } = await new Promise<Ended>((resolve) => {
      const child = execFile(
        process.execPath,
        ["--max-old-space-size=150", "--import", endThreads(how), COMMAND, ...args, ...kept],
        (_, stdout, stderr) => resolve({ status: child.exitCode, stdout, stderr }),
      );
    });
    writer.kill();
    expect([status, stderr]).toEqual([2, `filter-audit: ${sentence}\n`]);
    expect(existsSync("dead.tally")).toBe(false);
  },
  60_000,
);

test.each([
  [["--shard", "1/2"], "--shard counts a part of the messages, expected --format tally beside it"],
  [["--shard", "3/2", "--format", "tally"], "expected a part and the number of parts, such as 2/8"],
  [["--checkpoint", "c", "--triggers", "t"], "--triggers cannot be taken up again"],
  [["--checkpoint-interval", "9"], "--checkpoint-interval is of --checkpoint"],
  [["--workers", "0"], "expected a whole number from 1"],
  [["--workers", "300"], "workers is 300, expected 1 to 256"],
  [["--ladder", "--workers", "2"], "--ladder looks at all messages at once"],
])("%j is refused", async (args, message) => {
  const ended = await runHere("audit", "big.jsonl", ...LIST, ...args);
  expect([ended.status, ended.stdout]).toEqual([2, ""]);
  expect(ended.stderr).toContain(message);
});

test("parts need one key, and a checkpoint files that can be read again", async () => {
  const without = ["audit", "big.jsonl", "--list", "words.txt"];
  expectFailure(await runHere(...without, "--checkpoint", "c"), /expected --key-file beside it/u);
  const shard = ["--shard", "1/2", "--format", "tally"];
  expectFailure(await runHere(...without, ...shard), /expected --key-file beside it/u);
  const input = ["audit", "-", "--message-format", "text", ...LIST, "--checkpoint", "c"];
  expectFailure(await run(...input), /standard input cannot be read again/u);
});
