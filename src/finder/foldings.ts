import { foldName } from "../unicode/choices.ts";
import type { FoldChoice } from "../unicode/fold.ts";
import { createLightFolding, type LightFolding } from "../unicode/light-folding.ts";

const shared = new Map<string, LightFolding>();

/**
 * The folding of folds of single characters. Of sets of built-in ones there is one for all filters, so that what it
 * has met it need not work out again.
 */
export function foldingOf(choices: readonly FoldChoice[]): LightFolding {
  const key = choices.map(foldName).join();
  const known = shared.get(key);
  if (known !== undefined) {
    return known;
  }
  const made = createLightFolding(choices);
  if (choices.every((choice) => typeof choice === "string")) {
    shared.set(key, made);
  }
  return made;
}
