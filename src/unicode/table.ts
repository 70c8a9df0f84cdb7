/**
 * How the generated tables are written: as text, since text is what survives every bundler and what
 * gzip packs well, and small numbers as one character each, since nearly all of them are small.
 */

/** Number of characters that a number can be written with: U+0023 to U+007E without the backslash. */
export const DIGITS = 91;

/** Digits below this end a number; the other `DIGITS - FINAL_DIGITS` go on. */
export const FINAL_DIGITS = 64;

/**
 * A mapping from code points to sequences of code points, written as three columns with one entry per
 * code point, in ascending order.
 */
export interface MappingTable {
  /** Numbers: the distance of each key from the one before (from 0 for the first). */
  readonly keys: string;
  /** Numbers: the length of each sequence. Empty: all are 1. */
  readonly lengths: string;
  /**
   * Numbers: each code point of the sequences as its zigzag difference from the code point that stands
   * at the same place of the nearest sequence before it that reaches so far (from 0 for the first).
   * From the second place on the number is doubled, plus 1 if the code point is joined to the one
   * before it.
   */
  readonly values: string;
}

/**
 * A mapping from code points to one code point each, in groups of entries whose targets lie near each other: so the
 * steps from one target to the next are short, at the price of longer ones between keys. Within a group keys ascend.
 */
export interface GroupedTable {
  /** Numbers: the distance of each key from the one before (from 0 for the first of a group); 0 ends a group. */
  readonly keys: string;
  /** Numbers: the zigzag difference of each target from the one before (from 0 for the first of all). */
  readonly values: string;
}

/**
 * A sequence of code points in which bit 21 ({@link JOINED}) marks those that cannot be parted from the
 * one before.
 */
export type Sequence = readonly number[];

/** A mapping from code points to sequences. Flat, since ten thousand small arrays are slow to make. */
export interface Mapping {
  /** The code points that are mapped, ascending. */
  readonly keys: readonly number[];
  /** `keys[i]` is mapped to `elements[starts[i]]` up to, not including, `elements[starts[i + 1]]`. */
  readonly starts: readonly number[];
  /** Elements of sequences. */
  readonly elements: Sequence;
}

/** Set in an element of a {@link Sequence} that is joined to the one before. Above every code point. */
export const JOINED = 0x200000;

/** Leaves the code point of an element of a {@link Sequence}. */
export const CODE_POINT = 0x1fffff;

/** The numbers, 0 or greater, that `text` holds. */
export function decodeNumbers(text: string): number[] {
  const numbers: number[] = [];
  let value = 0;
  let unit = 1;
  for (let i = 0; i < text.length; i++) {
    const character = text.charCodeAt(i);
    const digit = character < 0x5c ? character - 0x23 : character - 0x24;
    value += digit * unit;
    if (digit < FINAL_DIGITS) {
      numbers.push(value);
      value = 0;
      unit = 1;
    } else {
      unit *= DIGITS - FINAL_DIGITS;
    }
  }
  return numbers;
}

/** The ranges `[first, last + 1, first, last + 1, ...]`, ascending, whose gaps and sizes `text` holds. */
export function decodeRanges(text: string): number[] {
  let bound = 0;
  return decodeNumbers(text).map((distance) => {
    bound += distance;
    return bound;
  });
}

/** The mapping that a grouped table holds. */
export function decodeGroups(table: GroupedTable): Mapping {
  const differences = decodeNumbers(table.values);
  const targets = new Map<number, number>();
  let key = 0;
  let target = 0;
  for (const distance of decodeNumbers(table.keys)) {
    key = distance === 0 ? 0 : key + distance;
    if (distance > 0) {
      target += unzigzag(differences[targets.size]!);
      targets.set(key, target);
    }
  }
  const keys = [...targets.keys()].sort((a, b) => a - b);
  const starts = [...keys.keys(), keys.length];
  return { keys, starts, elements: keys.map((each) => targets.get(each)!) };
}

/** The difference that a zigzag number stands for. */
function unzigzag(number: number): number {
  return (number >> 1) ^ -(number & 1);
}

/** The mapping that `table` holds. */
export function decodeMapping(table: MappingTable): Mapping {
  const keys = decodeNumbers(table.keys);
  const lengths = decodeNumbers(table.lengths);
  const elements = decodeNumbers(table.values);
  const starts = [0];
  // By place: the code point that stood there last.
  const previous: number[] = [];
  let key = 0;
  let next = 0;
  for (let entry = 0; entry < keys.length; entry++) {
    key += keys[entry]!;
    keys[entry] = key;
    const length = lengths.length > 0 ? lengths[entry]! : 1;
    for (let place = 0; place < length; place++) {
      if (place === previous.length) {
        previous.push(0);
      }
      const value = elements[next]!;
      const codePoint = previous[place]! + unzigzag(place === 0 ? value : value >> 1);
      previous[place] = codePoint;
      elements[next] = place > 0 && value & 1 ? codePoint | JOINED : codePoint;
      next++;
    }
    starts.push(next);
  }
  return { keys, starts, elements };
}
