/** In {@link ClassTable.units}: the code unit counts as absent. */
export const SKIP = 0xffff;

/** In {@link ClassTable.units}: the class is not in `units`; look the code point up in the escapes. */
export const ESCAPE = 0xfffe;

/** Largest number of classes of a {@link ClassTable}, class 0 included. */
export const MAX_CLASSES = 61_436;

/**
 * How code units become symbols. Plain data: any maker will do.
 *
 * A symbol is a class: a number from 1 to `classCount - 1`; equal classes count as the same character.
 * Class 0 is every character that occurs in no pattern: no match reaches across it.
 */
export interface ClassTable {
  /** Number of classes, class 0 included; at most {@link MAX_CLASSES}. */
  readonly classCount: number;
  /**
   * `Uint16Array` of 65,536: the class of each UTF-16 code unit, or {@link SKIP}, or {@link ESCAPE}.
   * A lead surrogate is `ESCAPE` if it, or a code point that starts with it, is among the escapes; a
   * trail surrogate if it is among them itself. All other surrogates are 0.
   */
  readonly units: Uint16Array;
  /**
   * Code points that are astral or surrogates, or that stand for other than one symbol; ascending. A
   * code point that is met through `ESCAPE` and is not here has class 0.
   */
  readonly escapes: Uint32Array;
  /**
   * `Uint32Array` of `escapes.length + 1`: the symbols of `escapes[i]` are
   * `escapeSymbols[escapeStarts[i]]` up to, not including, `escapeSymbols[escapeStarts[i + 1]]`.
   * None: the code point counts as absent.
   */
  readonly escapeStarts: Uint32Array;
  /** Classes, 0 included. */
  readonly escapeSymbols: Uint16Array;
  /**
   * `Uint8Array` beside `escapeSymbols`: 1 where the symbol cannot be parted from the one before it in
   * the same code point (a combining mark after its base, a vowel within a syllable). No match begins or
   * ends there.
   */
  readonly escapeJoined: Uint8Array;
}

/**
 * Checks what is said above.
 *
 * @throws RangeError if it is not so
 */
export function checkTable(table: ClassTable): void {
  const { classCount, units, escapes, escapeStarts, escapeSymbols, escapeJoined } = table;
  if (!Number.isInteger(classCount) || classCount < 1 || classCount > MAX_CLASSES) {
    throw new RangeError(`classCount is ${classCount}, expected 1 to ${MAX_CLASSES}`);
  }
  if (units.length !== 0x10000) {
    throw new RangeError(`units has ${units.length} elements, expected 65536`);
  }
  // A plain loop: for a small set of patterns this is a good part of all the work.
  for (let unit = 0; unit < units.length; unit++) {
    const symbol = units[unit]!;
    if (symbol >= classCount && symbol < ESCAPE) {
      throw new RangeError(
        `units holds a number that is no class, expected less than ${classCount}`,
      );
    }
  }
  if (escapes.some((codePoint, index) => index > 0 && codePoint <= escapes[index - 1]!)) {
    throw new RangeError("escapes are not in ascending order");
  }
  if (
    escapeStarts.length !== escapes.length + 1 ||
    escapeStarts[0] !== 0 ||
    escapeStarts[escapes.length] !== escapeSymbols.length ||
    escapeStarts.some((start, index) => index > 0 && start < escapeStarts[index - 1]!)
  ) {
    throw new RangeError("escapeStarts does not lead through escapeSymbols in ascending steps");
  }
  if (escapeSymbols.some((symbol) => symbol >= classCount)) {
    throw new RangeError(
      `escapeSymbols holds a number that is no class, expected less than ${classCount}`,
    );
  }
  if (escapeJoined.length !== escapeSymbols.length) {
    throw new RangeError(
      `escapeJoined has ${escapeJoined.length} elements, expected ${escapeSymbols.length}`,
    );
  }
}
