import { normalizeChoices } from "./choices.ts";
import type { FoldChoice } from "./fold.ts";
import { foldCodePoint, foldIndex, NOTHING, SEVERAL } from "./fold-index.ts";
import { lazily } from "./lazily.ts";
import { CODE_POINT, JOINED, type Sequence } from "./table.ts";

/** What one code point folds to: none, one or more code points. */
export interface Expansion {
  /** The canonical code points: those that fold to themselves. */
  readonly codePoints: readonly number[];
  /**
   * Beside `codePoints`: whether it cannot be parted from the one before it: a combining mark after its
   * base, a vowel or trailing consonant within a Hangul syllable. Never so of the first.
   */
  readonly joined: readonly boolean[];
}

/**
 * A set of folds at work. Two characters count as the same if they fold to the same; folding what is
 * folded changes nothing.
 */
export interface Folding {
  /**
   * The folds that are on: built-in ones in the order of `FOLDS`, then the user's own. `digits`, `separators`,
   * `repeats` and `regional` change no single character, and `minLength` of a fold is of no account here.
   */
  readonly folds: readonly FoldChoice[];
  /**
   * What a code point folds to. A lone surrogate folds to itself.
   *
   * @throws RangeError if `codePoint` is no integer from 0 to 0x10FFFF
   */
  expand(codePoint: number): Expansion;
  /**
   * What the code points of `text` fold to, put together. Lone surrogates are kept; where the fold
   * `ignorable` or `marks` removes what stands between two halves, they come out as a pair.
   */
  foldText(text: string): string;
}

/** What `createFolding` of `all-folds.ts` says, of folds that are linked. */
export function createFolding(folds: readonly FoldChoice[]): Folding {
  const normalized = normalizeChoices(folds);
  const index = lazily(() => foldIndex(normalized));
  return {
    folds: normalized,

    expand: createExpand((codePoint) => {
      const unit = codePoint <= 0xffff ? index().units[codePoint]! : SEVERAL;
      if (unit === NOTHING) {
        return [];
      }
      return unit === SEVERAL ? foldCodePoint(index(), codePoint) : [unit];
    }),

    foldText(text) {
      const { units, places } = index();
      let folded = "";
      // What stands from here to the current place folds to itself.
      let kept = 0;
      for (let place = 0; place < text.length; ) {
        const codePoint = text.codePointAt(place)!;
        const isUnit = codePoint <= 0xffff;
        const next = place + (isUnit ? 1 : 2);
        const unit = isUnit ? units[codePoint]! : places.has(codePoint) ? SEVERAL : codePoint;
        if (unit !== codePoint) {
          folded += text.slice(kept, place);
          kept = next;
          if (unit >= 0) {
            folded += String.fromCodePoint(unit);
          } else if (unit === SEVERAL) {
            for (const element of foldCodePoint(index(), codePoint)) {
              folded += String.fromCodePoint(element & CODE_POINT);
            }
          }
        }
        place = next;
      }
      return folded + text.slice(kept);
    },
  };
}

/** The `expand` of a {@link Folding} that folds one code point by `foldOne`. */
export function createExpand(foldOne: (codePoint: number) => Sequence): Folding["expand"] {
  return (codePoint) => {
    if (!Number.isInteger(codePoint) || codePoint < 0 || codePoint > 0x10ffff) {
      throw new RangeError(
        `${String(codePoint)} is no code point, expected an integer from 0 to 0x10FFFF`,
      );
    }
    const sequence = foldOne(codePoint);
    return {
      codePoints: sequence.map((element) => element & CODE_POINT),
      joined: sequence.map((element) => (element & JOINED) !== 0),
    };
  };
}
