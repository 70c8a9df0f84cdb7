// The layout of a dictionary: what the numbers in its arrays mean. Nothing outside this folder knows a bit of it.
//
// Ids. Inside a dictionary a class of the class table has an id:
//
//   0          a character of no pattern
//   1          END: the edge to the pattern that ends at a node, and the end of a tail; no text holds it
//   2          SPECIAL: a code unit that must be looked at more closely
//   3, 4, ...  the classes, most frequent first
//
// No class has an id that is 15 modulo 16, so that the signature bit of a third symbol is never bit 31; and the ids
// that are 2 modulo 16, which share their signature bit with SPECIAL, come last.
//
// Row word, one for each pair of first and second id, at `rows[rows[first] + second]`: before all words stand the
// starts of the rows by first id. The rows of different first ids are pushed into each other; the word says whose
// it is:
//
//   31          30 ................. 16   15 ............. 0
//   +---------+------------------------+-------------------+
//   | is a    | bit (id & 15): such an | the first id,     |
//   | pattern | id can be the third    | EMPTY if unused   |
//   +---------+------------------------+-------------------+
//
// A pair that is a pattern by itself has all the bits of third ids set, so that it is always looked at. The bit of
// SPECIAL is set in every word, and every row has a word for SPECIAL as second, with all bits: what is special may
// stand for anything. The row of SPECIAL itself has all words with all bits.
//
// Payload, of a pair (at the same place of `pairs`) or of a node (the second word of its slot):
//
//   31     30     29 ................................... 0
//   +------+------+--------------------------------------+
//   | 1    | 0    | pattern                              |  LEAF: it ends here, and nothing goes on
//   | 1    | 1    | place in `tails`                     |  LEAF | TAIL: one pattern is left, compare its tail
//   | 0    | ends | base: the child by an id has the     |  ENDS: a pattern ends here, its number is
//   |      |      | slot base + id                       |        the payload of the child by END
//   +------+------+--------------------------------------+
//
// Node, two words, at `nodes[2 * slot]`: the key of its parent (the slot of a node, `pairKey` of a pair,
// FREE if unused), then its payload.
//
// Tail, in `tails`: the ids that are left of a pattern, END, the lower 16 bits of its number, the upper ones.
//
// Patterns are numbered as they were given. Of equal ones the dictionary holds the first; `nextEqual` leads on.

/** Id of the edge to the pattern that ends at a node; ends a tail. */
export const END = 1;

/** Id of a code unit that stands for none or several symbols, or is half of a pair. */
export const SPECIAL = 2;

/** The first id of a row word that no row uses. */
export const EMPTY = 0xffff;

/** In a row word: any third id can follow. */
export const ANY_THIRD = 0x7fff0000;

/** In a row word: the pair is a pattern, and any third id can follow. */
export const PAIR_ENDS: number = 0xffff0000 | 0;

/** In a payload: one pattern is left. */
export const LEAF: number = 0x80000000 | 0;

/** In a payload that is a leaf: symbols are left of the pattern. */
export const TAIL = 0x40000000;

/** In a payload that is no leaf: a pattern ends here. */
export const ENDS = 0x40000000;

/** In a payload: the number of a pattern, a place among tails, or a base. */
export const VALUE = 0x3fffffff;

/** In a node: no parent. */
export const FREE = -1;

/** Most patterns of a dictionary. */
export const MAX_PATTERNS: number = 2 ** 22;

/** Most code units of a text: a place and a bit beside it are one positive word. */
export const MAX_UNITS: number = 2 ** 30;

/** Words of a tail beside its ids. */
export const TAIL_WORDS = 3;

/** The first id of a class. */
const FIRST_ID = 3;

/** Of 16 ids, those that are not 2 or 15 modulo 16. */
const IDS_OF_16 = 14;

/** Ids from {@link FIRST_ID} to 65,534 that are neither. */
const DIRECT_IDS = 57_342;

/** The id of a class, 0 for class 0. */
export function idOfClass(symbol: number): number {
  if (symbol === 0) {
    return 0;
  }
  if (symbol > DIRECT_IDS) {
    return 16 * (symbol - DIRECT_IDS) + SPECIAL;
  }
  const block = Math.floor((symbol - 1) / IDS_OF_16);
  const rest = (symbol - 1) % IDS_OF_16;
  return FIRST_ID + 16 * block + rest + (rest >= 12 ? 1 : 0);
}

/** One more than the highest id of so many classes, class 0 included. */
export function idCountOf(classCount: number): number {
  return Math.max(SPECIAL, idOfClass(Math.min(classCount - 1, DIRECT_IDS))) + 1;
}

/** In a row word: the bit of a third id. */
export function thirdBit(id: number): number {
  return 0x10000 << (id & 15);
}

/** The key of a pair as a parent, by its place among the rows; the place by its key. */
export function pairKey(place: number): number {
  return -2 - place;
}
