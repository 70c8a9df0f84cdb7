import type { Finder } from "../finder/finder.ts";
import type { ExpressionProvider, ExpressionSearch } from "../lists/expression.ts";
import type { Anchor } from "../lists/rule.ts";
import type { IsAbsent } from "./absence.ts";
import type { Dictionary } from "./dictionary.ts";
import { choosePiece, type Pieces, splitTerm } from "./pieces.ts";
import { isPlainTerm } from "./rule-check.ts";

/** A term whose matches are not simply the occurrences of one literal. */
export interface Derivation {
  /** The edge at which it must stand. */
  readonly anchor: Anchor | undefined;
  /** What it is made of, if it has gaps. */
  readonly pieces: Pieces | undefined;
  /** What finds it, if it is an expression. */
  readonly search: ExpressionSearch | undefined;
}

/** What the finders look for, and what of it belongs to each term. */
export interface TermTable {
  /** The different literals of the main finder. */
  readonly literals: readonly string[];
  /**
   * Of these, beside the terms: the first literal; -1: none. That of a term with gaps or an expression only
   * shows where it may be.
   */
  readonly literalOf: readonly number[];
  /** Regional spellings of terms that have some, as literals. */
  readonly regionalOf: ReadonlyMap<number, readonly number[]>;
  /** Terms that are anchored, have gaps, or are expressions. */
  readonly derivations: ReadonlyMap<number, Derivation>;
  /** The different pieces of terms with gaps, the literals of the second finder. */
  readonly pieces: readonly string[];
  /** The number of each piece. */
  readonly pieceNumbers: ReadonlyMap<string, number>;
}

/** Regional spellings of texts: one array for each, without the text itself. */
export type RegionalSpellings = (texts: readonly string[]) => readonly (readonly string[])[];

/**
 * Says what has to be looked for.
 *
 * @throws AuditError `unsupported-rule` if an expression cannot be compiled
 * @throws RangeError if the regional spellings are not one array for each text
 */
export function tabulateTerms(
  dictionary: Dictionary,
  isAbsent: IsAbsent,
  expressions: ExpressionProvider | undefined,
  spell: RegionalSpellings | undefined,
): TermTable {
  const { terms } = dictionary;
  const literals: string[] = [];
  const numbers = new Map<string, number>();
  const literalOf: number[] = [];
  const derivations = new Map<number, Derivation>();
  const pieceNumbers = new Map<string, number>();
  let frequency: ((character: string) => number) | undefined;

  function numberLiteral(text: string): number {
    let number = numbers.get(text);
    if (number === undefined) {
      number = literals.length;
      numbers.set(text, number);
      literals.push(text);
    }
    return number;
  }

  for (const [number, term] of terms.entries()) {
    if (isPlainTerm(term)) {
      literalOf.push(numberLiteral(term.text));
      continue;
    }
    const { text, anchor, expression } = term;
    const pieces = expression === undefined ? splitTerm(term, isAbsent) : undefined;
    const search = expression && expressions?.compile(expression);
    if (anchor !== undefined || pieces !== undefined || search !== undefined) {
      derivations.set(number, { anchor, pieces, search });
    }
    if (pieces !== undefined) {
      frequency ??= countCharacters(dictionary);
      for (const piece of pieces.texts) {
        pieceNumbers.set(piece, pieceNumbers.get(piece) ?? pieceNumbers.size);
      }
      literalOf.push(numberLiteral(choosePiece(pieces, frequency)));
    } else {
      const hasLiteral = expression === undefined || hasPresent(text, isAbsent);
      literalOf.push(hasLiteral ? numberLiteral(text) : -1);
    }
  }

  const regionalOf = new Map<number, readonly number[]>();
  if (spell !== undefined) {
    const spelled = terms.flatMap((_, number) => {
      const { pieces, search } = derivations.get(number) ?? {};
      return pieces === undefined && search === undefined ? [number] : [];
    });
    const sets = spell(spelled.map((number) => terms[number]?.text ?? ""));
    if (sets.length !== spelled.length) {
      throw new RangeError(
        `the spelling provider gave ${sets.length} sets of regional spellings, expected ${spelled.length}, one for each term`,
      );
    }
    for (const [index, number] of spelled.entries()) {
      const own = sets[index]
        ?.map(numberLiteral)
        .filter((literal) => literal !== literalOf[number]);
      if (own !== undefined && own.length > 0) {
        regionalOf.set(number, [...new Set(own)]);
      }
    }
  }
  return {
    literals,
    literalOf,
    regionalOf,
    derivations,
    pieces: [...pieceNumbers.keys()],
    pieceNumbers,
  };
}

/** The group of each literal of a finder, -1 for those that fold to nothing. */
export function groupLiterals({ groups }: Finder, count: number): Int32Array {
  const groupOf = new Int32Array(count).fill(-1);
  for (const [group, literals] of groups.entries()) {
    for (const literal of literals) {
      groupOf[literal] = group;
    }
  }
  return groupOf;
}

function hasPresent(text: string, isAbsent: IsAbsent): boolean {
  return Array.from(text).some((character) => !isAbsent(character.codePointAt(0) ?? 0));
}

function countCharacters({ terms }: Dictionary): (character: string) => number {
  const counts = new Map<string, number>();
  for (const { text } of terms) {
    for (const character of text) {
      counts.set(character, (counts.get(character) ?? 0) + 1);
    }
  }
  return (character) => counts.get(character) ?? 0;
}
