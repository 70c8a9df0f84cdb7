import { compileFilter, type Filter } from "../filter/filter.ts";
import { parseList } from "../lists/lists.ts";
import type { FoldChoice } from "../unicode/unicode.ts";

/** Terms that a message holds together. */
export interface TermSet {
  /** The terms. */
  readonly terms: readonly string[];
  /** Captured messages that hold them all, by index, ascending. */
  readonly messages: readonly number[];
  /** Uncaptured messages that hold them all. */
  readonly uncaptured: number;
  /** What it is put together from, which it has to do better than; of a single term none. */
  readonly parts: readonly TermSet[];
}

/** A filter of literals, a rule each in their order. */
export function filterOf(literals: readonly string[], folds: readonly FoldChoice[]): Filter {
  const list = parseList(`${JSON.stringify(literals)}\n`, { format: "json", name: "candidates" });
  return compileFilter(list, { folds });
}
