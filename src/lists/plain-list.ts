import type { EntrySyntax } from "./entry.ts";
import { type AmpersandListOptions, createAmpersandSyntax } from "./formats/ampersand.ts";
import { type CommaListOptions, createCommaSyntax } from "./formats/comma.ts";
import { createGapsSyntax, type GapsListOptions } from "./formats/gaps.ts";
import { createLinesSyntax, type LinesListOptions } from "./formats/lines.ts";
import { createPlusSyntax, type PlusListOptions } from "./formats/plus.ts";
import { createSpacesSyntax, type SpacesListOptions } from "./formats/spaces.ts";
import { createStarsSyntax, type StarsListOptions } from "./formats/stars.ts";
import type { KeywordList } from "./keyword-list.ts";
import { readBySyntax } from "./line-reader.ts";
import type { ListCollector } from "./list-collector.ts";
import type { ListInput } from "./list-input.ts";
import { type ListReaders, parseListBy } from "./parse-list.ts";

/** How a list with one entry on each line is read; `format` says what else there is. */
export type PlainListOptions =
  | AmpersandListOptions
  | CommaListOptions
  | GapsListOptions
  | LinesListOptions
  | PlusListOptions
  | SpacesListOptions
  | StarsListOptions;

/** A format of one entry on each line, all of one syntax. */
export function ofLines<Options>(
  createSyntax: (options: Options) => EntrySyntax,
): (input: ListInput, collector: ListCollector, options: Options) => void {
  return (input, collector, options) => readBySyntax(input, collector, createSyntax(options));
}

/** Each plain format by name. */
export const PLAIN_READERS: ListReaders<PlainListOptions> = {
  lines: ofLines(createLinesSyntax),
  plus: ofLines(createPlusSyntax),
  spaces: ofLines(createSpacesSyntax),
  comma: ofLines(createCommaSyntax),
  ampersand: ofLines(createAmpersandSyntax),
  gaps: ofLines(createGapsSyntax),
  stars: ofLines(createStarsSyntax),
};

/**
 * Reads a list with one entry on each line: each entry becomes a rule, and whatever is odd about a line becomes an
 * issue. `parseList` of `filter-audit/lists` reads every other format too, CSV among them.
 *
 * No line makes it throw: what cannot be read is an issue of severity `error`, and the other lines are read.
 * Offsets in `source` are bytes where bytes are given, UTF-16 code units where a string is given. A lone
 * surrogate in a string stays in its term.
 *
 * @throws RangeError if the format or the encoding is unknown, or a limit is out of range
 * @throws TypeError if the input is neither string nor bytes, or an option has a wrong type or is missing
 * @throws AuditError `unsupported-encoding` for bytes that start with a byte order mark of UTF-32, or in an
 * encoding of which the host has no decoder; `limit` for a list of more than `maxEntries` rules and issues
 *
 * @example
 * ```ts
 * import { parseList } from "filter-audit";
 *
 * const list = parseList("tea\ncoffee \n\ntea\n", { format: "lines", name: "drinks", trim: true });
 * list.rules.map((rule) => rule.id); // => ["drinks:tea", "drinks:coffee%20", "drinks:tea#2"]
 * list.issues.map((issue) => [issue.line, issue.code]); // => [[2, "white-space"], [3, "blank-line"], [4, "duplicate"]]
 * ```
 */
export function parseList(input: string | Uint8Array, options: PlainListOptions): KeywordList {
  return parseListBy(
    PLAIN_READERS,
    input,
    options,
    "; parseList of filter-audit/lists reads others",
  );
}
