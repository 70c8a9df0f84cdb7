import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { build } from "esbuild";

/** The source of page-assets.ts: style and script of the page as strings, with their hashes for its policy. */
export async function assetsSource(folder: string): Promise<string> {
  const style = readFileSync(`${folder}/page.css`, "utf8");
  const { outputFiles } = await build({
    entryPoints: [`${folder}/page.ts`],
    bundle: true,
    write: false,
    format: "iife",
    target: "es2022",
    charset: "utf8",
    legalComments: "none",
  });
  const script = outputFiles[0]?.text ?? "";
  if (/<\/(?:script|style)|<!--/iu.test(style + script)) {
    throw new RangeError("style or script would end its own element");
  }
  const lines = [
    "// Made by `npm run generate:page` from page/page.css and page/page.ts. Not to be edited.",
    "",
    "/** Style of the page. */",
    `export const PAGE_STYLE: string = ${JSON.stringify(style)};`,
    "",
    "/** Script of the page. */",
    `export const PAGE_SCRIPT: string = ${JSON.stringify(script)};`,
    "",
    "/** What the policy of the page says of its style. */",
    `export const STYLE_HASH: string = ${JSON.stringify(hashOf(style))};`,
    "",
    "/** What the policy of the page says of its script. */",
    `export const SCRIPT_HASH: string = ${JSON.stringify(hashOf(script))};`,
    "",
  ];
  return lines.join("\n");
}

function hashOf(text: string): string {
  return `sha256-${createHash("sha256").update(text).digest("base64")}`;
}
