import { AuditError } from "../errors.ts";
import { type Filter, loadFilter } from "../filter/filter.ts";

/**
 * Loads a filter, with the engine of expressions if it has some: that is half a megabyte, which few filters need.
 *
 * @throws as `loadFilter`
 */
export async function loadAnyFilter(
  bytes: ArrayBuffer | SharedArrayBuffer | Uint8Array,
): Promise<Filter> {
  try {
    return loadFilter(bytes);
  } catch (error) {
    if (!(error instanceof AuditError && error.code === "unsupported-rule")) {
      throw error;
    }
    const { expressions } = await import("../expressions/expressions.ts");
    return loadFilter(bytes, { expressions });
  }
}
