import { hostSegmenter } from "./host-segmenter.ts";
import { codePointBefore, isCommonHan, type WordKind, wordKind } from "./word-edge.ts";

/**
 * How a match lies to the words of its text.
 *
 * - `aligned`: it begins and ends at boundaries of words
 * - `inside`: it is part of one word (中共 in 中共中央)
 * - `straddles`: it begins in one word and ends in another, and at least one of them is cut (中共 in 其中共有).
 *   Mostly it then means nothing of the kind
 */
export type BoundaryLabel = "aligned" | "inside" | "straddles";

/** Says how `[start, end)` of a text, in UTF-16 code units, lies to its words. Undefined: not known. */
export type WordBoundary = (text: string, start: number, end: number) => BoundaryLabel | undefined;

/** Parts a run of characters into words: the offsets at which words start, in UTF-16 code units, ascending. */
export type WordSegmenter = (run: string) => Iterable<number>;

/**
 * Runs are read in blocks of so many UTF-16 code units, each with its neighbours: segmenters may take time that
 * grows with the square of what they are given, and a hostile text may be one run.
 */
const BLOCK = 256;

/** Runs whose words are remembered. */
const MAX_REMEMBERED = 64;

const IGNORABLES = /\p{Default_Ignorable_Code_Point}/gu;
const IGNORABLE = /^\p{Default_Ignorable_Code_Point}$/u;

/** Whether a word starts at an offset of a run, in UTF-16 code units. */
type StartsWord = (offset: number) => boolean;

/** The part of a run that was looked at, and where words start in it. */
interface Run {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly isVisible: boolean;
  readonly startsWord: StartsWord;
}

/**
 * Makes word boundaries of a segmenter. It is given runs of characters of scripts that do not part their words
 * (Han, Hiragana, Katakana, Thai, Lao, Khmer, Myanmar), without invisible characters, and of long ones the 512
 * code units around a match or a little more. All other words are runs of letters, marks, digits and `_`, and what
 * is neither is a word of its own.
 *
 * @example
 * ```ts
 * import { createWordBoundary } from "filter-audit";
 *
 * const pairs = createWordBoundary((run) => [0, 2, 4].filter((start) => start < run.length));
 * pairs("中文分詞", 1, 3); // => "straddles"
 * ```
 */
export function createWordBoundary(segment: WordSegmenter): WordBoundary {
  return createBoundary((run) => {
    const starts = new Set(segment(run));
    return (offset) => starts.has(offset);
  });
}

/** Makes word boundaries of what says of a run, without invisible characters, where words start in it. */
function createBoundary(read: (run: string) => StartsWord): WordBoundary {
  let remembered = new Map<string, StartsWord>();

  function startsOf(run: string): StartsWord {
    let known = remembered.get(run);
    if (known === undefined) {
      if (remembered.size >= MAX_REMEMBERED) {
        // A new map: in V8 one that was cleared keeps a way from its old table to the new one, so that all that came
        // after an old table outlives young collections, with the word iterators outside of the heap: 134 MiB of 357
        // for 300,000 messages.
        remembered = new Map();
      }
      known = read(run.replace(IGNORABLES, ""));
      remembered.set(run, known);
    }
    return known;
  }

  function runAround(text: string, offset: number): Run {
    const block = Math.floor(offset / BLOCK) * BLOCK;
    const start = scanBack(text, offset, block - BLOCK);
    const end = scanForward(text, offset, block + 2 * BLOCK);
    const run = text.slice(start, end);
    const isVisible = run.search(IGNORABLES) < 0;
    return { start, end, text: run, isVisible, startsWord: startsOf(run) };
  }

  return (text, start, end) => {
    let run: Run | undefined;

    function isBoundary(offset: number): boolean {
      const before = kindBefore(text, offset);
      if (before === "none" || before !== kindAfter(text, offset)) {
        return true;
      }
      if (before === "parted") {
        return false;
      }
      if (run === undefined || offset <= run.start || offset >= run.end) {
        run = runAround(text, offset);
      }
      return run.startsWord(visibleLength(run, offset));
    }

    if (isBoundary(start) && isBoundary(end)) {
      return "aligned";
    }
    for (let place = start; ; ) {
      place += (text.codePointAt(place) ?? 0) > 0xffff ? 2 : 1;
      if (place >= end) {
        return "inside";
      }
      // An invisible character belongs to what stands before it.
      if (!isIgnorable(text.codePointAt(place) ?? 0) && isBoundary(place)) {
        return "straddles";
      }
    }
  };
}

/** Word boundaries by the host's `Intl.Segmenter`; where there is none, nothing is known. */
export function createIntlBoundary(): WordBoundary {
  const segmenter = hostSegmenter();
  return segmenter === undefined
    ? () => undefined
    : createBoundary((run) => startsIn(segmenter().segment(run), run.length));
}

/** Where words start. Asked for one word at a time: to list all of them takes several times as long. */
function startsIn(words: Intl.Segments, length: number): StartsWord {
  // The word that was met last: what lies within it is often asked for next.
  let start = 0;
  let end = 0;
  return (offset) => {
    if (offset < start || offset > end || end === 0) {
      const word = words.containing(offset);
      start = word?.index ?? 0;
      end = start + (word?.segment.length ?? 0);
    }
    return (offset === start || offset === end) && offset < length;
  };
}

/** How much of a run stands before an offset, without invisible characters. */
function visibleLength({ start, text, isVisible }: Run, offset: number): number {
  const length = offset - start;
  return isVisible ? length : text.slice(0, length).replace(IGNORABLES, "").length;
}

/** The kind of the nearest visible character before an offset. */
function kindBefore(text: string, offset: number): WordKind {
  const limit = Math.max(0, offset - BLOCK);
  for (let place = offset; place > limit; ) {
    const codePoint = codePointBefore(text, place);
    if (!isIgnorable(codePoint)) {
      return wordKind(codePoint);
    }
    place -= codePoint > 0xffff ? 2 : 1;
  }
  return "none";
}

/** The kind of the nearest visible character from an offset on. */
function kindAfter(text: string, offset: number): WordKind {
  const limit = Math.min(text.length, offset + BLOCK);
  for (let place = offset; place < limit; ) {
    const codePoint = text.codePointAt(place) ?? 0;
    if (!isIgnorable(codePoint)) {
      return wordKind(codePoint);
    }
    place += codePoint > 0xffff ? 2 : 1;
  }
  return "none";
}

function scanBack(text: string, offset: number, limit: number): number {
  let place = offset;
  while (place > Math.max(0, limit)) {
    const codePoint = codePointBefore(text, place);
    if (wordKind(codePoint) !== "unparted" && !isIgnorable(codePoint)) {
      break;
    }
    place -= codePoint > 0xffff ? 2 : 1;
  }
  return place;
}

function scanForward(text: string, offset: number, limit: number): number {
  let place = offset;
  while (place < Math.min(text.length, limit)) {
    const codePoint = text.codePointAt(place) ?? 0;
    if (wordKind(codePoint) !== "unparted" && !isIgnorable(codePoint)) {
      break;
    }
    place += codePoint > 0xffff ? 2 : 1;
  }
  return place;
}

function isIgnorable(codePoint: number): boolean {
  return (
    codePoint >= 0xad && !isCommonHan(codePoint) && IGNORABLE.test(String.fromCodePoint(codePoint))
  );
}
