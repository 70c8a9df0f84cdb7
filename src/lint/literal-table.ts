import { linkAllFolds } from "../finder/all-folds.ts";
import { normalizeBounds } from "../finder/bounds.ts";
import { isParting } from "../finder/cells.ts";
import {
  DIGITS,
  foldsFor,
  leastOf,
  lengthOf,
  REPEATS,
  SEPARATORS,
  sequencesOf,
} from "../finder/comparison.ts";
import { createFinder, type FinderOptions } from "../finder/finder.ts";
import {
  createFolding,
  digitsOf,
  type Folding,
  foldName,
  isSeparator,
  normalizeChoices,
} from "../unicode/unicode.ts";
import { type Expansions, surveyExpansions } from "./expansions.ts";

/** A literal, folded by the folds of single characters. */
export interface Literal {
  /** As it is written. */
  readonly text: string;
  /** What it folds to. */
  readonly folded: string;
  /** Equal for literals that are found at the same places; -1: it is found nowhere. */
  readonly group: number;
  /** Whether what stands within `folded` says what stands within each of its matches. */
  readonly isProvable: boolean;
  /** The names of the folds of single characters that take part for it. */
  readonly folds: string;
  /** What the symbols of its folding are like. */
  readonly expansions: Expansions;
}

/** The different literals of terms, each with its number. */
export interface LiteralTable {
  /** By number. */
  readonly literals: readonly Literal[];
  /** Whether folds are on that look at several characters at once, or ask for a least length. */
  readonly hasSequences: boolean;
  /** The provable literals that stand within a literal, itself left out. */
  within(literal: number): InnerLiterals;
  /** The literals of a group, ascending. */
  ofGroup(group: number): readonly number[];
}

/** Literals within a literal. */
export interface InnerLiterals {
  /** Their numbers: one for each different folded form, in no order that can be relied on. */
  readonly numbers: readonly number[];
  /** Whether all were found. */
  readonly isComplete: boolean;
}

const NONE: InnerLiterals = { numbers: [], isComplete: false };

/** The folding of literals of some length. */
interface FoldingOf {
  readonly names: string;
  readonly folding: Folding;
  readonly expansions: Expansions;
}

/** Occurrences within one literal that are looked at, so that `a`, `aa`, `aaa`, ... cost no cube of their number. */
const MOST_OCCURRENCES = 20_000;

const LONE_SURROGATE = /\p{Cs}/u;

/**
 * Folds literals and says which stands within which, by one automaton over what they fold to.
 *
 * @throws RangeError and AuditError as `createFinder` does
 */
export function createLiteralTable(texts: readonly string[], options: FinderOptions): LiteralTable {
  linkAllFolds();
  const choices = normalizeChoices(options.folds);
  const sequences = sequencesOf(choices);
  const bounds = normalizeBounds(options);
  const isLong = choices.some((choice) => typeof choice !== "string" && leastOf(choice) > 1);
  const hasSequences = sequences !== 0 || isLong;
  const foldings = new Map<string, FoldingOf>();

  function foldingFor(text: string): FoldingOf {
    const folds = foldsFor(choices, isLong ? lengthOf(text) : 1);
    const names = folds.map(foldName).join();
    let made = foldings.get(names);
    if (made === undefined) {
      const folding = createFolding(folds);
      made = { names, folding, expansions: surveyExpansions(folding) };
      foldings.set(names, made);
    }
    return made;
  }

  function isProvable(text: string, folded: string): boolean {
    if (LONE_SURROGATE.test(text)) {
      return false;
    }
    if ((sequences & SEPARATORS) !== 0 && (holdsSeparator(text) || holdsSeparator(folded))) {
      return false;
    }
    if ((sequences & DIGITS) !== 0) {
      return Math.max(countDigits(text), countDigits(folded)) < bounds.minDigits;
    }
    // A run that is longer in the text holds every part of a shorter one.
    return (sequences & ~(SEPARATORS | DIGITS | REPEATS)) === 0;
  }

  const groups = hasSequences ? createFinder(texts, options).groupOf : undefined;
  const groupNumbers = new Map<string, number>();
  const members: number[][] = [];
  const literals = texts.map((text, number): Literal => {
    const { names, folding, expansions } = foldingFor(text);
    const folded = folding.foldText(text);
    let group = folded === "" ? -1 : (groups?.[number] ?? -1);
    if (groups === undefined && folded !== "") {
      // What halves of pairs fold to may look like a pair.
      const key = LONE_SURROGATE.test(text) ? `\0${text}` : folded;
      group = groupNumbers.get(key) ?? groupNumbers.size;
      groupNumbers.set(key, group);
    }
    if (group >= 0) {
      members[group] ??= [];
      members[group]?.push(number);
    }
    return { text, folded, group, isProvable: isProvable(text, folded), folds: names, expansions };
  });

  const needles = new Map<string, number>();
  for (const [number, { folded, group, isProvable: isNeedle }] of literals.entries()) {
    if (isNeedle && group >= 0 && !needles.has(folded)) {
      needles.set(folded, number);
    }
  }
  const numbers = [...needles.values()];
  const finder = createFinder([...needles.keys()], { folds: [] });
  // By the number of a group of the finder: the needle.
  const needleOf = Array.from(
    { length: finder.groupCount },
    (_, group) => numbers[finder.literalsOf(group)[0] ?? 0] ?? 0,
  );
  const seen = new Float64Array(literals.length);
  let round = 0;

  return {
    literals,
    hasSequences,
    within: (number) => {
      const { folded, isProvable: isHaystack } = literals[number] as Literal;
      if (!isHaystack) {
        return NONE;
      }
      round++;
      const found: number[] = [];
      let occurrences = 0;
      const isCut = finder.scan(folded, (group, start, end) => {
        const needle = needleOf[group] as number;
        if (end - start < folded.length && seen[needle] !== round) {
          seen[needle] = round;
          found.push(needle);
        }
        occurrences++;
        return occurrences >= MOST_OCCURRENCES;
      });
      return { numbers: found, isComplete: !isCut };
    },
    ofGroup: (group) => members[group] ?? [],
  };
}

function holdsSeparator(text: string): boolean {
  return Array.from(text).some((character) => {
    const codePoint = character.codePointAt(0) ?? 0;
    return isSeparator(codePoint) || isParting(codePoint);
  });
}

function countDigits(text: string): number {
  let count = 0;
  for (const character of text) {
    count += digitsOf(character.codePointAt(0) ?? 0)?.length ?? 0;
  }
  return count;
}
