import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../../", import.meta.url));

const FOLDERS = ["", "docs/", "docs/guides/", "docs/examples/", "benchmarks/records/"];

/** Every page of the manual, by its path from the top of the repository, with its text. */
export const PAGES: ReadonlyMap<string, string> = new Map(
  FOLDERS.flatMap((folder) =>
    readdirSync(`${root}${folder}`)
      .filter((name) => name.endsWith(".md"))
      .map((name) => [`${folder}${name}`, readFileSync(`${root}${folder}${name}`, "utf8")]),
  ),
);
