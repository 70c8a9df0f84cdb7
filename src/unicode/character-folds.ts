import { foldName, normalizeChoices } from "./choices.ts";
import type { CustomFold, Fold, FoldChoice } from "./fold.ts";
import { furtherFolds } from "./further.ts";

/** What of a set of folds acts on single characters. */
export interface CharacterFolds {
  /** All folds of the set, in their order. */
  readonly choices: readonly FoldChoice[];
  /** The built-in ones that act on single characters. */
  readonly names: ReadonlySet<Fold>;
  /** The user's own. */
  readonly customs: readonly CustomFold[];
  /** The same for the same folds. */
  readonly key: string;
}

/** Folds that act on runs of characters, or on whole terms: no single character tells them. */
const OTHERS: readonly Fold[] = ["digits", "separators", "repeats", "regional"];

/**
 * Takes from a set of folds those that act on single characters.
 *
 * @throws RangeError for what `normalizeChoices` throws
 */
export function selectCharacterFolds(folds: readonly FoldChoice[]): CharacterFolds {
  const choices = normalizeChoices(folds);
  const customs = choices.filter((choice) => typeof choice !== "string");
  const names = new Set(
    choices.filter((choice) => typeof choice === "string").filter((fold) => !OTHERS.includes(fold)),
  );
  return { choices, names, customs, key: keyOf([...names], customs) };
}

/** A key of a set of folds; names of built-in folds and numbers of others cannot be mixed up. */
export function keyOf(names: readonly Fold[], customs: readonly CustomFold[]): string {
  return [
    ...names.map(foldName),
    ...customs.map((fold) => furtherFolds.get().foldNumber(fold)),
  ].join();
}
