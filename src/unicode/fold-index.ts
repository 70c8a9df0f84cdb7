import { type CharacterFolds, selectCharacterFolds } from "./character-folds.ts";
import { isMark } from "./expansion.ts";
import type { FoldChoice } from "./fold.ts";
import {
  caseMapping,
  compatMapping,
  ignorableRanges,
  scriptMapping,
  widthMapping,
} from "./fold-tables.ts";
import { furtherFolds, unitedBy } from "./further.ts";
import { decomposeSyllable, FIRST_SYLLABLE, LAST_SYLLABLE } from "./hangul.ts";
import { lazily } from "./lazily.ts";
import { createRecent } from "./recent.ts";
import { CODE_POINT, JOINED, type Mapping, type Sequence } from "./table.ts";

/** In {@link FoldIndex.units}: folds to nothing. */
export const NOTHING: number = -1;

/** In {@link FoldIndex.units}: folds to several code points, see {@link foldCodePoint}. */
export const SEVERAL: number = -2;

/** The folds of one set, composed, for every code point. */
export interface FoldIndex {
  /**
   * `Int32Array` of 65,536: the one code point that a code point of the Basic Multilingual Plane folds
   * to, or {@link NOTHING}, or {@link SEVERAL}. A lone surrogate folds to itself.
   */
  readonly units: Int32Array;
  /** The code points of the Basic Multilingual Plane that fold to one other or to nothing. In no order. */
  readonly changed: readonly number[];
  /**
   * Where in `elements` stands what a code point folds to, as `start * 32 + length`: all code points that
   * are `SEVERAL` but Hangul syllables, which are computed, and all astral ones that do not fold to
   * themselves. In no order.
   */
  readonly places: ReadonlyMap<number, number>;
  /** Elements of sequences. */
  readonly elements: Sequence;
}

const identity = lazily(() => {
  const units = new Int32Array(0x10000);
  for (let unit = 0; unit < units.length; unit++) {
    units[unit] = unit;
  }
  return units;
});

// An index takes 256 KB and more, and there are thousands of sets of folds.
const recent = createRecent<string, FoldIndex>(16);

/** The index of a set of folds, one of the last that were asked for or made now. */
export function foldIndex(folds: readonly FoldChoice[]): FoldIndex {
  const characterFolds = selectCharacterFolds(folds);
  return recent.get(characterFolds.key, () => composeFolds(characterFolds));
}

/** What a code point folds to that is astral or `SEVERAL`. */
export function foldCodePoint({ places, elements }: FoldIndex, codePoint: number): Sequence {
  const place = places.get(codePoint);
  if (place !== undefined) {
    return elements.slice(place >> 5, (place >> 5) + (place & 31));
  }
  return codePoint <= 0xffff ? decomposeSyllable(codePoint) : [codePoint];
}

/**
 * The order is: what is ignorable or a mark goes; what is left is decomposed; marks go that come to light; of each
 * part the case is folded, or the script; then classes that other folds have united are one. One pass is enough, no
 * part folds to several, no character has both case and script, and nothing visible turns into something
 * ignorable: the generator of the tables has made sure.
 */
function composeFolds(characterFolds: CharacterFolds): FoldIndex {
  const folds = characterFolds.names;
  const dropsMarks = folds.has("marks");
  const units = identity().slice();
  const changed: number[] = [];
  const places = new Map<number, number>();
  const elements: number[] = [];

  /** Makes what was pushed to `elements` from `start` on what a code point folds to. */
  const put = (codePoint: number, start: number): void => {
    const length = elements.length - start;
    if (codePoint > 0xffff || length > 1) {
      places.set(codePoint, start * 32 + length);
    }
    if (codePoint <= 0xffff && length > 1) {
      units[codePoint] = SEVERAL;
    } else if (codePoint <= 0xffff) {
      if (units[codePoint] === SEVERAL) {
        places.delete(codePoint);
      }
      units[codePoint] = length === 0 ? NOTHING : elements.pop()!;
      changed.push(codePoint);
    }
  };
  /** What a part of a decomposition folds to: one, since no part decomposes further. */
  const foldPart = (part: number): number => {
    const codePoint = part & CODE_POINT;
    const place = codePoint <= 0xffff ? undefined : places.get(codePoint);
    const unit = codePoint <= 0xffff ? units[codePoint]! : codePoint;
    // A mark stays joined whatever its case folds to.
    return (place === undefined ? unit : elements[place >> 5]!) | (part & JOINED);
  };
  const putAll = ({ keys, starts, elements: parts }: Mapping): void => {
    for (let entry = 0; entry < keys.length; entry++) {
      const start = elements.length;
      for (let next = starts[entry]!; next < starts[entry + 1]!; next++) {
        const part = parts[next]!;
        if (!dropsMarks || !isMark(part & CODE_POINT)) {
          // The first is joined to nothing, whatever stood before it.
          elements.push(foldPart(elements.length === start ? part & CODE_POINT : part));
        }
      }
      put(keys[entry]!, start);
    }
  };

  const drop = (bounds: readonly number[]): void => {
    for (let range = 0; range < bounds.length; range += 2) {
      for (let codePoint = bounds[range]!; codePoint < bounds[range + 1]!; codePoint++) {
        put(codePoint, elements.length);
      }
    }
  };
  const unite = (united: ReadonlyMap<number, number>): void => {
    for (const [place, element] of elements.entries()) {
      elements[place] =
        (united.get(element & CODE_POINT) ?? element & CODE_POINT) | (element & JOINED);
    }
    for (const unit of changed) {
      units[unit] = united.get(units[unit]!) ?? units[unit]!;
    }
    for (const [codePoint, target] of united) {
      put(codePoint, elements.push(target) - 1);
    }
  };

  if (folds.has("script")) {
    putAll(scriptMapping());
  }
  if (folds.has("case")) {
    putAll(caseMapping());
  }
  if (folds.has("width")) {
    putAll(widthMapping());
  }
  if (folds.has("compat")) {
    putAll(compatMapping());
    units.fill(SEVERAL, FIRST_SYLLABLE, LAST_SYLLABLE + 1);
  }
  const united = unitedBy(characterFolds);
  if (united.size > 0) {
    unite(united);
  }
  if (folds.has("ignorable")) {
    drop(ignorableRanges());
  }
  if (dropsMarks) {
    drop(furtherFolds.get().markRanges());
  }
  return { units, changed, places, elements };
}
