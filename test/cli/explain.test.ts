import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { type Ended, runCommand } from "../support/command.ts";

let folder: string;
const explain = (...args: string[]): Promise<Ended> =>
  runCommand(["explain", ...args], { cwd: folder });

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "filter-audit-explain-"));
  await writeFile(join(folder, "words.txt"), "中国\n中国人\n体制\n");
});

afterAll(() => rm(folder, { recursive: true, force: true }));

test("as JSON: every match, and the rules that fire", async () => {
  const { stdout } = await explain("我是中國人", "--list", "words.txt", "--format", "json");
  expect(JSON.parse(stdout)).toMatchObject({
    text: "我是中國人",
    matches: [
      { start: 2, end: 5, term: "中国人", rules: ["words.txt:中国人"] },
      { start: 2, end: 4, term: "中国", rules: ["words.txt:中国"] },
    ],
    triggers: [
      { rule: "words.txt:中国", list: "words.txt", line: 1, matches: [[2, 4]] },
      { rule: "words.txt:中国人", list: "words.txt", line: 2, matches: [[2, 5]] },
    ],
  });
});

test("as text: where, what, by which rule of which line", async () => {
  const { stdout, status } = await explain("我是中國人", "--list", "words.txt");
  expect(status).toBe(0);
  expect(stdout).toMatch(/^The text triggers 2 rules, with 2 matches\.\n/);
  expect(stdout).toContain("\n我是中國人\n    ^^^^^^ 1\n    ^^^^ 2\n");
  const sentences = stdout.replace(/\s+/gu, " ");
  expect(sentences).toContain(
    "1 中國人 at 2–5, term 中国人: by the script fold; another spelling of the term; at word " +
      "boundaries. Rule: words.txt:中国人 (words.txt:2).",
  );
  expect(sentences).toContain("2 中國 at 2–4, term 中国: by the script fold; another spelling");
});

test("a text that does not trigger", async () => {
  const { stdout, status } = await explain("hello", "--list", "words.txt");
  expect([status, stdout]).toEqual([
    0,
    "The text does not trigger the filter: no term occurs in it.\n",
  ]);
});

test("a list that is not read says so", async () => {
  await writeFile(join(folder, "gbk.txt"), Uint8Array.of(0xb2, 0xe8, 0x0a, 0xc1, 0xf9, 0x0a));
  await writeFile(join(folder, "empty.txt"), "");
  const lists = ["--list", "gbk.txt", "--list", "empty.txt", "--list", "words.txt"];
  const { stdout, stderr, status } = await explain("茶", ...lists);
  expect([status, stdout]).toEqual([
    0,
    "The text does not trigger the filter: no term occurs in it.\n",
  ]);
  expect(stderr).toBe(
    "filter-audit: gbk.txt:1: no UTF-8 at byte offset 0 of the line: no rule (2 such entries)\n" +
      "filter-audit: empty.txt:1: no rule in the list: it never triggers\n",
  );
  expect((await explain("中国", "--list", "words.txt")).stderr).toBe("");
});

test("the number at the end of an id, and the line, are not cut off", async () => {
  const name = `${"long-name-".repeat(5)}.txt`;
  await writeFile(join(folder, name), "中国\n中国\n");
  const { stdout } = await explain("中国", "--list", name);
  expect(stdout).toContain(`${name}:中国#2`);
  expect(stdout).toMatch(/….{0,4}:2\)/u);
});

test("--folds, --output", async () => {
  const { stdout } = await explain(
    ...["我是中國人", "--list", "words.txt", "--folds", "none", "--output", "answer.txt"],
  );
  expect(stdout).toBe("");
  expect(await readFile(join(folder, "answer.txt"), "utf8")).toMatch(/does not trigger/);
});

test("the list is not destroyed", async () => {
  const ended = await explain("中国", "--list", "words.txt", "--output", "./words.txt");
  expect(ended.status).toBe(2);
  expect(await readFile(join(folder, "words.txt"), "utf8")).toBe("中国\n中国人\n体制\n");
});

test("hostile text cannot speak to the terminal", async () => {
  await writeFile(join(folder, "escape.txt"), "\u001b[31m\n");
  for (const format of ["text", "json"]) {
    const { stdout } = await explain(
      "x\u001b[31m\u202e",
      "--list",
      "escape.txt",
      "--format",
      format,
    );
    expect([...stdout].filter((character) => "\u001b\u202e".includes(character))).toEqual([]);
    expect(stdout).toContain("[31m");
  }
});
