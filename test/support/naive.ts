// A matcher that is too slow to be wrong in an interesting way, written apart from the code under test: it
// writes the text out as symbols, then tries every pattern at every place.

/** What one code point stands for; `joined[i]`: symbol i cannot be parted from symbol i - 1. */
export interface NaiveExpansion<S> {
  readonly symbols: readonly S[];
  readonly joined: readonly boolean[];
}

export interface NaiveMatch {
  readonly pattern: number;
  readonly start: number;
  readonly end: number;
}

/** Every occurrence of every pattern, each span once, ordered by start, longer first, pattern. */
export function naiveMatches<S>(
  patterns: readonly (readonly S[])[],
  text: string,
  expand: (character: string) => NaiveExpansion<S>,
): NaiveMatch[] {
  const written: { symbol: S; start: number; end: number; opens: boolean; closes: boolean }[] = [];
  let offset = 0;
  for (const character of text) {
    const { symbols, joined } = expand(character);
    symbols.forEach((symbol, index) => {
      written.push({
        symbol,
        start: offset,
        end: offset + character.length,
        opens: joined[index] !== true,
        closes: joined[index + 1] !== true,
      });
    });
    offset += character.length;
  }
  const found = new Map<string, NaiveMatch>();
  patterns.forEach((symbols, pattern) => {
    for (let first = 0; first + symbols.length <= written.length; first++) {
      const place = written.slice(first, first + symbols.length);
      const [head, tail] = [place[0], place[place.length - 1]];
      if (head === undefined || tail === undefined || !head.opens || !tail.closes) {
        continue;
      }
      if (symbols.every((symbol, index) => symbol === place[index]?.symbol)) {
        const match = { pattern, start: head.start, end: tail.end };
        found.set(`${pattern} ${match.start} ${match.end}`, match);
      }
    }
  });
  return [...found.values()].sort(
    (a, b) => a.start - b.start || b.end - a.end || a.pattern - b.pattern,
  );
}
