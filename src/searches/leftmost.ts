import { checkPreference, type Preference } from "../automaton/leftmost.ts";
import type { Filter } from "../filter/filter.ts";
import { compareMatches, compareTerms, type Match } from "../filter/match.ts";

/** Which matches take part. */
export interface MatchChoice {
  /** Only matches of rules that fire. Default: false, every match of the filter. */
  readonly triggered?: boolean;
}

/** Which matches are taken. */
export interface LeftmostOptions extends MatchChoice {
  /** Which of several matches that begin at one place is taken. Default: `longest`. */
  readonly prefer?: Preference;
}

/**
 * Matches of a text that do not overlap, in order: from the start of the text on always the one that begins first, and
 * of several that begin there the longest, or that of the term which the lists name first; then on from its end. Of
 * equal spans that of the term named first.
 *
 * @throws RangeError if `prefer` is no preference
 *
 * @see `MatchKind` of the Rust crate aho-corasick 1.1
 *
 * @example
 * ```ts
 * import { compileFilter, parseList } from "filter-audit";
 * import { leftmostMatches } from "filter-audit/searches";
 *
 * const filter = compileFilter(parseList("中国\n中国人\n国人\n", { format: "lines", name: "words" }));
 * const found = (prefer) => leftmostMatches(filter, "我是中国人", { prefer }).map(({ term }) => term.text);
 * found("longest"); // => ["中国人"]
 * found("first"); // => ["中国"]
 * ```
 */
export function leftmostMatches(
  filter: Pick<Filter, "matches" | "triggers">,
  text: string,
  options: LeftmostOptions = {},
): Match[] {
  const { prefer = "longest", triggered = false } = options;
  checkPreference(prefer);
  const all = triggered ? triggeredMatches(filter, text) : filter.matches(text);
  const taken: Match[] = [];
  let end = 0;
  for (let place = 0; place < all.length; ) {
    // Matches come by start, longer ones first, then by term.
    let best = all[place] as Match;
    const { start } = best;
    for (place++; all[place]?.start === start; place++) {
      const other = all[place] as Match;
      if (prefer === "first" && compareTerms(other, best) < 0) {
        best = other;
      }
    }
    if (start >= end) {
      taken.push(best);
      end = best.end;
    }
  }
  return taken;
}

/** The matches of the rules that fire, each once. */
function triggeredMatches(filter: Pick<Filter, "triggers">, text: string): Match[] {
  return [...new Set(filter.triggers(text).flatMap(({ matches }) => matches))].sort(compareMatches);
}
