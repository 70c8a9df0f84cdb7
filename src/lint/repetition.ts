/** That a list says the same again and again, as where a capture or the program that wrote it failed. */
export interface Repetition {
  /** One entry makes up most of the list; the whole is written several times; each entry is, in any order. */
  readonly kind: "one" | "whole" | "each";
  /** How often: that entry, the whole, each entry. */
  readonly times: number;
  /** The places of what is there again: of each entry all but the first. Of `one`, those of that entry. */
  readonly again: readonly number[];
}

/** Fewest entries of which more than half may be called one. */
const LEAST_OF_ONE = 10;
/** Fewest different entries of a list that is called doubled. */
const LEAST_DOUBLED = 3;

/** Finds it, by keys that are equal for equal entries; undefined: a list like others. */
export function findRepetition(keys: readonly string[]): Repetition | undefined {
  const counts = new Map<string, number>();
  const again: number[] = [];
  for (const [place, key] of keys.entries()) {
    const count = counts.get(key) ?? 0;
    counts.set(key, count + 1);
    if (count > 0) {
      again.push(place);
    }
  }
  const sizes = new Set(counts.values());
  const most = [...sizes].reduce((one, other) => Math.max(one, other), 0);
  if (keys.length >= LEAST_OF_ONE && most > keys.length / 2) {
    return {
      kind: "one",
      times: most,
      again: again.filter((place) => counts.get(keys[place] ?? "") === most),
    };
  }
  if (counts.size < LEAST_DOUBLED) {
    return undefined;
  }
  const period = periodOf(keys);
  if (period < keys.length) {
    return { kind: "whole", times: keys.length / period, again };
  }
  return sizes.size === 1 && most > 1 ? { kind: "each", times: most, again } : undefined;
}

/** The shortest length whose repetition is the whole (by the failure function of Knuth, Morris and Pratt). */
function periodOf(keys: readonly string[]): number {
  const borders = new Int32Array(keys.length + 1);
  for (let place = 1; place < keys.length; place++) {
    let border = borders[place] as number;
    while (border > 0 && keys[place] !== keys[border]) {
      border = borders[border] as number;
    }
    borders[place + 1] = keys[place] === keys[border] ? border + 1 : 0;
  }
  const period = keys.length - (borders[keys.length] as number);
  return keys.length % period === 0 ? period : keys.length;
}
