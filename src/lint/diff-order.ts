/**
 * A longest ascending subsequence of different numbers: the places of its members, ascending. Of several the one
 * that patience sorting finds.
 */
export function longestAscent(numbers: readonly number[]): readonly number[] {
  /** Where the smallest number stands that ends an ascent of each length. */
  const ends: number[] = [];
  /** The place before each in its ascent; -1: none. */
  const links = new Int32Array(numbers.length);
  for (const [place, number] of numbers.entries()) {
    let low = 0;
    let high = ends.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((numbers[ends[middle] ?? 0] ?? 0) < number) low = middle + 1;
      else high = middle;
    }
    links[place] = low === 0 ? -1 : (ends[low - 1] ?? -1);
    ends[low] = place;
  }
  const ascent: number[] = [];
  for (let place = ends.at(-1) ?? -1; place >= 0; place = links[place] ?? -1) ascent.push(place);
  return ascent.reverse();
}
