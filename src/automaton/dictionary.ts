import { type Alphabet, indexEscapes } from "./alphabet.ts";
import { END, ENDS, FREE, LEAF, pairKey, TAIL, TAIL_WORDS } from "./layout.ts";
import { type PatternSet, sortPatterns } from "./pattern-set.ts";
import { buildRows } from "./rows.ts";
import { createSlots } from "./slots.ts";

/** Patterns, compiled for a search that begins at each place of a text; see `layout.ts` for the words. */
export interface Dictionary extends Alphabet {
  /** Number of given patterns. */
  readonly patternCount: number;
  /** Above every id. */
  readonly idCount: number;
  /** For each first id where its row starts in this array; then the row words. */
  readonly rows: Int32Array;
  /** Beside `rows`: payloads. */
  readonly pairs: Int32Array;
  /** Nodes, two words each. */
  readonly nodes: Int32Array;
  /** Tails, one after another. */
  readonly tails: Uint16Array;
  /** `Int32Array` of `idCount`: the pattern of one symbol, or -1; empty if there is none. */
  readonly singles: Int32Array;
  /** By pattern: the next one that is equal, -1 if there is none; empty if no two are equal. */
  readonly nextEqual: Int32Array;
}

/**
 * Makes the object of a dictionary: all are made here, so that the engine of JavaScript sees one shape of object,
 * whether a dictionary was built or loaded. Searches are slower where it sees two. Its arrays are written in this order.
 */
export function createDictionary(parts: Omit<Dictionary, "escapePages">): Dictionary {
  return {
    ids: parts.ids,
    escapes: parts.escapes,
    escapeStarts: parts.escapeStarts,
    escapeIds: parts.escapeIds,
    escapeJoined: parts.escapeJoined,
    rows: parts.rows,
    pairs: parts.pairs,
    nodes: parts.nodes,
    tails: parts.tails,
    singles: parts.singles,
    nextEqual: parts.nextEqual,
    escapePages: indexEscapes(parts.escapes),
    patternCount: parts.patternCount,
    idCount: parts.idCount,
  };
}

/**
 * Compiles patterns of ids; none is empty. Patterns are sorted once; then each range of them that shares a start
 * becomes a row, a node or a tail. Beside what it makes it needs about 6 bytes for each symbol and 40 for each
 * pattern, and twice an array while it grows.
 */
export function buildDictionary(
  given: PatternSet,
  idCount: number,
  alphabet: Omit<Alphabet, "escapePages">,
): Dictionary {
  const order = sortPatterns(given);
  const { sorted, numbers, nextEqual } = copyDistinct(given, order);
  const { symbols, starts } = sorted;
  const count = numbers.length;
  const { rows, pairRanges, singles } = buildRows(sorted, idCount, numbers);
  const pairs = new Int32Array(rows.length);

  const slots = createSlots();
  let nodes = new Int32Array(1 << 16).fill(FREE);
  // A tail for each pattern at most, of what comes after its first two symbols.
  const tails = new Uint16Array(symbols.length + TAIL_WORDS * count);
  let tailsEnd = 0;
  const offsets = new Int32Array(idCount);
  const borders = new Int32Array(idCount + 1);
  // Ranges whose payload is still to be made: from, to, depth, key.
  let waiting = new Int32Array(1 << 12);
  let waitingEnd = 0;

  /** The payload of what patterns from `from` up to, not including, `to` have in common: `depth` symbols. */
  function makePayload(from: number, to: number, depth: number, key: number): number {
    const start = starts[from]! + depth;
    const endsHere = start === starts[from + 1];
    if (to - from === 1) {
      return endsHere ? LEAF | numbers[from]! : LEAF | TAIL | addTail(from, start);
    }
    let children = 0;
    if (endsHere) {
      offsets[children++] = END;
    }
    let last = END;
    for (let pattern = endsHere ? from + 1 : from; pattern < to; pattern++) {
      const symbol = symbols[starts[pattern]! + depth]!;
      if (symbol !== last) {
        borders[children] = pattern;
        offsets[children++] = symbol;
        last = symbol;
      }
    }
    borders[children] = to;
    const base = slots.place(offsets, children);
    if (2 * slots.end() > nodes.length) {
      nodes = grow(nodes, 2 * slots.end(), FREE);
    }
    if (waitingEnd + 4 * children > waiting.length) {
      waiting = grow(waiting, waitingEnd + 4 * children, 0);
    }
    for (let child = 0; child < children; child++) {
      const slot = base + offsets[child]!;
      nodes[2 * slot] = key;
      if (child === 0 && endsHere) {
        nodes[2 * slot + 1] = numbers[from]!;
        continue;
      }
      waiting[waitingEnd] = borders[child]!;
      waiting[waitingEnd + 1] = borders[child + 1]!;
      waiting[waitingEnd + 2] = depth + 1;
      waiting[waitingEnd + 3] = slot;
      waitingEnd += 4;
    }
    return (endsHere ? ENDS : 0) | base;
  }

  function addTail(pattern: number, start: number): number {
    const place = tailsEnd;
    for (let at = start; at < starts[pattern + 1]!; at++) {
      tails[tailsEnd++] = symbols[at]!;
    }
    tails[tailsEnd++] = END;
    tails[tailsEnd++] = numbers[pattern]! & 0xffff;
    tails[tailsEnd++] = numbers[pattern]! >>> 16;
    return place;
  }

  for (let range = 0; range < pairRanges.length; range += 3) {
    const place = pairRanges[range + 2]!;
    pairs[place] = makePayload(pairRanges[range]!, pairRanges[range + 1]!, 2, pairKey(place));
    // What begins alike lies together.
    while (waitingEnd > 0) {
      waitingEnd -= 4;
      const slot = waiting[waitingEnd + 3]!;
      const payload = makePayload(
        waiting[waitingEnd]!,
        waiting[waitingEnd + 1]!,
        waiting[waitingEnd + 2]!,
        slot,
      );
      // After the call, which may put a longer array in the place of `nodes`.
      nodes[2 * slot + 1] = payload;
    }
  }
  // A look from any base by any id stays inside.
  const words = 2 * (slots.end() + idCount);
  return createDictionary({
    ...alphabet,
    patternCount: given.starts.length - 1,
    idCount,
    rows,
    pairs,
    nodes: (words > nodes.length ? grow(nodes, words, FREE) : nodes).slice(0, words),
    tails: tails.slice(0, tailsEnd),
    singles,
    nextEqual,
  });
}

/** Copies patterns in order, equal ones once, and chains those. */
function copyDistinct(
  { symbols, starts }: PatternSet,
  order: Uint32Array,
): {
  readonly sorted: PatternSet;
  readonly numbers: Int32Array;
  readonly nextEqual: Int32Array;
} {
  const sorted = {
    symbols: new Uint16Array(symbols.length),
    starts: new Uint32Array(order.length + 1),
  };
  const numbers = new Int32Array(order.length);
  let nextEqual = new Int32Array(0);
  let count = 0;
  let length = 0;
  for (let index = 0; index < order.length; index++) {
    const pattern = order[index]!;
    const start = starts[pattern]!;
    const size = starts[pattern + 1]! - start;
    const last = count === 0 ? 0 : sorted.starts[count - 1]!;
    let isEqual = count > 0 && length - last === size;
    for (let at = 0; isEqual && at < size; at++) {
      isEqual = sorted.symbols[last + at] === symbols[start + at];
    }
    if (isEqual) {
      if (nextEqual.length === 0) {
        nextEqual = new Int32Array(order.length).fill(-1);
      }
      nextEqual[order[index - 1]!] = pattern;
      continue;
    }
    for (let at = 0; at < size; at++) {
      sorted.symbols[length++] = symbols[start + at]!;
    }
    numbers[count++] = pattern;
    sorted.starts[count] = length;
  }
  return {
    sorted: {
      symbols: sorted.symbols.subarray(0, length),
      starts: sorted.starts.subarray(0, count + 1),
    },
    numbers: numbers.subarray(0, count),
    nextEqual,
  };
}

/** A longer array with the same numbers, filled up. */
function grow(array: Int32Array, length: number, filler: number): Int32Array<ArrayBuffer> {
  const grown = new Int32Array(Math.max(length, 2 * array.length));
  grown.set(array);
  return grown.fill(filler, array.length);
}
