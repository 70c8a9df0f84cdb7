import { type CharacterFolds, keyOf } from "./character-folds.ts";
import { expandCodePoint } from "./expansion.ts";
import type { CustomFold, Fold } from "./fold.ts";
import { confusableMapping, radicalMapping } from "./further-tables.ts";
import { createRecent } from "./recent.ts";
import type { Mapping } from "./table.ts";

/** Folds that say what a character of a class stands for before classes are united. */
const BEFORE: readonly Fold[] = ["case", "width", "compat", "script"];

/** Folds whose classes are united with one another and with those of the user's own. */
const UNITED: readonly Fold[] = ["radical", "confusable"];

const NONE: ReadonlyMap<number, number> = new Map();

// Sets of folds that differ only in what they drop share their classes. All sets of built-in folds have room, and
// a few with folds of the user's own, whose classes may hold all Chinese characters.
const builtIn = createRecent<string, ReadonlyMap<number, number>>(
  2 ** BEFORE.length * (2 ** UNITED.length - 1),
);
const withCustoms = createRecent<string, ReadonlyMap<number, number>>(16);

/**
 * What `radical`, `confusable` and the user's own folds add to the others: each code point that stands for
 * another one, with that one. A code point is what a character folds to under `case`, `width`, `compat` and
 * `script`, as far as they are on; classes that have such a code point in common are one class. What comes out
 * stands for itself.
 */
export function uniteClasses({ names, customs }: CharacterFolds): ReadonlyMap<number, number> {
  const before = BEFORE.filter((fold) => names.has(fold));
  const united = UNITED.filter((fold) => names.has(fold));
  if (united.length === 0 && customs.length === 0) {
    return NONE;
  }
  const recent = customs.length === 0 ? builtIn : withCustoms;
  return recent.get(keyOf([...before, ...united], customs), () =>
    unite(new Set(before), united, customs),
  );
}

function unite(
  before: ReadonlySet<Fold>,
  united: readonly Fold[],
  customs: readonly CustomFold[],
): ReadonlyMap<number, number> {
  const parents = new Map<number, number>();
  const rootOf = (codePoint: number): number => {
    let root = codePoint;
    for (let parent = parents.get(root); parent !== undefined; parent = parents.get(root)) {
      root = parent;
    }
    // The next search from here is short.
    for (let next = codePoint; next !== root; ) {
      const parent = parents.get(next)!;
      parents.set(next, root);
      next = parent;
    }
    return root;
  };
  const join = (member: number, target: number): void => {
    const from = rootOf(expandCodePoint(before, member)[0]!);
    const to = rootOf(expandCodePoint(before, target)[0]!);
    if (from !== to) {
      parents.set(from, to);
    }
  };
  const joinAll = ({ keys, starts, elements }: Mapping): void => {
    for (const [entry, key] of keys.entries()) {
      join(key, elements[starts[entry]!]!);
    }
  };
  if (united.includes("radical")) {
    joinAll(radicalMapping());
  }
  if (united.includes("confusable")) {
    joinAll(confusableMapping());
  }
  for (const [target = "", ...members] of customs.flatMap(({ classes }) => classes)) {
    for (const member of members) {
      join(member.codePointAt(0)!, target.codePointAt(0)!);
    }
  }
  return new Map([...parents.keys()].map((codePoint) => [codePoint, rootOf(codePoint)]));
}
