import { stat } from "node:fs/promises";
import { resolve } from "node:path";
import { AuditError } from "../errors.ts";

/**
 * Refuses outputs that would destroy an input or each other: the same file under whatever name, or standard
 * output twice. Devices take any number of outputs.
 *
 * @throws AuditError `unwritable-file`
 */
export async function refuseOverwriting(
  outputs: readonly (string | undefined)[],
  inputs: readonly string[],
): Promise<void> {
  const taken = new Set(
    await Promise.all(inputs.filter((path) => path !== "-").map((path) => identityOf(path))),
  );
  for (const path of outputs) {
    const identity = path === undefined ? undefined : await identityOf(path);
    if (identity === undefined) {
      continue;
    }
    if (taken.has(identity)) {
      throw new AuditError("unwritable-file", "is named twice, expected a place of its own", {
        source: path === "-" ? "standard output" : (path as string),
      });
    }
    taken.add(identity);
  }
}

/** What two names of one file share; undefined for devices and pipes. */
async function identityOf(path: string): Promise<string | undefined> {
  if (path === "-") {
    return path;
  }
  try {
    const found = await stat(path);
    return found.isFile() ? `${found.dev}:${found.ino}` : undefined;
  } catch {
    // A file that is not there yet has only its name.
    return resolve(path);
  }
}
