import type { Records } from "../lists/records.ts";
import type { Term } from "../lists/rule.ts";
import type { FoldChoice } from "../unicode/fold.ts";
import { createFolding, type Folding } from "../unicode/folding.ts";
import type { SpellingProvider } from "./spelling.ts";

/** The spellings of one literal, itself first, each once. */
export type SpellingSets = (literal: string) => readonly string[];

/** Folds of which a provider of spellings need not know: they are undone before it is asked. */
const UNDONE: readonly unknown[] = ["width", "compat", "radical", "ignorable", "marks"] as const;

/** What a provider says, by literal; literals of which it knows no other spelling may be left out. */
export type KnownSets = ReadonlyMap<string, readonly string[]>;

/**
 * Asks a provider for the spellings of all terms and their regional spellings.
 * It is asked for them as they are, and also for what `width`, `compat`, `radical`, `ignorable` and `marks` make of them
 * where that is something else: an invisible character within a term, or an unusual code point, does not hide its
 * spellings.
 *
 * @throws RangeError if the provider does not answer with one set for each literal
 */
export function askSpellings(
  terms: Records<Term>,
  folds: readonly FoldChoice[],
  spellings: SpellingProvider,
  regionalOf: (term: number) => readonly string[] = () => [],
): KnownSets {
  const { foldText } = undoing(folds);
  const literals = new Set<string>();
  for (let number = 0; number < terms.length; number++) {
    const { text = "", expression } = terms.at(number) ?? {};
    if (expression === undefined) {
      for (const literal of [text, ...regionalOf(number)]) {
        literals.add(literal).add(foldText(literal));
      }
    }
  }
  const texts = [...literals];
  const sets = spellings(texts);
  if (sets.length !== texts.length) {
    throw new RangeError(
      `the spelling provider gave ${sets.length} sets of spellings, expected ${texts.length}, one for each term`,
    );
  }
  return new Map(texts.map((text, index) => [text, sets[index] ?? []]));
}

/** The spelling sets of what a provider knows, which is asked for when the first set is wanted. */
export function createSpellingSets(
  folds: readonly FoldChoice[],
  known: () => KnownSets,
): SpellingSets {
  const { foldText } = undoing(folds);
  return (literal) => {
    const own = [literal, foldText(literal)];
    return [...new Set([...own, ...own.flatMap((text) => known().get(text) ?? [])])];
  };
}

function undoing(folds: readonly FoldChoice[]): Folding {
  return createFolding(folds.filter((fold) => UNDONE.includes(fold)));
}
