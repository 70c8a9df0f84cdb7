import { foldName } from "../unicode/choices.ts";
import { digitsOf } from "../unicode/digits.ts";
import type { CustomFold, FoldChoice } from "../unicode/fold.ts";
import type { Folding } from "../unicode/folding.ts";
import { isParting } from "./cells.ts";
import { isOfCharacters } from "./comparison.ts";
import { foldingOf } from "./foldings.ts";

/** The folds of `folds` that can matter when a slice is compared with a term, in the same order. */
export type Relevance = (
  term: string,
  slice: string,
  folds: readonly FoldChoice[],
) => readonly FoldChoice[];

/**
 * Says which folds can matter, so that few sets of folds need be tried. A fold of characters can if it changes
 * one of term or slice, or one that such a character is changed to; a fold of the user's own, if one of them is
 * in a class of it once all folds are at work: then all of that class are looked at.
 */
export function createRelevance(choices: readonly FoldChoice[]): Relevance {
  const characters = choices.filter(isOfCharacters);
  const singles = new Map(characters.map((choice) => [foldName(choice), foldingOf([choice])]));
  const full = foldingOf(characters);
  let customs: ReadonlyMap<string, ReadonlyMap<number, readonly number[]>> | undefined;

  return (term, slice, folds) => {
    const takingPart = folds.filter(isOfCharacters);
    const met = new Set<number>();
    const found = new Set<FoldChoice>(["repeats"]);
    for (const character of term + slice) {
      const codePoint = character.codePointAt(0) ?? 0;
      met.add(codePoint);
      if (isParting(codePoint)) {
        found.add("separators");
      }
      for (const digit of digitsOf(codePoint) ?? "") {
        found.add("digits");
        met.add(digit.charCodeAt(0));
      }
    }
    // The set grows while it is read.
    for (const codePoint of met) {
      for (const fold of takingPart) {
        const changed = changedBy(singles.get(foldName(fold)), codePoint);
        if (changed !== undefined) {
          found.add(fold);
          for (const one of changed) {
            met.add(one);
          }
        }
      }
      for (const fold of takingPart) {
        if (typeof fold !== "string") {
          customs ??= classesOf(characters, full);
          for (const symbol of full.expand(codePoint).codePoints) {
            for (const member of customs.get(fold.name)?.get(symbol) ?? []) {
              found.add(fold);
              met.add(member);
            }
          }
        }
      }
    }
    return choices.filter((choice) => found.has(choice));
  };
}

function changedBy(folding: Folding | undefined, codePoint: number): readonly number[] | undefined {
  const codePoints = folding?.expand(codePoint).codePoints ?? [codePoint];
  return codePoints.length === 1 && codePoints[0] === codePoint ? undefined : codePoints;
}

/** The members of the classes of each fold of the user's own, by what they fold to under all folds. */
function classesOf(
  choices: readonly FoldChoice[],
  full: Folding,
): ReadonlyMap<string, ReadonlyMap<number, readonly number[]>> {
  const isCustom = (choice: FoldChoice): choice is CustomFold => typeof choice !== "string";
  return new Map(
    choices.filter(isCustom).map(({ name, classes }) => {
      const members = new Map<number, number[]>();
      for (const member of classes.flat()) {
        const codePoint = member.codePointAt(0) ?? 0;
        const [symbol = codePoint] = full.expand(codePoint).codePoints;
        const known = members.get(symbol);
        if (known === undefined) {
          members.set(symbol, [codePoint]);
        } else {
          known.push(codePoint);
        }
      }
      return [name, members];
    }),
  );
}
