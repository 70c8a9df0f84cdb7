import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "@jest/globals";
import type { Ended } from "../support/command.ts";
import { corpus, expectFailure, put, SECRET, useCorpus } from "./corpus.ts";
import { runHere } from "./here.ts";

useCorpus();

beforeAll(async () => {
  await put("monday.txt", "tea\nmilk\nFLG\nrum\n");
  await put("tuesday.txt", "milk\ntea\nflg\nrum\ncocoa\n");
  await put(
    "drinks.jsonl",
    `{"id":"m1","text":"hot cocoa"}\n{"id":"m2","text":"tea"}\n{"id":"m3","text":"hot water"}\n`,
  );
  await put("broken.jsonl", `{"id":"m1","text":"cocoa"}\n{"text":5,"x":"${SECRET}"}\n`);
  const days = Array.from({ length: 30 }, (_, index) => `word ${index}\n`);
  await put("keyfile.2031-05-01.plain", days.join(""));
  await put("keyfile.2031-05-02.plain", days.slice(0, 2).join(""));
  await put("keyfile.2031-05-03.plain", days.slice(1).join(""));
});

const diff = (...args: string[]): Promise<Ended> => runHere("diff", ...args);

async function diffJson(...args: string[]): Promise<unknown> {
  const { status, stdout, stderr } = await diff(...args, "--format", "json");
  expect([status, stderr]).toEqual([0, ""]);
  return JSON.parse(stdout);
}

describe("filter-audit diff", () => {
  test("says what an edit changes", async () => {
    const { status, stdout } = await diff("monday.txt", "tuesday.txt");
    expect(status).toBe(0);
    expect(stdout).toContain("monday.txt, 4 rules → tuesday.txt, 5 rules.\n2 added, 1 removed,");
    expect(await diffJson("monday.txt", "tuesday.txt")).toMatchObject({
      format: "filter-audit/diff",
      counts: { added: 2, removed: 1, renamed: 1, moved: 1 },
    });
    expect(await diffJson("monday.txt", "tuesday.txt", "--folds", "none")).toMatchObject({
      counts: { renamed: 0 },
    });
  });

  test("reads each list in its format", async () => {
    await put("pairs-new.txt", "flg+通知\n");
    expect(await diffJson("plus=pairs.txt", "plus=pairs-new.txt")).toMatchObject({
      counts: { renamed: 1 },
    });
    expect(await diffJson("pairs.txt", "pairs-new.txt", "--list-format", "plus")).toMatchObject({
      counts: { renamed: 1 },
    });
  });

  test("goes through messages with both lists", async () => {
    const args = ["monday.txt", "tuesday.txt", "--messages", "drinks.jsonl"];
    expect(await diffJson(...args)).toMatchObject({
      messages: {
        total: 3,
        both: 1,
        neither: 1,
        newly: { count: 1, names: ["m1"], rules: [{ id: "tuesday.txt:cocoa", messages: 1 }] },
        noLonger: { count: 0, names: [] },
        test: { p: 1 },
      },
    });
    expect((await diff(...args)).stdout).not.toContain("hot cocoa");
    const shown = await diff(...args, "--samples", "5", "--show-text", "--min-users", "1");
    expect(shown.stdout).toContain("m1: hot cocoa");
    expect(shown.stdout).not.toContain("hot water");
    await put("allowed.txt", "hot cocoa\n");
    expect(await diffJson(...args, "--allow", "allowed.txt")).toMatchObject({
      messages: { newly: { count: 0 } },
    });
  });

  test("tells what it could not read, and stops there with --strict", async () => {
    const args = ["monday.txt", "tuesday.txt", "--messages", "broken.jsonl"];
    const { status, stderr, stdout } = await diff(...args);
    expect(status).toBe(0);
    expect(stderr).toMatch(/^filter-audit: issues of messages: 1; the first, broken\.jsonl:2: /u);
    expect(stderr + stdout).not.toContain(SECRET);
    expectFailure(await diff(...args, "--strict"), /broken\.jsonl:2: /u);
  });

  test("of more than two lists, tells a history by the dates in their names", async () => {
    const files = ["03", "01", "02"].map((day) => `keyfile.2031-05-${day}.plain`);
    const args = [...files, "--list-format", "tom-skype"];
    expect(await diffJson(...args)).toMatchObject({
      format: "filter-audit/history",
      versions: [
        { date: "2031-05-01", isLeftOut: false },
        { date: "2031-05-02", isLeftOut: true },
        { date: "2031-05-03", removed: 1 },
      ],
    });
    expect(await diffJson(...args, "--trust", "2031-05-02")).toMatchObject({
      versions: [{}, { isLeftOut: false, removed: 28 }, { added: 28 }],
    });
    expect(await diffJson(...files)).toMatchObject({
      versions: files.map((date) => ({ date })),
    });
  });

  test("is a gate with --fail-on-change", async () => {
    await put("same.txt", "tea\nmilk\nFLG\nrum\n");
    expect((await diff("monday.txt", "tuesday.txt", "--fail-on-change")).status).toBe(1);
    expect((await diff("monday.txt", "same.txt", "--fail-on-change")).status).toBe(0);
    expect((await diff("monday.txt", "same.txt", "tuesday.txt", "--fail-on-change")).status).toBe(
      1,
    );
  });

  test("writes to a file, but not over an input", async () => {
    await diff("monday.txt", "tuesday.txt", "--output", "diff.txt");
    expect(await readFile(join(corpus.folder, "diff.txt"), "utf8")).toContain("2 added");
    expectFailure(
      await diff("monday.txt", "tuesday.txt", "--output", "tuesday.txt"),
      /tuesday\.txt: is named twice/u,
    );
  });

  test.each<[string[], RegExp]>([
    [["monday.txt"], /diff is of one list, expected the old and the new/u],
    [["monday.txt", "monday.txt"], /the list is named twice/u],
    [["monday.txt", "none.txt"], /none\.txt/u],
    [["a", "b", "c", "--messages", "m"], /--messages is for two lists, and there are 3/u],
    [["a", "b", "--trust", "a"], /--trust is for more than two lists/u],
    [["a", "b", "--allow", "c"], /--allow makes no difference to rules/u],
    [["a", "b", "--messages", "m", "--samples", "3"], /--samples and --show-text go together/u],
    [["a", "b", "--redact"], /--redact and --min-users are of samples/u],
    [["a", "b", "--samples", "3", "--show-text"], /expected --messages beside it/u],
    [["a", "b", "--seed", "-1"], /expected a whole number from 0/u],
  ])("refuses %j", async (args, line) => {
    expectFailure(await diff(...args), line);
  });
});

describe("filter-audit similarity", () => {
  const similarity = (...args: string[]): Promise<Ended> => runHere("similarity", ...args);

  test("says which lists share what", async () => {
    const { status, stdout } = await similarity("monday.txt", "tuesday.txt", "words.txt");
    expect(status).toBe(0);
    expect(stdout).toContain("3 lists; ");
    const json = await similarity("monday.txt", "tuesday.txt", "--format", "json");
    expect(JSON.parse(json.stdout)).toMatchObject({
      format: "filter-audit/similarity",
      pairs: [{ lists: [0, 1], exact: { shared: 3 }, folded: { shared: 4, jaccard: 0.8 } }],
      newick: "('monday.txt':0.1,'tuesday.txt':0.1);",
    });
    const exact = await similarity(
      "monday.txt",
      "tuesday.txt",
      "--folds",
      "none",
      "--format",
      "json",
    );
    expect(JSON.parse(exact.stdout)).toMatchObject({ pairs: [{ folded: { shared: 3 } }] });
  });

  test("refuses one list", async () => {
    expectFailure(await similarity("monday.txt"), /similarity is of one list/u);
  });
});
