import type { Dictionary } from "./dictionary.ts";
import { EMPTY, END, FREE, pairKey, SPECIAL, TAIL, VALUE } from "./layout.ts";

/**
 * How many symbols the longest pattern of a dictionary has; 0 if there is none. Reads its rows, nodes and tails once:
 * only searches that cut a text need it.
 */
export function longestPattern(dictionary: Dictionary): number {
  const { idCount, rows, pairs, nodes, tails, singles } = dictionary;
  let longest = singles.some((pattern) => pattern >= 0) ? 1 : 0;

  /** Takes note of what ends behind so many symbols. */
  function note(payload: number, depth: number): void {
    let length = depth;
    if (payload < 0 && (payload & TAIL) !== 0) {
      const place = payload & VALUE;
      let end = place;
      while (end < tails.length && tails[end] !== END) {
        end++;
      }
      length += end - place;
    }
    longest = Math.max(longest, length);
  }

  for (let place = idCount; place < rows.length; place++) {
    const first = rows[place]! & 0xffff;
    if (first !== EMPTY && first !== SPECIAL && place !== rows[first]! + SPECIAL) {
      note(pairs[place]!, 2);
    }
  }
  const slotCount = nodes.length >>> 1;
  // Symbols that lead to a node, 0 while that is not known.
  const depths = new Int32Array(slotCount);
  const path: number[] = [];
  for (let slot = 0; slot < slotCount; slot++) {
    let at = slot;
    // A damaged dictionary may have nodes in a circle, which no search reaches.
    while (nodes[2 * at]! > FREE && depths[at] === 0 && path.length <= slotCount) {
      path.push(at);
      at = nodes[2 * at]!;
    }
    const key = nodes[2 * at]!;
    let depth = depths[at]! > 0 ? depths[at]! : key === FREE ? 0 : 3;
    depths[at] = depth;
    for (let next = path.pop(); next !== undefined; next = path.pop()) {
      depth++;
      depths[next] = depth;
    }
    const own = nodes[2 * slot]!;
    if (own !== FREE) {
      const parent = own < FREE ? pairs[pairKey(own)]! : nodes[2 * own + 1]!;
      if (slot - (parent & VALUE) !== END) {
        note(nodes[2 * slot + 1]!, depths[slot]!);
      }
    }
  }
  return longest;
}
