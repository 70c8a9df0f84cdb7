import { mkdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { describe, expect, test } from "@jest/globals";
import { runCommand } from "../support/command.ts";
import {
  audit,
  auditJson,
  corpus,
  expectFailure,
  type JsonReport,
  put,
  SECRET,
  useCorpus,
} from "./corpus.ts";
import { runHere } from "./here.ts";

useCorpus();

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
      { cwd: corpus.folder, input: await readFile(join(corpus.folder, "messages.txt")) },
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
    // Only what was typed differs.
    expect({ ...named, provenance: {} }).toEqual({ ...otherwise, provenance: {} });
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
      await mkdir(join(corpus.folder, name), { recursive: true });
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
    expect(await readFile(join(corpus.folder, "report.txt"), "utf8")).toMatch(
      /^3 of 4 messages trigger/,
    );
  });

  test("--triggers FILE, beside the report", async () => {
    const { stdout } = await audit(
      ...["messages.jsonl", "--list", "words.txt", "--triggers", "triggers.jsonl"],
    );
    expect(stdout).toMatch(/^3 of 4 messages trigger/);
    const lines = (await readFile(join(corpus.folder, "triggers.jsonl"), "utf8"))
      .trimEnd()
      .split("\n");
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

describe("lists", () => {
  test("a packed list has the ids of the list", async () => {
    await put("packed.txt.gz", gzipSync("通知\n"));
    const report = await auditJson("messages.txt", "--list", "packed.txt.gz");
    expect(JSON.stringify(report.rules)).toContain('"packed.txt:通知"');
  });

  test("a failure names the file as it was typed", async () => {
    await mkdir(join(corpus.folder, "lists"), { recursive: true });
    await put("lists/wide.csv", "word\n通知\n");
    const args = ["messages.txt", "--list", "csv=lists/wide.csv", "--term-column", "term"];
    expectFailure(await audit(...args), /filter-audit: lists\/wide\.csv:1: /);
  });
});

test("--help and --version", async () => {
  const help = await runHere("audit", "--help");
  expect(help.status).toBe(0);
  for (const option of ["--list", "--folds", "--triggers", "--strict", "Examples:"]) {
    expect(help.stdout).toContain(option);
  }
  const root = fileURLToPath(new URL("../../package.json", import.meta.url));
  const { version } = JSON.parse(await readFile(root, "utf8")) as { readonly version: string };
  expect((await runCommand(["--version"])).stdout).toBe(`${version}\n`);
  expect((await runHere("--help")).stdout).toMatch(/audit .*explain/su);
});

test("names of files cannot speak to the terminal", async () => {
  const { stderr } = await audit("\u001b[31mred.txt", "--list", "words.txt");
  expect(stderr).not.toContain("\u001b");
  expect(stderr).toContain("\\u{1b}");
});
