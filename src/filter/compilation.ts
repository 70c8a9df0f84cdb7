import { createFinder, type Finder, type FinderOptions } from "../finder/finder.ts";
import type { WordBoundary } from "../labels/boundary.ts";
import type { Region, SpellingProvider } from "../labels/spelling.ts";
import type { ExpressionProvider } from "../lists/expression.ts";
import type { KeywordList } from "../lists/keyword-list.ts";
import type { Rule } from "../lists/rule.ts";
import { foldName } from "../unicode/choices.ts";
import type { FoldChoice } from "../unicode/fold.ts";
import { createAbsence } from "./absence.ts";
import { collectTerms, type Dictionary } from "./dictionary.ts";
import { listOf } from "./number-lists.ts";
import { regionalSpellings } from "./regional.ts";
import { indexTerms, type TermIndex } from "./term-index.ts";
import { type TermTable, tabulateTerms } from "./term-table.ts";
import { type Watch, watchRules } from "./watch.ts";

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

/** Rules, compiled: all that a filter is but for functions that it was given. */
export interface Compiled {
  /** The rules and their terms. */
  readonly dictionary: Dictionary;
  /** What is looked for. */
  readonly table: TermTable;
  /** Finds literals. */
  readonly finder: Finder;
  /** Finds the pieces of terms with gaps; undefined if there are none. */
  readonly pieceFinder: Finder | undefined;
  /** How terms and groups belong together. */
  readonly index: TermIndex;
  /** Which rules to look at when a group occurs. */
  readonly watch: Watch;
  /** What runs expressions. */
  readonly expressions: ExpressionProvider | undefined;
}

/** The names of folds, in their order. */
export function namesOf(folds: readonly FoldChoice[]): string[] {
  return folds.map(foldName);
}

/** The options of finders among those of a compilation. */
export function findingOptions({
  folds,
  separatorGap,
  minDigits,
}: Pick<CompilationOptions, "folds" | "separatorGap" | "minDigits">): FinderOptions {
  return {
    folds,
    ...(separatorGap === undefined ? undefined : { separatorGap }),
    ...(minDigits === undefined ? undefined : { minDigits }),
  };
}

/**
 * Compiles rules: collects their terms, and has a finder look for their literals.
 *
 * @throws AuditError and RangeError as `compileFilter` says
 */
export function compileRules(rules: readonly Rule[], options: CompilationOptions): Compiled {
  const { folds, allow, regions, spellings, expressions } = options;
  const dictionary = collectTerms(rules, allow, expressions !== undefined);
  const table = tabulateTerms(
    dictionary,
    createAbsence()(namesOf(folds)),
    expressions,
    regions.length === 0 ? undefined : regionalSpellings(spellings, regions),
  );
  const finding = findingOptions(options);
  const finder = createFinder(table.literals, finding);
  const pieceFinder = table.pieces.length === 0 ? undefined : createFinder(table.pieces, finding);
  const index = indexTerms({ terms: dictionary.terms, table, finder, pieceFinder });
  const watch = watchRules(dictionary, index);
  return { dictionary, table, finder, pieceFinder, index, watch, expressions };
}

/** The terms that have regional spellings, each with these. */
export function regionalTerms({ dictionary, table }: Compiled): string[][] {
  const { literals, regionalOf } = table;
  return Array.from(regionalOf.keys, (term) => [
    dictionary.terms.at(term)?.text ?? "",
    ...Array.from(listOf(regionalOf, term), (literal) => literals.at(literal) ?? "").sort(),
  ]);
}
