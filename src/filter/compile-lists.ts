import { AuditError } from "../errors.ts";
import { normalizeBounds } from "../finder/bounds.ts";
import { askSpellings } from "../labels/spelling-sets.ts";
import type { KeywordList } from "../lists/keyword-list.ts";
import type { Rule } from "../lists/rule.ts";
import { normalizeChoices } from "../unicode/choices.ts";
import { DEFAULT_FOLDS } from "../unicode/fold.ts";
import { lazily } from "../unicode/lazily.ts";
import { type AssemblyOptions, assemble } from "./assembly.ts";
import { compileRules, regionalTerms } from "./compilation.ts";
import { createFilter } from "./compiled-filter.ts";
import { digestFilter } from "./digest.ts";
import type { Filter, FilterOptions } from "./filter.ts";
import { normalizeRegions, REGIONS } from "./regional.ts";
import { createTextNumbers } from "./text-numbers.ts";

/** Compiles lists with folds that are linked; see `compileFilter`. */
export function compileLists(
  lists: KeywordList | readonly KeywordList[],
  options: FilterOptions,
): Filter {
  const bounds = normalizeBounds(options);
  const all = listsOf(lists);
  const allow = listsOf(options.allow ?? []);
  const folds = normalizeChoices(options.folds ?? DEFAULT_FOLDS);
  const chosen = normalizeRegions(options.regional ?? REGIONS);
  const regions = folds.includes("regional") ? chosen : [];
  const [only, ...others] = all;
  // To copy one array is much less than to flatten several.
  const rules =
    only !== undefined && others.length === 0
      ? only.rules.slice()
      : all.flatMap((list) => list.rules);
  checkNames(all, rules);
  const compiled = compileRules(rules, { ...options, folds, allow, regions });
  const { spellings, wordBoundary } = options;
  const spelled: AssemblyOptions["spelled"] =
    spellings &&
    ((regionalOf) => askSpellings(compiled.dictionary.terms, folds, spellings, regionalOf));
  return createFilter({
    compiled,
    assembly: assemble(compiled, { folds, bounds, spelled, wordBoundary }),
    folds,
    bounds,
    wordBoundary,
    lists: () => all,
    allow: () => allow,
    rules: () => rules,
    digest: lazily(() =>
      digestFilter({ rules, folds, allow, regions, regional: regionalTerms(compiled), bounds }),
    ),
  });
}

function listsOf(lists: KeywordList | readonly KeywordList[]): readonly KeywordList[] {
  return "rules" in lists ? [lists] : [...lists];
}

/** Ids are what tallies and reports are keyed by. */
function checkNames(lists: readonly KeywordList[], rules: readonly Rule[]): void {
  const names = new Set<string>();
  for (const { name } of lists) {
    if (names.has(name)) {
      throw new AuditError(
        "duplicate-list",
        `two lists are named ${JSON.stringify(name)}, expected a name of its own for each`,
      );
    }
    names.add(name);
  }
  const ids = createTextNumbers();
  for (let index = 0; index < rules.length; index++) {
    const { id, source } = rules[index] as Rule;
    if (ids.numberOf(id, index) !== index) {
      throw new AuditError(
        "duplicate-rule",
        `two rules have the id ${JSON.stringify(id)}, expected an id of its own for each`,
        { source: source.list, line: source.line },
      );
    }
  }
}
