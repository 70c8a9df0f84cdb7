import type { WordSegmenter } from "../labels/boundary.ts";

/** A piece of a text that a rule could name: a Latin word, a number, or one character of another script. */
export interface Unit {
  /** Where it starts: UTF-16 code units of the text. */
  readonly start: number;
  /** Where it ends, not included. */
  readonly end: number;
}

const UNIT =
  /(?<word>[\p{Script=Latin}\p{M}\p{Nd}]+(?:['’-][\p{Script=Latin}\p{M}\p{Nd}]+)*)|\p{L}\p{M}*|\p{N}/gu;

/** A Latin word of two letters or more, which says enough to be a rule by itself. */
export const LETTERS: RegExp = /\p{Script=Latin}.*\p{Script=Latin}/u;

/** Units of a run that are looked at: a text without any break is no prose. */
const MOST_UNITS = 10_000;

/** Units that are segmented at once: segmenters may take time that grows with the square of what they are given. */
const BLOCK = 256;

/**
 * The units of a text, in runs: a run ends where something other than letters and digits stands, but for one space
 * between two Latin words.
 */
export function runsOf(text: string): readonly (readonly Unit[])[] {
  return partsOf(text).map((run) => run.map(({ start, end }) => ({ start, end })));
}

/** The same with words as units, where the scripts do not part them: of a run without Latin words and numbers. */
export function wordRunsOf(text: string, segment: WordSegmenter): readonly (readonly Unit[])[] {
  return partsOf(text).map((run) => {
    const words: Unit[] = [];
    for (let first = 0; first < run.length; ) {
      let next = first + 1;
      if (run[first]?.isLatin === false) {
        while (next - first < BLOCK && run[next]?.isLatin === false) next++;
        const pieces = run.slice(first, next);
        const start = pieces[0]?.start ?? 0;
        const end = pieces.at(-1)?.end ?? start;
        // Where a word begins within a character is no place to part it.
        const known = new Set(pieces.map((piece) => piece.start));
        const starts = new Set([start]);
        for (const at of segment(text.slice(start, end))) {
          if (known.has(start + at)) starts.add(start + at);
        }
        const places = [...starts].sort((a, b) => a - b);
        for (const [index, at] of places.entries()) {
          words.push({ start: at, end: places[index + 1] ?? end });
        }
      } else {
        const { start = 0, end = 0 } = run[first] ?? {};
        words.push({ start, end });
      }
      first = next;
    }
    return words;
  });
}

interface Part extends Unit {
  readonly isLatin: boolean;
}

function partsOf(text: string): readonly (readonly Part[])[] {
  const runs: Part[][] = [];
  let run: Part[] = [];
  let last: Part | undefined;
  for (const { index: start, 0: found, groups } of text.matchAll(UNIT)) {
    const part = { start, end: start + found.length, isLatin: groups?.word !== undefined };
    const isNext =
      last !== undefined &&
      (last.end === start ||
        (last.isLatin && part.isLatin && last.end + 1 === start && text[last.end] === " "));
    if (!isNext || run.length >= MOST_UNITS) {
      run = [];
      runs.push(run);
    }
    run.push(part);
    last = part;
  }
  return runs;
}
