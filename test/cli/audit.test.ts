import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { link, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { COMMAND, type Ended, runCommand } from "../support/command.ts";

const SECRET = "SECRET-4711";

let folder: string;
const put = (name: string, content: string | Uint8Array): Promise<void> =>
  writeFile(join(folder, name), content);
const audit = (...args: string[]): Promise<Ended> =>
  runCommand(["audit", ...args], { cwd: folder });

/** What a failed run must look like: status 2, one line on standard error, no stack, no content. */
function expectFailure({ status, stderr }: Ended, line: RegExp): void {
  expect(stderr).toMatch(line);
  expect(stderr).toMatch(/^filter-audit: [^\n]+\n$/u);
  expect(stderr).not.toMatch(/\n\s+at |node:internal|SECRET/u);
  expect(status).toBe(2);
}

const MESSAGES = [
  { id: "m1", time: "2031-05-01", text: "收到通知，通知" },
  { id: "m2", time: "2031-05-01", text: "明天见" },
  { id: 3, time: "2031-05-02", text: "硬體製造", translation: "hardware notice" },
  { text: "通知 FLG" },
];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "filter-audit-cli-"));
  await put("words.txt", "通知\n体制\nflg\n没有\n");
  await put("words.csv", "word,kind\n通知,everyday\n体制,politics\n");
  await put("messages.jsonl", MESSAGES.map((message) => `${JSON.stringify(message)}\n`).join(""));
  await put("messages.txt", "收到通知，通知\n明天见\n硬體製造\n通知 FLG\n");
  await put("messages.csv", "id,text\nm1,收到通知，通知\nm2,明天见\nm3,硬體製造\nm4,通知 FLG\n");
  await put("messages.jsonl.gz", gzipSync(await readFile(join(folder, "messages.jsonl"))));
  await put("empty.txt", "");
  await put(
    "broken.jsonl",
    [
      '{"text": "通知"}',
      `{"text": "${SECRET}`,
      `{"id": "${SECRET}"}`,
      '{"text": 5}',
      "[]",
      '{"text": "体制"}',
    ].join("\n"),
  );
  await mkdir(join(folder, "folder.txt"));
});

afterAll(() => rm(folder, { recursive: true, force: true }));

interface JsonReport {
  readonly filter: { readonly rules: number; readonly folds: string[]; readonly digest: string };
  readonly messages: {
    readonly total: number;
    readonly triggered: number;
    readonly unreadable: number;
    readonly level: number;
    readonly interval: readonly [number, number];
  };
  readonly rules: readonly { readonly terms: readonly string[]; readonly messages: number }[];
  readonly categories?: readonly { readonly category: string; readonly messages: number }[];
  readonly issues: { readonly counts: Readonly<Record<string, number>> };
}

async function auditJson(...args: string[]): Promise<JsonReport> {
  const { status, stdout, stderr } = await audit(...args, "--format", "json");
  expect([status, stderr]).toEqual([0, ""]);
  return JSON.parse(stdout) as JsonReport;
}

describe("counts", () => {
  const counts = ({ messages, rules }: JsonReport): unknown => [
    messages.total,
    messages.triggered,
    rules.map(({ terms, messages: count }) => [terms[0], count]),
  ];
  const expected = [
    4,
    3,
    [
      ["通知", 2],
      ["flg", 1],
      ["体制", 1],
    ],
  ];

  for (const file of ["messages.jsonl", "messages.txt", "messages.csv", "messages.jsonl.gz"]) {
    test(file, async () => {
      expect(counts(await auditJson(file, "--list", "words.txt"))).toEqual(expected);
    });
  }

  test("standard input", async () => {
    const { stdout } = await runCommand(
      ["audit", "-", "--message-format", "text", "--list", "words.txt", "--format", "json"],
      { cwd: folder, input: await readFile(join(folder, "messages.txt")) },
    );
    expect(counts(JSON.parse(stdout) as JsonReport)).toEqual(expected);
  });

  test("several files", async () => {
    const report = await auditJson("messages.txt", "messages.csv", "--list", "words.txt");
    expect([report.messages.total, report.messages.triggered]).toEqual([8, 6]);
  });

  test("an empty corpus is no failure", async () => {
    const report = await auditJson("empty.txt", "--list", "words.txt");
    expect([report.messages.total, report.messages.interval]).toEqual([0, [0, 1]]);
    expect((await audit("empty.txt", "--list", "words.txt")).stdout).toMatch(/no messages/);
  });

  test("an empty list is no failure", async () => {
    const report = await auditJson("messages.txt", "--list", "empty.txt");
    expect([report.filter.rules, report.messages.triggered]).toEqual([0, 0]);
  });
});

describe("options", () => {
  test("--folds", async () => {
    const folds = async (value: string): Promise<[string[], number]> => {
      const report = await auditJson("messages.txt", "--list", "words.txt", "--folds", value);
      return [report.filter.folds, report.messages.triggered];
    };
    expect(await folds("none")).toEqual([[], 2]);
    expect(await folds("script")).toEqual([["script"], 3]);
    expect(await folds("default")).toEqual([["case", "width", "compat", "script", "ignorable"], 3]);
    expect(await folds("default,case")).toEqual(await folds("default"));
    expect(await folds("width,case")).toEqual([["case", "width"], 2]);
  });

  test("--list FORMAT=FILE, --list-format, --term-column, --category-column, several lists", async () => {
    const columns = ["--term-column", "word", "--category-column", "kind"];
    const named = await auditJson("messages.txt", "--list", "csv=words.csv", ...columns);
    const otherwise = await auditJson(
      ...["messages.txt", "--list", "words.csv", "--list-format", "csv"],
      ...columns,
    );
    expect(named).toEqual(otherwise);
    expect(named.categories?.map(({ category, messages }) => [category, messages])).toEqual([
      ["everyday", 2],
      ["politics", 1],
    ]);
    const both = await auditJson(
      ...["messages.txt", "--list", "words.txt", "--list", "csv=words.csv"],
      ...columns,
    );
    expect(both.filter.rules).toBe(6);
  });

  test("lists of the same name in different folders are told apart", async () => {
    for (const name of ["a", "b"]) {
      await mkdir(join(folder, name), { recursive: true });
      await put(`${name}/list.txt`, "通知\n");
    }
    const report = await auditJson("messages.txt", "--list", "a/list.txt", "--list", "b/list.txt");
    expect(JSON.stringify(report.rules)).toContain('"a/list.txt:通知"');
    expect(JSON.stringify(report.rules)).toContain('"b/list.txt:通知"');
    expectFailure(
      await audit("messages.txt", "--list", "words.txt", "--list", "./words.txt"),
      /words\.txt: the list is named twice/,
    );
  });

  test("--trim", async () => {
    await put("spaced.txt", " 通知 \n");
    expect((await auditJson("messages.txt", "--list", "spaced.txt")).messages.triggered).toBe(0);
    expect(
      (await auditJson("messages.txt", "--list", "spaced.txt", "--trim")).messages.triggered,
    ).toBe(2);
  });

  test("--field", async () => {
    await put("translated.txt", "notice\n");
    const report = await auditJson(
      ...["messages.jsonl", "--list", "translated.txt", "--field", "translation"],
    );
    expect([report.messages.total, report.messages.triggered, report.messages.unreadable]).toEqual([
      1, 1, 3,
    ]);
  });

  test("--level", async () => {
    const at = async (level: string): Promise<number> =>
      (await auditJson("messages.txt", "--list", "words.txt", "--level", level)).messages
        .interval[1];
    expect(await at("0.99")).toBeGreaterThan(await at("0.5"));
  });

  test("--top", async () => {
    const { stdout } = await audit("messages.txt", "--list", "words.txt", "--top", "1");
    expect(stdout).toMatch(/2 more rules fired/);
  });

  test("--output", async () => {
    const { status, stdout } = await audit(
      ...["messages.txt", "--list", "words.txt", "--output", "report.txt"],
    );
    expect([status, stdout]).toEqual([0, ""]);
    expect(await readFile(join(folder, "report.txt"), "utf8")).toMatch(/^3 of 4 messages trigger/);
  });

  test("--triggers FILE, beside the report", async () => {
    const { stdout } = await audit(
      ...["messages.jsonl", "--list", "words.txt", "--triggers", "triggers.jsonl"],
    );
    expect(stdout).toMatch(/^3 of 4 messages trigger/);
    const lines = (await readFile(join(folder, "triggers.jsonl"), "utf8")).trimEnd().split("\n");
    expect(lines.map((line) => JSON.parse(line))).toEqual([
      {
        message: "m1",
        rules: ["words.txt:通知"],
        matches: [
          [2, 4],
          [5, 7],
        ],
      },
      { message: 3, rules: ["words.txt:体制"], matches: [[1, 3]] },
      {
        message: "messages.jsonl:4",
        rules: ["words.txt:通知", "words.txt:flg"],
        matches: [
          [0, 2],
          [3, 6],
        ],
      },
    ]);
  });

  test("--triggers - is all that standard output holds", async () => {
    const { stdout } = await audit("messages.txt", "--list", "words.txt", "--triggers", "-");
    expect(stdout.trimEnd().split("\n")).toHaveLength(3);
    for (const line of stdout.trimEnd().split("\n")) {
      expect(Object.keys(JSON.parse(line))).toEqual(["message", "rules", "matches"]);
    }
  });

  test("--max-message-bytes", async () => {
    const report = await auditJson(
      ...["messages.txt", "--list", "words.txt", "--max-message-bytes", "12"],
    );
    expect([report.messages.total, report.messages.unreadable]).toEqual([3, 1]);
    expect(report.issues.counts).toEqual({ "too-long": 1 });
  });
});

describe("broken messages", () => {
  test("are counted, named by file and line, and do not end the run", async () => {
    const { status, stdout } = await audit("broken.jsonl", "--list", "words.txt");
    expect(status).toBe(0);
    expect(stdout).toMatch(/^2 of 2 messages trigger/);
    expect(stdout).toMatch(/4 inputs could not be\s+read/);
    for (const line of [2, 3, 4, 5]) {
      expect(stdout).toMatch(new RegExp(`broken\\.jsonl:${line}[:,]`));
    }
    expect(stdout).not.toContain(SECRET);
  });

  test("with --strict the first is an error", async () => {
    const ended = await audit("broken.jsonl", "--list", "words.txt", "--strict");
    expectFailure(ended, /broken\.jsonl:2/);
    expect(ended.stdout).toBe("");
  });

  test("with --strict an entry of a list that cannot be read is an error too", async () => {
    await put("broken-words.txt", Uint8Array.from([0x61, 0x0a, 0xff, 0x0a]));
    const lenient = await audit("messages.txt", "--list", "broken-words.txt");
    expect(lenient.status).toBe(0);
    expect(lenient.stdout).toMatch(/invalid-utf8/);
    expectFailure(
      await audit("messages.txt", "--list", "broken-words.txt", "--strict"),
      /broken-words\.txt:2/,
    );
  });

  test("bytes that are no UTF-8 are named by line", async () => {
    await put("bytes.txt", Buffer.concat([Buffer.from("通知\n"), Buffer.from([0xe9, 0x80, 0x0a])]));
    const report = await auditJson("bytes.txt", "--list", "words.txt");
    expect([report.messages.total, report.messages.unreadable]).toEqual([1, 1]);
    expect(JSON.stringify(report.issues)).toMatch(/"line":2/);
  });

  test("a line of 50 MB", async () => {
    const long = Buffer.alloc(50_000_000, "x");
    await put("long.txt", Buffer.concat([Buffer.from("通知\n"), long, Buffer.from("\n通知\n")]));
    const report = await auditJson("long.txt", "--list", "words.txt");
    expect([report.messages.total, report.messages.triggered, report.messages.unreadable]).toEqual([
      2, 2, 1,
    ]);
  });
});

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
    ["an unknown list format", ["messages.txt", "--list", "wide=words.txt"], /"wide".*lines, csv/],
    [
      "an unknown list format by option",
      ["messages.txt", ...list, "--list-format", "wide"],
      /"wide".*lines, csv/,
    ],
    ["an unknown report format", ["messages.txt", ...list, "--format", "pdf"], /pdf.*text, json/],
    [
      "an unknown message format",
      ["messages.txt", ...list, "--message-format", "xml"],
      /xml.*jsonl, csv, text/,
    ],
    ["an extension that says nothing", ["words", ...list], /words: message format not known/],
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
    expect(await readFile(join(folder, "kept.txt"), "utf8")).toBe("kept");
  });

  test("no command, an unknown command", async () => {
    expectFailure(await runCommand([]), /expected one of audit, explain/);
    expectFailure(await runCommand(["adit"]), /adit.*audit/);
  });

  test("a packed file that is cut off: what came before it is reported", async () => {
    const lines = Array.from({ length: 200_000 }, (_, index) => `通知 ${index * 7919}\n`).join("");
    const packed = gzipSync(lines);
    await put("cut.txt.gz", packed.subarray(0, packed.length / 2));
    const ended = await audit("cut.txt.gz", ...list, "--format", "json");
    expectFailure(ended, /cut\.txt\.gz:\d+: .*the report covers what was read before/);
    const report = JSON.parse(ended.stdout) as JsonReport;
    expect(report.messages.total).toBeGreaterThan(10_000);
    expect(report.messages.triggered).toBe(report.messages.total);
    expect(report.issues.counts).toEqual({ interrupted: 1 });
  });
});

describe("a closed pipe", () => {
  const shell = promisify(execFile);
  const quoted = (path: string): string => `'${path.replaceAll("'", "'\\''")}'`;
  const command = `${quoted(process.execPath)} ${quoted(COMMAND)}`;

  test("ends the run quietly", async () => {
    const lines = Array.from({ length: 300_000 }, (_, index) => `通知 ${index}\n`).join("");
    await put("many.txt", lines);
    const { stdout, stderr } = await shell(
      "bash",
      [
        "-c",
        `${command} audit many.txt --list words.txt --triggers - | head -n 2; echo "\${PIPESTATUS[0]}"`,
      ],
      { cwd: folder },
    );
    const [first, second, status] = stdout.trimEnd().split("\n");
    expect(JSON.parse(first ?? "")).toMatchObject({ message: "many.txt:1" });
    expect(JSON.parse(second ?? "")).toMatchObject({ message: "many.txt:2" });
    expect([status, stderr]).toEqual(["0", ""]);
  });

  test("of the triggers does not cut the report short", async () => {
    await put("many.txt", "通知\n".repeat(300_000));
    await shell(
      "bash",
      [
        "-c",
        `${command} audit many.txt --list words.txt --triggers - --output all.txt | head -n 1`,
      ],
      { cwd: folder },
    );
    expect(await readFile(join(folder, "all.txt"), "utf8")).toMatch(/^300,000 of 300,000 messages/);
  });

  test("a full disk is one line", async () => {
    const { stdout, stderr } = await shell(
      "bash",
      ["-c", `${command} audit messages.txt --list words.txt > /dev/full; echo "$?"`],
      { cwd: folder },
    );
    expect(stdout).toBe("2\n");
    expect(stderr).toMatch(/^filter-audit: standard output: [^\n]+\n$/u);
  });
});

describe("outputs", () => {
  const list = ["--list", "words.txt"];

  test("an input under another name is not destroyed", async () => {
    await put("victim.txt", "通知\n");
    await symlink(join(folder, "victim.txt"), join(folder, "link.txt"));
    await link(join(folder, "victim.txt"), join(folder, "hard.txt"));
    for (const option of ["--output", "--triggers"]) {
      for (const name of ["link.txt", "hard.txt"]) {
        expectFailure(await audit("victim.txt", ...list, option, name), /is named twice/);
      }
    }
    expect(await readFile(join(folder, "victim.txt"), "utf8")).toBe("通知\n");
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
      expect(await readFile(join(folder, "kept.txt"), "utf8")).toBe("kept");
    }
  });

  test("a longer one that is there is replaced whole, by an empty one too", async () => {
    await put("long-report.txt", "x".repeat(100_000));
    await audit("messages.txt", ...list, "--output", "long-report.txt");
    expect(await readFile(join(folder, "long-report.txt"), "utf8")).not.toContain("xx");
    await put("long-report.txt", "x".repeat(100_000));
    await audit("empty.txt", ...list, "--triggers", "long-report.txt");
    expect(await readFile(join(folder, "long-report.txt"), "utf8")).toBe("");
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

describe("lists", () => {
  test("a packed list has the ids of the list", async () => {
    await put("packed.txt.gz", gzipSync("通知\n"));
    const report = await auditJson("messages.txt", "--list", "packed.txt.gz");
    expect(JSON.stringify(report.rules)).toContain('"packed.txt:通知"');
  });

  test("a failure names the file as it was typed", async () => {
    await mkdir(join(folder, "lists"), { recursive: true });
    await put("lists/wide.csv", "word\n通知\n");
    const args = ["messages.txt", "--list", "csv=lists/wide.csv", "--term-column", "term"];
    expectFailure(await audit(...args), /filter-audit: lists\/wide\.csv:1: /);
  });
});

test("a failure ends the command though its input goes on", async () => {
  const child = spawn(
    process.execPath,
    [COMMAND, "audit", "-", "--message-format", "jsonl", "--list", "words.txt", "--strict"],
    { cwd: folder },
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
    cwd: folder,
    env: { ...process.env, NODE: process.execPath, COMMAND },
  });
  expect([stdout, stderr]).toEqual([
    "2\n",
    "filter-audit: standard input: is a directory, expected a file or a pipe\n",
  ]);
});

test("--help and --version", async () => {
  const help = await runCommand(["audit", "--help"]);
  expect(help.status).toBe(0);
  for (const option of ["--list", "--folds", "--triggers", "--strict", "Examples:"]) {
    expect(help.stdout).toContain(option);
  }
  const root = fileURLToPath(new URL("../../package.json", import.meta.url));
  const { version } = JSON.parse(await readFile(root, "utf8")) as { readonly version: string };
  expect((await runCommand(["--version"])).stdout).toBe(`${version}\n`);
  expect((await runCommand(["--help"])).stdout).toMatch(/audit .*explain/su);
});

test("names of files cannot speak to the terminal", async () => {
  const { stderr } = await audit("\u001b[31mred.txt", "--list", "words.txt");
  expect(stderr).not.toContain("\u001b");
  expect(stderr).toContain("\\u{1b}");
});
