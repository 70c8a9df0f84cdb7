/**
 * The trie of all patterns with its failure links, in flat arrays. States are numbered breadth first, so
 * that the children of a state are neighbours, ascending by label, and need no pointers of their own.
 *
 * State 0 is the root. For state `s`:
 *
 * - its children are the states `children[s]` up to, not including, `children[s + 1]`;
 * - `labels[s]` is the class on the edge that leads to it (0 for the root);
 * - `fails[s]` is the state of its longest proper suffix that is in the trie;
 * - `ends[s]` is the nearest state on the chain `s, fails[s], fails[fails[s]], ...` at which a pattern
 *   ends, 0 if there is none;
 * - the patterns that end at it are `outputs[outputStarts[s]]` up to, not including,
 *   `outputs[outputStarts[s + 1]]`.
 */
export interface Trie {
  /** Number of states. */
  readonly stateCount: number;
  /** Length of the longest pattern, in symbols. */
  readonly maxLength: number;
  /** `Int32Array` of `stateCount + 1`. */
  readonly children: Int32Array;
  /** `Uint16Array` of `stateCount`. */
  readonly labels: Uint16Array;
  /** `Int32Array` of `stateCount`. */
  readonly fails: Int32Array;
  /** `Int32Array` of `stateCount`. */
  readonly ends: Int32Array;
  /** `Int32Array` of `stateCount + 1`. */
  readonly outputStarts: Int32Array;
  /** Pattern numbers, each once. */
  readonly outputs: Int32Array;
  /** Length of each pattern, in symbols. */
  readonly lengths: Int32Array;
  /** `Int32Array` of the number of classes: the child of the root by class, 0 if there is none. */
  readonly roots: Int32Array;
}

/** Builds the trie. Time and memory grow with the total length of the patterns. */
export function buildTrie(patterns: readonly Uint16Array[], classCount: number): Trie {
  const lengths = Int32Array.from(patterns, (pattern) => pattern.length);
  const symbolCount = lengths.reduce((sum, length) => sum + length, 0);
  const sorted = sortPatterns(patterns);

  // Each state stands for a run of sorted patterns that share their first `depths[s]` symbols.
  const capacity = symbolCount + 1;
  const runStarts = new Int32Array(capacity);
  const runEnds = new Int32Array(capacity);
  const depths = new Int32Array(capacity);
  const labels = new Uint16Array(capacity);
  const children = new Int32Array(capacity + 1);
  const outputStarts = new Int32Array(capacity + 1);
  const outputs = new Int32Array(patterns.length);
  runEnds[0] = sorted.length;
  let stateCount = 1;
  let outputCount = 0;
  for (let state = 0; state < stateCount; state++) {
    const depth = depths[state]!;
    const end = runEnds[state]!;
    let next = runStarts[state]!;
    outputStarts[state] = outputCount;
    while (next < end && lengths[sorted[next]!] === depth) {
      outputs[outputCount++] = sorted[next++]!;
    }
    children[state] = stateCount;
    while (next < end) {
      const label = patterns[sorted[next]!]![depth]!;
      runStarts[stateCount] = next;
      do {
        next++;
      } while (next < end && patterns[sorted[next]!]![depth] === label);
      runEnds[stateCount] = next;
      depths[stateCount] = depth + 1;
      labels[stateCount] = label;
      stateCount++;
    }
  }
  children[stateCount] = stateCount;
  outputStarts[stateCount] = outputCount;

  const roots = new Int32Array(classCount);
  for (let child = 1; child < children[1]!; child++) {
    roots[labels[child]!] = child;
  }
  const trie = {
    stateCount,
    maxLength: lengths.reduce((longest, length) => Math.max(longest, length), 0),
    children: children.slice(0, stateCount + 1),
    labels: labels.slice(0, stateCount),
    outputStarts: outputStarts.slice(0, stateCount + 1),
    outputs,
    lengths,
    roots,
  };
  return { ...trie, ...linkFailures(trie) };
}

/** Pattern numbers in the order of their symbols, a prefix before what it starts, equal ones by number. */
function sortPatterns(patterns: readonly Uint16Array[]): Int32Array {
  return Int32Array.from(patterns.keys()).sort((left, right) => {
    const a = patterns[left]!;
    const b = patterns[right]!;
    const shared = Math.min(a.length, b.length);
    for (let index = 0; index < shared; index++) {
      if (a[index] !== b[index]) {
        return a[index]! - b[index]!;
      }
    }
    return a.length - b.length || left - right;
  });
}

/** The edges of a trie: what {@link findChild} needs. */
type Edges = Pick<Trie, "children" | "labels" | "roots">;

/** The child of a state by a class, 0 if there is none. */
export function findChild(
  { children, labels, roots }: Edges,
  state: number,
  label: number,
): number {
  if (state === 0) {
    return roots[label]!;
  }
  let low = children[state]!;
  const end = children[state + 1]!;
  let high = end;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (labels[middle]! < label) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low < end && labels[low] === label ? low : 0;
}

/** Failure links, parents before children: the chain of a parent is complete when a child needs it. */
function linkFailures(
  trie: Edges & Pick<Trie, "stateCount" | "outputStarts">,
): Pick<Trie, "fails" | "ends"> {
  const { stateCount, children, labels, outputStarts } = trie;
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
      ends[child] = outputStarts[child]! < outputStarts[child + 1]! ? child : ends[target]!;
    }
  }
  return { fails, ends };
}
