import { InvalidArgumentError } from "commander";

/**
 * The name, if it is one of `names`.
 *
 * @param what - What it is a name of, such as `list format`.
 * @throws InvalidArgumentError that names the nearest, and all
 */
export function chooseName<Name extends string>(
  what: string,
  name: string,
  names: readonly Name[],
): Name {
  const found = names.find((each) => each === name);
  if (found !== undefined) {
    return found;
  }
  const near = nearest(name, names);
  const hint = near === undefined ? "" : `did you mean ${near}? `;
  throw new InvalidArgumentError(
    `unknown ${what} ${JSON.stringify(name)}, ${hint}expected one of ${names.join(", ")}`,
  );
}

/** The first of the names that are fewest edits away; undefined if that is half of the name or more. */
export function nearest(name: string, names: readonly string[]): string | undefined {
  let best: string | undefined;
  // Names are short; what is much longer is none of them.
  let least = Math.min(name.length, 32) / 2;
  for (const each of names) {
    const distance = name.length > 64 ? Number.POSITIVE_INFINITY : editsBetween(name, each);
    if (distance < least) {
      best = each;
      least = distance;
    }
  }
  return best;
}

/** Insertions, deletions and substitutions of one code unit, and swaps of two that stand side by side. */
function editsBetween(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  let before: readonly number[] = [];
  for (let place = 1; place <= a.length; place++) {
    const next = [place];
    for (let other = 1; other <= b.length; other++) {
      const substituted = (row[other - 1] ?? 0) + (a[place - 1] === b[other - 1] ? 0 : 1);
      const isSwap =
        place > 1 && other > 1 && a[place - 1] === b[other - 2] && a[place - 2] === b[other - 1];
      const swapped = isSwap ? (before[other - 2] ?? 0) + 1 : Number.POSITIVE_INFINITY;
      next.push(Math.min(substituted, swapped, (row[other] ?? 0) + 1, (next[other - 1] ?? 0) + 1));
    }
    before = row;
    row = next;
  }
  return row[b.length] ?? 0;
}
