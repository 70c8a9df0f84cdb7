import { type CombinationOptions, createCombinationSyntax } from "../combination.ts";
import type { EntrySyntax } from "../entry.ts";
import type { CommonListOptions } from "../options.ts";

/**
 * How a list of combinations is read whose components are joined by white space, however much: `tea milk`. All
 * must occur. A component cannot hold white space. Everything else is as in the format `plus`.
 */
export interface SpacesListOptions extends CommonListOptions, CombinationOptions {
  /** Name of the format. */
  readonly format: "spaces";
}

/**
 * The syntax `spaces`.
 *
 * @throws RangeError if an option is not one of its values
 */
export function createSpacesSyntax(options: CombinationOptions): EntrySyntax {
  return createCombinationSyntax((raw) => raw.trim().split(/\s+/u), options);
}
