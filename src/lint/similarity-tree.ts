/** Two groups of lists that become one. */
export interface TreeJoint {
  /** The one: a list by its index, or the joint `index - number of lists`. */
  readonly left: number;
  /** The other. */
  readonly right: number;
  /** Mean Jaccard index of the pairs of lists of both, after folding, in 0..1. */
  readonly similarity: number;
  /** Number of lists in it. */
  readonly lists: number;
}

/**
 * Joins the two most similar groups again and again, where the similarity of groups is the mean of that of their
 * members (average linkage, UPGMA). Joints with the highest similarity first.
 *
 * By chains of nearest neighbours, which take time quadratic in the number of things.
 *
 * @param similarities - Row by row, symmetric; changed.
 * @see F. Murtagh, "A survey of recent advances in hierarchical clustering algorithms", The Computer Journal 26(4),
 *   1983, pp. 354-359
 */
export function averageLinkage(similarities: Float64Array, count: number): readonly TreeJoint[] {
  const sizes = new Array<number>(count).fill(1);
  const joints: { left: number; right: number; similarity: number }[] = [];
  const chain: number[] = [];
  const alive = new Set(sizes.keys());
  while (alive.size > 1) {
    if (chain.length === 0) chain.push(alive.values().next().value as number);
    const end = chain.at(-1) as number;
    const last = chain.at(-2);
    // Of several nearest ones the one before in the chain, else the chain might never end.
    let nearest = last ?? -1;
    let best = last === undefined ? -1 : (similarities[end * count + last] ?? 0);
    for (const other of alive) {
      const similarity = similarities[end * count + other] ?? 0;
      if (other !== end && similarity > best) {
        nearest = other;
        best = similarity;
      }
    }
    if (nearest !== last) {
      chain.push(nearest);
      continue;
    }
    chain.length -= 2;
    const [into, from] = [Math.min(end, nearest), Math.max(end, nearest)];
    joints.push({ left: into, right: from, similarity: best });
    const [into1, from1] = [sizes[into] ?? 1, sizes[from] ?? 1];
    alive.delete(from);
    for (const other of alive) {
      const one = similarities[into * count + other] ?? 0;
      const two = similarities[from * count + other] ?? 0;
      // Rounding must not lift a mean above what it is the mean of: a group is less alike than its parts.
      const mean = Math.min((one * into1 + two * from1) / (into1 + from1), Math.max(one, two));
      similarities[into * count + other] = mean;
      similarities[other * count + into] = mean;
    }
    sizes[into] = into1 + from1;
  }
  return numberJoints(joints, count);
}

/** Sorts joints, and names the groups in them by the joint that made them. */
function numberJoints(
  joints: readonly { left: number; right: number; similarity: number }[],
  count: number,
): readonly TreeJoint[] {
  // Stable: a group stays behind its parts, which are at least as much alike.
  const sorted = [...joints].sort((a, b) => b.similarity - a.similarity);
  const groups = Array.from({ length: count }, (_, index) => index);
  const sizes: number[] = new Array<number>(count).fill(1);
  return sorted.map(({ left, right, similarity }, place) => {
    const joint = { left: groups[left] ?? left, right: groups[right] ?? right };
    const lists = (sizes[joint.left] ?? 1) + (sizes[joint.right] ?? 1);
    groups[Math.min(left, right)] = count + place;
    sizes.push(lists);
    return { ...joint, similarity, lists };
  });
}

/** A tree in the Newick form. Lengths are half of what similarity lacks to 1; names stand in quotes. */
export function formatNewick(joints: readonly TreeJoint[], names: readonly string[]): string {
  const texts = names.map((name) => `'${name.replaceAll("'", "''")}'`);
  const heights = names.map(() => 0);
  const length = (node: number, height: number): string =>
    String(Number(Math.max(0, height - (heights[node] ?? 0)).toFixed(6)));
  for (const { left, right, similarity } of joints) {
    const height = (1 - similarity) / 2;
    texts.push(`(${texts[left]}:${length(left, height)},${texts[right]}:${length(right, height)})`);
    heights.push(height);
  }
  return `${texts.at(-1) ?? ""};`;
}
