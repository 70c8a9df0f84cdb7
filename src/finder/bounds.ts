/** How the folds `separators` and `digits` are bounded. */
export interface SequenceOptions {
  /** Most separators between two Chinese characters that count as absent: an integer from 1 to 16. Default: 4. */
  readonly separatorGap?: number;
  /** Fewest digits of a run that counts as a number: an integer from 1 to 16. Default: 2. */
  readonly minDigits?: number;
}

/** The same, complete. */
export interface Bounds {
  /** Most separators between two Chinese characters that count as absent. */
  readonly separatorGap: number;
  /** Fewest digits of a run that counts as a number. */
  readonly minDigits: number;
}

/** Largest bound that can be asked for. */
const MAX_BOUND = 16;

/**
 * The bounds, with their defaults.
 *
 * @throws RangeError if one is no integer from 1 to 16
 */
export function normalizeBounds({ separatorGap = 4, minDigits = 2 }: SequenceOptions): Bounds {
  for (const [name, value] of Object.entries({ separatorGap, minDigits })) {
    if (!Number.isInteger(value) || value < 1 || value > MAX_BOUND) {
      throw new RangeError(
        `${name} is ${String(value)}, expected an integer from 1 to ${MAX_BOUND}`,
      );
    }
  }
  return { separatorGap, minDigits };
}
