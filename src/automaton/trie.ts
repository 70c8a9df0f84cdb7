import type { Dictionary } from "./dictionary.ts";

/**
 * The trie of all patterns with its failure links, in flat arrays. States are numbered breadth first, so
 * that the children of a state are neighbours, ascending by label, and need no pointers of their own.
 *
 * State 0 is the root. For state `s`:
 *
 * - its children are the states `children[s]` up to, not including, `children[s + 1]`;
 * - `labels[s]` is the id on the edge that leads to it (0 for the root);
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
  readonly fails: Int32Array;
  /** `Int32Array` of `stateCount`. */
  readonly ends: Int32Array;
  /** `Int32Array` of `stateCount`, by number among the patterns of the dictionary. */
  readonly outputs: Int32Array;
  /** `Int32Array` of the number of ids: the child of the root by id, 0 if there is none. */
  readonly roots: Int32Array;
}

/** Builds the trie. Time and memory grow with the total length of the patterns. */
export function buildTrie({ patterns, idCount }: Dictionary): Trie {
  const { symbols, starts } = patterns;
  const patternCount = starts.length - 1;
  // Each state stands for a run of sorted patterns that share their first `depths[s]` symbols.
  const capacity = symbols.length + 1;
  const runStarts = new Int32Array(capacity);
  const runEnds = new Int32Array(capacity);
  const depths = new Int32Array(capacity);
  const labels = new Uint16Array(capacity);
  const children = new Int32Array(capacity + 1);
  const outputs = new Int32Array(capacity).fill(-1);
  runEnds[0] = patternCount;
  let stateCount = 1;
  for (let state = 0; state < stateCount; state++) {
    const depth = depths[state]!;
    const end = runEnds[state]!;
    let next = runStarts[state]!;
    if (next < end && starts[next + 1]! - starts[next]! === depth) {
      outputs[state] = next++;
    }
    children[state] = stateCount;
    while (next < end) {
      const label = symbols[starts[next]! + depth]!;
      runStarts[stateCount] = next;
      do {
        next++;
      } while (next < end && symbols[starts[next]! + depth] === label);
      runEnds[stateCount] = next;
      depths[stateCount] = depth + 1;
      labels[stateCount] = label;
      stateCount++;
    }
  }
  children[stateCount] = stateCount;

  const roots = new Int32Array(idCount);
  for (let child = 1; child < children[1]!; child++) {
    roots[labels[child]!] = child;
  }
  const trie = {
    stateCount,
    children: children.slice(0, stateCount + 1),
    labels: labels.slice(0, stateCount),
    outputs: outputs.slice(0, stateCount),
    roots,
  };
  return { ...trie, ...linkFailures(trie) };
}

/** The edges of a trie: what {@link findChild} needs. */
type Edges = Pick<Trie, "children" | "labels" | "roots">;

/** The child of a state by an id, 0 if there is none. */
export function findChild({ children, labels, roots }: Edges, state: number, id: number): number {
  if (state === 0) {
    return roots[id]!;
  }
  let low = children[state]!;
  const end = children[state + 1]!;
  let high = end;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (labels[middle]! < id) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low < end && labels[low] === id ? low : 0;
}

/** Failure links, parents before children: the chain of a parent is complete when a child needs it. */
function linkFailures(
  trie: Edges & Pick<Trie, "stateCount" | "outputs">,
): Pick<Trie, "fails" | "ends"> {
  const { stateCount, children, labels, outputs } = trie;
  const fails = new Int32Array(stateCount);
  const ends = new Int32Array(stateCount);
  for (let parent = 0; parent < stateCount; parent++) {
    for (let child = children[parent]!; child < children[parent + 1]!; child++) {
      let suffix = parent;
      let target = 0;
      while (suffix !== 0 && target === 0) {
        suffix = fails[suffix]!;
        target = findChild(trie, suffix, labels[child]!);
      }
      fails[child] = target;
      ends[child] = outputs[child] === -1 ? ends[target]! : child;
    }
  }
  return { fails, ends };
}
