import type { Records } from "../lists/records.ts";
import type { Term } from "../lists/rule.ts";
import { createFolding, type FoldChoice } from "../unicode/unicode.ts";
import type { SpellingProvider } from "./spelling.ts";

/** The spellings of one literal, itself first, each once. */
export type SpellingSets = (literal: string) => readonly string[];

/** Folds of which a provider of spellings need not know: they are undone before it is asked. */
const UNDONE: readonly unknown[] = ["width", "compat", "radical", "ignorable", "marks"] as const;

/**
 * Asks a provider for the spellings of all terms and their regional spellings, once, when the first set is wanted.
 * It is asked for them as they are, and also for what `width`, `compat`, `radical`, `ignorable` and `marks` make of them
 * where that is something else: an invisible character within a term, or an unusual code point, does not hide its
 * spellings.
 *
 * @throws RangeError when a set is wanted, if the provider does not answer with one set for each literal
 */
export function createSpellingSets(
  terms: Records<Term>,
  folds: readonly FoldChoice[],
  spellings: SpellingProvider,
  regionalOf: (term: number) => readonly string[] = () => [],
): SpellingSets {
  const plain = createFolding(folds.filter((fold) => UNDONE.includes(fold)));
  let sets: ReadonlyMap<string, readonly string[]> | undefined;

  function askAll(): ReadonlyMap<string, readonly string[]> {
    const literals: string[] = [];
    for (let number = 0; number < terms.length; number++) {
      const { text = "", expression } = terms.at(number) ?? {};
      if (expression === undefined) {
        literals.push(text, ...regionalOf(number));
      }
    }
    return ask(
      spellings,
      literals.flatMap((literal) => [literal, plain.foldText(literal)]),
    );
  }

  return (literal) => {
    sets ??= askAll();
    const own = [literal, plain.foldText(literal)];
    return [...new Set([...own, ...own.flatMap((text) => sets?.get(text) ?? [])])];
  };
}

function ask(
  spellings: SpellingProvider,
  literals: readonly string[],
): ReadonlyMap<string, readonly string[]> {
  const texts = [...new Set(literals)];
  const sets = spellings(texts);
  if (sets.length !== texts.length) {
    throw new RangeError(
      `the spelling provider gave ${sets.length} sets of spellings, expected ${texts.length}, one for each term`,
    );
  }
  return new Map(texts.map((text, index) => [text, sets[index] ?? []]));
}
