import { AuditError } from "../errors.ts";
import { LEAST_KEY_BYTES } from "../privacy/privacy.ts";
import { readWhole } from "./list-file.ts";

/** Most bytes of a key. */
const MOST_KEY_BYTES = 1_048_576;

/**
 * The key of the pseudonyms that a file holds.
 *
 * @throws AuditError `unreadable-file` if it cannot be read, `limit` if it holds more than 1 MiB, `malformed-input` if it
 * holds less than 32 bytes
 */
export async function readKeyFile(path: string): Promise<Uint8Array> {
  const key = await readWhole(path, MOST_KEY_BYTES);
  if (key.length < LEAST_KEY_BYTES) {
    throw new AuditError(
      "malformed-input",
      `is a key of ${key.length} bytes, expected at least ${LEAST_KEY_BYTES}`,
      { source: path },
    );
  }
  return key;
}
