import type { Dictionary } from "./dictionary.ts";
import type { LinkFailures } from "./failures.ts";
import { EMPTY, END, ENDS, FREE, LEAF, pairKey, SPECIAL, TAIL, VALUE } from "./layout.ts";

/**
 * The trie of all patterns with its failure links, in flat arrays. States are numbered breadth first, so
 * that the children of a state are neighbours, ascending by label, and need no pointers of their own.
 *
 * State 0 is the root. For state `s`:
 *
 * - its children are the states `children[s]` up to, not including, `children[s + 1]`;
 * - `labels[s]` is the id on the edge that leads to it (0 for the root);
 * - `depths[s]` is the number of ids that lead to it;
 * - `fails[s]` is the state of its longest proper suffix that is in the trie;
 * - `outputs[s]` is the pattern that ends at it, -1 if none does;
 * - `ends[s]` is the nearest state on the chain `s, fails[s], fails[fails[s]], ...` at which a pattern
 *   ends, 0 if there is none.
 */
export interface Trie {
  /** Number of states. */
  readonly stateCount: number;
  /** `Int32Array` of `stateCount + 1`. */
  readonly children: Int32Array;
  /** `Uint16Array` of `stateCount`. */
  readonly labels: Uint16Array;
  /** `Int32Array` of `stateCount`. */
  readonly depths: Int32Array;
  /** `Int32Array` of `stateCount`. */
  readonly fails: Int32Array;
  /** `Int32Array` of `stateCount`. */
  readonly ends: Int32Array;
  /** `Int32Array` of `stateCount`. */
  readonly outputs: Int32Array;
  /** `Int32Array` of the number of ids: the child of the root by id, 0 if there is none. */
  readonly roots: Int32Array;
}

/** Unfolds the rows, nodes and tails of a dictionary. Time and memory grow with their size. */
export function buildTrie(dictionary: Dictionary, linkFailures: LinkFailures): Trie {
  const { idCount, rows, pairs, nodes, tails, singles } = dictionary;
  const slotCount = nodes.length / 2;
  // The places of pairs by first id, and the slots of nodes by parent: a pair, or a slot. Both ascend with the id.
  const byFirst = groupBy(rows.length, idCount, (place) => {
    const first = place < idCount ? EMPTY : rows[place]! & 0xffff;
    const isPair = first !== EMPTY && first !== SPECIAL && place !== rows[first]! + SPECIAL;
    return isPair ? first : -1;
  });
  const byParent = groupBy(slotCount, rows.length + slotCount, (slot) => {
    const key = nodes[2 * slot]!;
    return key === FREE ? -1 : key < FREE ? pairKey(key) : rows.length + key;
  });

  const capacity = 1 + idCount + rows.length + slotCount + tails.length;
  // What a state is in the dictionary: its payload, and the group of its children among `byParent`.
  const payloads = new Int32Array(capacity);
  const groups = new Int32Array(capacity);
  const labels = new Uint16Array(capacity);
  const depths = new Int32Array(capacity);
  const children = new Int32Array(capacity + 1);
  const outputs = new Int32Array(capacity).fill(-1);
  const roots = new Int32Array(idCount);
  let stateCount = 1;
  const add = (parent: number, label: number, payload: number, group: number): void => {
    labels[stateCount] = label;
    depths[stateCount] = depths[parent]! + 1;
    payloads[stateCount] = payload;
    groups[stateCount++] = group;
  };

  children[0] = 1;
  for (let id = 0; id < idCount; id++) {
    const single = singles.length === 0 ? -1 : singles[id]!;
    if (single >= 0 || byFirst.starts[id]! < byFirst.starts[id + 1]!) {
      roots[id] = stateCount;
      outputs[stateCount] = single;
      add(0, id, 0, 0);
    }
  }
  const rootsEnd = stateCount;
  for (let state = 1; state < stateCount; state++) {
    children[state] = stateCount;
    if (state < rootsEnd) {
      const first = labels[state]!;
      for (let at = byFirst.starts[first]!; at < byFirst.starts[first + 1]!; at++) {
        const place = byFirst.items[at]!;
        add(state, place - rows[first]!, pairs[place]!, place);
      }
      continue;
    }
    const payload = payloads[state]!;
    const value = payload & VALUE;
    if (payload >= 0) {
      const group = groups[state]!;
      for (let at = byParent.starts[group]!; at < byParent.starts[group + 1]!; at++) {
        const slot = byParent.items[at]!;
        if (slot === value + END) {
          outputs[state] = payload >= ENDS ? nodes[2 * slot + 1]! : -1;
        } else {
          add(state, slot - value, nodes[2 * slot + 1]!, rows.length + slot);
        }
      }
    } else if ((payload & TAIL) === 0) {
      outputs[state] = value;
    } else if (tails[value] === END) {
      outputs[state] = tails[value + 1]! | (tails[value + 2]! << 16);
    } else {
      add(state, tails[value]!, LEAF | TAIL | (value + 1), 0);
    }
  }
  children[stateCount] = stateCount;
  const trie = {
    stateCount,
    children: children.slice(0, stateCount + 1),
    labels: labels.slice(0, stateCount),
    depths: depths.slice(0, stateCount),
    outputs: outputs.slice(0, stateCount),
    roots,
  };
  const fails = linkFailures(trie);
  const ends = new Int32Array(stateCount);
  for (let state = 1; state < stateCount; state++) {
    ends[state] = outputs[state] === -1 ? ends[fails[state]!]! : state;
  }
  return { ...trie, fails, ends };
}

/** Numbers below `count` by group, ascending; those of group -1 are left out. */
function groupBy(
  count: number,
  groupCount: number,
  groupOf: (item: number) => number,
): { readonly starts: Int32Array; readonly items: Int32Array } {
  const places = new Int32Array(groupCount + 2);
  for (let item = 0; item < count; item++) {
    places[groupOf(item) + 2]!++;
  }
  places[1] = 0;
  for (let group = 1; group <= groupCount + 1; group++) {
    places[group]! += places[group - 1]!;
  }
  const items = new Int32Array(places[groupCount + 1]!);
  for (let item = 0; item < count; item++) {
    const group = groupOf(item);
    if (group >= 0) {
      items[places[group + 1]!++] = item;
    }
  }
  return { starts: places, items };
}
