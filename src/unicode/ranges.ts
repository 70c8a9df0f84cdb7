/** Whether `value` lies in one of `bounds`, as `decodeRanges` gives them: `[first, last + 1, ...]`, ascending. */
export function isInRanges(bounds: readonly number[], value: number): boolean {
  return placeInRanges(bounds, value) >= 0;
}

/** How far `value` lies behind the first of its range; -1 if it lies in none. */
export function placeInRanges(bounds: readonly number[], value: number): number {
  // The number of bounds that are not above the value: odd within a range.
  let low = 0;
  let high = bounds.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (bounds[middle]! <= value) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return (low & 1) === 1 ? value - bounds[low - 1]! : -1;
}
