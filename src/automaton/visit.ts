import type { Dictionary } from "./dictionary.ts";

/**
 * Receives one occurrence: the index of the pattern and its span `[start, end)` in UTF-16 code units of
 * the text as given. Returns true to stop the search.
 */
export type Visit = (pattern: number, start: number, end: number) => boolean;

/** Visits a pattern, by number among those of the dictionary, and all given ones that are equal to it. */
export function visitPattern(
  { firstOf, nextEqual }: Dictionary,
  pattern: number,
  start: number,
  end: number,
  visit: Visit,
): boolean {
  let given = firstOf[pattern]!;
  if (nextEqual.length === 0) {
    return visit(given, start, end);
  }
  for (; given !== -1; given = nextEqual[given]!) {
    if (visit(given, start, end)) {
      return true;
    }
  }
  return false;
}
