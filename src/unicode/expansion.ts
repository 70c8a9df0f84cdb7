import type { Fold } from "./fold.ts";
import {
  caseMapping,
  compatMapping,
  ignorableRanges,
  scriptMapping,
  widthMapping,
} from "./fold-tables.ts";
import { furtherFolds } from "./further.ts";
import { decomposeSyllable, FIRST_SYLLABLE, LAST_SYLLABLE } from "./hangul.ts";
import { lazily } from "./lazily.ts";
import { isInRanges } from "./ranges.ts";
import { CODE_POINT, JOINED, type Mapping, type Sequence } from "./table.ts";

/** What a code point is mapped to; undefined if it is not mapped. */
type Lookup = (codePoint: number) => Sequence | undefined;

const caseOf = lazily(() => createLookup(caseMapping()));
const widthOf = lazily(() => createLookup(widthMapping()));
const compatOf = lazily(() => createLookup(compatMapping()));
const scriptOf = lazily(() => createLookup(scriptMapping()));

function createLookup({ keys, starts, elements }: Mapping): Lookup {
  const entries = new Map(keys.map((key, entry) => [key, entry]));
  return (codePoint) => {
    const entry = entries.get(codePoint);
    return entry === undefined ? undefined : elements.slice(starts[entry], starts[entry + 1]);
  };
}

/** Whether the fold `ignorable` drops a code point. */
export function isIgnorable(codePoint: number): boolean {
  return isInRanges(ignorableRanges(), codePoint);
}

/** Whether the fold `marks` drops a code point. */
export function isMark(codePoint: number): boolean {
  return isInRanges(furtherFolds.get().markRanges(), codePoint);
}

/**
 * What one code point folds to under the folds that take characters apart or put single ones for others: `case`,
 * `width`, `compat`, `script`, `ignorable`, `marks`; the rest of `folds` is passed over. For a few code points:
 * nothing is made that lasts.
 *
 * The order is that of the fold index: what is dropped goes; what is left is decomposed; marks go that come to
 * light; of each part the case is folded, or the script.
 */
export function expandCodePoint(folds: ReadonlySet<Fold>, codePoint: number): Sequence {
  const dropsMarks = folds.has("marks");
  if ((folds.has("ignorable") && isIgnorable(codePoint)) || (dropsMarks && isMark(codePoint))) {
    return [];
  }
  const isKept = (element: number): boolean => !(dropsMarks && isMark(element & CODE_POINT));
  const parts = decompose(folds, codePoint);
  if (parts !== undefined) {
    return open(parts.filter(isKept).map((part) => foldPart(folds, part)));
  }
  const letters = folds.has("case") ? caseOf()(codePoint) : undefined;
  return letters === undefined
    ? [foldPart(folds, codePoint)]
    : open(letters.filter(isKept).map((letter) => foldPart(folds, letter)));
}

function decompose(folds: ReadonlySet<Fold>, codePoint: number): Sequence | undefined {
  if (codePoint >= FIRST_SYLLABLE && codePoint <= LAST_SYLLABLE) {
    return folds.has("compat") ? decomposeSyllable(codePoint) : undefined;
  }
  const parts = folds.has("width") ? widthOf()(codePoint) : undefined;
  return parts ?? (folds.has("compat") ? compatOf()(codePoint) : undefined);
}

/** What a part of a decomposition folds to: one, since no part decomposes further. */
function foldPart(folds: ReadonlySet<Fold>, part: number): number {
  const codePoint = part & CODE_POINT;
  const [letter = codePoint] = (folds.has("case") && caseOf()(codePoint)) || [];
  const [form = letter] = (folds.has("script") && scriptOf()(letter)) || [];
  return form | (part & JOINED);
}

/** The first of a sequence is joined to nothing, whatever stood before it. */
function open(sequence: Sequence): Sequence {
  const [first, ...others] = sequence;
  return first === undefined ? sequence : [first & CODE_POINT, ...others];
}
