import { type Edges, stepBack } from "./failures.ts";

/** Steps back for each state, on average, before failure links are made in another way. */
const STEPS_FOR_STATE = 32;

/**
 * The failure links of a trie that was loaded: for each state that of its longest proper suffix. For ordinary tries by
 * steps back. These are together no more than the patterns have symbols. Whoever compiles patterns has read as many
 * before, but a trie that comes as bytes can have far fewer states than that: where steps become many, the links are
 * made in time that grows with the states alone.
 */
export function linkFailures(edges: Edges): Int32Array {
  const stateCount = edges.children.length - 1;
  return stepBack(edges, STEPS_FOR_STATE * stateCount) ?? linkByVersions(edges);
}

/**
 * Makes failure links from what each state knows of its suffixes: for each id the child of the first that has one.
 * Each state has a version of that, a binary trie by the bits of the id, which shares with the version of its longest
 * suffix all but the paths of its own children.
 */
export function linkByVersions(edges: Edges): Int32Array {
  const { children, labels, roots } = edges;
  const stateCount = children.length - 1;
  const highest = 31 - Math.clz32(roots.length - 1);
  const fails = new Int32Array(stateCount);
  const versions = new Int32Array(stateCount);
  // Nodes of all versions, two words each: the next node by a bit of the id, after the last bit the state. Node 0 is
  // nothing, and leads to itself. There is one path for each state but the root.
  const nodes = new Int32Array(2 * (1 + (highest + 1) * stateCount));
  let end = 1;

  function put(version: number, id: number, state: number): number {
    const top = end;
    let from = version;
    for (let bit = highest; bit >= 0; bit--) {
      const side = (id >>> bit) & 1;
      nodes[2 * end + (side ^ 1)] = nodes[2 * from + (side ^ 1)]!;
      nodes[2 * end + side] = bit === 0 ? state : end + 1;
      from = nodes[2 * from + side]!;
      end++;
    }
    return top;
  }

  function get(version: number, id: number): number {
    let node = version;
    for (let bit = highest; bit >= 0 && node !== 0; bit--) {
      node = nodes[2 * node + ((id >>> bit) & 1)]!;
    }
    return node;
  }

  for (let state = 0; state < stateCount; state++) {
    // That of a suffix is complete: it has a smaller number.
    const known = state === 0 ? 0 : versions[fails[state]!]!;
    let version = known;
    for (let child = children[state]!; child < children[state + 1]!; child++) {
      fails[child] = get(known, labels[child]!);
      version = put(version, labels[child]!, child);
    }
    versions[state] = version;
  }
  return fails;
}
