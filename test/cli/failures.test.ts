import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { link, readFile, symlink } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";
import { gzipSync } from "node:zlib";
import { describe, expect, test } from "@jest/globals";
import { COMMAND } from "../support/command.ts";
import { audit, corpus, expectFailure, type JsonReport, put, SECRET, useCorpus } from "./corpus.ts";
import { runHere } from "./here.ts";

useCorpus();

describe("failures", () => {
  const list = ["--list", "words.txt"];
  const rows: [name: string, args: string[], line: RegExp][] = [
    ["a message file that is missing", ["missing.jsonl", ...list], /missing\.jsonl: no such file/],
    ["a folder in place of a file", ["folder.txt", ...list], /folder\.txt: .*directory/],
    ["a list that is missing", ["messages.txt", "--list", "missing.txt"], /missing\.txt: no such/],
    ["no list", ["messages.txt"], /--list/],
    ["no messages", [...list], /missing required argument/],
    ["an unknown option", ["messages.txt", ...list, "--fold", "none"], /--fold.*--folds/],
    ["an unknown fold", ["messages.txt", ...list, "--folds", "shape"], /"shape".*case, width/],
    [
      "a misspelled fold",
      ["messages.txt", ...list, "--folds", "default,scripts"],
      /unknown fold "scripts", did you mean script\? expected one of none, default, case,/,
    ],
    [
      "no fold beside folds",
      ["messages.txt", ...list, "--folds", "none,case"],
      /none is no fold beside others/,
    ],
    ["an unknown list format", ["messages.txt", "--list", "wide=words.txt"], /"wide".*lines, plus/],
    [
      "a misspelled list format",
      ["messages.txt", "--list", "tomskype=words.txt"],
      /"tomskype", did you mean tom-skype\?/,
    ],
    [
      "a list format with two letters swapped",
      ["messages.txt", "--list", "cvs=words.txt"],
      /"cvs", did you mean csv\?/,
    ],
    [
      "a misspelled encoding",
      ["messages.txt", ...list, "--encoding", "utf8"],
      /unknown encoding "utf8", did you mean utf-8\?/,
    ],
    [
      "a misspelled syntax",
      ["messages.txt", "--list", "github-blacklist=words.txt", "--syntax", "pluss"],
      /unknown syntax "pluss", did you mean plus\?/,
    ],
    ["an unknown region", ["messages.txt", ...list, "--regional", "cn"], /region "cn".*tw, hk/],
    [
      "an option of the fold that is off",
      ["messages.txt", ...list, "--separator-gap", "2"],
      /--separator-gap is of the fold separators/,
    ],
    [
      "an option of a format that no list has",
      ["messages.txt", ...list, "--anchors", "word"],
      /--anchors is for lists of the format apple, and there is none/,
    ],
    [
      "a table without header where no list is one",
      ["messages.txt", ...list, "--no-header"],
      /--no-header is for lists of the format csv/,
    ],
    [
      "an allowed phrase that is no plain keyword",
      ["messages.txt", ...list, "--allow", "plus=pairs.txt"],
      /keyword/,
    ],
    [
      "an allow list that is missing",
      ["messages.txt", ...list, "--allow", "no.txt"],
      /no\.txt: no such/,
    ],
    [
      "an output in the place of an allow list",
      ["messages.txt", ...list, "--allow", "allowed.txt", "--output", "./allowed.txt"],
      /allowed\.txt: is named twice/,
    ],
    [
      "extenuating combinations that are missing",
      ["messages.txt", "--list", "qqmail=words.csv", "--extenuating", "no.csv"],
      /no\.csv: no such/,
    ],

    [
      "an unknown list format by option",
      ["messages.txt", ...list, "--list-format", "wide"],
      /"wide".*lines, plus/,
    ],
    ["an unknown report format", ["messages.txt", ...list, "--format", "pdf"], /pdf.*text, json/],
    [
      "an unknown message format",
      ["messages.txt", ...list, "--message-format", "xml"],
      /xml.*jsonl, csv, text/,
    ],
    ["an extension that says nothing", ["words", ...list], /"words": message format not known/],
    ["standard input without a format", ["-", ...list], /standard input: message format/],
    ["a csv list without a column", ["messages.txt", "--list", "csv=words.csv"], /--term-column/],
    [
      "a csv list that lacks the column",
      ["messages.txt", "--list", "csv=words.csv", "--term-column", "term"],
      /words\.csv:1: .*term.*word/,
    ],
    [
      "a csv of messages that lacks the field",
      ["messages.csv", ...list, "--field", "body"],
      /messages\.csv:1: .*body/,
    ],
    ["a level of none", ["messages.txt", ...list, "--level", "1"], /--level.*below 1/],
    ["a top of none", ["messages.txt", ...list, "--top", "0"], /--top.*from 1/],
    [
      "an output that cannot be written",
      ["messages.txt", ...list, "--output", "no/such/place.txt"],
      /no\/such\/place\.txt: /,
    ],
    [
      "triggers that cannot be written",
      ["messages.txt", ...list, "--triggers", "folder.txt"],
      /folder\.txt: /,
    ],
    [
      "an output in the place of an input",
      ["messages.txt", ...list, "--output", "./messages.txt"],
      /messages\.txt: is named twice/,
    ],
    [
      "two outputs in one place",
      ["messages.txt", ...list, "--output", "x", "--triggers", "x"],
      /x: is named twice/,
    ],
  ];
  for (const [name, args, line] of rows) {
    test(name, async () => {
      expectFailure(await audit(...args), line);
    });
  }

  test("a missing input leaves an output that is there as it was", async () => {
    await put("kept.txt", "kept");
    await audit("missing.jsonl", ...list, "--output", "kept.txt");
    expect(await readFile(join(corpus.folder, "kept.txt"), "utf8")).toBe("kept");
  });

  test("no command, an unknown command", async () => {
    expectFailure(await runHere(), /expected one of audit, explain/);
    expectFailure(await runHere("adit"), /adit.*audit/);
  });

  test("a packed file that is cut off: what came before it is reported", async () => {
    const lines = Array.from({ length: 60_000 }, (_, index) => `通知 ${index * 7919}\n`).join("");
    const packed = gzipSync(lines);
    await put("cut.txt.gz", packed.subarray(0, packed.length / 2));
    const ended = await audit("cut.txt.gz", ...list, "--format", "json", "--no-labels");
    expectFailure(ended, /cut\.txt\.gz:\d+: .*the report covers what was read before/);
    const report = JSON.parse(ended.stdout) as JsonReport;
    expect(report.messages.total).toBeGreaterThan(5000);
    expect(report.messages.triggered).toBe(report.messages.total);
    expect(report.issues.counts).toEqual({ interrupted: 1 });
  });
});

describe("a closed pipe", () => {
  const shell = promisify(execFile);
  const quoted = (path: string): string => `'${path.replaceAll("'", "'\\''")}'`;
  const command = `${quoted(process.execPath)} ${quoted(COMMAND)}`;

  test("ends the run quietly", async () => {
    const lines = Array.from({ length: 100_000 }, (_, index) => `通知 ${index}\n`).join("");
    await put("many.txt", lines);
    const { stdout, stderr } = await shell(
      "bash",
      [
        "-c",
        `${command} audit many.txt --list words.txt --no-labels --triggers - | head -n 2; echo "\${PIPESTATUS[0]}"`,
      ],
      { cwd: corpus.folder },
    );
    const [first, second, status] = stdout.trimEnd().split("\n");
    expect(JSON.parse(first ?? "")).toMatchObject({ message: "many.txt:1" });
    expect(JSON.parse(second ?? "")).toMatchObject({ message: "many.txt:2" });
    expect([status, stderr]).toEqual(["0", ""]);
  });

  test("of the triggers does not cut the report short", async () => {
    await put("many.txt", "通知\n".repeat(100_000));
    await shell(
      "bash",
      [
        "-c",
        `${command} audit many.txt --list words.txt --no-labels --triggers - --output all.txt | head -n 1`,
      ],
      { cwd: corpus.folder },
    );
    expect(await readFile(join(corpus.folder, "all.txt"), "utf8")).toMatch(
      /^100,000 of 100,000 messages/,
    );
  });

  test("a full disk is one line", async () => {
    const { stdout, stderr } = await shell(
      "bash",
      ["-c", `${command} audit messages.txt --list words.txt > /dev/full; echo "$?"`],
      { cwd: corpus.folder },
    );
    expect(stdout).toBe("2\n");
    expect(stderr).toMatch(/^filter-audit: standard output: [^\n]+\n$/u);
  });
});

describe("outputs", () => {
  const list = ["--list", "words.txt"];

  test("an input under another name is not destroyed", async () => {
    await put("victim.txt", "通知\n");
    await symlink(join(corpus.folder, "victim.txt"), join(corpus.folder, "link.txt"));
    await link(join(corpus.folder, "victim.txt"), join(corpus.folder, "hard.txt"));
    for (const option of ["--output", "--triggers"]) {
      for (const name of ["link.txt", "hard.txt"]) {
        expectFailure(await audit("victim.txt", ...list, option, name), /is named twice/);
      }
    }
    expect(await readFile(join(corpus.folder, "victim.txt"), "utf8")).toBe("通知\n");
  });

  test("a device takes several", async () => {
    const { status } = await audit(
      ...["messages.txt", ...list, "--output", "/dev/null", "--triggers", "/dev/null"],
    );
    expect(status).toBe(0);
  });

  test("one that is there stays as it was if the run fails before it writes", async () => {
    for (const args of [
      ["messages.txt", "--triggers", "no/such/place"],
      ["broken.jsonl", "--strict"],
    ]) {
      await put("kept.txt", "kept");
      expect((await audit(...args, ...list, "--output", "kept.txt")).status).toBe(2);
      expect(await readFile(join(corpus.folder, "kept.txt"), "utf8")).toBe("kept");
    }
  });

  test("a longer one that is there is replaced whole, by an empty one too", async () => {
    await put("long-report.txt", "x".repeat(100_000));
    await audit("messages.txt", ...list, "--output", "long-report.txt");
    expect(await readFile(join(corpus.folder, "long-report.txt"), "utf8")).not.toContain("xx");
    await put("long-report.txt", "x".repeat(100_000));
    await audit("empty.txt", ...list, "--triggers", "long-report.txt");
    expect(await readFile(join(corpus.folder, "long-report.txt"), "utf8")).toBe("");
  });

  test("report and triggers cannot both be standard output", async () => {
    expectFailure(
      await audit("messages.txt", ...list, "--triggers", "-", "--output", "-"),
      /standard output: is named twice/,
    );
  });

  test("broken messages are told where there is no report", async () => {
    const { status, stdout, stderr } = await audit("broken.jsonl", ...list, "--triggers", "-");
    expect([status, stdout.trimEnd().split("\n").length]).toEqual([0, 2]);
    expect(stderr).toMatch(/^filter-audit: issues of messages: 4; .*broken\.jsonl:2:[^\n]+\n$/u);
    expect(stderr).not.toContain(SECRET);
  });

  test("a message with very many matches has its rules, and their number", async () => {
    await put("many-words.txt", "a\naa\n");
    await put("many-matches.txt", `${"a".repeat(60_000)}\n`);
    const { stdout } = await audit(
      ...["many-matches.txt", "--list", "many-words.txt", "--triggers", "-"],
    );
    expect(JSON.parse(stdout)).toEqual({
      message: "many-matches.txt:1",
      rules: ["many-words.txt:a", "many-words.txt:aa"],
      matches: [],
      omitted: 119_999,
    });
  });
});

test("who reads slowly slows the reading, and gets all", async () => {
  const child = spawn(
    process.execPath,
    [
      ...[COMMAND, "audit", "-", "--message-format", "text", "--list", "words.txt"],
      ...["--no-labels", "--triggers", "-"],
    ],
    { cwd: corpus.folder },
  );
  const block = `${"通知 and some more\n".repeat(1000)}`;
  const takes = async (): Promise<boolean> =>
    child.stdin.write(block) ||
    (await Promise.race([once(child.stdin, "drain").then(() => true), sleep(700, false)]));
  // It has begun, and nobody reads: what is taken is what pipes and buffers hold, however much there is.
  child.stdin.write(block);
  await once(child.stdout, "readable");
  let blocks = 2;
  while (blocks < 2000 && (await takes())) blocks++;
  expect(blocks).toBeLessThan(300);
  child.stdin.end();
  let lines = 0;
  for await (const chunk of child.stdout) lines += String(chunk).split("\n").length - 1;
  expect(lines).toBe(1000 * blocks);
});

test("a failure ends the command though its input goes on", async () => {
  const child = spawn(
    process.execPath,
    [COMMAND, "audit", "-", "--message-format", "jsonl", "--list", "words.txt", "--strict"],
    { cwd: corpus.folder },
  );
  child.stdin.on("error", () => {});
  child.stdin.write("broken\n");
  // Standard input stays open; without an end of the command the test would time out.
  const [status] = (await once(child, "close")) as [number];
  expect(status).toBe(2);
});

test("a directory as standard input is no empty corpus", async () => {
  const command = `"$NODE" "$COMMAND" audit - --message-format text --list words.txt < .; echo "$?"`;
  const { stdout, stderr } = await promisify(execFile)("bash", ["-c", command], {
    cwd: corpus.folder,
    env: { ...process.env, NODE: process.execPath, COMMAND },
  });
  expect([stdout, stderr]).toEqual([
    "2\n",
    "filter-audit: standard input: is a directory, expected a file or a pipe\n",
  ]);
});
