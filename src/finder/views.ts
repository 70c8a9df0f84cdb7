import { digitsOf } from "../unicode/digits.ts";
import type { FoldChoice } from "../unicode/fold.ts";
import type { Folding } from "../unicode/folding.ts";
import { createLightFolding } from "../unicode/light-folding.ts";
import { allowed, keep } from "./agreement.ts";
import type { Bounds } from "./bounds.ts";
import { isParting } from "./cells.ts";
import {
  createCompare,
  DIGITS,
  foldsFor,
  leastOf,
  lengthOf,
  partsOf,
  SEPARATORS,
  sequencesOf,
  writeText,
} from "./comparison.ts";
import { cutsNumber } from "./cut-number.ts";
import { createView, type View, type ViewLiteral, type VisitSpan } from "./view.ts";

/** Most answers that are kept. */
const MAX_ANSWERS = 8192;

/** Literals of which the same folds take part. */
interface Level {
  /** Folds of single characters that take part. */
  readonly folds: readonly FoldChoice[];
  /** The same, at work. */
  readonly folding: Folding;
  /** What some folds of which take part only here have views for. */
  readonly isLong: boolean;
  readonly literals: ViewLiteral[];
}

/**
 * Finds what one automaton over the text as given does not: what only `separators`, `digits`, `repeats` or folds
 * with a least length explain. `literalsOf` gives those of the groups, one of each; it is asked when a text is first
 * looked at.
 *
 * Any of these folds may be needed by one match and harm the next: 六四 is 64 by `digits`, and not what stands in
 * 64六. So a text is looked at once with digits read as others and once as they are; in both all else counts as the
 * same that may. What is found so is compared with its literal under each of these folds and each set of them, and
 * visited if one of the sets makes it the same.
 */
export function createViews(
  literalsOf: () => readonly string[],
  choices: readonly FoldChoice[],
  bounds: Bounds,
): (text: string, visit: VisitSpan) => boolean {
  const sequences = sequencesOf(choices);
  const base = createLightFolding(foldsFor(choices, 1));
  const compare = createCompare(bounds);
  const answers = new Map<string, boolean>();
  let literals: readonly string[] = [];
  let views: { readonly view: View; readonly explains: Explains }[] | undefined;

  type Explains = (literal: string, slice: string, isCut: boolean) => boolean;

  function build(): { readonly view: View; readonly explains: Explains }[] {
    literals = literalsOf();
    return levelsOf(literals, choices).flatMap(({ folds, folding, isLong, literals: some }) =>
      [false, true].flatMap((readsDigits) => {
        const own = sequences & ~DIGITS;
        const isWanted = readsDigits ? (sequences & DIGITS) !== 0 : own !== 0 || isLong;
        const view = isWanted
          ? createView(some, { folds, sequences, readsDigits, bounds })
          : undefined;
        if (view === undefined) {
          return [];
        }
        const parts = partsOf(own).map((part) => (readsDigits ? part | DIGITS : part));
        const explains: Explains = (literal, slice, isCut) =>
          !compare(literal, slice, base, 0) &&
          parts.some(
            (part) => allowed(part, isCut) === part && compare(literal, slice, folding, part),
          );
        return [{ view, explains }];
      }),
    );
  }

  return (text, visit) => {
    views ??= build();
    const visited = new Set<string>();
    for (const [number, { view, explains }] of views.entries()) {
      const isStopped = view(text, (group, start, end) => {
        const literal = literals[group] ?? "";
        const slice = text.slice(start, end);
        if (slice === literal) {
          // Written as it is: found without views.
          return false;
        }
        const isCut =
          (sequences & DIGITS) !== 0 &&
          cutsNumber(slice, {
            before: text.slice(Math.max(0, start - 2), start),
            after: text.slice(end, end + 2),
          });
        const key = `${number} ${group} ${isCut} ${slice}`;
        if (!keep(answers, key, MAX_ANSWERS, () => explains(literal, slice, isCut))) {
          return false;
        }
        const place = `${group} ${start} ${end}`;
        if (visited.has(place)) {
          return false;
        }
        visited.add(place);
        return visit(group, start, end);
      });
      if (isStopped) {
        return true;
      }
    }
    return false;
  };
}

/** Literals by the folds that take part for them, fewest first. */
function levelsOf(literals: readonly string[], choices: readonly FoldChoice[]): Level[] {
  const levels = new Map<number, Level>();
  for (const [number, text] of literals.entries()) {
    const rank = rankOf(text, choices);
    let level = levels.get(rank);
    if (level === undefined) {
      const folds = foldsFor(choices, rank);
      const isLong = folds.some((fold) => typeof fold !== "string" && leastOf(fold) > 1);
      level = { folds, folding: createLightFolding(folds), isLong, literals: [] };
      levels.set(rank, level);
    }
    level.literals.push({ number, text });
  }
  return [...levels.values()];
}

/** The greatest least length of a fold that takes part for a literal. */
function rankOf(literal: string, choices: readonly FoldChoice[]): number {
  const leasts = choices.flatMap((choice) => (typeof choice === "string" ? [] : [leastOf(choice)]));
  if (leasts.every((least) => least === 1)) {
    return 1;
  }
  const length = lengthOf(literal);
  return leasts.filter((least) => least <= length).reduce((most, one) => Math.max(most, one), 1);
}

/**
 * What two literals that are one pattern must have in common to be one group besides: the folds that take part, and
 * what is left of them under each set of the folds that look at several characters.
 */
export function createFormKey(
  choices: readonly FoldChoice[],
  bounds: Bounds,
): (literal: string) => string {
  const sequences = sequencesOf(choices);
  const base = createLightFolding(foldsFor(choices, 1));
  return (literal) => {
    const rank = rankOf(literal, choices);
    if (!hasForms(literal)) {
      return `/${rank}`;
    }
    const forms = partsOf(sequences & (SEPARATORS | DIGITS)).map((part) =>
      writeText(literal, base, part, bounds).symbols.join(),
    );
    return `/${rank}/${forms.join("/")}`;
  };
}

/** Whether a text holds a character that the folds of several characters look at. */
function hasForms(text: string): boolean {
  for (const character of text) {
    const codePoint = character.codePointAt(0) ?? 0;
    if (isParting(codePoint) || digitsOf(codePoint) !== undefined) {
      return true;
    }
  }
  return false;
}
