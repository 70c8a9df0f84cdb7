import type { Filter } from "../filter/filter.ts";

/** Counts messages in which rules are disarmed. */
export interface DisarmCounter {
  /** Counts a message, whether or not it triggers. */
  add(text: string): void;
  /** Messages so far in which a rule was disarmed. */
  finish(): number;
  /** Messages so far in which this one was, by its index in the filter. */
  finishRule(rule: number): number;
}

/** Starts to count what disarms; undefined where no rule of the filter can be disarmed. */
export function createDisarmCounter(
  filter: Pick<Filter, "rules" | "allow" | "disarmedCounts">,
): DisarmCounter | undefined {
  const { rules, allow } = filter;
  if (allow.length === 0 && rules.every(({ exceptions }) => exceptions.length === 0)) {
    return undefined;
  }
  const counts = new Float64Array(rules.length);
  let messages = 0;
  return {
    add: (text) => {
      // Not the matches: a message may have very many.
      const disarmed = filter.disarmedCounts(text);
      messages += disarmed.length > 0 ? 1 : 0;
      for (const { rule } of disarmed) {
        counts[rule] = (counts[rule] as number) + 1;
      }
    },
    finish: () => messages,
    finishRule: (rule) => counts[rule] as number,
  };
}
