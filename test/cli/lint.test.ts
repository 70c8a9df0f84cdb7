import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "@jest/globals";
import type { Ended } from "../support/command.ts";
import { corpus, expectFailure, put, useCorpus } from "./corpus.ts";
import { runHere } from "./here.ts";

useCorpus();

beforeAll(async () => {
  await put("good.txt", "tea\nmilk\n");
  await put("bad.txt", "tea\n<td>\nice tea\n");
  await put("worse.txt", "tea\n+\n");
  await put("marked.txt", "\ufefftea\nmilk\n");
  await put("rules.txt", "tea+milk\ntea+milk+ice\n");
  await put("allowed.txt", "ice tea set\n");
});

const lint = (...args: string[]): Promise<Ended> => runHere("lint", ...args);

describe("filter-audit lint", () => {
  test("says nothing of a good list but its count", async () => {
    expect(await lint("good.txt")).toEqual({
      status: 0,
      stdout:
        "2 rules: 0 errors, 0 warnings, 0 notes; 0 rules (0.0 %) can never change a verdict\n",
      stderr: "",
    });
  });

  test("says what is wrong, file and line first", async () => {
    const { status, stdout } = await lint("./bad.txt", "good.txt");
    expect(status).toBe(0);
    expect(stdout.split("\n").slice(0, 3)).toEqual([
      './bad.txt:2: warning: the entry holds a tag of HTML: "<td>" [html-tag]',
      './bad.txt:3: warning: wherever "ice tea" fires, "tea" (bad.txt, line 1) does [redundant-term]',
      'good.txt:1: warning: "tea" is the same as "tea" (bad.txt, line 1) [duplicate]',
    ]);
  });

  test.each([
    ["good.txt", "note", 0],
    ["marked.txt", "note", 1],
    ["marked.txt", "warning", 0],
    ["bad.txt", "warning", 1],
    ["bad.txt", "error", 0],
    ["worse.txt", "error", 1],
  ])("%s --fail-on %s: %d", async (file, severity, expected) => {
    const { status, stdout } = await lint(file, "--fail-on", severity);
    expect(status).toBe(expected);
    expect(stdout).toContain("rules");
  });

  test("reads lists in their format, with folds and allowed phrases", async () => {
    const count = async (...args: string[]): Promise<string | undefined> =>
      /; (\d+) rules/u.exec((await lint(...args)).stdout)?.[1];
    expect(await count("plus=rules.txt")).toBe("1");
    expect(await count("rules.txt", "--list-format", "plus", "--folds", "none")).toBe("1");
    expect(await count("rules.txt")).toBe("1");
    expect(await count("bad.txt")).toBe("1");
    expect(await count("bad.txt", "--allow", "allowed.txt")).toBe("0");
  });

  test("writes SARIF to a file, and twice the same", async () => {
    // Under one name, since it says which command made it.
    const run = async (): Promise<string> => {
      const ended = await lint("bad.txt", "--format", "sarif", "--output", "bad.sarif");
      expect(ended).toEqual({ status: 0, stdout: "", stderr: "" });
      return readFile(join(corpus.folder, "bad.sarif"), "utf8");
    };
    const first = await run();
    expect(await run()).toBe(first);
    const [{ tool, results }] = JSON.parse(first).runs;
    expect(tool.driver.version).toMatch(/^\d+\.\d+\.\d+/u);
    expect(results).toHaveLength(2);
    expect(results[0].locations[0].physicalLocation).toEqual({
      artifactLocation: { uri: "bad.txt" },
      region: { startLine: 2 },
    });
  });

  test("refuses what it cannot do, in one line", async () => {
    expectFailure(await lint("missing.txt"), /missing\.txt/u);
    expectFailure(await lint("good.txt", "--fail-on", "hint"), /--fail-on/u);
    expectFailure(await lint("good.txt", "--output", "good.txt"), /good\.txt/u);
    expectFailure(await lint(), /lists/u);
  });
});
