import type { IsAbsent } from "../filter/absence.ts";
import { type PieceGap, splitTerm } from "../filter/pieces.ts";
import type { RegionalSpellings } from "../filter/term-table.ts";
import type { FinderOptions } from "../finder/finder.ts";
import type { Anchor, Term } from "../lists/lists.ts";
import { createLiteralTable, type LiteralTable } from "./literal-table.ts";

/** A term, as far as something can be proved of it. */
export interface LintTerm {
  /** The term. */
  readonly term: Term;
  /** The edge at which it must stand. */
  readonly anchor: Anchor | undefined;
  /** What it looks for, by number: its text and its regional spellings; the pieces of a term with gaps; else none. */
  readonly literals: readonly number[];
  /** The gaps between its pieces; undefined if it has none. */
  readonly gaps: readonly PieceGap[] | undefined;
  /** Whether no text holds it. Never known of an expression. */
  readonly isDead: boolean;
}

/** The different terms of rules, exceptions and allowed phrases. */
export interface LintTermTable {
  /** By number. */
  readonly terms: readonly LintTerm[];
  /** Their literals. */
  readonly literals: LiteralTable;
}

/** Gives each different term a number. */
export interface TermNumbers {
  /** The terms so far. */
  readonly terms: readonly Term[];
  /** The number of a term. */
  number(term: Term): number;
}

/** Makes empty numbers. */
export function createTermNumbers(): TermNumbers {
  const terms: Term[] = [];
  const numbers = new Map<string, number>();
  return {
    terms,
    number: (term) => {
      const key = keyOf(term);
      let number = numbers.get(key);
      if (number === undefined) {
        number = terms.length;
        numbers.set(key, number);
        terms.push(term);
      }
      return number;
    },
  };
}

/**
 * Folds the terms.
 *
 * @throws RangeError and AuditError as `createFinder` does
 */
export function createTermTable(
  terms: readonly Term[],
  options: FinderOptions,
  isAbsent: IsAbsent,
  spell: RegionalSpellings | undefined,
): LintTermTable {
  const texts: string[] = [];
  const numbers = new Map<string, number>();
  const numberText = (text: string): number => {
    const number = numbers.get(text) ?? texts.length;
    if (number === texts.length) {
      numbers.set(text, number);
      texts.push(text);
    }
    return number;
  };
  const split = terms.map((term) =>
    term.expression === undefined && (term.gap !== undefined || term.gaps !== undefined)
      ? splitTerm(term, isAbsent)
      : undefined,
  );
  const spelled = terms.flatMap((term, number) =>
    term.expression === undefined && split[number] === undefined ? [number] : [],
  );
  const regional = new Map<number, readonly string[]>();
  if (spell !== undefined) {
    const sets = spell(spelled.map((number) => terms[number]?.text ?? ""));
    for (const [index, number] of spelled.entries()) {
      regional.set(number, sets[index] ?? []);
    }
  }
  const literalsOf = terms.map((term, number): readonly number[] => {
    if (term.expression !== undefined) {
      return [];
    }
    const own = split[number]?.texts ?? [term.text, ...(regional.get(number) ?? [])];
    return own.map(numberText);
  });
  const table = createLiteralTable(texts, options);
  const groupOf = (literal: number): number => table.literals[literal]?.group ?? -1;
  return {
    literals: table,
    terms: terms.map((term, number): LintTerm => {
      const gaps = split[number]?.gaps;
      const all = literalsOf[number] ?? [];
      const isFound = (literal: number): boolean => groupOf(literal) >= 0;
      const isDead =
        term.expression === undefined &&
        !(gaps === undefined ? all.some(isFound) : all.every(isFound));
      return {
        term,
        anchor: term.anchor,
        literals: gaps === undefined ? all.filter(isFound) : all,
        gaps,
        isDead,
      };
    }),
  };
}

/** Equal for equal terms. */
function keyOf({ text, anchor, gap, gaps, expression }: Term): string {
  if (anchor === undefined && gap === undefined && gaps === undefined && expression === undefined) {
    return `=${text}`;
  }
  const range = (each: { min: number; max: number; of?: string }): unknown => [
    each.min,
    String(each.max),
    each.of ?? "any",
  ];
  return JSON.stringify([
    text,
    anchor ?? null,
    gap === undefined ? null : range(gap),
    gaps?.map((each) => [each.before, range(each)]) ?? null,
    expression === undefined ? null : [expression.source, expression.flags, expression.dialect],
  ]);
}
