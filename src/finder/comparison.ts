import type { CustomFold, FoldChoice } from "../unicode/fold.ts";
import type { Folding } from "../unicode/folding.ts";
import { createLightFolding } from "../unicode/light-folding.ts";
import type { Bounds } from "./bounds.ts";
import { sequenceFolds } from "./sequence-folds.ts";
import { isSame, type Writing, writeCells } from "./writing.ts";

/** The folds that look at several characters at once, and which of them are at work, as bits. */
export type Sequences = number;

/** Separators between two Chinese characters count as absent. */
export const SEPARATORS: Sequences = 1;

/** Runs of digits are read as ASCII digits. */
export const DIGITS: Sequences = 2;

/** A run of one character may stand for a shorter one. */
export const REPEATS: Sequences = 4;

const BIT_OF: ReadonlyMap<unknown, Sequences> = new Map([
  ["separators", SEPARATORS],
  ["digits", DIGITS],
  ["repeats", REPEATS],
]);

/** Compares a slice with a term under the folds of single characters of `folding`, and `sequences`. */
export type Compare = (
  term: string,
  slice: string,
  folding: Folding,
  sequences: Sequences,
) => boolean;

/** Makes a comparison. The form of the last term is kept, since one term is compared with many slices. */
export function createCompare(bounds: Bounds): Compare {
  let known: { term: string; folding: Folding; reading: Sequences; writing: Writing } | undefined;

  return (term, slice, folding, sequences) => {
    const reading = sequences & (SEPARATORS | DIGITS);
    if (known?.term !== term || known.folding !== folding || known.reading !== reading) {
      known = { term, folding, reading, writing: writeText(term, folding, reading, bounds) };
    }
    const isEqual = (sequences & REPEATS) === 0 ? isSame : sequenceFolds.get().isSameInRuns;
    return isEqual(known.writing, writeText(slice, folding, reading, bounds));
  };
}

/** A text written out under the folds of single characters of `folding`, and `sequences` but for repeats. */
export function writeText(
  text: string,
  folding: Folding,
  sequences: Sequences,
  bounds: Bounds,
): Writing {
  const cells =
    (sequences & (SEPARATORS | DIGITS)) === 0
      ? Array.from(text, (character) => ({ codePoint: character.codePointAt(0) ?? 0 }))
      : sequenceFolds
          .get()
          .readCells(
            text,
            { separators: (sequences & SEPARATORS) !== 0, digits: (sequences & DIGITS) !== 0 },
            bounds,
          );
  return writeCells(cells, folding);
}

/** The folds of `choices` that look at several characters at once. */
export function sequencesOf(choices: readonly FoldChoice[]): Sequences {
  return choices.reduce<number>((bits, choice) => bits | (BIT_OF.get(choice) ?? 0), 0);
}

/** Whether a fold maps single characters. */
export function isOfCharacters(choice: FoldChoice): boolean {
  return !BIT_OF.has(choice) && choice !== "regional";
}

/** The parts of a set, itself among them, smaller numbers first. */
export function partsOf(sequences: Sequences): Sequences[] {
  return Array.from({ length: sequences + 1 }, (_, part) => part).filter(
    (part) => (part & ~sequences) === 0,
  );
}

/** How many characters a term has, those left out that are invisible: what `minLength` of a fold counts. */
export function lengthOf(term: string): number {
  let length = 0;
  for (const character of term) {
    length += invisible.expand(character.codePointAt(0) ?? 0).codePoints.length;
  }
  return length;
}

const invisible = createLightFolding(["ignorable"]);

/** The folds of single characters among `choices` that take part for a term of so many characters. */
export function foldsFor(choices: readonly FoldChoice[], length: number): readonly FoldChoice[] {
  return choices.filter(
    (choice) => isOfCharacters(choice) && (typeof choice === "string" || leastOf(choice) <= length),
  );
}

/** How many characters a term must have for a fold. */
export function leastOf({ minLength = 1 }: CustomFold): number {
  return minLength;
}

/** Whether one automaton over the text as given finds all. */
export function isPlain(choices: readonly FoldChoice[]): boolean {
  return (
    sequencesOf(choices) === 0 &&
    choices.every((choice) => typeof choice === "string" || (choice.minLength ?? 1) === 1)
  );
}
