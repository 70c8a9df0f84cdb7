import { type ChildProcessWithoutNullStreams, execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { createReadStream, createWriteStream, existsSync, readFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";
import { expect, test } from "@jest/globals";
import { COMMAND, runCommand } from "../support/command.ts";
import { corpus, type JsonReport, put, useCorpus } from "./corpus.ts";

// Ctrl-C as a process gets it: the signal SIGINT. A run waits for more input or for whoever reads its output, so that it
// is known how far it is.

const LIBRARY = new URL("../../dist/bundled/node/node.js", import.meta.url);

useCorpus();

interface Interrupted {
  readonly status: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stderr: string;
}

const start = (...args: string[]): ChildProcessWithoutNullStreams =>
  spawn(process.execPath, [COMMAND, ...args], { cwd: corpus.folder });

async function ended(child: ChildProcessWithoutNullStreams): Promise<Interrupted> {
  let stderr = "";
  child.stderr.on("data", (chunk: Buffer) => {
    stderr += chunk.toString();
  });
  const [status, signal] = (await once(child, "close")) as [number | null, NodeJS.Signals | null];
  return { status, signal, stderr };
}

async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await sleep(20);
}

/** Counts two messages of standard input, which then says nothing more, and is interrupted. */
async function interruptedAfterTwo(...args: string[]): Promise<Interrupted> {
  return signalledAfterTwo("SIGINT", ...args);
}

async function signalledAfterTwo(name: NodeJS.Signals, ...args: string[]): Promise<Interrupted> {
  const child = start(
    ...["audit", "-", "--message-format", "text", "--list", "words.txt", "--triggers", "-"],
    ...args,
  );
  const end = ended(child);
  child.stdin.on("error", () => {});
  child.stdin.write("收到通知\n好的\n");
  // Its trigger is written when the batch is counted.
  await once(child.stdout, "data");
  child.kill(name);
  return end;
}

const INTERRUPTED = /^filter-audit: -:3: interrupted; the report covers what was read before\n$/u;

test("a report is of what was counted, and says so", async () => {
  const { status, stderr } = await interruptedAfterTwo("--format", "json", "--output", "part.json");
  expect(stderr).toMatch(INTERRUPTED);
  expect(status).toBe(130);
  const report = JSON.parse(
    await readFile(join(corpus.folder, "part.json"), "utf8"),
  ) as JsonReport & { readonly partial?: boolean };
  expect(report.partial).toBe(true);
  expect([report.messages.total, report.messages.triggered]).toEqual([2, 1]);
  expect(report.issues.counts).toEqual({ interrupted: 1 });
});

test("SIGTERM does the same, and has a status of its own", async () => {
  const { status, stderr } = await signalledAfterTwo("SIGTERM", "--output", "part.txt");
  expect([status, stderr]).toEqual([143, expect.stringMatching(INTERRUPTED)]);
  expect(await readFile(join(corpus.folder, "part.txt"), "utf8")).toMatch(/^Partial: /u);
});

test("as text, that stands first", async () => {
  const { status } = await interruptedAfterTwo("--output", "part.txt");
  expect(status).toBe(130);
  expect(await readFile(join(corpus.folder, "part.txt"), "utf8")).toMatch(
    /^Partial: 1 input not read to the end[^:]*1\sof 2 messages triggers the filter/u,
  );
});

test("a tally is valid, and what it is added to is partial too", async () => {
  await put("key", "0123456789abcdef0123456789abcdef");
  const tally = ["--key-file", "key", "--format", "tally", "--output"];
  await interruptedAfterTwo(...tally, "part.tally");
  await runCommand(["audit", "messages.txt", "--list", "words.txt", ...tally, "all.tally"], {
    cwd: corpus.folder,
  });
  const merge = async (...tallies: string[]): Promise<string> =>
    Object.values(await runCommand(["merge", ...tallies], { cwd: corpus.folder })).join("");
  expect(await merge("part.tally", "all.tally")).toMatch(
    /^0Partial: 1 input not read to the end[^:]*\s4\sof 6 messages/u,
  );
  expect(await merge("all.tally")).toMatch(/^03 of 4 messages/u);
});

test("of triggers alone, those that were found are written", async () => {
  const { status, stderr } = await interruptedAfterTwo();
  expect([status, stderr]).toEqual([
    130,
    "filter-audit: -:3: interrupted; the triggers cover what was read before\n",
  ]);
});

test("threads end soon, and what they counted is the messages up to one place", async () => {
  const child = start(
    ...["audit", "-", "--message-format", "text", "--list", "words.txt", "--workers", "2"],
    ...["--no-labels", "--triggers", "-", "--format", "json", "--output", "threads.json"],
  );
  const end = ended(child);
  const lines: string[] = [];
  createInterface(child.stdout).on("line", (line) => lines.push(line));
  child.stdin.on("error", () => {});
  // More than a segment, every third with a term; then nothing more, and no end.
  for (let line = 1; line <= 120_000; line++) {
    child.stdin.write(`${line % 3 === 0 ? "通知" : "好的"} ${line}\n`);
  }
  await until(() => lines.length > 0);
  child.kill("SIGINT");
  const { status, stderr } = await end;
  expect(status).toBe(130);
  const report = JSON.parse(
    await readFile(join(corpus.folder, "threads.json"), "utf8"),
  ) as JsonReport & { readonly partial?: boolean };
  const { total, triggered } = report.messages;
  expect(report.partial).toBe(true);
  expect(stderr).toBe(
    `filter-audit: -:${total + 1}: interrupted; the report covers what was read before\n`,
  );
  expect(triggered).toBe(Math.floor(total / 3));
  expect(lines.map((line) => (JSON.parse(line) as { readonly message: string }).message)).toEqual(
    Array.from({ length: triggered }, (_, index) => `-:${3 * (index + 1)}`),
  );
});

test("before the first message nothing is replaced", async () => {
  await put("kept.txt", "kept");
  await promisify(execFile)("mkfifo", ["slow.txt"], { cwd: corpus.folder });
  const child = start("audit", "slow.txt", "--list", "words.txt", "--output", "kept.txt");
  const end = ended(child);
  // Open for writing only when the command has opened it for reading.
  const writer = createWriteStream(join(corpus.folder, "slow.txt"));
  await once(writer, "open");
  child.kill("SIGINT");
  expect(await end).toMatchObject({ stderr: "filter-audit: slow.txt:1: interrupted\n" });
  writer.destroy();
  expect(await readFile(join(corpus.folder, "kept.txt"), "utf8")).toBe("kept");
});

test("a named pipe that nobody writes to ends too", async () => {
  await promisify(execFile)("mkfifo", ["silent.txt"], { cwd: corpus.folder });
  const child = start(
    ...["audit", "messages.txt", "silent.txt", "--list", "words.txt", "--triggers", "-"],
  );
  const end = ended(child);
  await once(child.stdout, "data");
  child.kill("SIGINT");
  const { status, signal, stderr } = await end;
  expect(stderr).toMatch(/^filter-audit: [a-z]+\.txt(:5)?: interrupted; the triggers cover/u);
  // A process that does not end by itself soon enough sends itself the signal; a shell calls that status 130 too.
  expect(["SIGINT", 130]).toContain(signal ?? status);
});

// The first process of a container would not be ended by a signal of its own.
test("whoever has given up opening such a pipe can end by itself", async () => {
  await promisify(execFile)("mkfifo", ["given-up.txt"], { cwd: corpus.folder });
  const script = `
    const { readMessages } = await import(${JSON.stringify(String(LIBRARY))});
    const stop = new AbortController();
    setTimeout(() => stop.abort(new Error("enough")), 50);
    for await (const each of readMessages("given-up.txt", { signal: stop.signal })) console.log(each);`;
  const child = spawn(process.execPath, ["--input-type=module", "--eval", script], {
    cwd: corpus.folder,
  });
  expect(await ended(child)).toMatchObject({
    status: 1,
    stderr: expect.stringContaining("Error: enough"),
  });
});

test("a second time ends at once", async () => {
  await put("many.txt", "通知\n".repeat(50_000));
  await promisify(execFile)("mkfifo", ["stalled.jsonl"], { cwd: corpus.folder });
  const args = ["audit", "many.txt", "--list", "words.txt", "--triggers", "stalled.jsonl"];
  const child = start(...args);
  const end = ended(child);
  // Opened and never read: the command writes until the pipe is full, and waits.
  const reader = createReadStream(join(corpus.folder, "stalled.jsonl"));
  await once(reader, "open");
  child.kill("SIGINT");
  // Node itself listens too, but not any more once a handler has been taken off.
  await until(() => !listensFor(child));
  expect(child.exitCode).toBeNull();
  child.kill("SIGINT");
  expect(await end).toEqual({ status: null, signal: "SIGINT", stderr: "" });
  reader.destroy();
});

test("isolate keeps what it has learned", async () => {
  await put(
    "box.sh",
    "cat > /dev/null; echo asked >> asked.log; [ -e slow ] && sleep 60; exit 1\n",
  );
  const args = ["isolate", "we meet at the pier", "--exec", "sh box.sh", "--state", "pier.state"];
  const first = start(...args);
  const end = ended(first);
  const asked = join(corpus.folder, "asked.log");
  await put("slow", "");
  await until(() => existsSync(asked));
  first.kill("SIGINT");
  const { stderr } = await end;
  expect(stderr).toBe("filter-audit: interrupted; pier.state has what was learned\n");
});

/** Whether a process has a handler of SIGINT, as Linux knows it. */
function listensFor({ pid }: ChildProcessWithoutNullStreams): boolean {
  const status = readFileSync(`/proc/${pid}/status`, "utf8");
  const [, mask = "0"] = /^SigCgt:\s*([0-9a-f]+)$/mu.exec(status) ?? [];
  return (BigInt(`0x${mask}`) & 2n) !== 0n;
}
