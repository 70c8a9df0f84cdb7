/** Lists of numbers for some numbers, flat. */
export interface NumberLists {
  /** `Int32Array`: the numbers that have a list, ascending. */
  readonly keys: Int32Array;
  /** `Int32Array` of one more than there are keys: where the list of each starts in `values`. */
  readonly starts: Int32Array;
  /** `Int32Array`: one list after another. */
  readonly values: Int32Array;
}

const EMPTY = new Int32Array(0);

/** Writes lists down, those of smaller numbers first. */
export function flattenLists(lists: ReadonlyMap<number, readonly number[]>): NumberLists {
  const sorted = [...lists].sort(([a], [b]) => a - b);
  const starts = new Int32Array(sorted.length + 1);
  for (const [index, [, list]] of sorted.entries()) {
    starts[index + 1] = (starts[index] as number) + list.length;
  }
  const values = new Int32Array(starts[sorted.length] as number);
  for (const [index, [, list]] of sorted.entries()) {
    values.set(list, starts[index]);
  }
  return { keys: Int32Array.from(sorted, ([key]) => key), starts, values };
}

/** The list of a number, empty if it has none. */
export function listOf({ keys, starts, values }: NumberLists, key: number): Int32Array {
  const place = placeOf(keys, key);
  return place < 0 ? EMPTY : values.subarray(starts[place], starts[place + 1]);
}

/** Where a number stands among ascending ones, -1 if it does not. */
export function placeOf(ascending: Int32Array, number: number): number {
  let low = 0;
  let high = ascending.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ascending[middle] as number) < number) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return ascending[low] === number ? low : -1;
}
