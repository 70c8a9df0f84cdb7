import { readdirSync } from "node:fs";
import { dataPath, hasData } from "./data.ts";
import { NO_LISTS } from "./list-formats.ts";

/** A file of a real list. */
export interface ListFile {
  /** Its path in the folder of the lists. */
  readonly full: string;
  /** As the page beside the data names it: without the folder of the Citizen Lab. */
  readonly path: string;
}

/** The files of all real lists, sorted; none where there is no real data. */
export function listFiles(): readonly ListFile[] {
  if (!hasData) {
    // A table of tests must not be empty, though all of it is skipped.
    return [{ full: "", path: "" }];
  }
  const folder = dataPath("lists");
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => `${parentPath}/${name}`.slice(folder.length + 1))
    .sort()
    .map((full) => ({ full, path: full.replace(/^citizenlab\//u, "") }))
    .filter(({ path }) => !NO_LISTS.some((pattern) => pattern.test(path)));
}
