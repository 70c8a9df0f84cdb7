import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { compileFilter, type FilterOptions } from "../../src/filter/filter.ts";
import { parseList } from "../../src/lists/lists.ts";
import { spellings } from "../../src/opencc.ts";
import { type Explanation, explain } from "../../src/report/explanation.ts";
import { formatExplanation } from "../../src/report/explanation-format.ts";
import { runCommand } from "../support/command.ts";

// The label `script` on its way to the reader.

const TERMS = "体制\n台湾\n";
const TEXT = "硬體製造，臺灣";

const explained = (options: FilterOptions): Explanation =>
  explain(compileFilter(parseList(TERMS, { format: "lines", name: "words" }), options), TEXT);

describe("an explanation", () => {
  test("has the label of each match", () => {
    expect(explained({ spellings }).matches.map(({ term, script }) => [term, script])).toEqual([
      ["体制", "loose"],
      ["台湾", "variant"],
    ]);
  });

  test("has no such field without spellings", () => {
    expect(explained({}).matches.map((found) => Object.keys(found))).toEqual(
      Array(2).fill([
        "start",
        "end",
        "term",
        "rules",
        "folds",
        "boundary",
        "cutsGrapheme",
        "partial",
      ]),
    );
  });
});

describe("an explanation as text", () => {
  const textOf = (options: FilterOptions): string =>
    formatExplanation(explained(options), "text", { columns: 100 }).replace(/\s+/gu, " ");

  test("says in words how each match is written", () => {
    const text = textOf({ spellings });
    expect(text).toContain(
      "體製 at 1–3, term 体制: by the script fold; loose: a character that no spelling of the term has " +
        "there, so mostly another word; across a word boundary.",
    );
    expect(text).toContain(
      "臺灣 at 5–7, term 台湾: by the script fold; another spelling of the term;",
    );
  });

  test("says no more of it than the fold without spellings", () => {
    const text = textOf({});
    expect(text).toContain("體製 at 1–3, term 体制: by the script fold; across a word boundary.");
    expect(text).not.toMatch(/spelling|loose/u);
  });
});

test("the command explain always has the label", async () => {
  const folder = await mkdtemp(join(tmpdir(), "filter-audit-script-"));
  try {
    await writeFile(join(folder, "words.txt"), TERMS);
    const { stdout, stderr } = await runCommand(
      ["explain", TEXT, "--list", "words.txt", "--format", "json"],
      { cwd: folder },
    );
    expect(stderr).toBe("");
    expect((JSON.parse(stdout) as Explanation).matches.map(({ script }) => script)).toEqual([
      "loose",
      "variant",
    ]);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
