import { execFile, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { createWriteStream } from "node:fs";
import { mkdir, readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "@jest/globals";
import { COMMAND, type Ended } from "../support/command.ts";
import { corpus, put, useCorpus } from "./corpus.ts";
import { runInto } from "./here.ts";

// What a process does where its output goes: to a terminal (a pseudo terminal of `script`), into a pipe that is closed,
// onto a disk that is full.

useCorpus();

/** With this a terminal is told what to do. */
const ESCAPE = "\u001b";

/** A line of bash that knows the command as `fa`. */
function bash(line: string, env: Readonly<Record<string, string>> = {}): Promise<Ended> {
  const rest = { ...process.env };
  // What decides whether a terminal has colors is for the line to say: Node takes a terminal of a host for tests for one without.
  for (const name of [
    "NO_COLOR",
    "FORCE_COLOR",
    "COLORTERM",
    "CI",
    "TF_BUILD",
    "TEAMCITY_VERSION",
  ]) {
    delete rest[name];
  }
  const fa = `fa() { "$NODE" "$COMMAND" "$@"; }; set -o pipefail; ${line}`;
  return new Promise((resolve) => {
    const child = execFile(
      "bash",
      ["-c", fa],
      {
        cwd: corpus.folder,
        env: { ...rest, TERM: "xterm", NODE: process.execPath, COMMAND, ...env },
      },
      (_error, stdout, stderr) => resolve({ status: child.exitCode, stdout, stderr }),
    );
    child.stdin?.end();
  });
}

function canRun(name: string, ...args: string[]): boolean {
  try {
    execFileSync(name, args, { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}

/** A run of each command that prints something. */
const RUNS: readonly (readonly [command: string, args: string])[] = [
  ["audit", "messages.txt --list words.txt"],
  ["compare", "messages.txt --list words.txt --against allowed.txt"],
  ["explain", "通知 --list words.txt"],
  ["sample", "messages.txt --list words.txt"],
  ["lint", "words.txt"],
  ["diff", "words.txt allowed.txt"],
  ["isolate", "通知 --list words.txt"],
  ["merge", "one.tally"],
  ["similarity", "words.txt allowed.txt"],
  ["completion", "bash"],
];

beforeAll(async () => {
  await put("many.txt", "收到通知\n".repeat(100_000));
  await bash("fa audit messages.txt --list words.txt --format tally --output one.tally");
});

describe("on a terminal", () => {
  const testOnTerminal = canRun("script", "-qec", "true", "/dev/null") ? test : test.skip;
  const onTerminal = async (args: string, env: Readonly<Record<string, string>> = {}) =>
    (await bash(`script -qec "'$NODE' '$COMMAND' ${args}" /dev/null`, env)).stdout;
  const run = "audit many.txt --list words.txt --no-labels --output report.txt";

  testOnTerminal("progress says how far, how fast, and how long still", async () => {
    const shown = await onTerminal(run);
    expect(shown).toMatch(/\d+ % · \S+ left · \d+\.\d MB · \d+\.\d MB\/s/u);
    // It leaves the cursor and the wrapping of lines alone, and clears its line at the end.
    for (const state of ["?25l", "?7l"]) expect(shown).not.toContain(`${ESCAPE}[${state}`);
    expect(shown.endsWith(`${ESCAPE}[2K`)).toBe(true);
    expect(await readFile(join(corpus.folder, "report.txt"), "utf8")).toMatch(/^100,000 of/u);
  });

  testOnTerminal("of standard input, no time left is known", async () => {
    const shown = await onTerminal(
      "audit - --message-format text --list words.txt --no-labels --output report.txt < many.txt",
    );
    expect(shown).toMatch(/\d+\.\d MB · \d+\.\d MB\/s/u);
    expect(shown).not.toContain("left");
  });

  testOnTerminal("not with --quiet, nor where a terminal can do nothing", async () => {
    expect(await onTerminal(`${run} --quiet`)).toBe("");
    expect(await onTerminal(run, { TERM: "dumb" })).toBe("");
  });

  testOnTerminal("titles of the help are bold, unless NO_COLOR says no", async () => {
    expect(await onTerminal("--help")).toContain(`${ESCAPE}[1mUsage:${ESCAPE}[22m`);
    for (const args of ["--help", "audit --help", "audit messages.txt --list words.txt --quiet"]) {
      expect(await onTerminal(args, { NO_COLOR: "1" })).not.toContain(ESCAPE);
    }
  });
});

test("elsewhere nothing is shown but what was asked for", async () => {
  const { stdout, stderr } = await bash(
    "fa audit many.txt --list words.txt --no-labels; fa --help",
  );
  expect(stderr).toBe("");
  expect(stdout).not.toContain(ESCAPE);
});

// Each command is run here, into the pipe and onto the disk; a process of its own ends as the first one does.

describe("a closed pipe ends quietly", () => {
  test.each(RUNS)("%s", async (command, args) => {
    const reader = spawn("bash", ["-c", "exec <&-; echo closed; exec sleep 60"], {
      stdio: ["pipe", "pipe", "ignore"],
    });
    await once(reader.stdout, "data");
    const ended = await runInto(reader.stdin, command, ...args.split(" "));
    reader.kill();
    expect(ended).toEqual({ status: 0, stdout: "", stderr: "" });
  });

  test("a process", async () => {
    const { stdout, stderr } = await bash(
      `fa audit messages.txt --list words.txt | true; echo "\${PIPESTATUS[0]}"; fa audit --help | head -n 1; echo "\${PIPESTATUS[0]}"`,
    );
    expect([stdout, stderr]).toEqual([
      "0\nUsage: filter-audit audit [options] <messages...>\n0\n",
      "",
    ]);
  });
});

describe("a full disk is one sentence", () => {
  const full = /^filter-audit: standard output: no space left on the device\n$/u;

  test.each([...RUNS, ["audit", "--help"], ["--version", ""]] as const)(
    "%s %s",
    async (command, args) => {
      const ended = await runInto(
        createWriteStream("/dev/full"),
        ...[command, ...args.split(" ")].filter((arg) => arg !== ""),
      );
      expect(ended).toEqual({ status: 2, stdout: "", stderr: expect.stringMatching(full) });
    },
  );

  test("a process", async () => {
    const { status, stderr } = await bash("fa audit messages.txt --list words.txt > /dev/full");
    expect([status, stderr]).toEqual([2, expect.stringMatching(full)]);
  });
});

// A file system of a few KiB, where this process may mount one.
const canMount = canRun("unshare", "-m", "mount", "-t", "tmpfs", "tmpfs", "/mnt");
const describeOnDisk = canMount ? describe : describe.skip;
if (!canMount) process.stderr.write("skipped: this process may not mount a small disk\n");

describeOnDisk("a disk that fills up while it is written", () => {
  const LIST = "--list words.txt --key-file key";
  // Each with what it would write, much more than there is room for.
  const WRITTEN: readonly (readonly [what: string, args: string, covered?: string])[] = [
    ["triggers", "audit many.txt --list words.txt --no-labels --format triggers --output"],
    ["a report", "audit messages.txt --list words.txt --format html --output"],
    ["a tally", `audit many-words.txt ${LIST} --format tally --output`],
    ["a compiled filter", "compile --list many-words.txt --output"],
    ["a diff", "diff words.txt many-words.txt --format json --output"],
    [
      "a checkpoint",
      `audit messages.txt --list many-words.txt --key-file key --checkpoint`,
      "; the report covers all messages",
    ],
    ["a state", `isolate --file article.txt --list many-words.txt --state`],
  ];

  beforeAll(async () => {
    await mkdir(join(corpus.folder, "small"));
    await put("key", "0123456789abcdef0123456789abcdef");
    const words = Array.from({ length: 4000 }, (_, index) => `通知${index}号\n`);
    await put("many-words.txt", words.join(""));
    await put("article.txt", words.slice(0, 2000).join(""));
  });

  /** What is said, and what is then on the disk, where `old` lay at the place that was to be written. */
  async function onDisk(args: string, more = ""): Promise<readonly string[]> {
    const line = `mount -t tmpfs -o size=16k tmpfs small && echo old > small/out; "$NODE" "$COMMAND" ${args} small/out ${more} > said; echo $?; ls small; cat small/out`;
    const { stdout, stderr } = await bash(`unshare -m bash -c '${line}'`);
    return [stdout, stderr];
  }

  test.each(WRITTEN.slice(0, 5))("%s: the older one stays", async (_, args) => {
    expect(await onDisk(args)).toEqual([
      "2\nout\nold\n",
      "filter-audit: small/out: no space left on the device\n",
    ]);
  });

  test.each(WRITTEN.slice(5))("%s: the one before it stays", async (_, args, covered = "") => {
    const line = `mount -t tmpfs -o size=1m tmpfs small; "$NODE" "$COMMAND" ${args} small/out > said; echo $?; sha256sum small/out > sum; mount -o remount,size=$(du -k small | cut -f 1)k small; "$NODE" "$COMMAND" ${args} small/out > said; echo $?; ls small; sha256sum -c sum`;
    const { stdout, stderr } = await bash(`unshare -m bash -c '${line}'`);
    expect([stdout, stderr]).toEqual([
      "0\n2\nout\nsmall/out: OK\n",
      `filter-audit: small/out: no space left on the device${covered}\n`,
    ]);
  });

  test("the report is of all messages though its triggers do not fit", async () => {
    const [stdout, stderr] = await onDisk(
      "audit many.txt --list words.txt --no-labels --output report.txt --triggers",
    );
    expect([stdout, stderr]).toEqual([
      "2\nout\nold\n",
      "filter-audit: small/out: no space left on the device\n",
    ]);
    expect(await readFile(join(corpus.folder, "report.txt"), "utf8")).toMatch(/^100,000 of/u);
  });

  test("a file that is mounted there is written, though it cannot be replaced", async () => {
    const line = `touch mounted elsewhere && mount --bind elsewhere mounted && "$NODE" "$COMMAND" similarity words.txt allowed.txt --output mounted; echo $?; grep -c lists mounted`;
    const { stdout, stderr } = await bash(
      `unshare -m bash -c '${line}'; wc -c < mounted; grep -c lists elsewhere`,
    );
    expect([stdout, stderr]).toEqual(["0\n1\n0\n1\n", ""]);
    expect((await readdir(corpus.folder)).filter((name) => name.endsWith(".tmp"))).toEqual([]);
  });
});
