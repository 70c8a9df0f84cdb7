import type { FoldChoice } from "../unicode/fold.ts";
import { furtherFolds } from "../unicode/further.ts";
import {
  bitsOf,
  type FoldBits,
  type Forms,
  formsUnder,
  namesOf,
  rankedParts,
  VANISHED,
} from "./forms.ts";
import { sequenceFolds } from "./sequence-folds.ts";

/** Says by which folds a slice is a term, where it takes no more than a look at each character; else undefined. */
export interface CharacterAgreement {
  /** See `Agreement.smallest`; undefined too if there is no such set. */
  smallest(term: string, slice: string): readonly string[] | undefined;
  /** See `Agreement.agrees`. */
  agrees(term: string, slice: string, folds: readonly string[]): boolean | undefined;
}

/** What two characters that differ must do: fold to the same; or, without a second one, vanish. */
interface Demand {
  readonly ours: Forms;
  readonly theirs: Forms | undefined;
}

/**
 * Makes the agreement of slices that have a term's characters one for one, but for characters that may count as
 * absent. Then a set of folds makes them the same exactly if it does so with each pair of characters: symbols cannot
 * be shifted, neither edge can lie within a character, and a run of symbols is as long in both. Nothing is said of
 * anything else: where a character folds to several symbols and its counterpart is another; under folds of the user's
 * own; and of separators and digits, where the folds that read them are on.
 */
export function createCharacterAgreement(choices: readonly FoldChoice[]): CharacterAgreement {
  const isBuiltIn = choices.every((choice) => typeof choice === "string");
  const own = bitsOf(choices.filter((choice) => typeof choice === "string"));
  const readsSeparators = choices.includes("separators");
  const readsDigits = choices.includes("digits");
  const formsOf = formsUnder(own);
  const isWatchful = readsSeparators || readsDigits;
  const named: (readonly string[])[] = [];
  const demands: Demand[] = [];

  function isRead(codePoint: number): boolean {
    return (
      (readsSeparators && sequenceFolds.get().isParting(codePoint)) ||
      (readsDigits && furtherFolds.get().digitsOf(codePoint) !== undefined)
    );
  }

  /** Writes into `demands` what makes a slice a term. Returns false where nothing is said. */
  function compare(term: string, slice: string): boolean {
    demands.length = 0;
    if (!isBuiltIn || term === "") {
      return false;
    }
    let isShorter = false;
    let place = 0;
    for (let next = 0; next < slice.length; ) {
      const theirs = slice.codePointAt(next) ?? 0;
      const ours = term.codePointAt(place);
      if (isWatchful && (isRead(theirs) || (ours !== undefined && isRead(ours)))) {
        return false;
      }
      next += theirs > 0xffff ? 2 : 1;
      if (ours !== theirs) {
        const forms = formsOf(theirs);
        if (forms.kind === "vanishing") {
          isShorter = true;
          demands.push({ ours: forms, theirs: undefined });
          continue;
        }
        const counterpart = ours === undefined ? undefined : formsOf(ours);
        if (forms.kind === "other" || counterpart?.kind !== "one") {
          return false;
        }
        demands.push({ ours: counterpart, theirs: forms });
      }
      place += (ours ?? 0) > 0xffff ? 2 : 1;
    }
    return place === term.length && (!isShorter || isPlain(term));
  }

  /** Whether each character of a text is one symbol under every set of folds. */
  function isPlain(text: string): boolean {
    for (const character of text) {
      if (formsOf(character.codePointAt(0) ?? 0).kind !== "one") {
        return false;
      }
    }
    return true;
  }

  function isMet(set: FoldBits): boolean {
    for (const { ours, theirs } of demands) {
      const symbol = ours.symbols.get(set & ours.relevant);
      const wanted = theirs === undefined ? VANISHED : theirs.symbols.get(set & theirs.relevant);
      if (symbol !== wanted) {
        return false;
      }
    }
    return true;
  }

  return {
    smallest(term, slice) {
      if (!compare(term, slice) || demands.length === 0) {
        return undefined;
      }
      let relevant = 0;
      for (const { ours, theirs } of demands) {
        relevant |= ours.relevant | (theirs?.relevant ?? 0);
      }
      const set = rankedParts(relevant).find(isMet);
      if (set === undefined) {
        return undefined;
      }
      named[set] ??= Object.freeze(namesOf(set));
      return named[set];
    },
    agrees: (term, slice, folds) =>
      compare(term, slice) && demands.length > 0 ? isMet(bitsOf(folds) & own) : undefined,
  };
}
