import type { RuleCount } from "../filter/filter.ts";
import type { Rule } from "../lists/rule.ts";
import { conditionText, literalOf } from "./condition-text.ts";
import { compareStrings } from "./first.ts";
import type { GroupTally, RuleTally } from "./tally.ts";

/** Counts in how many messages rules and categories fire. */
export interface RuleCounter {
  /** Counts a message in which these rules fire. */
  add(fired: readonly RuleCount[]): void;
  /** What was counted so far: the rules in the order of the filter, the categories ascending. */
  finish(): { readonly rules: readonly RuleTally[]; readonly categories: readonly GroupTally[] };
}

/** Starts to count rules. */
export function createRuleCounter(rules: readonly Rule[]): RuleCounter {
  const messages = new Float64Array(rules.length);
  const occurrences = new Float64Array(rules.length);
  const exclusive = new Float64Array(rules.length);
  const { categories, categoryOf } = numberCategories(rules);
  const categoryMessages = new Float64Array(categories.length);
  const categoryMatches = new Float64Array(categories.length);

  return {
    add: (fired) => {
      for (const { rule, occurrences: count } of fired) {
        increase(messages, rule, 1);
        increase(occurrences, rule, count);
      }
      const [only] = fired;
      if (fired.length === 1 && only !== undefined) {
        increase(exclusive, only.rule, 1);
      }
      if (categories.length === 0) {
        return;
      }
      const seen = new Set<number>();
      for (const { rule, occurrences: count } of fired) {
        const category = categoryOf[rule] as number;
        if (category >= 0) {
          increase(categoryMatches, category, count);
          seen.add(category);
        }
      }
      for (const category of seen) {
        increase(categoryMessages, category, 1);
      }
    },
    finish: () => ({
      rules: rules.map((rule, index) => {
        const condition = conditionText(rule);
        const { category } = rule.metadata;
        return {
          id: rule.id,
          list: rule.source.list,
          terms: rule.parts.flatMap(({ anyOf }) => anyOf.map(literalOf)),
          ...(condition === undefined ? undefined : { condition }),
          ...(category === undefined ? undefined : { category }),
          messages: messages[index] as number,
          occurrences: occurrences[index] as number,
          exclusive: exclusive[index] as number,
        };
      }),
      categories: categories.map((name, index) => ({
        name,
        messages: categoryMessages[index] as number,
        count: categoryMatches[index] as number,
      })),
    }),
  };
}

/** The categories in ascending order, and the number of each rule's category (-1: none). */
function numberCategories(rules: readonly Rule[]): {
  readonly categories: readonly string[];
  readonly categoryOf: Int32Array;
} {
  const named = rules.map(({ metadata }) => metadata.category);
  const categories = [...new Set(named)].filter((name) => name !== undefined).sort(compareStrings);
  const numbers = new Map(categories.map((name, index) => [name, index]));
  return {
    categories,
    categoryOf: Int32Array.from(named, (name) =>
      name === undefined ? -1 : (numbers.get(name) ?? -1),
    ),
  };
}

function increase(counts: Float64Array, index: number, by: number): void {
  counts[index] = (counts[index] as number) + by;
}
