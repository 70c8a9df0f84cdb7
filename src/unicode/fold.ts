/**
 * One way in which two spellings count as the same.
 *
 * On by default:
 *
 * - `case`: letters that differ in case (Unicode full case folding, C + F)
 * - `width`: full-width and half-width forms (U+FF01..U+FFEE, U+3000)
 * - `compat`: all other compatibility and canonical decompositions (NFKD per code point)
 * - `script`: simplified, traditional and regional forms of a Chinese character (OpenCC)
 * - `ignorable`: invisible characters (`Default_Ignorable_Code_Point`), which count as absent
 *
 * Opt-in, known to `compileFilter` of `filter-audit/filter`; `regional` also to that of `filter-audit`:
 *
 * - `radical`: radicals of the CJK Radicals Supplement, as the ideographs that they stand for
 * - `digits`: digits of every kind (hanzi, financial, `Nd`, circled, Roman), in runs of two or more
 * - `marks`: combining marks (`Mn`, `Me`), which count as absent
 * - `separators`: a few separators between two Han characters, which count as absent
 * - `confusable`: letters of other scripts that look like ASCII letters
 * - `repeats`: a run of one character in the text, for one of it in the term
 * - `regional`: other words for the same thing in Taiwan and Hong Kong (OpenCC), as further spellings of a term
 */
export type Fold =
  | "case"
  | "width"
  | "compat"
  | "radical"
  | "script"
  | "digits"
  | "ignorable"
  | "marks"
  | "separators"
  | "confusable"
  | "repeats"
  | "regional";

/**
 * Every fold there is, in the order in which they are named in digests and reports. It is also the order of
 * preference where several smallest sets of folds explain a match: the earlier ones.
 */
export const FOLDS: readonly Fold[] = Object.freeze([
  "case",
  "width",
  "compat",
  "radical",
  "script",
  "digits",
  "ignorable",
  "marks",
  "separators",
  "confusable",
  "repeats",
  "regional",
] as const);

/** The folds of a filter that names none. */
export const DEFAULT_FOLDS: readonly Fold[] = Object.freeze([
  "case",
  "width",
  "compat",
  "script",
  "ignorable",
] as const);

/** A fold of the user's own: classes of characters that count as the same. Made by `createFold`. */
export interface CustomFold {
  /** Its name in labels and digests: lower-case letters, digits and hyphens; no name of a {@link Fold}. */
  readonly name: string;
  /** Characters, one code point each, that count as the same. No character is in two classes. */
  readonly classes: readonly (readonly string[])[];
  /** It applies only to terms of so many characters or more. Default: 1. */
  readonly minLength?: number;
}

/** A fold by its name, or one of the user's own. */
export type FoldChoice = Fold | CustomFold;

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
