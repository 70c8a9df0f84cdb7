/**
 * Ranks as SpamAssassin's `hit-frequencies` has them: half of the place of a rule among the different counts of
 * wanted messages, ascending, and half of that among the different counts of unwanted ones, descending, each as a
 * share of the places there are. 1 is best: most wanted and fewest unwanted messages. Where all rules have one
 * count, its place is the highest.
 *
 * @param wanted - Of each rule, messages on which it should fire and does.
 * @param unwanted - Of each rule, messages on which it should not.
 */
export function ranksOf(wanted: readonly number[], unwanted: readonly number[]): readonly number[] {
  const up = placesOf(wanted, (a, b) => a - b);
  const down = placesOf(unwanted, (a, b) => b - a);
  return wanted.map((count, index) => {
    const other = unwanted[index] ?? 0;
    return ((up.get(count) ?? 0) + (down.get(other) ?? 0)) / 2;
  });
}

/** The place in 0..1 of each different count. */
function placesOf(
  counts: readonly number[],
  compare: (a: number, b: number) => number,
): ReadonlyMap<number, number> {
  const different = [...new Set(counts)].sort(compare);
  const last = different.length - 1;
  return new Map(different.map((count, place) => [count, last === 0 ? 1 : place / last]));
}
