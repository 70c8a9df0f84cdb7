import { type CombinationOptions, createCombinationSyntax } from "../combination.ts";
import type { EntrySyntax } from "../entry.ts";
import { baseName } from "../file-name.ts";
import { readBySyntax } from "../line-reader.ts";
import type { ListCollector } from "../list-collector.ts";
import type { ListInput } from "../list-input.ts";
import type { CommonListOptions } from "../options.ts";

/**
 * How the rules of a search engine are read, as found by testing it: one combination on each line, its components
 * joined by ` + `, a plus sign between two spaces. A sign without them is text: `c++ + exam`. All components
 * must occur; both orders of a pair are often listed, so order is kept and says nothing.
 *
 * From the file name come the app, and how hard the rules hit: `engine-soft.txt` is of the app `engine` and
 * `soft` (part of the results is left), `engine.txt` is `hard`. Everything else is as in the format `plus`.
 */
export interface SearchListOptions extends CommonListOptions, CombinationOptions {
  /** Name of the format. */
  readonly format: "search";
}

/** How the rules of an online translator are read: as in the format `search`. */
export interface TranslatorListOptions extends CommonListOptions, CombinationOptions {
  /** Name of the format. */
  readonly format: "translator";
}

const SOFT = /-soft$/u;

/**
 * The syntax `search`.
 *
 * @throws RangeError if an option is not one of its values
 */
export function createSearchSyntax(options: CombinationOptions): EntrySyntax {
  // A sign at the edge of an entry has no space beyond it.
  return createCombinationSyntax((raw) => ` ${raw} `.split(/ \+(?= )/u), options);
}

/** Reads the formats `search` and `translator`. */
export function readSearch(
  input: ListInput,
  collector: ListCollector,
  options: SearchListOptions | TranslatorListOptions,
): void {
  const syntax = createSearchSyntax(options);
  const name = baseName(options.fileName)?.replace(/\.[^.]*$/u, "") ?? "";
  if (name !== "") {
    collector.addInfo({
      app: name.replace(SOFT, ""),
      severity: SOFT.test(name) ? "soft" : "hard",
    });
  }
  readBySyntax(input, collector, syntax);
}
