import type { Fold } from "../unicode/fold.ts";
import { createFolding, type Folding } from "../unicode/folding.ts";

/** Whether a code point counts as absent. */
export type IsAbsent = (codePoint: number) => boolean;

/** The folds that say which characters count as absent, alone or together. */
export const ABSENTING: readonly Fold[] = ["width", "compat", "ignorable", "marks"];

/**
 * Says which characters count as absent under folds, by name: those that fold to nothing. There are few sets of
 * folds that differ in this, so each is made once.
 */
export function createAbsence(): (folds: readonly string[]) => IsAbsent {
  const made = new Map<string, IsAbsent>();
  return (folds) => {
    const names = ABSENTING.filter((fold) => folds.includes(fold));
    const key = names.join();
    const isAbsent = made.get(key) ?? createIsAbsent(names);
    made.set(key, isAbsent);
    return isAbsent;
  };
}

function createIsAbsent(folds: readonly Fold[]): IsAbsent {
  if (!folds.includes("ignorable") && !folds.includes("marks")) {
    return () => false;
  }
  let folding: Folding | undefined;
  return (codePoint) => {
    // Nearly all characters of messages: neither invisible nor marks.
    if (codePoint < 0xad || (codePoint >= 0x4e00 && codePoint <= 0x9fff)) {
      return false;
    }
    folding ??= createFolding(folds);
    return folding.expand(codePoint).codePoints.length === 0;
  };
}
