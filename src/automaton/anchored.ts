import type { MatchBuffer } from "./match-buffer.ts";

// The anchored search: what begins at each place of the text? Most places fail one look, at the row of the first
// two symbols with the signature of the third, which waits for no other look; the others are walked.
//
// It stands here three times, in `occurs.ts`, `collect-text.ts` and `collect-units.ts`. Loops that differ only in how
// a unit is read or in what a match means would share what the engine of JavaScript learns of them, and be slow
// together.
//
// No loop calls anything that comes back to it, but its own walk, which is short enough to become part of it: what a
// call may change has to be looked up again. With such calls a search for 131,000 words took 1.2 to 1.3 times as long,
// in one for 4,250 words noise hid the difference. So all that is rare ends the loop, at a place that `search.ts` looks
// at by the general walk before it goes on: special code units, and a buffer that is full.
//
// Walks that begin at neighbouring places read the same symbols, so that nasty lists and texts could cost length
// times length. Walks have a budget, eight steps for each code unit: when a text spends it, the loop ends at the place
// whose walk did, and `search.ts` goes on by links from there. No walk of these loops needs a bound of its own, as the
// general walk does: of one that overspends, links stay under way at least as long as it was, so that the anchored search
// reads none of that again.

/** Steps that walks may take for each code unit, before a text is searched by links. */
export const DEFAULT_BUDGET = 8;

/** Every text has the budget of so many code units more: a short text cannot be slow. */
const FREE_UNITS = 64;

/** What a walk returns that met a special code unit, or a full buffer: the place is for the general walk. */
export const APART = -3;

/** Instead of steps that were spent: the budget is, and what comes next is searched by links. */
export const SPENT: number = Number.POSITIVE_INFINITY;

/**
 * The steps that are spent where a search begins. They are compared with the budget of all code units before a place,
 * so that what comes before the first place counts as spent, but for the units that are free.
 */
export function spentBefore(from: number, budget: number): number {
  return budget * (from - FREE_UNITS);
}

/** Collects occurrences in a text, or in code units. */
export interface Collect<T> {
  /**
   * Collects what begins in a text from `from` on and before `until`.
   *
   * @param spent - the steps that walks have spent before
   * @returns a place before which all is found: at least `until`, or the end of the text; if it is below that, the
   *   buffer has reached `limit`; `~place` if the place is to be looked at by the general walk, or, if the steps are
   *   `SPENT`, by links
   */
  search(
    text: T,
    from: number,
    until: number,
    into: MatchBuffer,
    limit: number,
    spent: number,
  ): number;
  /** The steps that were spent when the last search ended with `~place`. */
  spent(): number;
}
