import { type ClassTable, ESCAPE, SKIP } from "./class-table.ts";
import { findChild, type Trie } from "./trie.ts";

/**
 * Receives one occurrence: the index of the pattern and its span `[start, end)` in UTF-16 code units of
 * the text as given. Returns true to stop the search.
 */
export type Visit = (pattern: number, start: number, end: number) => boolean;

/** The search of an automaton; see `Automaton.scan`. */
export function createScan(trie: Trie, table: ClassTable): (text: string, visit: Visit) => boolean {
  const { units, escapes, escapeStarts, escapeSymbols, escapeJoined } = table;
  const { fails, ends, outputStarts, outputs, lengths } = trie;
  const entries = new Map<number, number>();
  for (const [entry, codePoint] of escapes.entries()) {
    entries.set(codePoint, entry);
  }

  // The sources of the last symbols, `start * 2 + joined`, in a ring that holds the longest pattern. A
  // start cannot be computed from an end and a length: characters between may count as none or several.
  const mask = 2 ** Math.ceil(Math.log2(trie.maxLength + 1)) - 1;
  let spare: Int32Array | undefined;

  /** The state after one more symbol: each step back on a failure link was paid for by a step forward. */
  function step(from: number, symbol: number): number {
    let state = from;
    let target = findChild(trie, state, symbol);
    while (target === 0 && state !== 0) {
      state = fails[state]!;
      target = findChild(trie, state, symbol);
    }
    return target;
  }

  /** Visits what ends at `state`. `seen`: the latest start of each pattern visited with this `end`. */
  function report(
    state: number,
    sources: Int32Array,
    last: number,
    end: number,
    visit: Visit,
    seen: Map<number, number> | undefined,
  ): boolean {
    for (let node = ends[state]!; node !== 0; node = ends[fails[node]!]!) {
      for (let index = outputStarts[node]!; index < outputStarts[node + 1]!; index++) {
        const pattern = outputs[index]!;
        const source = sources[(last - lengths[pattern]! + 1) & mask]!;
        const start = source >> 1;
        if ((source & 1) === 1 || seen?.get(pattern) === start) {
          continue;
        }
        seen?.set(pattern, start);
        if (visit(pattern, start, end)) {
          return true;
        }
      }
    }
    return false;
  }

  function search(text: string, visit: Visit, sources: Int32Array): boolean {
    const length = text.length;
    let state = 0;
    let last = 0;
    let end = 0;
    for (let start = 0; start < length; start = end) {
      end = start + 1;
      const symbol = units[text.charCodeAt(start)]!;
      if (symbol === 0) {
        state = 0;
        continue;
      }
      if (symbol < ESCAPE) {
        state = step(state, symbol);
        last = (last + 1) & mask;
        sources[last] = start * 2;
        if (ends[state] !== 0 && report(state, sources, last, end, visit, undefined)) {
          return true;
        }
        continue;
      }
      if (symbol === SKIP) {
        continue;
      }
      const codePoint = codePointAt(text, start);
      end = codePoint > 0xffff ? start + 2 : end;
      const entry = entries.get(codePoint);
      if (entry === undefined) {
        state = 0;
        continue;
      }
      const stop = escapeStarts[entry + 1]!;
      let index = escapeStarts[entry]!;
      // The symbols of one code point have one source, so that one span could be met twice.
      const seen = stop - index > 1 ? new Map<number, number>() : undefined;
      for (; index < stop; index++) {
        state = step(state, escapeSymbols[index]!);
        last = (last + 1) & mask;
        sources[last] = start * 2 + escapeJoined[index]!;
        const parted = index + 1 === stop || escapeJoined[index + 1] === 0;
        if (parted && ends[state] !== 0 && report(state, sources, last, end, visit, seen)) {
          return true;
        }
      }
    }
    return false;
  }

  return (text, visit) => {
    if (typeof text !== "string") {
      throw new TypeError(`the text to search is of type ${typeof text}, expected a string`);
    }
    // A visitor may search again with the same automaton: each search has a ring of its own.
    const sources = spare ?? new Int32Array(mask + 1);
    spare = undefined;
    try {
      return search(text, visit, sources);
    } finally {
      spare = sources;
    }
  };
}

/** The code point at a place; -1 for the second half of a pair whose first half was read as class 0. */
function codePointAt(text: string, position: number): number {
  const codePoint = text.codePointAt(position)!;
  const isTrail = codePoint >= 0xdc00 && codePoint <= 0xdfff;
  return isTrail && position > 0 && (text.charCodeAt(position - 1) & 0xfc00) === 0xd800
    ? -1
    : codePoint;
}
