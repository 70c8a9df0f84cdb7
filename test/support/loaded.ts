import { compileFilter, type Filter, loadFilter } from "../../src/filter/filter.ts";
import type { ExpressionProvider } from "../../src/lists/expression.ts";

/**
 * `compileFilter` for properties that must hold of a filter that was written and loaded as well: every second one is,
 * beginning with the first.
 */
export function createCompile(): typeof compileFilter {
  let compiled = 0;
  return (lists, options) => {
    const filter = compileFilter(lists, options);
    return compiled++ % 2 === 0 ? loaded(filter, options?.expressions) : filter;
  };
}

/** A filter that was written and loaded. */
export function loaded(filter: Filter, expressions?: ExpressionProvider): Filter {
  return loadFilter(filter.serialize(), expressions === undefined ? {} : { expressions });
}
