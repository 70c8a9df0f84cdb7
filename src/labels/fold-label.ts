import type { Agreement } from "../finder/agreement.ts";
import type { FoldChoice } from "../unicode/fold.ts";
import { createFolding } from "../unicode/folding.ts";
import { codePointBefore, isCommonHan } from "./word-edge.ts";

/** How a slice came to be a match of one of the literals of a term. */
export interface Explanation {
  /** The smallest set of folds that makes the slice the literal, `regional` in it if that is a regional spelling. */
  readonly folds: readonly string[];
  /** The literal: the text of the term, or one of its regional spellings. */
  readonly literal: string;
  /** Whether it needs only some of what the first or the last character of the slice stands for. */
  readonly partial: boolean;
}

/** Explains a slice. */
export type Explain = (
  literal: string,
  regional: readonly string[],
  slice: string,
  before: string,
  after: string,
) => Explanation;

/** A character of private use: no fold changes it, and no other folds to it. */
const FENCE = "\ue000";

/** What is written as its term. */
const EXACT: readonly string[] = Object.freeze([]);

/** Whether a slice needs, under a set of folds, only some of what its first or its last character stands for. */
export type IsPartial = (literal: string, slice: string, set: readonly string[]) => boolean;

/** Makes the test of whether a slice is a part of its characters. */
export function createIsPartial(folds: readonly FoldChoice[], agreement: Agreement): IsPartial {
  const folding = createFolding(folds);

  function standsForSeveral(codePoint: number): boolean {
    return (
      codePoint >= 0x80 &&
      !isCommonHan(codePoint) &&
      folding.expand(codePoint).codePoints.length > 1
    );
  }

  // Between two characters that no fold touches, a slice must be the literal whole.
  return (literal, slice, set) =>
    (standsForSeveral(slice.codePointAt(0) ?? 0) ||
      standsForSeveral(codePointBefore(slice, slice.length))) &&
    !agreement.agrees(`${FENCE}${literal}${FENCE}`, `${FENCE}${slice}${FENCE}`, set);
}

/**
 * Makes the explanation of slices: by the text of the term if any folds make the slice that, else by the regional
 * spelling that needs fewest folds.
 */
export function createExplanations(folds: readonly FoldChoice[], agreement: Agreement): Explain {
  const names = folds.map((fold) => (typeof fold === "string" ? fold : fold.name));
  const isPartial = createIsPartial(folds, agreement);

  function explainBy(
    literal: string,
    slice: string,
    before: string,
    after: string,
  ): readonly string[] | undefined {
    return agreement.smallest(literal, slice, { before, after });
  }

  return (literal, regional, slice, before, after) => {
    if (slice === literal) {
      return { folds: EXACT, literal, partial: false };
    }
    const own = explainBy(literal, slice, before, after);
    if (own !== undefined) {
      return { folds: own, literal, partial: isPartial(literal, slice, own) };
    }
    let best: { folds: readonly string[]; literal: string } | undefined;
    for (const spelling of regional) {
      const found = spelling === slice ? EXACT : explainBy(spelling, slice, before, after);
      if (found !== undefined && (best === undefined || compare(found, best.folds, names) < 0)) {
        best = { folds: found, literal: spelling };
      }
    }
    if (best === undefined) {
      return { folds: EXACT, literal, partial: false };
    }
    const all = new Set([...best.folds, "regional"]);
    return {
      folds: names.filter((name) => all.has(name)),
      literal: best.literal,
      partial: isPartial(best.literal, slice, best.folds),
    };
  };
}

/** Orders sets of folds as lists: smaller ones first, then by the order of the filter's folds. */
function compare(a: readonly string[], b: readonly string[], names: readonly string[]): number {
  if (a.length !== b.length) {
    return a.length - b.length;
  }
  const place = a.findIndex((name, index) => name !== b[index]);
  return place < 0 ? 0 : names.indexOf(a[place] ?? "") - names.indexOf(b[place] ?? "");
}
