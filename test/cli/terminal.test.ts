import { execFile, execFileSync } from "node:child_process";
import { mkdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "@jest/globals";
import { COMMAND, type Ended } from "../support/command.ts";
import { corpus, put, useCorpus } from "./corpus.ts";

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
  await put("many.txt", "收到通知\n".repeat(400_000));
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
    expect(await readFile(join(corpus.folder, "report.txt"), "utf8")).toMatch(/^400,000 of/u);
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

describe("a closed pipe ends quietly", () => {
  test.each(RUNS)("%s", async (command, args) => {
    const { status, stderr } = await bash(
      `fa ${command} ${args} | true; echo "\${PIPESTATUS[0]}" > status; exit "\${PIPESTATUS[0]}"`,
    );
    expect([await readFile(join(corpus.folder, "status"), "utf8"), stderr]).toEqual(["0\n", ""]);
    expect(status).toBe(0);
  });

  test("help", async () => {
    const { stdout, stderr } = await bash(`fa audit --help | head -n 1; echo "\${PIPESTATUS[0]}"`);
    expect([stdout, stderr]).toEqual([
      "Usage: filter-audit audit [options] <messages...>\n0\n",
      "",
    ]);
  });
});

describe("a full disk is one sentence", () => {
  const full = /^filter-audit: standard output: no space left on the device\n$/u;

  test.each([...RUNS, ["audit", "--help"], ["--version", ""]] as const)(
    "%s %s",
    async (command, args) => {
      const { status, stderr } = await bash(`fa ${command} ${args} > /dev/full`);
      expect(stderr).toMatch(full);
      expect(status).toBe(2);
    },
  );

  // A file system of a few KiB, where this process may mount one.
  const canMount = canRun("unshare", "-m", "mount", "-t", "tmpfs", "tmpfs", "/mnt");
  const testOnDisk = canMount ? test : test.skip;
  const onDisk = (size: number, line: string): Promise<Ended> =>
    bash(
      `unshare -m bash -c 'mount -t tmpfs -o size=${size}k tmpfs small && "$NODE" "$COMMAND" ${line}; echo $?; ls -s small'`,
    );
  beforeAll(() => mkdir(join(corpus.folder, "small")));

  testOnDisk("triggers that do not fit", async () => {
    const { stdout, stderr } = await onDisk(
      64,
      "audit many.txt --list words.txt --triggers small/triggers.jsonl --no-labels",
    );
    expect(stderr).toBe("filter-audit: small/triggers.jsonl: no space left on the device\n");
    expect(stdout).toMatch(/^2\n/u);
  });

  testOnDisk("a report that does not fit", async () => {
    const { stdout, stderr } = await onDisk(
      8,
      "audit messages.txt --list words.txt --format html --output small/report.html",
    );
    expect(stderr).toBe("filter-audit: small/report.html: no space left on the device\n");
    expect(stdout).toMatch(/^2\n/u);
  });
});
