import { execFile, execFileSync, spawn, spawnSync } from "node:child_process";
import { createWriteStream } from "node:fs";
import { chmod, lstat, readFile, symlink } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";
import { promisify } from "node:util";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { COMMAND, type Ended } from "../support/command.ts";
import { corpus, expectFailure, put, useCorpus } from "./corpus.ts";
import { runHere } from "./here.ts";

// What is no ordinary file in the place of each file that the command reads or writes.

useCorpus();

const server = createServer();

beforeAll(async () => {
  await put("key", "0123456789abcdef0123456789abcdef");
  await put("options.json", "{}");
  await runHere("compile", "--list", "words.txt", "--output", "words.filter");
  await symlink("circle", "circle");
  await symlink("messages.txt", "link-to-messages");
  await symlink("words.txt", "link-to-words");
  await new Promise<void>((resolve) => server.listen("socket", resolve));
});

afterAll(() => void server.close());

const TEXT = ["--message-format", "text"];

/** A run that reads a file at a place, by what it reads there. */
const READING: Readonly<Record<string, (place: string) => readonly string[]>> = {
  messages: (place) => ["audit", place, ...TEXT, "--list", "words.txt"],
  list: (place) => ["audit", "messages.txt", "--list", place],
  filter: (place) => ["audit", "messages.txt", "--filter", place],
  key: (place) => ["audit", "messages.txt", "--list", "words.txt", "--key-file", place],
  options: (place) => ["audit", "messages.txt", "--list", "words.txt", "--config", place],
};

const ORDINARY: Readonly<Record<string, string>> = {
  messages: "messages.txt",
  list: "words.txt",
  filter: "words.filter",
  key: "key",
  options: "options.json",
};

describe.each(Object.entries(READING))("in the place of the %s", (what, args) => {
  test("a named pipe and a symbolic link are read", async () => {
    const [ordinary, pipe, link] = [ORDINARY[what] as string, `pipe-${what}`, `link-${what}`];
    execFileSync("mkfifo", [pipe]);
    await symlink(ordinary, link);
    const writer = createWriteStream(pipe);
    writer.end(await readFile(ordinary));
    for (const place of [pipe, link]) {
      const { status, stdout, stderr } = await runHere(...args(place));
      expect([status, stderr]).toEqual([0, ""]);
      expect(stdout).toMatch(/^3 of 4 messages trigger the filter/u);
    }
  });

  test.each([
    ["socket", "is a socket, or a device that is not there"],
    ["circle", "its symbolic links lead in a circle"],
    ["folder.txt", "is a directory, expected a file"],
    ["/proc/self/mem", "the device reports an error"],
  ])("%s is refused", async (place, reason) => {
    const ended = await runHere(...args(place));
    expectFailure(ended, new RegExp(`${place}(?::1)?: ${reason}`, "u"));
    expect(ended.stdout).toBe("");
  });
});

describe("devices", () => {
  test("that hold nothing are empty files", async () => {
    const messages = await runHere(...(READING.messages?.("/dev/null") ?? []));
    expect(messages.stdout).toMatch(/^There are no messages/u);
    const list = await runHere(...(READING.list?.("/dev/null") ?? []));
    expect(list.stdout).toMatch(/^The filter has no rules/u);
    expectFailure(await runHere(...(READING.key?.("/dev/null") ?? [])), /is a key of 0 bytes/u);
    expectFailure(await runHere(...(READING.filter?.("/dev/null") ?? [])), /\/dev\/null: /u);
  });

  test("that never end are refused", async () => {
    const key = await runHere(...(READING.key?.("/dev/zero") ?? []));
    expectFailure(key, /\/dev\/zero: more than 1048576 bytes/u);
    const options = await runHere(...(READING.options?.("/dev/zero") ?? []));
    expectFailure(options, /\/dev\/zero: more than 65536 bytes/u);
  });
});

describe("what a run keeps for itself", () => {
  const checkpoint = (place: string) => [
    ...["audit", "messages.txt", "--list", "words.txt", "--key-file", "key"],
    ...["--checkpoint", place],
  ];
  const state = (place: string) => ["isolate", "通知", "--list", "words.txt", "--state", place];

  test.each([
    ["checkpoint", checkpoint],
    ["state", state],
  ])("a %s is an ordinary file, also behind a link", async (name, args) => {
    execFileSync("mkfifo", [`pipe-of-${name}`]);
    for (const place of ["/dev/zero", `pipe-of-${name}`, "folder.txt", "socket"]) {
      const ended = await runHere(...args(place));
      expectFailure(
        ended,
        new RegExp(`${place}: is no file that keeps what is written to it`, "u"),
      );
    }
    expectFailure(await runHere(...args("circle")), /circle: its symbolic links lead in a circle/u);
    await symlink(`${name}.target`, `${name}.link`);
    for (let time = 0; time < 2; time++) {
      expect((await runHere(...args(`${name}.link`))).status).toBe(0);
      expect((await lstat(`${name}.link`)).isSymbolicLink()).toBe(true);
      expect((await lstat(`${name}.target`)).size).toBeGreaterThan(10);
    }
  });
});

describe("outputs", () => {
  test.each([
    ["socket", "is a socket, or a device that is not there"],
    ["circle", "its symbolic links lead in a circle"],
  ])("%s is refused", async (place, reason) => {
    for (const option of ["--output", "--triggers"]) {
      const ended = await runHere(...(READING.messages?.("messages.txt") ?? []), option, place);
      expectFailure(ended, new RegExp(`${place}: ${reason}`, "u"));
    }
  });
});

const bash = async (line: string): Promise<Ended> =>
  new Promise((resolve) => {
    const fa = `fa() { "$NODE" "$COMMAND" "$@"; }; ${line}`;
    const env = { ...process.env, NODE: process.execPath, COMMAND };
    const child = execFile("bash", ["-c", fa], { env }, (_, stdout, stderr) =>
      resolve({ status: child.exitCode, stdout, stderr }),
    );
  });

describe("in a shell", () => {
  test("process substitution and /dev/stdin are read and written", async () => {
    await put("packed.gz", gzipSync("通知\n好的\n"));
    const { status, stdout, stderr } = await bash(
      "fa audit <(zcat packed.gz) /dev/stdin --message-format text --list <(cat words.txt) " +
        "--triggers >(cat > caught) --output /dev/stdout < messages.txt | head -n 1; wait; sleep 0.1; wc -l < caught",
    );
    expect([status, stderr]).toEqual([0, ""]);
    expect(stdout).toMatch(/^4 of 6 messages trigger the filter[^\n]*\n4\n$/u);
  });

  test("/dev/stdout is where others write too", async () => {
    const { stdout } = await bash(
      "{ fa audit messages.txt --list words.txt --output /dev/stdout; echo after; } > both; head -n 1 both; tail -n 1 both",
    );
    expect(stdout).toMatch(/^3 of 4 messages trigger[^\n]*\nafter\n$/u);
  });

  test("standard input that is closed, or whose writer fails, is what came", async () => {
    const { stdout, stderr } = await bash(
      "fa audit - --message-format text --list words.txt <&- | head -n 1; " +
        "{ echo 通知; exit 1; } | fa audit - --message-format text --list words.txt | head -n 1",
    );
    expect([stdout.split("\n")[0], stderr]).toEqual([
      "There are no messages, so nothing can be said of the filter.",
      "",
    ]);
    expect(stdout.split("\n")[1]).toMatch(/^1 of 1 messages? triggers/u);
  });
});

const NOBODY = 65_534;
const canBeNobody =
  process.getuid?.() === 0 &&
  spawnSync(process.execPath, [COMMAND, "--version"], { uid: NOBODY, gid: NOBODY }).status === 0;
const testAsNobody = canBeNobody ? test : test.skip;
if (!canBeNobody)
  process.stderr.write("skipped: this process may not run the command as another\n");

testAsNobody("without the right to read or write, that is said", async () => {
  await chmod(corpus.folder, 0o755);
  await put("theirs", "old");
  await chmod("theirs", 0o666);
  await put("ours.txt", "通知\n");
  await chmod("ours.txt", 0o600);
  const run = (...args: string[]): Promise<Ended> =>
    new Promise((resolve) => {
      const child = spawn(process.execPath, [COMMAND, "audit", ...args, "--list", "words.txt"], {
        uid: NOBODY,
        gid: NOBODY,
      });
      const said: Buffer[] = [];
      child.stderr.on("data", (chunk: Buffer) => said.push(chunk));
      child.on("close", (status) =>
        resolve({ status, stdout: "", stderr: Buffer.concat(said).toString() }),
      );
    });
  expectFailure(await run("ours.txt"), /ours\.txt: no permission to read it/u);
  expectFailure(await run("messages.txt", "--output", "ours.txt"), /ours\.txt: no permission to/u);
  expectFailure(await run("messages.txt", "--output", "new"), /new: no permission to write it/u);
  // In a folder that takes no further file, one that may be written is written in place.
  expect(await run("messages.txt", "--output", "theirs")).toMatchObject({ status: 0, stderr: "" });
  expect(await readFile(join(corpus.folder, "theirs"), "utf8")).toMatch(/^3 of 4 messages/u);
});

test("nothing is left beside what was written", async () => {
  const { stdout } = await promisify(execFile)("ls", ["-a"]);
  expect(stdout).not.toMatch(/\.tmp$/mu);
});
