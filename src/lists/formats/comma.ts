import { type CombinationOptions, createCombinationSyntax } from "../combination.ts";
import type { EntrySyntax } from "../entry.ts";
import type { CommonListOptions } from "../options.ts";

/**
 * How a list of combinations is read whose components are joined by commas (U+002C): `tea,milk`. All must
 * occur. A full-width comma is text. Everything else is as in the format `plus`.
 */
export interface CommaListOptions extends CommonListOptions, CombinationOptions {
  /** Name of the format. */
  readonly format: "comma";
}

/**
 * The syntax `comma`.
 *
 * @throws RangeError if an option is not one of its values
 */
export function createCommaSyntax(options: CombinationOptions): EntrySyntax {
  return createCombinationSyntax((raw) => raw.split(","), options);
}
