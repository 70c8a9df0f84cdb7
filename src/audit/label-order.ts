import type { BoundaryLabel, ScriptLabel } from "../filter/filter.ts";

/** Script labels, in the order in which they are named. */
export const SCRIPT_LABELS: readonly ScriptLabel[] = Object.freeze([
  "exact",
  "variant",
  "mixed",
  "loose",
] as const);

/** Boundary labels, in the order in which they are named. */
export const BOUNDARY_LABELS: readonly BoundaryLabel[] = Object.freeze([
  "aligned",
  "inside",
  "straddles",
] as const);

/** Order of sets of folds: smaller ones first, then by the order of the folds in the filter. */
export function compareSets(
  folds: readonly string[],
): (a: { readonly folds: readonly string[] }, b: { readonly folds: readonly string[] }) => number {
  const places = new Map(folds.map((fold, place) => [fold, place]));
  const placeOf = (fold: string | undefined): number => places.get(fold ?? "") ?? folds.length;
  return (a, b) => {
    let order = a.folds.length - b.folds.length;
    for (let index = 0; order === 0 && index < a.folds.length; index++) {
      order = placeOf(a.folds[index]) - placeOf(b.folds[index]);
    }
    return order;
  };
}
