// Searches from their definitions, on all matches of a text: slow, written apart from the code under test.

export interface NaiveSpan {
  readonly start: number;
  readonly end: number;
}

/**
 * Matches that do not overlap, as the documentation of the Rust crate aho-corasick defines them: again and again, of
 * the matches that are left, one that begins first; of these the longest, or the one given first. `rank` is the place
 * in which a match was given.
 */
export function naiveLeftmost<M extends NaiveSpan>(
  matches: readonly M[],
  prefer: "longest" | "first",
  rank: (match: M) => number,
): M[] {
  const taken: M[] = [];
  let left = [...matches];
  while (left.length > 0) {
    const start = Math.min(...left.map((match) => match.start));
    const here = left.filter((match) => match.start === start);
    const longest = Math.max(...here.map(({ end }) => end));
    const first = Math.min(...here.map(rank));
    const candidates =
      prefer === "longest"
        ? here.filter(({ end }) => end === longest).sort((a, b) => rank(a) - rank(b))
        : here.filter((match) => rank(match) === first).sort((a, b) => b.end - a.end);
    const [chosen] = candidates;
    if (chosen === undefined) {
      break;
    }
    taken.push(chosen);
    left = left.filter((match) => match.start >= chosen.end);
  }
  return taken;
}

/** Matches between which and an offset stands nothing but what `isAbsent`. */
export function naiveAt<M extends NaiveSpan>(
  matches: readonly M[],
  text: string,
  offset: number,
  isAbsent: (character: string) => boolean,
): M[] {
  return matches.filter(
    ({ start }) => start >= offset && [...text.slice(offset, start)].every(isAbsent),
  );
}

/** Cuts a string or bytes at places, which may be in any order and out of range. */
export function cutAt<T extends string | Uint8Array>(whole: T, places: readonly number[]): T[] {
  const cuts = [...places.map((place) => place % (whole.length + 1)), 0, whole.length].sort(
    (a, b) => a - b,
  );
  return cuts.slice(1).map((cut, index) => whole.slice(cuts[index], cut) as T);
}
