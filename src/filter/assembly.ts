import { createAgreement } from "../finder/agreement.ts";
import type { Bounds } from "../finder/bounds.ts";
import type { WordBoundary } from "../labels/boundary.ts";
import type { KnownSets } from "../labels/spelling-sets.ts";
import type { FoldChoice } from "../unicode/fold.ts";
import { lazily } from "../unicode/lazily.ts";
import { createAbsence, type IsAbsent } from "./absence.ts";
import { type Compiled, namesOf } from "./compilation.ts";
import { type FilterIssue, findIssues } from "./issues.ts";
import { createLabelling, type Labelling } from "./labelling.ts";
import { createSearch, type Search } from "./search.ts";

/** What compiled rules are put to work with. */
export interface AssemblyOptions {
  /** The folds that are on, in their order. */
  readonly folds: readonly FoldChoice[];
  /** How folds of sequences are bounded. */
  readonly bounds: Bounds;
  /** See `LabellingParts.spelled`. */
  readonly spelled: ((regionalOf: (term: number) => readonly string[]) => KnownSets) | undefined;
  /** See `FilterOptions.wordBoundary`. */
  readonly wordBoundary: WordBoundary | undefined;
}

/** Compiled rules at work. */
export interface Assembly {
  /** Searches messages. */
  readonly search: Search;
  /** Says more of matches. */
  readonly labelling: Labelling;
  /** What is wrong with rules. */
  issues(): readonly FilterIssue[];
}

/** Puts compiled rules to work, whether they were compiled here or read from a buffer. */
export function assemble(compiled: Compiled, options: AssemblyOptions): Assembly {
  const { dictionary, table, index, watch } = compiled;
  const { folds, bounds, spelled, wordBoundary } = options;
  const names = namesOf(folds);
  const under = createAbsence();
  const absence = (some: readonly string[] = names): IsAbsent => under(some);
  const labelling: Labelling = createLabelling({
    dictionary,
    table,
    folds,
    agreement: createAgreement(folds, bounds),
    absence,
    spelled,
    wordBoundary,
    search: () => search,
  });
  const search: Search = createSearch({ ...compiled, labels: labelling.labels, absence });
  return {
    search,
    labelling,
    issues: lazily(() => findIssues(dictionary, index, watch)),
  };
}
