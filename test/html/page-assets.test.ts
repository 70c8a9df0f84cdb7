import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "@jest/globals";
import { assetsSource } from "../../src/html/page/generate.ts";
import { PAGE_SCRIPT, PAGE_STYLE, SCRIPT_HASH, STYLE_HASH } from "../../src/html/page-assets.ts";

const folder = fileURLToPath(new URL("../../src/html/", import.meta.url));

test("the assets are what their sources give", async () => {
  expect(readFileSync(`${folder}page-assets.ts`, "utf8")).toBe(await assetsSource(`${folder}page`));
});

test("the hashes of the policy are those of style and script", () => {
  const hashOf = (text: string): string =>
    `sha256-${createHash("sha256").update(text, "utf8").digest("base64")}`;
  expect([STYLE_HASH, SCRIPT_HASH]).toEqual([hashOf(PAGE_STYLE), hashOf(PAGE_SCRIPT)]);
});
