import { open, rename, rm } from "node:fs/promises";
import { dirname } from "node:path";
import { writingError } from "../node/file-error.ts";

/**
 * Writes a file so that at every moment, also after a kill or a loss of power, the path holds either what it held
 * before or all of the new content.
 *
 * @throws AuditError `unwritable-file`; the file then is as it was
 */
export async function writeAtomically(path: string, text: string): Promise<void> {
  const temporary = `${path}.${process.pid}.tmp`;
  try {
    const file = await open(temporary, "w");
    try {
      await file.writeFile(text);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, path);
    await syncFolder(dirname(path));
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => {});
    throw writingError(error, path);
  }
}

/** The new name is safe once its folder is. Not every system lets a folder be opened. */
async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, "r").catch(() => undefined);
  try {
    await folder?.sync();
  } catch {
    // A file system that cannot do it has done what it can.
  } finally {
    await folder?.close();
  }
}
