import { ANYHOW, type Dictionary, termsOf } from "./dictionary.ts";
import { listOf } from "./number-lists.ts";
import { DERIVED, type TermIndex } from "./term-index.ts";
import type { Verdict } from "./verdict.ts";

// How much has to be known of a message to say whether a rule fires: that a term of it occurs, how often its terms
// do, or where.

/** A rule that fires on one match of any of its terms. */
export const ONE_MATCH = 0;

/** A rule of which numbers of matches decide. */
export const NUMBERS = 1;

/** A rule of which the places of matches decide. */
export const PLACES = 2;

/** What the rules of a filter need. */
export interface Needs {
  /** `Uint8Array` by rule: `ONE_MATCH`, `NUMBERS` or `PLACES`. */
  readonly needs: Uint8Array;
  /** `Uint8Array` by group: 1 if some rule has to know its places. */
  readonly places: Uint8Array;
}

/** Says what rules need. */
export function needsOf(dictionary: Dictionary, index: TermIndex, verdict: Verdict): Needs {
  const { rules, firstParts, minimums, firstTerms, partTerms } = dictionary;
  const { choices, exceptionsOf, phrases } = dictionary;
  const hasPhrases = phrases.keys.length > 0;
  // Of most filters no rule needs to be looked at as a whole.
  const isPlain =
    !hasPhrases &&
    exceptionsOf.keys.length === 0 &&
    !index.groupOf.includes(DERIVED) &&
    choices.every((choice) => choice === ANYHOW);

  function needOf(rule: number): number {
    if (hasPhrases || needsPlaces(rule)) {
      return PLACES;
    }
    const exceptions = listOf(exceptionsOf, rule);
    if (exceptions.some(needsPlaces)) {
      return PLACES;
    }
    return exceptions.length === 0 ? needInNumber(rule) : NUMBERS;
  }

  function needInNumber(rule: number): number {
    const first = firstParts[rule] as number;
    return firstParts[rule + 1] === first + 1 && minimums[first] === 1 ? ONE_MATCH : NUMBERS;
  }

  /** Whether numbers of occurrences do not say if a condition holds. */
  function needsPlaces(condition: number): boolean {
    const end = firstTerms[firstParts[condition + 1] as number] as number;
    for (let at = firstTerms[firstParts[condition] as number] as number; at < end; at++) {
      if (index.groupOf[partTerms[at] as number] === DERIVED) {
        return true;
      }
    }
    return verdict.isPositional(condition);
  }

  const needs = new Uint8Array(rules.length);
  const places = new Uint8Array(index.groupCount);
  for (let rule = 0; rule < rules.length; rule++) {
    needs[rule] = isPlain ? needInNumber(rule) : needOf(rule);
    if (needs[rule] === PLACES && !hasPhrases) {
      for (const condition of [rule, ...listOf(exceptionsOf, rule)]) {
        for (const group of termsOf(dictionary, condition).flatMap(index.groupsOf)) {
          places[group] = 1;
        }
      }
    }
  }
  return { needs, places: hasPhrases ? places.fill(1) : places };
}
