// The layout of a dictionary: what the numbers in its arrays mean. Nothing else in this folder knows a bit.
//
// Ids. Inside a dictionary a class of the class table has an id, which is never 15 modulo 16, so that the
// signature bit of a third symbol is never bit 31:
//
//   0          a character of no pattern
//   1          END: the edge to the pattern that ends at a node; no text holds it
//   2          SPECIAL: a code unit that must be looked at more closely
//   3, 4, ...  the classes, without 15, 31, 47, ...
//
// Row word, one for each pair of first and second id, at `rows[rowStarts[first] + second]`. The rows of
// different first ids are pushed into each other; the word says whose it is:
//
//   31          30 ................. 16   15 ............. 0
//   +---------+------------------------+-------------------+
//   | is a    | bit (id & 15): such an | the first id,     |
//   | pattern | id can be the third    | EMPTY if unused   |
//   +---------+------------------------+-------------------+
//
// A pair that is a pattern by itself has all the bits of third ids set, so that it is always looked at.
//
// Payload, of a pair (at the same place of `pairs`) or of a node (the second word of its slot):
//
//   31     30     29 ................................... 0
//   +------+------+--------------------------------------+
//   | 1    | 0    | the one pattern from here on         |  LEAF: compare what is left of it
//   | 0    | ends | base: the child by an id has the     |  ENDS: a pattern ends here, its number is
//   |      |      | slot base + id                       |        the payload of the child by END
//   +------+------+--------------------------------------+
//
// Node, two words, at `nodes[2 * slot]`: the key of its parent (the slot of a node, `pairKey` of a pair,
// FREE if unused), then its payload.

/** Id of the edge to the pattern that ends at a node. */
export const END = 1;

/** Id of a code unit that stands for none or several symbols, is half of a pair, or is a pattern alone. */
export const SPECIAL = 2;

/** The first id of a row word that no row uses. */
export const EMPTY = 0xffff;

/** In a row word: any third id can follow. */
export const ANY_THIRD = 0x7fff0000;

/** In a row word: the pair is a pattern, and any third id can follow. */
export const PAIR_ENDS: number = 0xffff0000 | 0;

/** In a payload: one pattern is left. */
export const LEAF: number = 0x80000000 | 0;

/** In a payload: a pattern ends here. */
export const ENDS = 0x40000000;

/** In a payload: the number of a pattern, or a base. */
export const VALUE = 0x3fffffff;

/** In a node: no parent. */
export const FREE = -1;

/** The id of a class, 0 for class 0. */
export function idOfClass(symbol: number): number {
  const number = symbol + SPECIAL;
  return symbol === 0 ? 0 : number + Math.floor(number / 15);
}

/** In a row word: the bit of a third id. */
export function thirdBit(id: number): number {
  return 0x10000 << (id & 15);
}

/** The key of a pair as a parent, by its place among the rows. */
export function pairKey(place: number): number {
  return -2 - place;
}
