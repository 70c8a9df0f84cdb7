import { foldName, normalizeChoices } from "../unicode/choices.ts";
import { DEFAULT_FOLDS, type FoldChoice } from "../unicode/fold.ts";
import type { Folding } from "../unicode/folding.ts";
import { lazily } from "../unicode/lazily.ts";
import { normalizeBounds, type SequenceOptions } from "./bounds.ts";
import {
  createCompare,
  DIGITS,
  foldsFor,
  isOfCharacters,
  lengthOf,
  partsOf,
  type Sequences,
  sequencesOf,
} from "./comparison.ts";
import { foldingOf } from "./foldings.ts";
import type { Relevance } from "./relevance.ts";
import { sequenceFolds } from "./sequence-folds.ts";

/** What stands around a slice: one character on each side is enough. Left out: nothing. */
export interface Surroundings {
  /** The text before the slice, or its end. */
  readonly before?: string;
  /** The text after the slice, or its start. */
  readonly after?: string;
}

/** Says whether, and by which folds, a slice of a text is a term. */
export interface Agreement {
  /**
   * Whether a filter with these of the folds alone, by name, would take `slice` for `term`. More folds never
   * agree less. Names of folds that are not on, and `regional`, are passed over.
   */
  agrees(
    term: string,
    slice: string,
    folds: readonly string[],
    surroundings?: Surroundings,
  ): boolean;
  /**
   * The smallest set of folds, by name and in their order, under which `slice` is `term`; of several the one
   * with the earlier folds. Empty: as written. Undefined: under no set.
   */
  smallest(term: string, slice: string, surroundings?: Surroundings): readonly string[] | undefined;
}

/** Most answers that are kept, and most sets of folds whose foldings are. */
const MAX_ANSWERS = 8192;
const MAX_FOLDINGS = 64;

const AS_WRITTEN: readonly string[] = Object.freeze([]);

/** Longest key of an answer that is kept, in UTF-16 code units. */
const MAX_KEY_LENGTH = 512;

/**
 * Makes the agreement under `folds`.
 *
 * A slice may begin or end within what a character stands for (点 in `㍘`): the symbols of the term are some of
 * those of the slice, one after another, from within its first character to within its last. Where digits are
 * read as others, `surroundings` decide whether a number is cut.
 *
 * @throws RangeError if a fold is unknown, or a bound is out of its range
 */
export function createAgreement(
  folds: readonly FoldChoice[],
  options: SequenceOptions = {},
): Agreement {
  const choices = normalizeChoices(folds).filter((choice) => choice !== "regional");
  const compare = createCompare(normalizeBounds(options));
  // Only a shorter way to the same answers, where it is linked.
  const byCharacters = sequenceFolds.found()?.createCharacterAgreement(choices);
  // What is not relevant only makes more sets to try. Of the folds that are on by default there are few.
  const relevantTo = lazily<Relevance>(() =>
    choices.every((choice) => (DEFAULT_FOLDS as readonly FoldChoice[]).includes(choice))
      ? (_term, _slice, folds) => folds
      : sequenceFolds.get().createRelevance(choices),
  );
  const readsDigits = choices.includes("digits");
  const foldings = new Map<string, Folding>();
  const answers = new Map<string, readonly string[] | null>();
  const judged = new Map<string, boolean>();

  function atWork(some: readonly FoldChoice[]): Folding {
    const key = some.map(foldName).join();
    return keep(foldings, key, MAX_FOLDINGS, () => foldingOf(some));
  }

  function search(term: string, slice: string, isCut: boolean): readonly string[] | null {
    const length = lengthOf(term);
    const relevant = relevantTo()(term, slice, foldsFor(choices, length));
    const all = atWork(relevant.filter(isOfCharacters));
    // Folds of characters never tell apart what fewer of them do not.
    const possible = new Set(
      partsOf(allowed(sequencesOf(relevant), isCut)).filter((part) =>
        compare(term, slice, all, part),
      ),
    );
    if (possible.size === 0) {
      return null;
    }
    for (const subset of subsetsOf(relevant)) {
      const sequences = sequencesOf(subset);
      if (
        possible.has(sequences) &&
        compare(term, slice, atWork(subset.filter(isOfCharacters)), sequences)
      ) {
        return Object.freeze(subset.map(foldName));
      }
    }
    return null;
  }

  return {
    agrees(term, slice, names, surroundings = {}) {
      const isAgreed = byCharacters?.agrees(term, slice, names);
      if (isAgreed !== undefined) {
        return isAgreed;
      }
      const isCut = readsDigits && sequenceFolds.get().cutsNumber(slice, surroundings);
      const key = JSON.stringify([term, slice, isCut, names]);
      return keep(judged, key, MAX_ANSWERS, () => {
        const some = choices.filter((choice) => names.includes(foldName(choice)));
        const folding = atWork(foldsFor(some, lengthOf(term)));
        return partsOf(allowed(sequencesOf(some), isCut)).some((part) =>
          compare(term, slice, folding, part),
        );
      });
    },
    smallest(term, slice, surroundings = {}) {
      if (slice === term) {
        return AS_WRITTEN;
      }
      const found = byCharacters?.smallest(term, slice);
      if (found !== undefined) {
        return found;
      }
      const isCut = readsDigits && sequenceFolds.get().cutsNumber(slice, surroundings);
      const key = JSON.stringify([term, slice, isCut]);
      return keep(answers, key, MAX_ANSWERS, () => search(term, slice, isCut)) ?? undefined;
    },
  };
}

/** Numbers that are cut are not read as others. */
export function allowed(sequences: Sequences, isCut: boolean): Sequences {
  return isCut ? sequences & ~DIGITS : sequences;
}

/**
 * The value of a key, made if it is not there. Its size is bounded: a map that is full is emptied, and what has a long
 * key is not kept.
 */
export function keep<V>(map: Map<string, V>, key: string, limit: number, make: () => V): V {
  if (key.length > MAX_KEY_LENGTH) {
    return make();
  }
  const known = map.get(key);
  if (known !== undefined) {
    return known;
  }
  const value = make();
  if (map.size >= limit) {
    map.clear();
  }
  map.set(key, value);
  return value;
}

/** The subsets of a list, smaller ones first, then in the order of their members. */
function* subsetsOf<T>(items: readonly T[]): Generator<T[]> {
  for (let size = 0; size <= items.length; size++) {
    yield* choose(items, size, 0);
  }
}

function* choose<T>(items: readonly T[], size: number, from: number): Generator<T[]> {
  if (size === 0) {
    yield [];
    return;
  }
  for (let place = from; place + size <= items.length; place++) {
    for (const rest of choose(items, size - 1, place + 1)) {
      yield [items[place] as T, ...rest];
    }
  }
}
