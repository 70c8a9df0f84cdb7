import type { Finder } from "../finder/finder.ts";
import type { ExpressionProvider } from "../lists/expression.ts";
import type { FoldChoice } from "../unicode/fold.ts";
import type { Dictionary } from "./dictionary.ts";
import type { Filter } from "./filter.ts";
import type { TermIndex } from "./term-index.ts";
import type { TermTable } from "./term-table.ts";

/** What a filter looks for: what searches have to know that are no methods of it. */
export interface Searched {
  /** Its rules and terms. */
  readonly dictionary: Dictionary;
  /** Its literals. */
  readonly table: TermTable;
  /** Finds its literals. */
  readonly finder: Finder;
  /** How terms and groups of literals belong together. */
  readonly index: TermIndex;
  /** The folds that are on, in their order. */
  readonly folds: readonly FoldChoice[];
  /** What runs expressions. */
  readonly expressions: ExpressionProvider | undefined;
}

const known = new WeakMap<object, Searched>();

/** Remembers what a filter looks for, as long as there is the filter. */
export function keepSearched(filter: Filter, searched: Searched): Filter {
  known.set(filter, searched);
  return filter;
}

/** Whether a filter is as this library made it: what is wrapped may answer otherwise. */
export function isAsMade(filter: Filter): boolean {
  return known.has(filter);
}

/**
 * What a filter looks for.
 *
 * @throws TypeError if it is no filter that this library made
 */
export function searchedBy(filter: Filter): Searched {
  const searched = known.get(filter);
  if (searched === undefined) {
    throw new TypeError(
      "the filter is none that compileFilter or loadFilter made, expected one of theirs",
    );
  }
  return searched;
}
