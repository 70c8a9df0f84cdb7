import {
  type Candidates,
  canChooseApart,
  canChooseApartInOrder,
  canChooseInOrder,
} from "./choice.ts";
import { ANYHOW, APART, type Dictionary, IN_ORDER, termsOf } from "./dictionary.ts";
import type { TermMatches } from "./found.ts";
import { listOf } from "./number-lists.ts";
import { joinSpans } from "./spans.ts";

/** Says which conditions the matches of a message fulfil. */
export interface Verdict {
  /** Whether a condition holds. */
  holds(condition: number, matches: TermMatches): boolean;
  /**
   * The first condition that disarms a rule, -1 if there is none. `known` remembers for one message what was
   * found of the conditions that many rules share.
   */
  disarming(rule: number, matches: TermMatches, known: Map<number, boolean>): number;
  /** Number of matches of the terms of a condition, each term counted once. */
  occurrences(condition: number, matches: TermMatches): number;
  /** Whether a condition needs to know where matches are, not only how many there are. */
  isPositional(condition: number): boolean;
}

/** Makes the verdict of a dictionary. */
export function createVerdict(dictionary: Dictionary): Verdict {
  const { choices, firstParts, minimums, firstTerms, partTerms, exceptionsOf } = dictionary;

  /** Whether there are enough matches of each part, wherever they are. */
  function holdsInNumber(condition: number, matches: TermMatches): boolean {
    const end = firstParts[condition + 1] as number;
    for (let part = firstParts[condition] as number; part < end; part++) {
      let missing = minimums[part] as number;
      const last = firstTerms[part + 1] as number;
      for (let place = firstTerms[part] as number; place < last && missing > 0; place++) {
        missing -= matches.count(partTerms[place] as number);
      }
      if (missing > 0) {
        return false;
      }
    }
    return true;
  }

  function candidatesOf(condition: number, matches: TermMatches): Candidates[] {
    const candidates: Candidates[] = [];
    const end = firstParts[condition + 1] as number;
    for (let part = firstParts[condition] as number; part < end; part++) {
      const terms = partTerms.subarray(firstTerms[part], firstTerms[part + 1]);
      candidates.push({
        spans: joinSpans(Array.from(terms, matches.spans), false),
        min: minimums[part] as number,
      });
    }
    return candidates;
  }

  function holds(condition: number, matches: TermMatches): boolean {
    if (!holdsInNumber(condition, matches)) {
      return false;
    }
    switch (choices[condition]) {
      case ANYHOW:
        return true;
      case IN_ORDER:
        return canChooseInOrder(candidatesOf(condition, matches));
      case APART:
        return canChooseApart(candidatesOf(condition, matches));
      default:
        return canChooseApartInOrder(candidatesOf(condition, matches));
    }
  }

  return {
    holds,
    disarming: (rule, matches, known) => {
      if (exceptionsOf.keys.length === 0) {
        return -1;
      }
      for (const condition of listOf(exceptionsOf, rule)) {
        let isHolding = known.get(condition);
        if (isHolding === undefined) {
          isHolding = holds(condition, matches);
          known.set(condition, isHolding);
        }
        if (isHolding) {
          return condition;
        }
      }
      return -1;
    },
    occurrences: (condition, matches) => {
      const first = firstParts[condition] as number;
      const isSingle = firstTerms[first + 1] === (firstTerms[first] as number) + 1;
      if (isSingle && firstParts[condition + 1] === first + 1) {
        return matches.count(partTerms[firstTerms[first] as number] as number);
      }
      return termsOf(dictionary, condition).reduce((sum, term) => sum + matches.count(term), 0);
    },
    isPositional: (condition) => choices[condition] !== ANYHOW,
  };
}
