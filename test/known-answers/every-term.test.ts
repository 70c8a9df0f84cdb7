import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "@jest/globals";
import { compileFilter } from "../../src/filter/filter.ts";
import { parseList } from "../../src/lists/lists.ts";
import { dataPath, describeOnData } from "../support/data.ts";

// No term may be lost, whatever the list: each is looked for in itself. Files are read as lines, whatever
// they are.

describeOnData("every real list", () => {
  test("holds no term that the filter does not find in it", () => {
    const folder = dataPath("lists");
    const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
      entry.isFile(),
    );
    expect(files.length).toBeGreaterThan(100);
    let count = 0;
    const lost: string[] = [];
    for (const { parentPath, name } of files) {
      const bytes = readFileSync(`${parentPath}/${name}`);
      const filter = compileFilter(parseList(bytes, { format: "lines", name }));
      const dead = new Set(filter.issues.map(({ rule }) => rule));
      for (const [index, rule] of filter.rules.entries()) {
        const text = rule.parts[0]?.anyOf[0]?.text ?? "";
        if (!dead.has(rule)) {
          count++;
          if (!filter.counts(text).some((fired) => fired.rule === index)) {
            lost.push(`${name}:${rule.source.line}`);
          }
        }
      }
    }
    expect(count).toBeGreaterThan(500_000);
    expect(lost).toEqual([]);
  });
});
