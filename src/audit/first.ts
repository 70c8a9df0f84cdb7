/** The first few of many things in a fixed order, whatever the order in which they arrive. */
export interface First<T> {
  /** Takes note of one; says whether it is among the first so far. */
  add(item: T): boolean;
  /** The first ones, in order. */
  items(): readonly T[];
}

/** Keeps the first `count` things by `compare`, which must be a total order. */
export function createFirst<T>(count: number, compare: (a: T, b: T) => number): First<T> {
  const kept: T[] = [];
  return {
    add: (item) => {
      let place = kept.length;
      while (place > 0 && compare(item, kept[place - 1] as T) < 0) {
        place--;
      }
      if (place < count) {
        kept.splice(place, 0, item);
        kept.length = Math.min(kept.length, count);
      }
      return place < count;
    },
    items: () => [...kept],
  };
}

/** The first few of two collections of first ones. */
export function mergeFirst<T>(
  a: readonly T[],
  b: readonly T[],
  count: number,
  compare: (x: T, y: T) => number,
): readonly T[] {
  const first = createFirst(count, compare);
  for (const item of [...a, ...b]) {
    first.add(item);
  }
  return first.items();
}

/** Order of two strings by code units: the same on every machine. */
export function compareStrings(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Order of two names in which numbers stand by value: `m2` before `m10`; equal ones by code units. */
export function compareNames(a: string, b: string): number {
  // What both begin with decides nothing, but for the digits of a number that goes on differently.
  let place = 0;
  while (place < a.length && a.charCodeAt(place) === b.charCodeAt(place)) {
    place++;
  }
  while (place > 0 && isDigit(a.charCodeAt(place - 1))) {
    place--;
  }
  // Most often two numbers decide, and pieces are made only where they are equal.
  if (isDigit(a.charCodeAt(place)) && isDigit(b.charCodeAt(place))) {
    const order = compareNumbers(a, b, place);
    if (order !== 0) {
      return order;
    }
  }
  const [left, right] = [a.slice(place).split(DIGITS), b.slice(place).split(DIGITS)];
  const shared = Math.min(left.length, right.length);
  for (let index = 0; index < shared; index++) {
    const [x, y] = [left[index] as string, right[index] as string];
    // Every second piece is a run of digits.
    const order = index % 2 === 1 ? compareDigits(x, y) : compareStrings(x, y);
    if (order !== 0) {
      return order;
    }
  }
  return left.length - right.length || compareStrings(a, b);
}

function isDigit(unit: number): boolean {
  return unit >= 0x30 && unit <= 0x39;
}

/** Order by value of the runs of digits that begin at one place of two names, without making strings of them. */
function compareNumbers(a: string, b: string, place: number): number {
  const [left, right] = [zerosEnd(a, place), zerosEnd(b, place)];
  const digits = digitsEnd(a, left) - left;
  const more = digits - (digitsEnd(b, right) - right);
  for (let next = 0; more === 0 && next < digits; next++) {
    const order = a.charCodeAt(left + next) - b.charCodeAt(right + next);
    if (order !== 0) {
      return order;
    }
  }
  return more;
}

/** Where a run of the digit 0 ends. */
function zerosEnd(name: string, start: number): number {
  let end = start;
  while (end < name.length && name.charCodeAt(end) === 0x30) {
    end++;
  }
  return end;
}

/** Where a run of digits ends. */
function digitsEnd(name: string, start: number): number {
  let end = start;
  while (end < name.length && isDigit(name.charCodeAt(end))) {
    end++;
  }
  return end;
}

const DIGITS = /(\d+)/;

/** Order of two runs of digits by value, without a limit to their length. */
function compareDigits(a: string, b: string): number {
  const [x, y] = [a.replace(/^0+/, ""), b.replace(/^0+/, "")];
  return x.length - y.length || compareStrings(x, y);
}
