/**
 * One way in which two spellings count as the same.
 *
 * - `case`: letters that differ in case (Unicode full case folding, C + F)
 * - `width`: full-width and half-width forms (U+FF01..U+FFEE, U+3000)
 * - `compat`: all other compatibility and canonical decompositions (NFKD per code point)
 * - `script`: simplified, traditional and regional forms of a Chinese character (OpenCC)
 * - `ignorable`: invisible characters (`Default_Ignorable_Code_Point`), which count as absent
 */
export type Fold = "case" | "width" | "compat" | "script" | "ignorable";

/** Every fold there is, in the order in which they are named in digests and reports. */
export const FOLDS: readonly Fold[] = ["case", "width", "compat", "script", "ignorable"];

/** The folds of a filter that names none. */
export const DEFAULT_FOLDS: readonly Fold[] = FOLDS;

/**
 * The folds of `names`, each once, in the order of {@link FOLDS}.
 *
 * @throws RangeError if a name is no fold
 */
export function normalizeFolds(names: readonly string[]): readonly Fold[] {
  for (const name of names) {
    if (!(FOLDS as readonly string[]).includes(name)) {
      throw new RangeError(
        `unknown fold ${JSON.stringify(name)}, expected one of ${FOLDS.join(", ")}`,
      );
    }
  }
  return FOLDS.filter((fold) => names.includes(fold));
}
