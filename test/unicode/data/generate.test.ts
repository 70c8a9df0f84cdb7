import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "@jest/globals";
import { generateTables } from "../../../src/unicode/data/generate.ts";
import { OPENCC_VERSION, UNICODE_VERSION } from "../../../src/unicode/unicode.ts";

const folder = new URL("../../../src/unicode/data/", import.meta.url);
const tables = generateTables();

test("the tables are all there", () => {
  const files = readdirSync(folder).filter((file) => file.endsWith("-table.ts"));
  expect(files.sort()).toEqual([...tables.keys()].sort());
  expect(files).toEqual([
    "case-table.ts",
    "compat-table.ts",
    "confusable-table.ts",
    "digits-table.ts",
    "han-table.ts",
    "ignorable-table.ts",
    "marks-table.ts",
    "radical-table.ts",
    "script-table.ts",
    "width-table.ts",
  ]);
});

// If this fails after an upgrade of the sources, run `npm run generate` and read the difference.
test.each([...tables.keys()])("%s is what the generator makes", (file) => {
  expect(readFileSync(new URL(file, folder), "utf8")).toBe(tables.get(file));
});

test("every table names its source and its version", () => {
  for (const [file, text] of tables) {
    const isScript = file === "script-table.ts";
    expect(text).toMatch(/^\/\*!/u);
    expect(text).toContain(isScript ? "Apache License, Version 2.0" : "Unicode License v3");
    expect(text).toContain(
      isScript
        ? `OPENCC_VERSION = ${JSON.stringify(OPENCC_VERSION)}`
        : `UNICODE_VERSION = ${JSON.stringify(UNICODE_VERSION)}`,
    );
  }
  expect([UNICODE_VERSION, OPENCC_VERSION]).toEqual(["17.0", "1.4.2"]);
});
