import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { beforeAll, expect, test } from "@jest/globals";
import { COMMAND, type Ended } from "../support/command.ts";
import { corpus, put, useCorpus } from "./corpus.ts";
import { runHere } from "./here.ts";

// A checkpoint that does not fit: under a real quota (of the size of files, which Node meets as EFBIG) and on a real
// file system without space. The first MiB is one text by one user over and over, so its checkpoint is small; what
// follows are different texts by different users.

useCorpus();

const MIB = 1_048_576;
const ARGS = ["audit", "long.jsonl", "--list", "words.txt", "--key-file", "key", "--no-labels"];
/** At the end of each segment, as far as writing one does not take long. */
const EACH = ["--checkpoint-interval", "1", "--format", "tally"];

const message = (index: number, isNew: boolean): string => {
  const [text, user] = isNew ? [`通知 ${index}`, `u${index}`] : ["通知", "u"];
  return `${JSON.stringify({ text, user, more: "x".repeat(700) })}\n`;
};

/** Messages of the first segment, and of the first two: those that begin before so many MiB. */
const counted = { first: 0, second: 0 };

/** Runs bash among the files of the test. */
const bash = (script: string): Promise<Ended> =>
  new Promise((resolve) => {
    const options = { cwd: corpus.folder, maxBuffer: 8 * MIB };
    const child = execFile("bash", ["-c", script], options, (_, stdout, stderr) =>
      resolve({ status: child.exitCode, stdout, stderr }),
    );
  });

const command = (args: readonly string[]): string =>
  [process.execPath, COMMAND, ...args].map((arg) => `'${arg}'`).join(" ");

const underQuota = (kib: number, args: readonly string[]): Promise<Ended> =>
  bash(`ulimit -f ${kib}; exec ${command(args)}`);

interface Counted {
  readonly messages: number;
  readonly issueCounts: object;
  readonly shards: readonly string[];
}

/** A tally without what says how it came about. */
function tallyOf(text: string): Counted {
  const { provenance, ...rest } = JSON.parse(text) as Counted & { readonly provenance: unknown };
  expect(provenance).toBeDefined();
  return rest;
}

const read = (name: string): Promise<string> => readFile(join(corpus.folder, name), "utf8");

/** What a checkpoint holds, which is a line that says how far, and a tally. */
async function messagesIn(name: string): Promise<number> {
  const [, tally = ""] = (await read(name)).split("\n");
  return (JSON.parse(tally) as Counted).messages;
}

async function expectNothingBeside(folder: string, names: readonly string[]): Promise<void> {
  expect(await readdir(join(corpus.folder, folder))).toEqual(names);
}

function expectPartial({ status, stdout, stderr }: Ended, line: string, messages: number): void {
  expect(stderr).toBe(`filter-audit: ${line}; the report covers what was read before\n`);
  expect(status).toBe(2);
  const tally = tallyOf(stdout);
  expect([tally.messages, tally.issueCounts, tally.shards]).toEqual([
    messages,
    { interrupted: 1 },
    [],
  ]);
}

/** What an undisturbed run counts. */
let whole: Counted;

/** A run that has space again goes on, and ends as if it had always had it. */
async function expectWhole(checkpoint: string): Promise<void> {
  const ended = await runHere(...ARGS, "--checkpoint", checkpoint, "--format", "tally");
  expect([ended.status, ended.stderr]).toEqual([0, ""]);
  expect(JSON.stringify(tallyOf(ended.stdout))).toBe(JSON.stringify(whole));
}

beforeAll(async () => {
  await put("key", "0123456789abcdef0123456789abcdef");
  const lines: string[] = [];
  for (let bytes = 0; bytes < 2.2 * MIB; ) {
    counted.first += bytes < MIB ? 1 : 0;
    counted.second += bytes < 2 * MIB ? 1 : 0;
    const line = message(lines.length, bytes >= MIB);
    lines.push(line);
    bytes += Buffer.byteLength(line);
  }
  await put("long.jsonl", lines.join(""));
  const { stdout } = await runHere(...ARGS, "--format", "tally");
  whole = tallyOf(stdout);
  expect([whole.messages, whole.shards.length]).toEqual([lines.length, 1]);
});

test("a checkpoint that outgrows the quota leaves the one before, and the next run goes on from it", async () => {
  await mkdir(join(corpus.folder, "quota"));
  const args = [...ARGS, "--checkpoint", "quota/kept", ...EACH];
  const first = await underQuota(32, args);
  // Whether a checkpoint comes due before the last one depends on how long the first took to write.
  expect(first.stderr).toMatch(
    /^filter-audit: quota\/kept: larger than its file system or ulimit allows; the report covers (?:what was read before|all messages)\n$/u,
  );
  expect(first.status).toBe(2);
  const kept = await read("quota/kept");
  expect(await messagesIn("quota/kept")).toBe(counted.first);
  // The same again begins there, and the end of the next segment is the first that is due.
  const reason = "quota/kept: larger than its file system or ulimit allows";
  expectPartial(await underQuota(32, args), reason, counted.second);
  expect(await read("quota/kept")).toBe(kept);
  await expectNothingBeside("quota", ["kept"]);
  await expectWhole("quota/kept");
});

test.each(["1", "2"])(
  "what was counted is kept if no checkpoint fits, with %s threads",
  async (workers) => {
    await mkdir(join(corpus.folder, `none${workers}`));
    const kept = `none${workers}/kept`;
    const ended = await underQuota(2, [
      ...ARGS,
      "--checkpoint",
      kept,
      ...EACH,
      "--workers",
      workers,
    ]);
    expectPartial(ended, `${kept}: larger than its file system or ulimit allows`, counted.first);
    await expectNothingBeside(`none${workers}`, []);
  },
);

test("if only the last checkpoint cannot be written, the tally lacks nothing", async () => {
  const args = ["--checkpoint", "nowhere/kept", "--format", "tally"];
  const { status, stdout, stderr } = await runHere(...ARGS, ...args);
  expect(stderr).toBe(
    "filter-audit: nowhere/kept: its directory does not exist; the report covers all messages\n",
  );
  expect(status).toBe(2);
  expect(JSON.stringify(tallyOf(stdout))).toBe(JSON.stringify(whole));
});

test("a file system without space leaves the last checkpoint that fitted", async () => {
  await mkdir(join(corpus.folder, "small"));
  const mounted = "mount -t tmpfs -o size=64k tmpfs small";
  const mayMount = await promisify(execFile)("unshare", ["-rm", "bash", "-c", mounted], {
    cwd: corpus.folder,
  }).then(
    () => true,
    () => false,
  );
  if (!mayMount) {
    process.stderr.write("skipped: no file system can be mounted here, so none is filled\n");
    return;
  }
  const run = command([...ARGS, "--checkpoint", "small/kept", ...EACH]);
  // The file system is gone with the shell that mounted it.
  const script = `${mounted} && { ${run} >/dev/null 2>&1; ${run}; status=$?; ls small; cp small/kept saved; exit $status; }`;
  const ended = await bash(`unshare -rm bash -c "${script.replaceAll("$", "\\$")}"`);
  const [stdout = "", ...beside] = ended.stdout.split(/(?<=\n)/u);
  expectPartial({ ...ended, stdout }, "small/kept: no space left on the device", counted.second);
  expect(beside).toEqual(["kept\n"]);
  expect(existsSync(join(corpus.folder, "small/kept"))).toBe(false);
  expect(await messagesIn("saved")).toBe(counted.first);
  await expectWhole("saved");
});
