import {
  type Candidates,
  canChooseApart,
  canChooseApartInOrder,
  canChooseInOrder,
} from "./choice.ts";
import { type Dictionary, termsOf } from "./dictionary.ts";
import type { TermMatches } from "./found.ts";
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

/** How the matches of a condition are chosen. */
type Choice = (parts: readonly Candidates[]) => boolean;

/** Makes the verdict of a dictionary. */
export function createVerdict(dictionary: Dictionary): Verdict {
  const { conditions, firstParts, minimums, firstTerms, partTerms, exceptionsOf } = dictionary;
  // Of the conditions that care for places; few, if any.
  const choices = new Map<number, Choice>();
  for (const [condition, { parts, ordered, overlap }] of conditions.entries()) {
    const isOrdered = ordered && parts.length > 1;
    if (overlap === "disjoint" && (parts.length > 1 || parts.some(({ min }) => min > 1))) {
      choices.set(condition, isOrdered ? canChooseApartInOrder : canChooseApart);
    } else if (isOrdered) {
      choices.set(condition, canChooseInOrder);
    }
  }

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
      const terms = partTerms.slice(firstTerms[part], firstTerms[part + 1]);
      candidates.push({
        spans: joinSpans(terms.map(matches.spans), false),
        min: minimums[part] as number,
      });
    }
    return candidates;
  }

  function holds(condition: number, matches: TermMatches): boolean {
    if (!holdsInNumber(condition, matches)) {
      return false;
    }
    const choice = choices.size === 0 ? undefined : choices.get(condition);
    return choice === undefined || choice(candidatesOf(condition, matches));
  }

  return {
    holds,
    disarming: (rule, matches, known) => {
      for (const condition of exceptionsOf.get(rule) ?? []) {
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
    isPositional: (condition) => choices.has(condition),
  };
}
