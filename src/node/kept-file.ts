import { readFile, stat } from "node:fs/promises";
import { AuditError } from "../errors.ts";
import { readingError, systemCode } from "./file-error.ts";

/**
 * The text of a file that a run keeps for itself, with `replaceFile`; undefined if there is none yet.
 *
 * @throws AuditError `unreadable-file` if it cannot be read, or is a device, a pipe or a directory
 */
export async function readKept(path: string): Promise<string | undefined> {
  try {
    if (!(await stat(path)).isFile()) {
      throw new AuditError("unreadable-file", "is no file that keeps what is written to it", {
        source: path,
      });
    }
    return await readFile(path, "utf8");
  } catch (error) {
    // What is there and cannot be read must not be written over.
    if (systemCode(error) === "ENOENT") return undefined;
    throw readingError(error, path);
  }
}
