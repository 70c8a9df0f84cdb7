/** A piece of a text that a rule could name: a Latin word, a number, or one character of another script. */
export interface Unit {
  /** Where it starts: UTF-16 code units of the text. */
  readonly start: number;
  /** Where it ends, not included. */
  readonly end: number;
  /** Whether it says enough to be a rule by itself: a Latin word of two letters or more. */
  readonly isWord: boolean;
}

const UNIT =
  /(?<word>[\p{Script=Latin}\p{M}\p{Nd}]+(?:['’-][\p{Script=Latin}\p{M}\p{Nd}]+)*)|\p{L}\p{M}*|\p{N}/gu;

const LETTERS = /\p{Script=Latin}.*\p{Script=Latin}/u;

/** Units of a run that are looked at: a text without any break is no prose. */
const MOST_UNITS = 10_000;

/**
 * The units of a text, in runs: a run ends where something other than letters and digits stands, but for one space
 * between two Latin words.
 */
export function runsOf(text: string): readonly (readonly Unit[])[] {
  const runs: Unit[][] = [];
  let run: Unit[] = [];
  let last: (Unit & { readonly isLatin: boolean }) | undefined;
  for (const { index: start, 0: found, groups } of text.matchAll(UNIT)) {
    const word = groups?.word;
    const unit = {
      start,
      end: start + found.length,
      isLatin: word !== undefined,
      isWord: word !== undefined && LETTERS.test(word),
    };
    const isNext =
      last !== undefined &&
      (last.end === start ||
        (last.isLatin && unit.isLatin && last.end + 1 === start && text[last.end] === " "));
    if (!isNext || run.length >= MOST_UNITS) {
      run = [];
      runs.push(run);
    }
    run.push({ start: unit.start, end: unit.end, isWord: unit.isWord });
    last = unit;
  }
  return runs;
}
