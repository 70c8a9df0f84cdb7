import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, test } from "@jest/globals";
import { dataPath, describeOnData } from "../support/data.ts";
import { blocksOf } from "./blocks.ts";
import { PAGES } from "./pages.ts";

// Pages on real lists and messages hold what a benchmark printed: where that data is, it is run again and prints the same.

const root = fileURLToPath(new URL("../../", import.meta.url));

/** Some columns are padded to the end of their line, which the pages are not. */
function trimmed(text: string): string {
  return text.replace(/ +$/gmu, "").trim();
}

describeOnData("pages that hold what a benchmark prints", () => {
  test.each([
    ["docs/tom-skype.md", "tom-skype", 2],
    ["docs/ladder-sms.md", "ladder-sms", 1],
  ])(
    "%s",
    async (page, benchmark, count) => {
      const { stdout } = await promisify(execFile)(
        process.execPath,
        [`${root}benchmarks/bench.js`, benchmark],
        { cwd: root, env: { ...process.env, FILTER_AUDIT_DATA: dataPath("") } },
      );
      const blocks = blocksOf(PAGES.get(page) ?? "").filter(({ kind }) => kind === "text");
      expect(blocks).toHaveLength(count);
      for (const { code } of blocks) {
        expect(trimmed(stdout)).toContain(trimmed(code));
      }
    },
    // Some ten seconds of a processor that may have other work.
    300_000,
  );
});
