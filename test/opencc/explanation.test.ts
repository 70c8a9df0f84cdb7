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
      Array(2).fill(["start", "end", "term", "rules"]),
    );
  });
});

describe("an explanation as text", () => {
  test("has a column for the label, and says below what the labels mean that are there", () => {
    const text = formatExplanation(explained({ spellings }), "text", { columns: 100 });
    expect(text).toMatch(/ at {2}in the text {2}term {2}script {3}rule/u);
    expect(text).toMatch(/1–3 {2}體製 +体制 {2}loose {4}words:体制/u);
    expect(text).toMatch(/5–7 {2}臺灣 +台湾 {2}variant {2}words:台湾/u);
    expect(text.replace(/\s+/gu, " ")).toContain(
      "Script, with all other folds undone: variant, another spelling of the term; " +
        "loose, a character that no spelling of the term has there, so mostly another word. ",
    );
    expect(text).not.toMatch(/exact|mixed/u);
  });

  test("has neither without spellings, nor where there is no room", () => {
    for (const text of [
      formatExplanation(explained({}), "text", { columns: 100 }),
      formatExplanation(explained({ spellings }), "text", { columns: 40 }),
    ]) {
      expect(text).toContain("体制");
      expect(text).not.toMatch(/script|variant/iu);
    }
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
