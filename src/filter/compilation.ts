import { createAgreement } from "../finder/agreement.ts";
import { createFinder } from "../finder/finder.ts";
import type { WordBoundary } from "../labels/boundary.ts";
import type { Region, SpellingProvider } from "../labels/spelling.ts";
import type { ExpressionProvider } from "../lists/expression.ts";
import type { KeywordList } from "../lists/keyword-list.ts";
import type { Rule } from "../lists/rule.ts";
import { type FoldChoice, foldName } from "../unicode/unicode.ts";
import { createAbsence, type IsAbsent } from "./absence.ts";
import { collectTerms } from "./dictionary.ts";
import { type FilterIssue, findIssues } from "./issues.ts";
import { createLabelling, type Labelling } from "./labelling.ts";
import { listOf } from "./number-lists.ts";
import { regionalSpellings } from "./regional.ts";
import { createSearch, type Search, type SearchParts } from "./search.ts";
import { indexTerms } from "./term-index.ts";
import { tabulateTerms } from "./term-table.ts";
import { watchRules } from "./watch.ts";

/** What rules are compiled with: the options of a filter, checked, defaults put in. */
export interface CompilationOptions {
  /** The folds that are on, in their order. */
  readonly folds: readonly FoldChoice[];
  /** Lists of allowed phrases. */
  readonly allow: readonly KeywordList[];
  /** Regions whose words are looked for; none without the fold `regional`. */
  readonly regions: readonly Region[];
  /** See `FilterOptions.separatorGap`. */
  readonly separatorGap?: number | undefined;
  /** See `FilterOptions.minDigits`. */
  readonly minDigits?: number | undefined;
  /** See `FilterOptions.spellings`. */
  readonly spellings?: SpellingProvider | undefined;
  /** See `FilterOptions.expressions`. */
  readonly expressions?: ExpressionProvider | undefined;
  /** See `FilterOptions.wordBoundary`. */
  readonly wordBoundary?: WordBoundary | undefined;
}

/** Rules, compiled. */
export interface Compilation extends Pick<SearchParts, "dictionary" | "table"> {
  /** Searches messages. */
  readonly search: Search;
  /** Says more of matches. */
  readonly labelling: Labelling;
  /** What is wrong with rules. */
  readonly issues: readonly FilterIssue[];
  /** The terms that have regional spellings, each with these. */
  regional(): readonly (readonly string[])[];
}

/** The names of folds, in their order. */
export function namesOf(folds: readonly FoldChoice[]): string[] {
  return folds.map(foldName);
}

/**
 * Compiles rules: collects their terms, has a finder look for their literals, and puts together what searches
 * need.
 *
 * @throws AuditError and RangeError as `compileFilter` says
 */
export function compileRules(rules: readonly Rule[], options: CompilationOptions): Compilation {
  const { folds, allow, regions, separatorGap, minDigits } = options;
  const { spellings, expressions, wordBoundary } = options;
  const names = namesOf(folds);
  const under = createAbsence();
  const absence = (some: readonly string[] = names): IsAbsent => under(some);
  const dictionary = collectTerms(rules, allow, expressions !== undefined);
  const table = tabulateTerms(
    dictionary,
    absence(),
    expressions,
    regions.length === 0 ? undefined : regionalSpellings(spellings, regions),
  );
  const finding = {
    folds,
    ...(separatorGap === undefined ? undefined : { separatorGap }),
    ...(minDigits === undefined ? undefined : { minDigits }),
  };
  const finder = createFinder(table.literals, finding);
  const pieceFinder = table.pieces.length === 0 ? undefined : createFinder(table.pieces, finding);
  const index = indexTerms({ terms: dictionary.terms, table, finder, pieceFinder });
  const watch = watchRules(dictionary, index);
  const labelling: Labelling = createLabelling({
    dictionary,
    table,
    folds,
    agreement: createAgreement(folds, finding),
    absence,
    spellings,
    wordBoundary,
    search: () => search,
  });
  const search: Search = createSearch({
    dictionary,
    table,
    index,
    watch,
    finder,
    pieceFinder,
    labels: labelling.labels,
    absence,
  });
  return {
    dictionary,
    table,
    search,
    labelling,
    issues: findIssues(dictionary, index, watch),
    regional: () =>
      Array.from(table.regionalOf.keys, (term) => [
        dictionary.terms.at(term)?.text ?? "",
        ...Array.from(
          listOf(table.regionalOf, term),
          (literal) => table.literals.at(literal) ?? "",
        ).sort(),
      ]),
  };
}
