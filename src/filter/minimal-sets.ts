/** A set of folds: bit `i` is the fold of number `i`. At most 31 folds. */
export type Mask = number;

/** Most sets that {@link minimalAmong} looks at. */
export const MAX_SETS = 4096;

/**
 * The smallest subsets of `full` for which `holds`, none within another, where whatever holds for a set holds for
 * every larger one. Asks in proportion to the number of answers, not of subsets: a set that meets every answer
 * so far, taken away, either leaves nothing that holds or leads to another answer (Berge multiplication of
 * hypergraphs).
 */
export function minimalSets(full: Mask, holds: (set: Mask) => boolean): Mask[] {
  if (holds(0)) {
    return [0];
  }
  if (!holds(full)) {
    return [];
  }
  const found = [shrink(full, holds)];
  const exhausted = new Set<Mask>();
  for (;;) {
    const open = transversals(found).find((set) => !exhausted.has(set));
    if (open === undefined) {
      return found.sort(compareSets);
    }
    const rest = full & ~open;
    if (holds(rest)) {
      found.push(shrink(rest, holds));
    } else {
      exhausted.add(open);
    }
  }
}

/**
 * The same where what holds for a set need not hold for a larger one, for several questions at once: `holding`
 * says which of the numbers asked for hold for a set. Looks at the subsets of `full` by size, at most
 * {@link MAX_SETS} of them; from 13 folds on what needs many of them may be missed.
 */
export function minimalAmong(
  full: Mask,
  holding: (set: Mask) => ReadonlySet<number>,
  asked: readonly number[],
): ReadonlyMap<number, readonly Mask[]> {
  const answers = new Map<number, Mask[]>(asked.map((number) => [number, []]));
  const isCovered = (number: number, set: Mask): boolean =>
    answers.get(number)?.some((smaller) => (smaller & set) === smaller) === true;
  let looks = 0;
  for (const set of subsetsBySize(full)) {
    if (looks++ === MAX_SETS) {
      break;
    }
    const open = asked.filter((number) => !isCovered(number, set));
    if (open.length > 0) {
      const held = holding(set);
      for (const number of open.filter((one) => held.has(one))) {
        answers.get(number)?.push(set);
      }
    }
  }
  for (const sets of answers.values()) {
    sets.sort(compareSets);
  }
  return answers;
}

/** Orders sets by size, then by their folds, compared from the first on. */
export function compareSets(a: Mask, b: Mask): number {
  const bySize = sizeOf(a) - sizeOf(b);
  if (bySize !== 0 || a === b) {
    return bySize;
  }
  // Of equally large sets the one comes first that has the first fold in which they differ.
  const difference = (a ^ b) & -(a ^ b);
  return (a & difference) !== 0 ? -1 : 1;
}

/** The folds of a set, as sets of one, ascending. */
function membersOf(set: Mask): Mask[] {
  const members: Mask[] = [];
  for (let rest = set; rest !== 0; rest &= rest - 1) {
    members.push(rest & -rest);
  }
  return members;
}

function sizeOf(set: Mask): number {
  return membersOf(set).length;
}

/** A smallest set within one that holds: the last folds are given up first. */
function shrink(set: Mask, holds: (set: Mask) => boolean): Mask {
  return membersOf(set).reduceRight(
    (kept, member) => (holds(kept & ~member) ? kept & ~member : kept),
    set,
  );
}

/** The smallest sets that have a member in common with each of `sets`. */
function transversals(sets: readonly Mask[]): Mask[] {
  return sets.reduce<Mask[]>(
    (partial, set) => {
      const extended = partial.flatMap((one) =>
        (one & set) !== 0 ? [one] : membersOf(set).map((member) => one | member),
      );
      return minimal(extended);
    },
    [0],
  );
}

function minimal(sets: readonly Mask[]): Mask[] {
  const distinct = [...new Set(sets)];
  return distinct.filter(
    (set) => !distinct.some((other) => other !== set && (other & set) === other),
  );
}

function* subsetsBySize(full: Mask): Generator<Mask, void> {
  const members = membersOf(full);
  function* choose(size: number, from: number): Generator<Mask, void> {
    if (size === 0) {
      yield 0;
      return;
    }
    for (let first = from; first + size <= members.length; first++) {
      for (const rest of choose(size - 1, first + 1)) {
        yield (members[first] ?? 0) | rest;
      }
    }
  }
  for (let size = 0; size <= members.length; size++) {
    yield* choose(size, 0);
  }
}
