import type { Filter } from "../filter/filter.ts";
import type { Match } from "../filter/match.ts";
import { coverClusters } from "./clusters.ts";
import { leftmostMatches, type MatchChoice } from "./leftmost.ts";
import { putInPlace, type Replacement } from "./replace.ts";

/** How matches are masked. */
export interface MaskOptions extends MatchChoice {
  /** What stands for what is masked. Default: `*`. */
  readonly character?: string;
  /**
   * How often: once for each character that a reader sees (an extended grapheme cluster that is not invisible) and
   * at least once, or so many times for each match, from 0 to 1,000. Default: `grapheme`.
   */
  readonly count?: "grapheme" | number;
}

/** Most times that a mask stands for one match. */
const MAX_COUNT = 1000;

/**
 * Masks the leftmost-longest matches of a filter; everything else stays as it is. What an allowed phrase covers is no
 * match. A match that begins or ends within what a reader takes for one character masks it whole, with the marks and
 * invisible characters that belong to it; matches that share such a character are masked as one.
 *
 * @throws TypeError if `character` is no string
 * @throws RangeError if `count` is neither `grapheme` nor a whole number from 0 to 1,000
 *
 * @example
 * ```ts
 * import { compileFilter, parseList } from "filter-audit";
 * import { mask } from "filter-audit/searches";
 *
 * const filter = compileFilter(parseList("法轮功\nFLG\n", { format: "lines", name: "words" }));
 * mask(filter, "煉法輪功, F\u{200b}L\u{200b}G").text; // => "煉***, ***"
 * mask(filter, "煉法輪功", { character: "█", count: 1 }).text; // => "煉█"
 * ```
 */
export function mask(
  filter: Pick<Filter, "matches" | "triggers">,
  text: string,
  options: MaskOptions = {},
): Replacement {
  const { character = "*", count = "grapheme" } = options;
  if (typeof character !== "string") {
    throw new TypeError(`character is of type ${typeof character}, expected a string`);
  }
  const isCount = Number.isInteger(count) && Number(count) >= 0 && Number(count) <= MAX_COUNT;
  if (count !== "grapheme" && !isCount) {
    throw new RangeError(
      `count is ${String(count)}, expected grapheme or a whole number from 0 to ${MAX_COUNT}`,
    );
  }
  const matches = leftmostMatches(filter, text, { ...options, prefer: "longest" });
  return putInPlace(
    text,
    coverClusters(text, matches).map((run) => ({
      start: run.start,
      end: run.end,
      matches: run.spans.map((number) => matches[number] as Match),
      replacement: character.repeat(count === "grapheme" ? run.count : count),
    })),
  );
}
