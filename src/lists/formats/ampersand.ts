import { type CombinationOptions, createCombinationSyntax } from "../combination.ts";
import type { EntrySyntax } from "../entry.ts";
import type { CommonListOptions } from "../options.ts";

/**
 * How a list of combinations is read whose components are joined by ampersands: `tea&milk`. All must occur.
 *
 * An ampersand that starts a character reference of HTML (`&#8226`, `&#x2022;`, `&amp;`; without semicolon only
 * if it is a number) joins nothing: the reference is read as text, not decoded, and reported (`html-entity`).
 * Everything else is as in the format `plus`.
 */
export interface AmpersandListOptions extends CommonListOptions, CombinationOptions {
  /** Name of the format. */
  readonly format: "ampersand";
}

/** The longest named reference has 31 letters; bounded, so that no entry takes long. */
const REFERENCE = "#[0-9]|#[xX][0-9A-Fa-f]|[A-Za-z][A-Za-z0-9]{1,31};";
const JOINING = new RegExp(`&(?!${REFERENCE})`, "u");
const REFERRING = new RegExp(`&(?:${REFERENCE})`, "u");

/**
 * The syntax `ampersand`.
 *
 * @throws RangeError if an option is not one of its values
 */
export function createAmpersandSyntax(options: CombinationOptions): EntrySyntax {
  return createCombinationSyntax((raw, report) => {
    if (REFERRING.test(raw)) {
      report("html-entity", "an ampersand that starts a character reference of HTML: read as text");
    }
    return raw.split(JOINING);
  }, options);
}
