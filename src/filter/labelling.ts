import type { Agreement } from "../finder/agreement.ts";
import type { WordBoundary } from "../labels/boundary.ts";
import { createKnownSpellings, type KnownSpelling } from "../labels/known-spellings.ts";
import { createLabels, type Labels } from "../labels/labels.ts";
import { createSpellingSets, type KnownSets } from "../labels/spelling-sets.ts";
import type { Rule } from "../lists/rule.ts";
import type { FoldChoice } from "../unicode/fold.ts";
import { lazily } from "../unicode/lazily.ts";
import type { IsAbsent } from "./absence.ts";
import type { Dictionary } from "./dictionary.ts";
import { createFoldSets, type FoldSets } from "./fold-sets.ts";
import { listOf } from "./number-lists.ts";
import type { Search } from "./search.ts";
import type { TermTable } from "./term-table.ts";

/** What is said of the matches of a filter beside where they are. */
export interface Labelling {
  /** The labels of its matches. */
  readonly labels: Labels;
  /** See `Filter.foldSets`. */
  foldSets(text: string): FoldSets;
  /** See `Filter.spellings`. */
  spellings(rule: Rule): readonly KnownSpelling[];
  /** What is known of the spellings of literals; undefined if nothing is. */
  spelled(): KnownSets | undefined;
}

/** What a labelling is made of. */
export interface LabellingParts {
  readonly dictionary: Dictionary;
  readonly table: TermTable;
  /** The folds that are on, in their order. */
  readonly folds: readonly FoldChoice[];
  /** Says which folds make a slice a literal. */
  readonly agreement: Agreement;
  /** Which characters count as absent under folds; without them under all that are on. */
  readonly absence: (folds?: readonly string[]) => IsAbsent;
  /**
   * How literals are legitimately spelled: asked when it is first needed. Undefined: nothing is known of that. It is
   * given the regional spellings of a term.
   */
  readonly spelled: ((regionalOf: (term: number) => readonly string[]) => KnownSets) | undefined;
  /** What word boundaries are; undefined: those of the host. */
  readonly wordBoundary: WordBoundary | undefined;
  /** The search that makes matches with these labels; asked for when it is there. */
  readonly search: () => Search;
}

/** Makes the labelling of a filter. Nothing is worked out before it is asked for. */
export function createLabelling(parts: LabellingParts): Labelling {
  const { dictionary, table, folds, agreement, absence, spelled, wordBoundary, search } = parts;
  const { terms, exceptionsOf, phrases } = dictionary;
  const { derivations } = table;

  function regionalOf(term: number): readonly string[] {
    return Array.from(
      listOf(table.regionalOf, term),
      (literal) => table.literals.at(literal) ?? "",
    );
  }

  const known = spelled && lazily(() => spelled(regionalOf));
  const spellingsOf = known && createSpellingSets(folds, known);
  const numbers = lazily(() => {
    const firsts = new Map<string, number>();
    for (let number = terms.length - 1; number >= 0; number--) {
      firsts.set(terms.at(number)?.text ?? "", number);
    }
    return firsts;
  });
  const foldSets = lazily(() =>
    createFoldSets({
      folds: folds.map((fold) => (typeof fold === "string" ? fold : fold.name)),
      record: (text) => search().record(text),
      agreement,
      absence,
      isReversible:
        exceptionsOf.keys.length > 0 ||
        phrases.keys.length > 0 ||
        derivations.terms.some((term) => derivations.of(term)?.pieces !== undefined),
      isPositional: derivations.terms.length > 0,
    }),
  );
  return {
    labels: createLabels(terms, { folds, agreement, spellingsOf, wordBoundary, regionalOf }),
    foldSets: (text) => foldSets()(text),
    spelled: () => known?.(),
    spellings: createKnownSpellings({
      spellingsOf,
      regionalOf: ({ text }) => {
        const number = numbers().get(text);
        return number === undefined ? [] : regionalOf(number);
      },
      catches: (rule, term, text) =>
        search()
          .matches(text)
          .some(
            (match) =>
              match.start === 0 &&
              match.end === text.length &&
              match.term.text === term.text &&
              match.rules.includes(rule),
          ),
    }),
  };
}
