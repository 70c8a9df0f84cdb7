import { AuditError } from "../errors.ts";
import { readWhole } from "../node/list-file.ts";

/** Most bytes of a file of options. */
export const MOST_BYTES = 65_536;

/**
 * The entries of a file of options, in their order.
 *
 * @throws AuditError if it cannot be read, is too large, or is no JSON object
 */
export async function readConfig(path: string): Promise<ReadonlyMap<string, unknown>> {
  const bytes = await readWhole(path, MOST_BYTES);
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch {
    value = undefined;
  }
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new AuditError("malformed-input", "is no JSON object, expected options by name", {
      source: path,
    });
  }
  // Object.entries has `__proto__` as it has any other key: as one that is not known.
  return new Map(Object.entries(value));
}
