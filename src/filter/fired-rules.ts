import type { Dictionary } from "./dictionary.ts";
import { type RulesByGroup, rulesByGroup } from "./rules-by-group.ts";
import type { TermIndex } from "./term-index.ts";

/** The rules that fire on one text, in the order in which they were met. Good until the next text is visited. */
export interface FiredRules {
  /** How many there are. */
  readonly count: number;
  /** Their numbers in the filter. */
  readonly rules: Int32Array;
  /** By number of a rule, not beside `rules`: the number of its matches. */
  readonly occurrences: Int32Array;
}

/** The rules by group, and those that fire on the text that is read. */
export interface Firing extends RulesByGroup {
  /** Of the last text, until it is forgotten. */
  readonly fired: { -readonly [Name in keyof FiredRules]: FiredRules[Name] };
}

/** Starts with no rule that fires. */
export function createFiring(dictionary: Dictionary, index: TermIndex): Firing {
  const { length } = dictionary.rules;
  return {
    ...rulesByGroup(dictionary, index),
    fired: { count: 0, rules: new Int32Array(length), occurrences: new Int32Array(length) },
  };
}

/** Adds the rules of a group that occurs in the text, where any match of one of its terms is all that a rule needs. */
export function addRules({ starts, rulesOf, fired }: Firing, group: number): void {
  const { rules, occurrences } = fired;
  const end = starts[group + 1] as number;
  for (let place = starts[group] as number; place < end; place++) {
    const rule = rulesOf[place] as number;
    const before = occurrences[rule] as number;
    if (before === 0) {
      rules[fired.count++] = rule;
    }
    occurrences[rule] = before + 1;
  }
}

/** Forgets the text that was read: all is zero before the next. */
export function forgetRules({ fired }: Firing): void {
  for (let next = 0; next < fired.count; next++) {
    fired.occurrences[fired.rules[next] as number] = 0;
  }
  fired.count = 0;
}
