/** Patterns in one array, one after another. */
export interface PatternSet {
  /** Symbols of all patterns: classes, or ids. */
  readonly symbols: Uint16Array;
  /** `Uint32Array` of one more than there are patterns: where each begins. */
  readonly starts: Uint32Array;
}

/** Puts patterns into one array. */
export function joinPatterns(patterns: readonly Uint16Array[]): PatternSet {
  const starts = new Uint32Array(patterns.length + 1);
  for (let index = 0; index < patterns.length; index++) {
    starts[index + 1] = starts[index]! + patterns[index]!.length;
  }
  const symbols = new Uint16Array(starts[patterns.length]!);
  for (let index = 0; index < patterns.length; index++) {
    symbols.set(patterns[index]!, starts[index]!);
  }
  return { symbols, starts };
}

/**
 * The numbers of patterns in the order of their symbols, a prefix before what it starts, equal ones by
 * number.
 */
export function sortPatterns({ symbols, starts }: PatternSet): Uint32Array {
  const count = starts.length - 1;
  // Two passes of a counting sort, by the second symbol and then by the first, leave short runs.
  const bySecond = countingSort(
    Uint32Array.from({ length: count }, (_, n) => n),
    (pattern) => (starts[pattern]! + 1 < starts[pattern + 1]! ? symbols[starts[pattern]! + 1]! : 0),
  );
  const sorted = countingSort(bySecond, (pattern) => symbols[starts[pattern]!]!);

  const compare = (a: number, b: number): number => {
    let left = starts[a]! + 2;
    let right = starts[b]! + 2;
    const leftEnd = starts[a + 1]!;
    const rightEnd = starts[b + 1]!;
    while (left < leftEnd && right < rightEnd) {
      const order = symbols[left++]! - symbols[right++]!;
      if (order !== 0) {
        return order;
      }
    }
    return leftEnd - starts[a]! - (rightEnd - starts[b]!) || a - b;
  };
  const startsAlike = (a: number, b: number): boolean => {
    const isLong = starts[a]! + 1 < starts[a + 1]!;
    return (
      symbols[starts[a]!] === symbols[starts[b]!] &&
      isLong === starts[b]! + 1 < starts[b + 1]! &&
      (!isLong || symbols[starts[a]! + 1] === symbols[starts[b]! + 1])
    );
  };
  for (let from = 0; from < count; ) {
    let to = from + 1;
    while (to < count && startsAlike(sorted[from]!, sorted[to]!)) {
      to++;
    }
    if (to - from > 1) {
      sorted.subarray(from, to).sort(compare);
    }
    from = to;
  }
  return sorted;
}

/** Sorts by a key below 65,536; equal ones stay in order. */
function countingSort(items: Uint32Array, keyOf: (item: number) => number): Uint32Array {
  const places = new Uint32Array(0x10001);
  for (let index = 0; index < items.length; index++) {
    places[keyOf(items[index]!) + 1]!++;
  }
  for (let key = 0; key < 0x10000; key++) {
    places[key + 1]! += places[key]!;
  }
  const sorted = new Uint32Array(items.length);
  for (let index = 0; index < items.length; index++) {
    const item = items[index]!;
    sorted[places[keyOf(item)]!++] = item;
  }
  return sorted;
}
