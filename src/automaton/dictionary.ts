import {
  ANY_THIRD,
  EMPTY,
  END,
  ENDS,
  FREE,
  LEAF,
  PAIR_ENDS,
  pairKey,
  SPECIAL,
  thirdBit,
} from "./layout.ts";
import { type PatternSet, sortPatterns } from "./pattern-set.ts";
import { createSlots } from "./slots.ts";

/** Patterns, compiled for a search that begins at each place of a text; see `layout.ts` for the words. */
export interface Dictionary {
  /** Above every id. */
  readonly idCount: number;
  /** Length of the longest pattern, in symbols. */
  readonly maxLength: number;
  /** `Int32Array` of `idCount`: where the row of a first id starts. */
  readonly rowStarts: Int32Array;
  /** Row words. */
  readonly rows: Int32Array;
  /** Beside `rows`: payloads. */
  readonly pairs: Int32Array;
  /** Nodes, two words each. */
  readonly nodes: Int32Array;
  /** The different patterns in ascending order of their symbols, as ids. */
  readonly patterns: PatternSet;
  /** Beside `patterns`: the first of the given patterns that is equal. */
  readonly firstOf: Int32Array;
  /** By given pattern: the next one that is equal, -1 if there is none; empty if no two are equal. */
  readonly nextEqual: Int32Array;
  /** `Int32Array` of `idCount`: the pattern of one symbol, by number among `patterns`, or -1. */
  readonly singles: Int32Array;
}

/** Bases that are tried for a row, and for the children of a node, in words of 32. */
const ROW_WORDS = 4096;
const NODE_WORDS = 256;

/**
 * Compiles patterns of ids; none is empty. Memory grows with their total length, and so does time but for the
 * search for places, which for each row and node looks at no more words than are stated above.
 */
export function buildDictionary(given: PatternSet, idCount: number): Dictionary {
  const { patterns, firstOf, nextEqual } = sortDistinct(given);
  const { symbols, starts } = patterns;
  const count = starts.length - 1;
  let maxLength = 0;
  const singles = new Int32Array(idCount).fill(-1);
  for (let pattern = 0; pattern < count; pattern++) {
    const length = starts[pattern + 1]! - starts[pattern]!;
    maxLength = Math.max(maxLength, length);
    if (length === 1) {
      singles[symbols[starts[pattern]!]!] = pattern;
    }
  }

  const nodeSlots = createSlots(NODE_WORDS);
  let nodes = new Int32Array(1024).fill(FREE);
  // Ranges of patterns that share a start, whose payload is still to be made.
  const waiting: Range[] = [];

  /** The payload of what the patterns of a range have in common, `depth` symbols. */
  function makePayload({ from, to, depth, key }: Range): number {
    if (to - from === 1) {
      return LEAF | from;
    }
    const endsHere = starts[from + 1]! - starts[from]! === depth;
    const offsets: number[] = endsHere ? [END] : [];
    const borders: number[] = [];
    for (let pattern = endsHere ? from + 1 : from; pattern < to; pattern++) {
      const symbol = symbols[starts[pattern]! + depth]!;
      if (symbol !== offsets[offsets.length - 1]) {
        offsets.push(symbol);
        borders.push(pattern);
      }
    }
    borders.push(to);
    const base = nodeSlots.place(offsets);
    nodes = reserveNodes(nodes, nodeSlots.end);
    const first = endsHere ? 1 : 0;
    if (endsHere) {
      nodes[2 * (base + END)] = key;
      nodes[2 * (base + END) + 1] = from;
    }
    for (let child = first; child < offsets.length; child++) {
      const slot = base + offsets[child]!;
      nodes[2 * slot] = key;
      waiting.push({
        from: borders[child - first]!,
        to: borders[child - first + 1]!,
        depth: depth + 1,
        key: slot,
      });
    }
    return (endsHere ? ENDS : 0) | base;
  }

  const { rowStarts, rows, ranges } = buildRows(patterns, idCount);
  const pairs = new Int32Array(rows.length);
  for (const range of ranges) {
    pairs[range.place] = makePayload({ ...range, depth: 2, key: pairKey(range.place) });
  }
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    // First, since it may put a longer array in the place of `nodes`.
    const payload = makePayload(next);
    nodes[2 * next.key + 1] = payload;
  }
  return {
    idCount,
    maxLength,
    rowStarts,
    rows,
    pairs,
    // A look from any base by any id stays inside.
    nodes: reserveNodes(nodes, nodeSlots.end + idCount).slice(0, 2 * (nodeSlots.end + idCount)),
    patterns,
    firstOf,
    nextEqual,
    singles,
  };
}

/** Sorted patterns that share their first `depth` symbols. */
interface Range {
  readonly from: number;
  readonly to: number;
  readonly depth: number;
  /** What their children name as their parent. */
  readonly key: number;
}

/** The patterns of one pair, and its place among the rows. */
interface PairRange {
  readonly from: number;
  readonly to: number;
  readonly place: number;
}

function buildRows(
  { symbols, starts }: PatternSet,
  idCount: number,
): Pick<Dictionary, "rowStarts" | "rows"> & { readonly ranges: readonly PairRange[] } {
  const count = starts.length - 1;
  // For each first id: its second ids, and the borders of their patterns.
  const groups: { first: number; seconds: number[]; borders: number[] }[] = [];
  let group: (typeof groups)[number] | undefined;
  for (let pattern = 0; pattern < count; pattern++) {
    if (starts[pattern + 1]! - starts[pattern]! === 1) {
      continue;
    }
    const first = symbols[starts[pattern]!]!;
    const second = symbols[starts[pattern]! + 1]!;
    if (group?.first !== first) {
      group = { first, seconds: [], borders: [] };
      groups.push(group);
    }
    if (group.seconds[group.seconds.length - 1] !== second) {
      group.borders[group.seconds.length] = pattern;
      group.seconds.push(second);
    }
    // Patterns of one first id and two symbols or more are neighbours: an end is the next one's start.
    group.borders[group.seconds.length] = pattern + 1;
  }

  const slots = createSlots(ROW_WORDS);
  const rowStarts = new Int32Array(idCount);
  // After SPECIAL anything can follow: its row passes every look, so that it costs none of its own.
  const everyId = Array.from({ length: idCount }, (_, id) => id);
  rowStarts[SPECIAL] = slots.place(everyId);
  // Large rows first: small ones fit between.
  groups.sort((a, b) => b.seconds.length - a.seconds.length || a.first - b.first);
  for (const { first, seconds } of groups) {
    rowStarts[first] = slots.place(seconds);
  }
  const rows = new Int32Array(slots.end + idCount).fill(EMPTY);
  rows.fill(SPECIAL | ANY_THIRD, rowStarts[SPECIAL]!, rowStarts[SPECIAL]! + idCount);
  const ranges: PairRange[] = [];
  for (const { first, seconds, borders } of groups) {
    for (const [index, second] of seconds.entries()) {
      const place = rowStarts[first]! + second;
      const from = borders[index]!;
      const to = borders[index + 1]!;
      let word = first;
      for (let pattern = from; pattern < to; pattern++) {
        const third = starts[pattern]! + 2;
        word |= third === starts[pattern + 1]! ? PAIR_ENDS : thirdBit(symbols[third]!);
      }
      rows[place] = word;
      ranges.push({ from, to, place });
    }
  }
  return { rowStarts, rows, ranges };
}

/** Sorts patterns and puts equal ones together. */
function sortDistinct(given: PatternSet): Pick<Dictionary, "patterns" | "firstOf" | "nextEqual"> {
  const sorted = sortPatterns(given);
  const { symbols, starts } = given;
  const nextEqual = new Int32Array(sorted.length).fill(-1);
  const kept: number[] = [];
  let length = 0;
  let last = -1;
  for (const pattern of sorted) {
    if (last >= 0 && isEqual(given, last, pattern)) {
      nextEqual[last] = pattern;
    } else {
      kept.push(pattern);
      length += starts[pattern + 1]! - starts[pattern]!;
    }
    last = pattern;
  }
  const patterns = {
    symbols: new Uint16Array(length),
    starts: new Uint32Array(kept.length + 1),
  };
  for (const [index, pattern] of kept.entries()) {
    const start = patterns.starts[index]!;
    patterns.symbols.set(symbols.subarray(starts[pattern], starts[pattern + 1]), start);
    patterns.starts[index + 1] = start + starts[pattern + 1]! - starts[pattern]!;
  }
  return {
    patterns,
    firstOf: Int32Array.from(kept),
    nextEqual: kept.length === sorted.length ? new Int32Array(0) : nextEqual,
  };
}

function isEqual({ symbols, starts }: PatternSet, a: number, b: number): boolean {
  const length = starts[a + 1]! - starts[a]!;
  if (starts[b + 1]! - starts[b]! !== length) {
    return false;
  }
  for (let index = 0; index < length; index++) {
    if (symbols[starts[a]! + index] !== symbols[starts[b]! + index]) {
      return false;
    }
  }
  return true;
}

function reserveNodes(nodes: Int32Array<ArrayBuffer>, slots: number): Int32Array<ArrayBuffer> {
  if (2 * slots <= nodes.length) {
    return nodes;
  }
  const grown = new Int32Array(Math.max(2 * slots, 2 * nodes.length)).fill(FREE);
  grown.set(nodes);
  return grown;
}
