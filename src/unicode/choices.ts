import { type CustomFold, type FoldChoice, normalizeFolds } from "./fold.ts";
import { furtherFolds } from "./further.ts";

/**
 * The folds of `choices`, each once: the built-in ones in the order of `FOLDS`, then the user's own in the order
 * given. A fold of the user's own that {@link createFold} did not make is checked as it would, and copied.
 *
 * @throws RangeError if a name is no fold, if two different folds have one name, or for what {@link createFold}
 * throws
 */
export function normalizeChoices(choices: readonly FoldChoice[]): readonly FoldChoice[] {
  const names = choices.filter((choice) => typeof choice === "string");
  const customs = new Map<string, CustomFold>();
  for (const choice of new Set(choices)) {
    if (typeof choice !== "string") {
      const fold = furtherFolds.get().knownFold(choice);
      if (customs.has(fold.name)) {
        throw new RangeError(`two folds are named ${JSON.stringify(fold.name)}, expected one`);
      }
      customs.set(fold.name, fold);
    }
  }
  return [...normalizeFolds(names), ...customs.values()];
}

/** The name of a fold, in labels and digests. */
export function foldName(choice: FoldChoice): string {
  return typeof choice === "string" ? choice : choice.name;
}
