import { checkOffset } from "../automaton/at-start.ts";
import { goBack } from "../automaton/tail.ts";
import type { IsAbsent } from "../filter/absence.ts";
import type { Filter } from "../filter/filter.ts";
import type { UnlabelledMatch } from "./match-stream.ts";
import { absenceOf, reachIfAny } from "./reach.ts";

/**
 * The matches that begin at an offset of a text, or behind it with nothing but absent characters between, longer first,
 * then by term. Only as much of the text is looked at as terms can take, unless it cannot be searched in pieces (see
 * {@link createMatchStream}). An offset within a pair of surrogates begins none.
 *
 * @throws RangeError if `offset` is no whole number from 0 to the length of the text
 * @throws TypeError if the filter is none that this library made
 *
 * @example
 * ```ts
 * import { compileFilter, parseList } from "filter-audit";
 * import { matchesAt } from "filter-audit/searches";
 *
 * const filter = compileFilter(parseList("电话\n电话费\n", { format: "lines", name: "words" }));
 * matchesAt(filter, "查電話費", 1).map(({ term }) => term.text); // => ["电话费", "电话"]
 * matchesAt(filter, "查電話費"); // => []
 * ```
 */
export function matchesAt(filter: Filter, text: string, offset = 0): UnlabelledMatch[] {
  checkOffset(text, offset);
  const reach = reachIfAny(filter);
  const isWithinPair = offset > 0 && (text.codePointAt(offset - 1) ?? 0) > 0xffff;
  if (isWithinPair) {
    return [];
  }
  const isAbsent = reach?.isAbsent ?? absenceOf(filter);
  const first = goOn(text, offset, 0, isAbsent);
  // A part of the text in which matches there are the same, and so is what stands around them.
  const from = reach === undefined ? 0 : goBack(text, first, reach.before, reach.symbolCount);
  const to =
    reach === undefined ? text.length : goOn(text, first, reach.before + reach.after + 1, isAbsent);
  return filter
    .matches(text.slice(from, to))
    .filter(({ start }) => start + from === first)
    .map(({ start, end, term, rules }) => ({ start: start + from, end: end + from, term, rules }));
}

/** The place behind so many present characters, and behind the absent ones that come next. */
function goOn(text: string, from: number, count: number, isAbsent: IsAbsent): number {
  let place = from;
  for (let left = count; place < text.length; ) {
    const codePoint = text.codePointAt(place) ?? 0;
    if (!isAbsent(codePoint)) {
      if (left === 0) {
        break;
      }
      left--;
    }
    place += codePoint > 0xffff ? 2 : 1;
  }
  return place;
}
