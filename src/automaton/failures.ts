/** The edges of a trie whose states are numbered breadth first; see `Trie`. */
export interface Edges {
  /** `Int32Array` of one more than there are states. */
  readonly children: Int32Array;
  /** `Uint16Array`: by state. */
  readonly labels: Uint16Array;
  /** `Int32Array`: by id. */
  readonly roots: Int32Array;
}

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

/** Makes the failure links of a trie: for each state that of its longest proper suffix. */
export type LinkFailures = (edges: Edges) => Int32Array;

/**
 * Makes failure links by steps back, parents before children; undefined if it takes more than so many. It takes no more
 * than the patterns have symbols together.
 */
export function stepBack(edges: Edges, mostSteps: number): Int32Array | undefined {
  const { children, labels } = edges;
  const stateCount = children.length - 1;
  const fails = new Int32Array(stateCount);
  let steps = 0;
  for (let parent = 0; parent < stateCount; parent++) {
    for (let child = children[parent]!; child < children[parent + 1]!; child++) {
      const label = labels[child]!;
      let suffix = parent;
      let target = 0;
      while (suffix !== 0 && target === 0) {
        suffix = fails[suffix]!;
        target = findChild(edges, suffix, label);
        steps++;
      }
      if (steps > mostSteps) {
        return undefined;
      }
      fails[child] = target;
    }
  }
  return fails;
}
