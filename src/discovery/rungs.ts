import type { Filter } from "../filter/filter.ts";

/** A filter that captures may be explained by, if the audited one does not. */
export interface FurtherFilter {
  /** What its step is called. */
  readonly name: string;
  /** The filter: another list, another version. */
  readonly filter: Filter;
}

/** The steps of a ladder that lists and folds make. */
export interface Rungs {
  /** Their names, in order: `exact`, `fold:NAME` for each fold, `list:NAME` for each further filter. */
  readonly names: readonly string[];
  /** The first of them that explains a text; -1: none. */
  place(text: string): number;
}

/**
 * Makes the steps of lists and folds. A message stands on the step of a fold if the filter triggers on it with that
 * fold and those before it, and not without.
 *
 * @param filter - The audited filter.
 * @param wider - The same lists with more folds, which come after those of the audited filter.
 */
export function createRungs(
  filter: Filter,
  wider: Filter | undefined,
  further: readonly FurtherFilter[],
): Rungs {
  const widest = wider ?? filter;
  const folds = [...filter.folds, ...widest.folds.filter((fold) => !filter.folds.includes(fold))];
  const rank = new Map(folds.map((fold, index) => [fold, index + 1]));
  const names = [
    "exact",
    ...folds.map((fold) => `fold:${fold}`),
    ...further.map(({ name }) => `list:${name}`),
  ];

  /** A set of folds is complete with the last of them. */
  const completedBy = (set: readonly string[]): number =>
    set.reduce((most, fold) => Math.max(most, rank.get(fold) ?? 0), 0);

  return {
    names,
    place: (text) => {
      if (widest.test(text) || (widest !== filter && filter.test(text))) {
        if (folds.length === 0) return 0;
        const sets = [widest, filter].flatMap((one) =>
          one.test(text) ? one.foldSets(text).message : [],
        );
        // What cannot be told by sets of folds takes all folds of the audited filter.
        return sets.length === 0
          ? filter.folds.length
          : sets.reduce((least, set) => Math.min(least, completedBy(set)), folds.length);
      }
      const found = further.findIndex((one) => one.filter.test(text));
      return found < 0 ? -1 : 1 + folds.length + found;
    },
  };
}
