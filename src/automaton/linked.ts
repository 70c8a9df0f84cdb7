import { findEscape } from "./alphabet.ts";
import type { Dictionary } from "./dictionary.ts";
import { findChild, type LinkFailures } from "./failures.ts";
import { SPECIAL } from "./layout.ts";
import { addMatch, dropRepeated, type MatchBuffer } from "./match-buffer.ts";
import { codePointAt, type Text, unitAt } from "./text.ts";
import { buildTrie, type Trie } from "./trie.ts";

/** What a search by links is made of: the trie, and its next states in one table where that is small. */
export interface Links extends Trie {
  /** Length of the longest pattern. */
  readonly maxLength: number;
  /**
   * `Int32Array` of `stateCount * idCount`: the next state, as `state * idCount`, with `HAS_ENDS` if a pattern ends
   * at it; empty if that would be too large.
   */
  readonly table: Int32Array;
}

/** A search by links that can be left and gone on with. */
export interface Run {
  /** What comes before this place is read. */
  place: number;
  /** State of the trie. */
  state: number;
  /** Symbols since the root that come one from each of the code units before `place`. */
  plain: number;
  /** Number of the last symbol, around the ring. */
  last: number;
  /** `start * 2 + joined` of the last symbols, those of plain ones only where others follow. */
  readonly ring: Int32Array;
}

/** Entries of the largest table of next states. */
const MOST_ENTRIES = 2 ** 21;

/** In an entry of the table: patterns end at the state. */
const HAS_ENDS: number = 0x80000000 | 0;

/** In an entry of the table: its state times the number of ids. */
const ROW = 0x7fffffff;

/** Makes the links of a dictionary. */
export function buildLinks(dictionary: Dictionary, linkFailures: LinkFailures): Links {
  const trie = buildTrie(dictionary, linkFailures);
  const { stateCount, depths, children, labels, fails, ends } = trie;
  const { idCount } = dictionary;
  const maxLength = depths[stateCount - 1]!;
  if (stateCount * idCount > MOST_ENTRIES) {
    return { ...trie, maxLength, table: new Int32Array(0) };
  }
  const table = new Int32Array(stateCount * idCount);
  for (let state = 0; state < stateCount; state++) {
    if (state > 0) {
      // What has no child goes where its longest suffix goes, whose row is done.
      const suffix = fails[state]! * idCount;
      table.copyWithin(state * idCount, suffix, suffix + idCount);
    }
    for (let child = children[state]!; child < children[state + 1]!; child++) {
      table[state * idCount + labels[child]!] =
        (child * idCount) | (ends[child] === 0 ? 0 : HAS_ENDS);
    }
  }
  return { ...trie, maxLength, table };
}

/** A run. Its ring is as long as the longest pattern, so it is used again and again. */
export function createRun({ maxLength }: Links): Run {
  const size = 2 ** Math.ceil(Math.log2(maxLength + 2));
  return { place: 0, state: 0, plain: 0, last: 0, ring: new Int32Array(size) };
}

/** Begins a run at a place: it finds what begins there or later. What is left in its ring is never read. */
export function startRun(run: Run, place: number): void {
  run.place = place;
  run.state = 0;
  run.plain = 0;
  run.last = 0;
}

/**
 * The search by links: Aho-Corasick. It reads each symbol once and steps back on failure links, so it is linear on
 * every text, and slower than the anchored search on ordinary ones. Collects what ends in a text before `until`;
 * without a buffer it ends with the first, and gives true. Stops where the buffer has reached `limit`.
 */
export function searchByLinks(
  dictionary: Dictionary,
  links: Links,
  run: Run,
  text: Text,
  until: number,
  into: MatchBuffer | undefined,
  limit: number,
): boolean {
  const { ids, idCount, escapeStarts, escapeIds, escapeJoined } = dictionary;
  const { table, ends, maxLength } = links;
  const mask = run.ring.length - 1;
  const hasTable = table.length > 0;
  let { state, plain, place } = run;
  let row = state * idCount;
  while (place < until && (into === undefined || into.length < limit)) {
    const id = ids[unitAt(text, place)]!;
    if (id !== SPECIAL) {
      place++;
      plain++;
      if (hasTable) {
        const entry = table[row + id]!;
        row = entry & ROW;
        if (entry >= 0) {
          continue;
        }
        state = row / idCount;
      } else {
        state = step(links, state, id);
        if (ends[state] === 0) {
          continue;
        }
      }
      if (addEnds(dictionary, links, run, state, plain, place, into)) {
        return true;
      }
      continue;
    }

    if (hasTable) {
      state = row / idCount;
    }
    const start = place;
    const codePoint = codePointAt(text, start);
    place += codePoint > 0xffff ? 2 : 1;
    const entry = findEscape(dictionary, codePoint);
    if (entry < 0) {
      state = 0;
      row = 0;
      plain = 0;
      continue;
    }
    // From here on starts cannot be computed: write down those of the symbols before.
    for (let back = Math.min(plain, maxLength); back > 0; back--) {
      run.last = (run.last + 1) & mask;
      run.ring[run.last] = 2 * (start - back);
    }
    plain = 0;
    const from = escapeStarts[entry]!;
    const to = escapeStarts[entry + 1]!;
    const mark = into === undefined ? 0 : into.length;
    for (let at = from; at < to; at++) {
      state = step(links, state, escapeIds[at]!);
      run.last = (run.last + 1) & mask;
      run.ring[run.last] = 2 * start + escapeJoined[at]!;
      const isParted = at + 1 === to || escapeJoined[at + 1] !== 1;
      if (isParted && ends[state] !== 0 && addEnds(dictionary, links, run, state, 0, place, into)) {
        return true;
      }
    }
    row = state * idCount;
    if (into !== undefined && to - from > 1 && into.length > mark + 3) {
      dropRepeated(into, mark);
    }
  }
  run.place = place;
  run.state = hasTable ? row / idCount : state;
  run.plain = plain;
  return false;
}

/** Adds what ends at `end`; true if there is no buffer, and something does. */
function addEnds(
  dictionary: Dictionary,
  { ends, fails, outputs, depths }: Links,
  { ring, last }: Run,
  state: number,
  plain: number,
  end: number,
  into: MatchBuffer | undefined,
): boolean {
  for (let node = ends[state]!; node !== 0; node = ends[fails[node]!]!) {
    const length = depths[node]!;
    // A match that is longer than the run of plain symbols begins before it.
    const source =
      length <= plain ? 2 * (end - length) : ring[(last - length + plain + 1) & (ring.length - 1)]!;
    if ((source & 1) === 0) {
      if (into === undefined) {
        return true;
      }
      addMatch(dictionary, into, outputs[node]!, source >> 1, end);
    }
  }
  return false;
}

/** The state after one more symbol: each step back on a failure link was paid for by a step forward. */
function step(links: Links, from: number, id: number): number {
  if (id === 0) {
    return 0;
  }
  let state = from;
  let target = findChild(links, state, id);
  while (target === 0 && state !== 0) {
    state = links.fails[state]!;
    target = findChild(links, state, id);
  }
  return target;
}
