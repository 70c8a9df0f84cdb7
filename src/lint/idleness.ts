import type { Term } from "../lists/lists.ts";
import type { Implication, LintCondition, LintPart, LintRule } from "./implication.ts";
import { isAlwaysCovered } from "./redundancy.ts";
import type { RuleIndex } from "./rule-index.ts";

/** A part of a rule that makes no difference to any verdict. Terms, parts and exceptions are named by number. */
export interface Idleness {
  /** What makes no difference. */
  readonly kind:
    | "dead-alternative"
    | "dead-exception"
    | "idle-exception"
    | "redundant-alternative"
    | "redundant-part";
  /** Which of the exceptions of the rule, or which of its parts. */
  readonly place: number;
  /** The term, where one is meant. */
  readonly term?: Term;
  /** Of an exception: the rule that fires wherever it holds. */
  readonly witness?: number;
}

/** Says what makes no difference in rules that are kept. */
export interface IdlenessSearch {
  /** Of one rule, by its number. */
  of(number: number): readonly Idleness[];
  /** Numbers of the phrases that cover no match of any term. */
  phrases(): readonly number[];
}

/** Makes the search. `isNever` says which rules can never fire. */
export function createIdlenessSearch(
  index: RuleIndex,
  implication: Implication,
  isNever: (rule: number) => boolean,
): IdlenessSearch {
  const { rules, table, contains } = index;
  const overruling = new Map<LintCondition, readonly number[]>();

  /** Rules without exceptions that fire wherever a condition holds. */
  function overrulingOf(exception: LintCondition): readonly number[] {
    const known = overruling.get(exception);
    if (known !== undefined) {
      return known;
    }
    const found = index.candidates(exception).filter((number) => {
      const rule = rules[number] as LintRule;
      return (
        !isNever(number) && rule.exceptions.length === 0 && implication.conditions(exception, rule)
      );
    });
    overruling.set(exception, found);
    return found;
  }

  function exceptionsOf(rule: LintRule, number: number): Idleness[] {
    const { exceptions } = rule;
    const isIdle = exceptions.map(
      (exception) =>
        exception.isDead || exception.parts.some((part) => isAlwaysCovered(index, part)),
    );
    // From the last to the first, so that of equal ones the first one stays.
    for (let place = exceptions.length - 1; place >= 0; place--) {
      const exception = exceptions[place] as LintCondition;
      isIdle[place] ||= exceptions.some(
        (other, at) =>
          at !== place &&
          isIdle[at] === false &&
          (other === exception || implication.conditions(exception, other)),
      );
    }
    return exceptions.flatMap((exception, place): Idleness[] => {
      if (exception.isDead) {
        return [{ kind: "dead-exception", place }];
      }
      if (isIdle[place] === true) {
        return [{ kind: "idle-exception", place }];
      }
      const witness = overrulingOf(exception).find((other) => other !== number);
      return witness === undefined ? [] : [{ kind: "idle-exception", place, witness }];
    });
  }

  function deadTermsOf({ rule }: LintRule): Idleness[] {
    return rule.parts.flatMap(({ anyOf }, place) =>
      anyOf
        .filter((term) => table.terms[index.number(term)]?.isDead === true)
        .map((term): Idleness => ({ kind: "dead-alternative", place, term })),
    );
  }

  /** Alternatives that another one of their part makes needless; only where one match is enough. */
  function alternativesOf({ parts, isOrdered }: LintRule): Idleness[] {
    return parts.flatMap(({ terms, min }, place) => {
      if (isOrdered || min > 1 || terms.length < 2) {
        return [];
      }
      const isThere = terms.map(() => true);
      const within = indexAlternatives(table, terms);
      for (let at = terms.length - 1; at >= 0; at--) {
        for (const beside of within(at)) {
          if (
            beside !== at &&
            isThere[beside] === true &&
            contains(terms[at] as number, terms[beside] as number) !== undefined
          ) {
            isThere[at] = false;
            break;
          }
        }
      }
      return terms.flatMap((term, at): Idleness[] =>
        isThere[at] === true
          ? []
          : [{ kind: "redundant-alternative", place, term: table.terms[term]?.term as Term }],
      );
    });
  }

  function partsOf({ parts, isOrdered, isDisjoint }: LintRule): Idleness[] {
    if (isOrdered || isDisjoint) {
      return [];
    }
    const isThere = parts.map(() => true);
    for (let place = parts.length - 1; place >= 0; place--) {
      isThere[place] = !parts.some(
        (other, at) =>
          at !== place &&
          isThere[at] === true &&
          implication.parts(other, parts[place] as LintPart),
      );
    }
    return isThere.flatMap((isNeeded, place): Idleness[] =>
      isNeeded ? [] : [{ kind: "redundant-part", place }],
    );
  }

  return {
    of: (number) => {
      const rule = rules[number] as LintRule;
      return [
        ...deadTermsOf(rule),
        ...alternativesOf(rule),
        ...partsOf(rule),
        ...exceptionsOf(rule, number),
      ];
    },
    phrases: () => findIdlePhrases(index),
  };
}

/**
 * The places of the terms of a part that may stand within the one at a place: of no other can it be proved. Found by
 * one of their literals, so that thousands of alternatives are not compared each with each.
 */
function indexAlternatives(
  { terms: all, literals }: RuleIndex["table"],
  terms: readonly number[],
): (at: number) => ReadonlySet<number> {
  const groupOf = (literal: number): number => literals.literals[literal]?.group ?? -1;
  const placesOf = new Map<number, number[]>();
  for (const [place, term] of terms.entries()) {
    const { literals: own = [], gaps } = all[term] ?? {};
    for (const literal of gaps === undefined ? own : own.slice(0, 1)) {
      const known = placesOf.get(groupOf(literal));
      if (known === undefined) {
        placesOf.set(groupOf(literal), [place]);
      } else {
        known.push(place);
      }
    }
  }
  return (at) => {
    const found = new Set<number>();
    for (const literal of all[terms[at] ?? -1]?.literals ?? []) {
      for (const inner of [literal, ...literals.within(literal).numbers]) {
        for (const place of placesOf.get(groupOf(inner)) ?? []) {
          found.add(place);
        }
      }
    }
    return found;
  };
}

/** Phrases that cover no match of any term. */
function findIdlePhrases({ rules, phrases, table, covering }: RuleIndex): readonly number[] {
  if (phrases.length === 0) {
    return [];
  }
  const wanted = new Set<number>();
  for (const { parts, exceptions } of rules) {
    for (const part of [...parts, ...exceptions.flatMap((exception) => exception.parts)]) {
      for (const term of part.terms) {
        wanted.add(term);
      }
    }
  }
  const terms = [...wanted].flatMap((term) => table.terms[term] ?? []);
  if (terms.some(({ term }) => term.expression !== undefined)) {
    return [];
  }
  const isIdle = covering.idleAmong(
    terms.flatMap(({ gaps, literals }) => (gaps === undefined ? literals : literals.slice(0, 1))),
  );
  return phrases.flatMap(({ term }, number) =>
    (table.terms[term]?.literals ?? []).every(isIdle) ? [number] : [],
  );
}
