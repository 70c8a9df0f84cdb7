import type { KeywordList } from "../lists/keyword-list.ts";
import { DEFAULT_FOLDS, FOLDS, type Fold, type FoldChoice } from "../unicode/fold.ts";
import { compileLists } from "./compile-lists.ts";
import type { Filter, FilterOptions } from "./filter.ts";

/** The folds that need no more than those of `DEFAULT_FOLDS`. */
const PLAIN_FOLDS: readonly Fold[] = [...DEFAULT_FOLDS, "regional"];

/** Refuses a fold that only the full function knows; what is no fold at all is refused later. */
function refuseFurther(choice: FoldChoice): void {
  const name = typeof choice === "string" ? choice : choice.name;
  if (typeof choice !== "string" || (FOLDS.includes(choice) && !PLAIN_FOLDS.includes(choice))) {
    throw new RangeError(
      `the fold ${JSON.stringify(name)} is known only to compileFilter of filter-audit/filter, expected that or some of ${PLAIN_FOLDS.join(", ")}`,
    );
  }
}

/**
 * Compiles lists into a filter. Texts and terms are folded alike, character by character; the text itself
 * is never converted, so offsets are those of the text as given. The folds are some of `DEFAULT_FOLDS`, and `regional`;
 * all others, those of your own, and spellings of your own are known to the function of the same name of `filter-audit/filter`, which makes the
 * same filter without them.
 *
 * @example
 * ```ts
 * import { compileFilter, parseList } from "filter-audit";
 *
 * const list = parseList("体制\nFLG\n", { format: "lines", name: "words" });
 * const filter = compileFilter(list);
 * filter.test("硬體製造"); // => true
 * filter.matches("about ｆｌｇ").map(({ start, end }) => [start, end]); // => [[6, 9]]
 * compileFilter(list, { folds: [] }).test("硬體製造"); // => false
 * ```
 *
 * @throws RangeError if a fold or a region is unknown, a fold is one of `filter-audit/filter`, the spellings are not those of `filter-audit/opencc`, a bound is out of its range, or
 * `regional` is on and the spellings have no regional ones
 * @throws AuditError `duplicate-list` if two lists have the same name, `duplicate-rule` if two
 * rules have the same id, `unsupported-rule` if a rule cannot be compiled, an expression has nothing to run it, or
 * an allowed phrase is no plain keyword, `limit` if the terms hold too many different characters, `unsupported-host`
 * if the host does not normalize as Unicode says
 */
export function compileFilter(
  lists: KeywordList | readonly KeywordList[],
  options: FilterOptions = {},
): Filter {
  options.folds?.forEach(refuseFurther);
  const { spellings } = options;
  if (spellings !== undefined && spellings.link === undefined) {
    throw new RangeError(
      "spellings of your own are known only to compileFilter of filter-audit/filter, expected that, or spellings to be that of filter-audit/opencc",
    );
  }
  spellings?.link?.();
  return compileLists(lists, options);
}
