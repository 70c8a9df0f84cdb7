import type { EntrySyntax } from "../entry.ts";
import { createGappedSyntax, MAX_GAP } from "../gapped-term.ts";
import { checkInteger } from "../option-check.ts";
import type { CommonListOptions } from "../options.ts";

/** What the syntax `stars` takes. */
export interface StarsSyntaxOptions {
  /**
   * Most characters that a star stands for, from 0 to 1,000. The lists say nothing of it; without a bound a star
   * would join the ends of a long message. Default: 10.
   */
  readonly maxGap?: number;
}

/**
 * How a list of terms with stars is read: `*` between two characters stands for up to `maxGap` characters, none
 * among them. Several stars side by side are one. At the ends of an entry a star says nothing: `*tea*` is `tea`.
 *
 * An entry of nothing but stars is no rule (`malformed-entry`). White space around an entry with gaps is removed;
 * everything else is as in the format `lines`.
 */
export interface StarsListOptions extends CommonListOptions, StarsSyntaxOptions {
  /** Name of the format. */
  readonly format: "stars";
}

const DEFAULT_MAX_GAP = 10;

/**
 * The syntax `stars`.
 *
 * @throws RangeError if `maxGap` is no integer from 0 to 1,000
 */
export function createStarsSyntax({ maxGap }: StarsSyntaxOptions): EntrySyntax {
  checkInteger("maxGap", maxGap, 0, MAX_GAP);
  const gap = { min: 0, max: maxGap ?? DEFAULT_MAX_GAP };
  return createGappedSyntax((raw) =>
    raw.split(/\*+/u).flatMap((text, index) => (index === 0 ? [text] : [gap, text])),
  );
}
