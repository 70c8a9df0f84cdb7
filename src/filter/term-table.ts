import type { ExpressionProvider, ExpressionSearch } from "../lists/expression.ts";
import type { Records } from "../lists/records.ts";
import type { Anchor, Term } from "../lists/rule.ts";
import type { IsAbsent } from "./absence.ts";
import type { Dictionary } from "./dictionary.ts";
import { flattenLists, type NumberLists } from "./number-lists.ts";
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

/** Terms that are anchored, have gaps, or are expressions. */
export interface Derivations {
  /** `Int32Array`: their numbers, ascending. */
  readonly terms: Int32Array;
  /** What is worked out for one of them; undefined for any other term. */
  of(term: number): Derivation | undefined;
}

/** What the finders look for, and what of it belongs to each term. */
export interface TermTable {
  /** The different literals of the main finder. */
  readonly literals: Records<string>;
  /**
   * `Int32Array` beside the terms: the first literal of each, -1: none. That of a term with gaps or an expression
   * only shows where it may be.
   */
  readonly literalOf: Int32Array;
  /** Regional spellings of terms that have some, as literals. */
  readonly regionalOf: NumberLists;
  /** Terms whose matches are worked out. */
  readonly derivations: Derivations;
  /** The different pieces of terms with gaps, the literals of the second finder. */
  readonly pieces: Records<string>;
  /** The number of a piece, -1 if there is none such. */
  pieceNumber(piece: string): number;
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
): TermTable & { readonly literals: readonly string[]; readonly pieces: readonly string[] } {
  const { terms } = dictionary;
  const literals: string[] = [];
  const literalOf = new Int32Array(terms.length);
  const derivations = new Map<number, Derivation>();
  const pieceNumbers = new Map<string, number>();
  let numbers: Map<string, number> | undefined;
  let frequency: ((character: string) => number) | undefined;

  function numberLiteral(text: string): number {
    // Texts of plain terms are all different: as long as there are no others, no one has to look them up.
    numbers ??= new Map(literals.map((literal, number) => [literal, number]));
    let number = numbers.get(text);
    if (number === undefined) {
      number = literals.length;
      numbers.set(text, number);
      literals.push(text);
    }
    return number;
  }

  for (let number = 0; number < terms.length; number++) {
    const term = terms.at(number) as Term;
    if (isPlainTerm(term)) {
      if (numbers === undefined) {
        literalOf[number] = literals.length;
        literals.push(term.text);
      } else {
        literalOf[number] = numberLiteral(term.text);
      }
      continue;
    }
    const { text, expression } = term;
    const derivation = deriveTerm(term, isAbsent, expressions);
    if (derivation !== undefined) {
      derivations.set(number, derivation);
    }
    const pieces = derivation?.pieces;
    if (pieces !== undefined) {
      frequency ??= countCharacters(dictionary);
      for (const piece of pieces.texts) {
        pieceNumbers.set(piece, pieceNumbers.get(piece) ?? pieceNumbers.size);
      }
      literalOf[number] = numberLiteral(choosePiece(pieces, frequency));
    } else {
      const hasLiteral = expression === undefined || hasPresent(text, isAbsent);
      literalOf[number] = hasLiteral ? numberLiteral(text) : -1;
    }
  }

  const regionalOf = new Map<number, readonly number[]>();
  if (spell !== undefined) {
    const spelled = Array.from(literalOf.keys()).filter((number) => {
      const { pieces, search } = derivations.get(number) ?? {};
      return pieces === undefined && search === undefined;
    });
    const sets = spell(spelled.map((number) => terms.at(number)?.text ?? ""));
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
    regionalOf: flattenLists(regionalOf),
    derivations: derivationsOf(derivations),
    pieces: [...pieceNumbers.keys()],
    pieceNumber: (piece) => pieceNumbers.get(piece) ?? -1,
  };
}

/**
 * What is worked out for a term that is not plain; undefined if its matches are the occurrences of its literal all
 * the same.
 *
 * @throws AuditError `unsupported-rule` if its expression cannot be compiled
 */
export function deriveTerm(
  term: Term,
  isAbsent: IsAbsent,
  expressions: ExpressionProvider | undefined,
): Derivation | undefined {
  const { anchor, expression } = term;
  const pieces = expression === undefined ? splitTerm(term, isAbsent) : undefined;
  const search = expression && expressions?.compile(expression);
  return anchor === undefined && pieces === undefined && search === undefined
    ? undefined
    : { anchor, pieces, search };
}

/** Derivations by number of their terms, which are ascending. */
export function derivationsOf(derivations: ReadonlyMap<number, Derivation>): Derivations {
  return {
    terms: Int32Array.from(derivations.keys()),
    of: (term) => derivations.get(term),
  };
}

function hasPresent(text: string, isAbsent: IsAbsent): boolean {
  return Array.from(text).some((character) => !isAbsent(character.codePointAt(0) ?? 0));
}

function countCharacters({ terms }: Dictionary): (character: string) => number {
  const counts = new Map<string, number>();
  for (let term = 0; term < terms.length; term++) {
    for (const character of terms.at(term)?.text ?? "") {
      counts.set(character, (counts.get(character) ?? 0) + 1);
    }
  }
  return (character) => counts.get(character) ?? 0;
}
