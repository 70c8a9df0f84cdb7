import type { Dictionary } from "./dictionary.ts";
import type { RuleCount } from "./match.ts";

/** Collects the matches of one message and says which rules they satisfy. Used again for each message. */
export interface Verdict {
  /** Adds `count` matches of a term. */
  add(term: number, count: number): void;
  /** The rules that fire, in order; everything added is forgotten. */
  conclude(): RuleCount[];
}

/** Makes the verdict of a dictionary. Its cost for a message grows with the matches alone. */
export function createVerdict(dictionary: Dictionary): Verdict {
  const { partsOf, ruleOfPart, minimums, firstParts, rules } = dictionary;
  const partCounts = new Float64Array(ruleOfPart.length);
  const ruleCounts = new Float64Array(rules.length);
  const touched: number[] = [];

  function isSatisfied(rule: number): boolean {
    for (let part = at(firstParts, rule); part < at(firstParts, rule + 1); part++) {
      if (at(partCounts, part) < at(minimums, part)) {
        return false;
      }
    }
    return true;
  }

  return {
    add: (term, count) => {
      let previous = -1;
      for (const part of partsOf[term] ?? []) {
        const rule = at(ruleOfPart, part);
        partCounts[part] = at(partCounts, part) + count;
        // A term that serves two parts of one rule matches once all the same.
        if (rule !== previous) {
          if (at(ruleCounts, rule) === 0) {
            touched.push(rule);
          }
          ruleCounts[rule] = at(ruleCounts, rule) + count;
          previous = rule;
        }
      }
    },
    conclude: () => {
      const fired: RuleCount[] = [];
      for (const rule of touched.sort((a, b) => a - b)) {
        if (isSatisfied(rule)) {
          fired.push({ rule, occurrences: at(ruleCounts, rule) });
        }
        ruleCounts[rule] = 0;
        partCounts.fill(0, at(firstParts, rule), at(firstParts, rule + 1));
      }
      touched.length = 0;
      return fired;
    },
  };
}

/** An element that is there by construction. */
function at(array: Int32Array | Float64Array, index: number): number {
  return array[index] as number;
}
