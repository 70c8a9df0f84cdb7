import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "@jest/globals";
import { loadTestFilter } from "../../src/filter/filter.ts";
import { corpus, expectFailure, put, useCorpus } from "./corpus.ts";
import { runHere as run } from "./here.ts";

// A filter that was compiled to a file gives the same answers as its lists.

useCorpus();

const FOLDS = ["--folds", "default,digits", "--min-digits", "1"];
const LISTS = ["--list", "words.txt", "--list", "plus=pairs.txt", "--allow", "allowed.txt"];

beforeAll(async () => {
  await put("words.txt", "体制\n通知\n头发\n64\n");
  await put("pairs.txt", "码头+灯笼\n");
  await put("allowed.txt", "通知书\n");
  await put("stars.txt", "法*轮\n");
  await put("broken.txt", Uint8Array.of(0xb2, 0xe8, 0x0a, 0x61, 0x0a));
  await put("2012-03-27.txt", "体制\n");
  const messages = ["體製和通知", "通知书", "码头上的灯笼", "頭發", "六四", "好的", "法大轮"];
  const lines = messages.map((text, index) =>
    JSON.stringify({
      id: `m${index}`,
      time: `2012-03-2${index}T10:00:00Z`,
      user: `u${index % 2}`,
      text,
      captured: index < 3,
    }),
  );
  await put("messages.jsonl", `${lines.join("\n")}\n`);
  expect(await run("compile", ...LISTS, ...FOLDS, "--output", "all.filter")).toEqual({
    status: 0,
    stdout: "",
    stderr: "",
  });
  expect((await run("compile", "--list", "words.txt", "--output", "words.filter")).status).toBe(0);
});

/** A report without what says how it was asked for. */
function withoutOrigin(stdout: string): unknown {
  const { provenance: _, ...rest } = JSON.parse(stdout) as Record<string, unknown>;
  return rest;
}

test.each([
  ["audit", "messages.jsonl", "--format", "json", "--seed", "7"],
  ["audit", "messages.jsonl", "--format", "json", "--no-labels", "--seed", "7"],
  ["explain", "體製和頭髮在64號碼頭", "--format", "json"],
  ["isolate", "體製和好的通知", "--format", "json"],
])("%s answers as with the lists", async (command, first, ...rest) => {
  const own = await run(command, first, ...LISTS, ...FOLDS, ...rest);
  const loaded = await run(command, first, "--filter", "all.filter", ...rest);
  expect([loaded.status, loaded.stderr]).toEqual([0, ""]);
  expect(own.status).toBe(0);
  expect(withoutOrigin(loaded.stdout)).toEqual(withoutOrigin(own.stdout));
});

test("sample too", async () => {
  const own = await run("sample", "messages.jsonl", ...LISTS, ...FOLDS, "--seed", "7");
  const loaded = await run("sample", "messages.jsonl", "--filter", "all.filter", "--seed", "7");
  expect(loaded).toEqual(own);
  expect(loaded.stdout).toContain("words.txt:");
});

test.each([
  [["compare", "messages.jsonl", "--against", "plus=pairs.txt"]],
  [["compare", "messages.jsonl", "--against", "stars=stars.txt", "--max-gap", "3"]],
  [["audit", "messages.jsonl", "--ladder", "--further", "plus=pairs.txt", "--min-users", "1"]],
])("%j too, where another filter is held against it", async (args) => {
  const rest = [...args, "--format", "json", "--seed", "7"];
  const own = await run(...rest, "--list", "words.txt");
  const loaded = await run(...rest, "--filter", "words.filter");
  expect([loaded.status, loaded.stderr]).toEqual([0, ""]);
  expect(withoutOrigin(loaded.stdout)).toEqual(withoutOrigin(own.stdout));
});

test("the same lists give the same bytes, and what is not needed can be left out", async () => {
  await run("compile", ...LISTS, ...FOLDS, "--output", "again.filter");
  const bytes = await readFile(join(corpus.folder, "all.filter"));
  expect(bytes.equals(await readFile(join(corpus.folder, "again.filter")))).toBe(true);
  const made = await run(
    "compile",
    "--list",
    "words.txt",
    "--test-only",
    "--output",
    "test.filter",
  );
  expect(made.status).toBe(0);
  const small = await readFile(join(corpus.folder, "test.filter"));
  expect(loadTestFilter(small).counts("體制和通知")).toEqual([
    { rule: 0, occurrences: 1 },
    { rule: 1, occurrences: 1 },
  ]);
  expectFailure(
    await run("explain", "x", "--filter", "test.filter"),
    /test\.filter: .*without its rules/u,
  );
});

test("a list keeps the date in its name, and what could not be read is told", async () => {
  await run("compile", "--list", "2012-03-27.txt", "--output", "dated.filter");
  const { stdout } = await run(
    ...["audit", "messages.jsonl", "--filter", "dated.filter", "--in-force", "--format", "json"],
  );
  expect(stdout).toContain('"2012-03-27"');
  const told = await run("compile", "--list", "broken.txt", "--output", "broken.filter");
  expect([told.status, told.stderr]).toEqual([
    0,
    "filter-audit: broken.txt:1: no UTF-8 at byte offset 0 of the line: no rule\n",
  ]);
  expectFailure(
    await run("compile", "--list", "broken.txt", "--output", "no.filter", "--strict"),
    /broken\.txt:1: no UTF-8/u,
  );
  expect((await run("explain", "a", "--filter", "broken.filter")).stderr).toBe(
    "filter-audit: broken.txt:1: no UTF-8 at byte offset 0 of the line: no rule\n",
  );
});

test("takes the place of lists and folds in a file of options", async () => {
  await put("options.json", JSON.stringify({ list: "stars.txt", folds: "none" }));
  const args = ["explain", "體製", "--config", "options.json", "--format", "json"];
  const { status, stdout, stderr } = await run(...args, "--filter", "words.filter");
  expect([status, stderr]).toEqual([0, ""]);
  expect(JSON.parse(stdout).triggers).toMatchObject([{ rule: "words.txt:体制" }]);
});

describe("refuses in one sentence", () => {
  test.each([
    [["explain", "x"], /no filter is named, expected --list FILE or --filter FILE/u],
    [["compile", "--output", "x.filter"], /no list is named, expected --list FILE/u],
    [["explain", "x", "--filter", "words.filter", "--list", "words.txt"], /--list says how/u],
    [["explain", "x", "--filter", "words.filter", "--folds", "none"], /--folds says how/u],
    [["explain", "x", "--filter", "words.filter", "--trim"], /--trim says how/u],
    [["explain", "x", "--filter", "words.filter", "--no-header"], /--no-header says how/u],
    [["explain", "x", "--filter", "words.filter", "--list-format", "lines"], /--list-format says/u],
    [["explain", "x", "--filter", "words.txt"], /words\.txt: a compiled filter does not begin as/u],
    [["explain", "x", "--filter", "nowhere.filter"], /nowhere\.filter/u],
    [["isolate", "x", "--filter", "words.filter", "--exec", "true"], /one black box/u],
    [
      ["compare", "messages.jsonl", "--filter", "all.filter", "--against", "words.txt"],
      /fold digits, and its bounds are needed/u,
    ],
    [
      [
        "compare",
        "messages.jsonl",
        "--filter",
        "words.filter",
        "--against",
        "words.txt",
        "--folds",
        "none",
      ],
      /--folds says how/u,
    ],
    [["compile", "--list", "words.txt", "--output", "words.txt"], /named twice/u],
  ])("%j", async (args, expected) => {
    expectFailure(await run(...args), expected);
  });
});
