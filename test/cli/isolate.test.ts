import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeAll, expect, test } from "@jest/globals";
import type { Ended } from "../support/command.ts";
import { corpus, expectFailure, put, SECRET, useCorpus } from "./corpus.ts";
import { runHere } from "./here.ts";

useCorpus();

const isolate = (...args: string[]): Promise<Ended> => runHere("isolate", ...args);

/** Triggers on the words of both lines; only the text itself is read, by no shell. */
const BOX = "node box.mjs";
const TEXT = '$(touch owned) 我们在码头看灯笼 `id`; "quoted"';

beforeAll(async () => {
  await put("two.txt", "码头+灯笼\n通知\n");
  await put("article.txt", `${TEXT}\n`);
  await put(
    "box.mjs",
    `import { appendFileSync } from "node:fs";
let text = "";
for await (const chunk of process.stdin.setEncoding("utf8")) text += chunk;
appendFileSync("asked", "x");
if (text.includes("crash")) process.exit(7);
process.exit(text.includes("码头") && text.includes("灯笼") ? 0 : 1);
`,
  );
});

test("asks a list", async () => {
  const { status, stdout } = await isolate("通知：码头有灯笼", "--list", "plus=two.txt");
  expect(status).toBe(0);
  expect(stdout.split("\n").slice(0, -2).sort()).toEqual(['"码头" + "灯笼"', '"通知"'].sort());
});

test("asks a command, keeps what it learned, and goes on from it", async () => {
  const args = ["--file", "article.txt", "--exec", BOX, "--state", "kept.state"];
  const first = await isolate(...args, "--budget", "4");
  expect(first).toMatchObject({ status: 1, stderr: "" });
  expect(first.stdout).toContain("before the budget was spent");
  const asked = async () => (await readFile(join(corpus.folder, "asked"), "utf8")).length;
  expect(await asked()).toBe(4);
  const { status, stdout } = await isolate(...args, "--format", "json");
  expect(status).toBe(0);
  const { combinations, queries } = JSON.parse(stdout);
  expect(combinations).toEqual([{ terms: ["码头", "灯笼"], isVerified: true }]);
  expect(await asked()).toBe(queries);
  expect(await readFile(join(corpus.folder, "kept.state"), "utf8")).not.toContain("码头");
  await expect(readFile(join(corpus.folder, "owned"))).rejects.toThrow("ENOENT");
});

test("a list of what was found is one that audit reads", async () => {
  const list = ["--format", "list", "--output", "found.json"];
  await isolate("通知：码头有灯笼", "--list", "plus=two.txt", ...list);
  const { stdout } = await runHere("explain", "灯笼，码头", "--list", "json=found.json");
  expect(stdout).toContain("灯笼");
});

test("keeps what it learned when the command fails", async () => {
  const args = ["crash 码头灯笼", "--exec", BOX, "--state", "crashed.state"];
  const failed = await isolate(...args);
  expectFailure(failed, /--exec: ended with status 7, expected 0 \(triggers\) or 1/u);
  const state = JSON.parse(await readFile(join(corpus.folder, "crashed.state"), "utf8"));
  // The empty text was answered before the crash.
  expect(state).toMatchObject({ answers: "0" });
});

test("a rate may be given", async () => {
  const { stdout } = await isolate("通知", "--list", "plus=two.txt", "--rate", "1000");
  expect(stdout).toContain('"通知"');
});

test.each([
  [["text"], /expected --list, --filter or --exec/u],
  [["text", "--list", "words.txt", "--exec", "true"], /expected --list, --filter or --exec/u],
  [["--list", "words.txt"], /expected TEXT or --file/u],
  [["text", "--file", "article.txt", "--list", "words.txt"], /expected TEXT or --file/u],
  [["text", "--list", "words.txt", "--rate", "0"], /expected a number above 0/u],
  [["text", "--list", "words.txt", "--repeat", "2"], /repeat is 2, expected an odd number/u],
  [["text", "--list", "words.txt", "--state", "words.txt"], /words\.txt: is named twice/u],
  [["text", "--list", "words.txt", "--state", "box.mjs"], /box\.mjs: is no JSON/u],
  [["--file", "missing", "--list", "words.txt"], /missing: /u],
])("%j is refused", async (args, reason) => {
  const failed = await isolate(...args);
  expectFailure(failed, reason);
  expect(failed.stderr).not.toContain(SECRET);
});
