import { type CombinationOptions, createCombinationSyntax } from "../combination.ts";
import type { EntrySyntax } from "../entry.ts";
import { checkChoice } from "../option-check.ts";
import type { CommonListOptions } from "../options.ts";

/** What the syntax `plus` takes. */
export interface PlusSyntaxOptions extends CombinationOptions {
  /**
   * Which sign joins two components: `+` (U+002B), `＋` (U+FF0B), or either. The other is text: lists with
   * full-width signs hold numbers such as `2.45E+09`. Default: `ascii`.
   */
  readonly sign?: "ascii" | "full-width" | "both";
}

/**
 * How a list of combinations is read: one on each line, its components joined by `+`, with or without white
 * space around it: `tea+milk`, `tea + milk`. All must occur, in any order unless `ordered`. A component that
 * stands several times must occur so many times.
 *
 * White space around a component is never part of it. Where nothing stands before, after or between signs, the
 * rule is of the other components (`empty-component`). Everything else is as in the format `lines`.
 */
export interface PlusListOptions extends CommonListOptions, PlusSyntaxOptions {
  /** Name of the format. */
  readonly format: "plus";
}

const SIGNS = { ascii: /\+/u, "full-width": /＋/u, both: /[+＋]/u } as const;

/**
 * The syntax `plus`.
 *
 * @throws RangeError if an option is not one of its values
 */
export function createPlusSyntax(options: PlusSyntaxOptions): EntrySyntax {
  checkChoice("sign", options.sign, Object.keys(SIGNS));
  const sign = SIGNS[options.sign ?? "ascii"];
  return createCombinationSyntax((raw) => raw.split(sign), options);
}
