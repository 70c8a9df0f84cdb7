import type { Filter } from "../filter/filter.ts";
import type { Rule } from "../lists/rule.ts";
import { dayOf } from "./day.ts";
import { createDistinctCounter, DISTINCT_CAPACITY } from "./distinct.ts";
import { fieldOf } from "./field.ts";
import { compareStrings, createFirst } from "./first.ts";
import { hashText } from "./hash.ts";
import { compareIssues, compareListIssues, FIRST_ISSUES, isUnreadable } from "./issue.ts";
import type { Message, MessageIssue, MessageIssueCode } from "./message.ts";
import type { FilterSummary, GroupTally, Tally } from "./tally.ts";
import { compareTriggeredNames, FIRST_TRIGGERED, nameOf } from "./triggered-name.ts";

/** How messages are counted. */
export interface TallyOptions {
  /** Name of the shard that is counted; tallies that share a shard refuse to merge. */
  readonly shard?: string;
  /** The field of the messages that is audited. Default: `text`. */
  readonly field?: string;
  /** Up to how many different texts are counted exactly, at least 16. Default: 131,072. */
  readonly distinctCapacity?: number;
}

/** Counts messages, one after another. */
export interface TallyCounter {
  /**
   * Counts a message and says whether it triggers.
   *
   * @throws TypeError if it is neither an object nor a string, or its audited field is no string
   */
  add(message: Message | string): boolean;
  /** Takes note of what was wrong with an input. */
  addIssue(issue: MessageIssue): void;
  /** What was counted so far. Counting may go on. */
  finish(): Tally;
}

/**
 * Starts a tally: one pass over messages that counts which rules fire. Memory grows with rules, days and,
 * up to the stated capacity, different texts; not with messages.
 *
 * @example
 * ```ts
 * import { compileFilter, createTally, parseList } from "filter-audit";
 *
 * const tally = createTally(compileFilter(parseList("通知\n", { format: "lines" })));
 * tally.add("收到通知，謝謝通知"); // => true
 * tally.add({ id: 2, text: "明天開會" }); // => false
 * tally.finish().rules.map(({ messages, occurrences }) => [messages, occurrences]); // => [[1, 2]]
 * ```
 *
 * @throws TypeError if `shard` or `field` is no string
 * @throws RangeError if `distinctCapacity` is out of range
 */
export function createTally(filter: Filter, options: TallyOptions = {}): TallyCounter {
  const { shard, field = "text", distinctCapacity = DISTINCT_CAPACITY } = options;
  checkName("field", field);
  if (shard !== undefined) {
    checkName("shard", shard);
  }
  const { rules } = filter;
  const ruleMessages = new Float64Array(rules.length);
  const ruleOccurrences = new Float64Array(rules.length);
  const ruleExclusive = new Float64Array(rules.length);
  const { categories, categoryOf } = numberCategories(rules);
  const categoryMessages = new Float64Array(categories.length);
  const categoryMatches = new Float64Array(categories.length);
  const distinct = createDistinctCounter(distinctCapacity);
  const days = new Map<string, { messages: number; count: number }>();
  const first = createFirst(FIRST_TRIGGERED, compareTriggeredNames);
  const issues = createFirst(FIRST_ISSUES, compareIssues);
  const issueCounts = new Map<MessageIssueCode, number>();
  let total = 0;
  let triggered = 0;
  let undated = 0;
  let unreadable = 0;

  function addTime(time: unknown, isTriggered: boolean): void {
    const day = typeof time === "string" ? dayOf(time) : undefined;
    if (day === undefined) {
      undated++;
      return;
    }
    let counted = days.get(day);
    if (counted === undefined) {
      counted = { messages: 0, count: 0 };
      days.set(day, counted);
    }
    counted.messages++;
    counted.count += isTriggered ? 1 : 0;
  }

  function addRules(message: Message | undefined, text: string): boolean {
    const fired = filter.counts(text);
    const seen = new Set<number>();
    for (const { rule, occurrences } of fired) {
      increase(ruleMessages, rule, 1);
      increase(ruleOccurrences, rule, occurrences);
      const category = categoryOf[rule] as number;
      if (category >= 0) {
        increase(categoryMatches, category, occurrences);
        seen.add(category);
      }
    }
    for (const category of seen) {
      increase(categoryMessages, category, 1);
    }
    const [only] = fired;
    if (only === undefined) {
      return false;
    }
    if (fired.length === 1) {
      increase(ruleExclusive, only.rule, 1);
    }
    const name = message === undefined ? undefined : nameOf(message);
    if (name !== undefined) {
      first.add({ message: name, rules: fired.map(({ rule }) => (rules[rule] as Rule).id) });
    }
    return true;
  }

  return {
    add: (input) => {
      const message = typeof input === "string" ? undefined : input;
      const text = typeof input === "string" ? input : fieldOf(input, field);
      const isTriggered = addRules(message, text);
      total++;
      triggered += isTriggered ? 1 : 0;
      distinct.add(hashText(text), isTriggered);
      addTime(message?.time, isTriggered);
      return isTriggered;
    },
    addIssue: (issue) => {
      unreadable += isUnreadable(issue) ? 1 : 0;
      issueCounts.set(issue.code, (issueCounts.get(issue.code) ?? 0) + 1);
      issues.add(issue);
    },
    finish: () => ({
      format: "filter-audit/tally",
      version: 1,
      filter: summarize(filter),
      field,
      shards: shard === undefined ? [] : [shard],
      messages: total,
      triggered,
      rules: rules.map((rule, index) => ({
        id: rule.id,
        list: rule.source.list,
        terms: rule.parts.flatMap(({ anyOf }) => anyOf.map(({ text }) => text)),
        ...(rule.metadata.category === undefined
          ? undefined
          : { category: rule.metadata.category }),
        messages: ruleMessages[index] as number,
        occurrences: ruleOccurrences[index] as number,
        exclusive: ruleExclusive[index] as number,
      })),
      distinct: distinct.finish(),
      days: Array.from(days, ([name, counted]): GroupTally => ({ name, ...counted })).sort((a, b) =>
        compareStrings(a.name, b.name),
      ),
      undated,
      categories: categories.map((name, index) => ({
        name,
        messages: categoryMessages[index] as number,
        count: categoryMatches[index] as number,
      })),
      first: first.items(),
      unreadable,
      issueCounts: Object.fromEntries([...issueCounts].sort(([a], [b]) => compareStrings(a, b))),
      issues: issues.items(),
    }),
  };
}

function checkName(option: "field" | "shard", name: unknown): void {
  if (typeof name !== "string") {
    throw new TypeError(`${option} is of type ${typeof name}, expected a string`);
  }
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

function summarize({ digest, folds, unicode, lists, issues }: Filter): FilterSummary {
  return {
    digest,
    folds,
    unicode,
    lists: lists.map((list) => {
      const counts = new Map<string, number>();
      const first = createFirst(FIRST_ISSUES, compareListIssues);
      for (const issue of list.issues) {
        counts.set(issue.code, (counts.get(issue.code) ?? 0) + 1);
        first.add(issue);
      }
      return {
        name: list.name,
        rules: list.rules.length,
        issues: Object.fromEntries(counts),
        first: first.items(),
      };
    }),
    unmatchable: issues.map(({ rule }) => rule.id),
  };
}

function increase(counts: Float64Array, index: number, by: number): void {
  counts[index] = (counts[index] as number) + by;
}
