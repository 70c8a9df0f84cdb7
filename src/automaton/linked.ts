import { type Alphabet, codePointAt } from "./alphabet.ts";
import type { Continuation } from "./anchored.ts";
import type { Dictionary } from "./dictionary.ts";
import { SPECIAL } from "./layout.ts";
import { buildTrie, findChild, type Trie } from "./trie.ts";
import { type Visit, visitPattern } from "./visit.ts";

/**
 * The search by links: Aho-Corasick. It reads each symbol once and steps back on failure links, so it is
 * linear on every text, and slower than the anchored search on ordinary ones. Occurrences are visited in the
 * order of their ends, longer first. The trie is built when it is first needed.
 */
export function createLinkedSearch(dictionary: Dictionary, alphabet: Alphabet): Continuation {
  const { ids, specials } = alphabet;
  const { starts } = dictionary.patterns;
  // The sources of the last symbols, `start * 2 + joined`, in a ring that holds the longest pattern. A
  // start cannot be computed from an end and a length: characters between may count as none or several.
  const mask = 2 ** Math.ceil(Math.log2(dictionary.maxLength + 1)) - 1;
  let built: Trie | undefined;
  let spare: Int32Array | undefined;

  /** The state after one more symbol: each step back on a failure link was paid for by a step forward. */
  function step(trie: Trie, from: number, id: number): number {
    let state = from;
    let target = findChild(trie, state, id);
    while (target === 0 && state !== 0) {
      state = trie.fails[state]!;
      target = findChild(trie, state, id);
    }
    return target;
  }

  /** Visits what ends at `state`. `seen`: the latest start of each pattern visited with this `end`. */
  function visitEnds(
    { fails, ends, outputs }: Trie,
    state: number,
    sources: Int32Array,
    last: number,
    end: number,
    visit: Visit,
    seen: Map<number, number> | undefined,
  ): boolean {
    for (let node = ends[state]!; node !== 0; node = ends[fails[node]!]!) {
      const pattern = outputs[node]!;
      const length = starts[pattern + 1]! - starts[pattern]!;
      const source = sources[(last - length + 1) & mask]!;
      const start = source >> 1;
      if ((source & 1) === 1 || seen?.get(pattern) === start) {
        continue;
      }
      seen?.set(pattern, start);
      if (visitPattern(dictionary, pattern, start, end, visit)) {
        return true;
      }
    }
    return false;
  }

  function search(
    trie: Trie,
    text: string,
    from: number,
    visit: Visit,
    sources: Int32Array,
  ): boolean {
    const length = text.length;
    let state = 0;
    let last = 0;
    let end = from;
    for (let start = from; start < length; start = end) {
      end = start + 1;
      const id = ids[text.charCodeAt(start)]!;
      if (id === 0) {
        state = 0;
        continue;
      }
      if (id !== SPECIAL) {
        state = step(trie, state, id);
        last = (last + 1) & mask;
        sources[last] = start * 2;
        if (
          trie.ends[state] !== 0 &&
          visitEnds(trie, state, sources, last, end, visit, undefined)
        ) {
          return true;
        }
        continue;
      }
      const codePoint = codePointAt(text, start);
      end = codePoint > 0xffff ? start + 2 : end;
      const special = specials.get(codePoint);
      if (special === undefined) {
        state = 0;
        continue;
      }
      // The symbols of one code point have one source, so that one span could be met twice.
      const seen = special.ids.length > 1 ? new Map<number, number>() : undefined;
      for (let index = 0; index < special.ids.length; index++) {
        state = step(trie, state, special.ids[index]!);
        last = (last + 1) & mask;
        sources[last] = start * 2 + (special.joined[index] ? 1 : 0);
        if (
          special.joined[index + 1] !== true &&
          trie.ends[state] !== 0 &&
          visitEnds(trie, state, sources, last, end, visit, seen)
        ) {
          return true;
        }
      }
    }
    return false;
  }

  return (text, from, visit) => {
    built ??= buildTrie(dictionary);
    // A visitor may search again with the same automaton: each search has a ring of its own.
    const sources = spare ?? new Int32Array(mask + 1);
    spare = undefined;
    try {
      return search(built, text, from, visit, sources);
    } finally {
      spare = sources;
    }
  };
}
