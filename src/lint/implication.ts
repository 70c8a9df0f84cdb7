import type { Condition, Rule } from "../lists/lists.ts";
import type { TermContainment } from "./containment.ts";

/** A part, its terms by number. */
export interface LintPart {
  /** Terms that can match, each once. */
  readonly terms: readonly number[];
  /** Fewest matches. */
  readonly min: number;
}

/** A condition, its terms by number. */
export interface LintCondition {
  /** Its parts. */
  readonly parts: readonly LintPart[];
  /** Whether their order matters: never of one part. */
  readonly isOrdered: boolean;
  /** Whether no character may serve twice, where that makes a difference. */
  readonly isDisjoint: boolean;
  /** Whether it can never hold, since a part has no term that can match. */
  readonly isDead: boolean;
}

/** A rule, its terms by number. */
export interface LintRule extends LintCondition {
  /** The rule. */
  readonly rule: Rule;
  /** Its exceptions, those that can never hold too; one object for each exception. */
  readonly exceptions: readonly LintCondition[];
}

/** The condition, with terms that can never match left out. */
export function readCondition(
  { parts, ordered, overlap }: Condition,
  number: (part: Condition["parts"][number]) => readonly number[],
): LintCondition {
  const own = parts.map((part): LintPart => ({ terms: number(part), min: part.min }));
  const isSingle = own.length < 2;
  return {
    parts: own,
    isOrdered: ordered && !isSingle,
    isDisjoint: overlap === "disjoint" && !(isSingle && (own[0]?.min ?? 1) === 1),
    isDead: own.some(({ terms }) => terms.length === 0),
  };
}

/** Says whether one condition holds wherever another does; false where that is not proved. */
export interface Implication {
  /** Of conditions. */
  conditions(from: LintCondition, to: LintCondition): boolean;
  /** Of rules: wherever `from` fires, `to` fires. */
  rules(from: LintRule, to: LintRule): boolean;
  /** Of two parts of one condition that may share characters. */
  parts(from: LintPart, to: LintPart): boolean;
}

/** Makes the implication. */
export function createImplication(contains: TermContainment): Implication {
  /** One match of `from` has one of `to` within it. */
  function implies(from: LintPart, to: LintPart, start = false): boolean {
    return from.terms.every((outer) =>
      to.terms.some((inner) => {
        const found = contains(outer, inner);
        return found !== undefined && (!start || found.start);
      }),
    );
  }

  /** The matches of `from` are matches of `to`, different ones different. */
  function isSamePart(from: LintPart, to: LintPart): boolean {
    return (
      from.min >= to.min &&
      from.terms.length <= to.terms.length &&
      canAssign(
        from.terms.length,
        to.terms.length,
        (outer, inner) => contains(from.terms[outer] ?? -1, to.terms[inner] ?? -1)?.isSame === true,
      )
    );
  }

  function partImplies(from: LintPart, to: LintPart): boolean {
    if (to.min === 1) {
      return implies(from, to);
    }
    if (isSamePart(from, to)) {
      return true;
    }
    const [outer, ...others] = from.terms;
    return (
      outer !== undefined &&
      others.length === 0 &&
      to.terms.some((inner) => {
        const found = contains(outer, inner);
        const more = found?.isCounted === true ? from.min - 1 : 0;
        return found !== undefined && found.count + more >= to.min;
      })
    );
  }

  function conditions(from: LintCondition, to: LintCondition): boolean {
    if (from.isDead || to.isDead) {
      return false;
    }
    const source = from.parts;
    const target = to.parts;
    if (!to.isOrdered && !to.isDisjoint) {
      return target.every((part) => source.some((own) => partImplies(own, part)));
    }
    if (to.isOrdered) {
      if (!from.isOrdered || (to.isDisjoint && !from.isDisjoint)) {
        return false;
      }
      let next = 0;
      return target.every((part, place) => {
        const isLast = place === target.length - 1;
        const fits = (own: LintPart): boolean =>
          from.isDisjoint
            ? impliesApart(own, part)
            : // What is within a match may begin later than it, which only the last part may.
              isSamePart(own, part) || (part.min === 1 && implies(own, part, !isLast));
        while (next < source.length && !fits(source[next] as LintPart)) {
          next++;
        }
        return next++ < source.length;
      });
    }
    return (
      from.isDisjoint &&
      canAssign(target.length, source.length, (part, own) =>
        impliesApart(source[own] as LintPart, target[part] as LintPart),
      )
    );
  }

  /** Matches that share no character hold matches that share none. */
  function impliesApart(from: LintPart, to: LintPart): boolean {
    return from.min >= to.min && implies(from, to);
  }

  return {
    conditions,
    parts: partImplies,
    rules: (from, to) =>
      conditions(from, to) &&
      to.exceptions.every(
        (exception) =>
          exception.isDead ||
          from.exceptions.some((own) => own === exception || conditions(exception, own)),
      ),
  };
}

/** Whether each of `count` can have one of `places` for itself (Kuhn's algorithm). */
function canAssign(
  count: number,
  places: number,
  fits: (one: number, place: number) => boolean,
): boolean {
  if (count > places) {
    return false;
  }
  const holder = new Array<number>(places).fill(-1);
  const assign = (one: number, tried: Set<number>): boolean => {
    for (let place = 0; place < places; place++) {
      if (!tried.has(place) && fits(one, place)) {
        tried.add(place);
        const before = holder[place] ?? -1;
        if (before < 0 || assign(before, tried)) {
          holder[place] = one;
          return true;
        }
      }
    }
    return false;
  };
  return Array.from({ length: count }, (_, one) => one).every((one) => assign(one, new Set()));
}
