import { createTail } from "../automaton/tail.ts";
import type { Filter } from "../filter/filter.ts";
import { compareTerms } from "../filter/match.ts";
import { type PlacedMatch, searchPiece, type UnlabelledMatch, unlabelled } from "./match-stream.ts";
import { reachIfAny } from "./reach.ts";

/** Code units that are searched before what was found in them is given. */
const BLOCK = 4096;

/**
 * The matches of a filter one by one, in the order of `filter.matches`: by start, then longer first, then by term. The
 * text is searched as far as they are asked for, and a block further; memory is bounded by the matches in a block and the
 * longest term, not by the length of the text. Only where a text cannot be searched in pieces (see
 * {@link createMatchStream}) it is searched as a whole when the first match is asked for.
 *
 * @throws TypeError if the filter is none that this library made, when the first match is asked for
 *
 * @example
 * ```ts
 * import { compileFilter, parseList } from "filter-audit";
 * import { iterateMatches } from "filter-audit/searches";
 *
 * const filter = compileFilter(parseList("电话\n话费\n", { format: "lines", name: "words" }));
 * const [first] = iterateMatches(filter, "電話費".repeat(100_000));
 * [first.start, first.end, first.term.text]; // => [0, 2, "电话"]
 * ```
 */
export function* iterateMatches(
  filter: Filter,
  text: string,
): Generator<UnlabelledMatch, void, undefined> {
  const reach = reachIfAny(filter);
  if (reach === undefined) {
    yield* filter.matches(text).map(({ start, end, term, rules }) => ({ start, end, term, rules }));
    return;
  }
  const tail = createTail(reach);
  let pending: PlacedMatch[] = [];
  for (let place = 0; place < text.length; place += BLOCK) {
    const isLast = place + BLOCK >= text.length;
    const piece = text.slice(place, place + BLOCK);
    pending = pending.concat(searchPiece(filter, tail, piece, isLast));
    pending.sort((a, b) => a.start - b.start || b.end - a.end || compareTerms(a.match, b.match));
    const origin = isLast ? Number.POSITIVE_INFINITY : tail.origin();
    const certain = pending.findIndex(({ start }) => start >= origin);
    const ready = certain < 0 ? pending : pending.slice(0, certain);
    pending = certain < 0 ? [] : pending.slice(certain);
    yield* ready.map(unlabelled);
  }
}
