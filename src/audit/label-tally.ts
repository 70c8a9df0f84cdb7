/** Matches that share a set of folds. */
export interface FoldSetCount {
  /** The smallest set of folds that explains them, in the order of the filter; empty: spelled as the term is. */
  readonly folds: readonly string[];
  /** How many matches. */
  readonly matches: number;
  /** Messages that have one. */
  readonly messages: number;
}

/** Matches that share a label. */
export interface LabelCount {
  /** The label: of `script` (`variant`) or of `boundary` (`straddles`). */
  readonly label: string;
  /** How many matches. */
  readonly matches: number;
  /** Messages that have one. */
  readonly messages: number;
}

/** Messages that need a fold. */
export interface FoldCount {
  /** Name of the fold. */
  readonly fold: string;
  /** Messages that would not trigger without it, all other folds left on. */
  readonly messages: number;
}

/** Messages that a set of folds is enough for. */
export interface EnoughCount {
  /** The set, in the order of the filter; empty: no fold is needed. */
  readonly folds: readonly string[];
  /** Messages that trigger with this set alone and with none of its proper subsets. */
  readonly messages: number;
}

/** How the matches of one rule, or of a corpus, are labelled. Kinds that did not occur are left out. */
export interface LabelTally {
  /** By smallest set of folds: smaller sets first, then in the order of the folds. */
  readonly sets: readonly FoldSetCount[];
  /** By script label, `exact` first; empty for a filter without `spellings`. */
  readonly script: readonly LabelCount[];
  /** By word boundary, `aligned` first; matches without that label are in none. */
  readonly boundary: readonly LabelCount[];
  /** By fold, in the order of the filter: of a rule, messages in which it would not fire without it. */
  readonly without: readonly FoldCount[];
}

/** How the matches of a corpus are labelled: each match once, however many rules need it. */
export interface CorpusLabelTally extends LabelTally {
  /** By set of folds that is enough: smaller sets first. A message may be in several. */
  readonly enough: readonly EnoughCount[];
  /** Messages that trigger but were not labelled, since they have more matches than can be kept. */
  readonly omitted: number;
}
