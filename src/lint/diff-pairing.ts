import type { Exception, Rule } from "../lists/rule.ts";
import { type ConditionKey, conditionKey } from "./condition-key.ts";

/** A rule of the one list and the rule of the other that it became, by index. */
export type RulePair = readonly [old: number, new: number];

/** Which rule of the one list became which of the other. */
export interface Pairing {
  /** Ascending by the old index. */
  readonly pairs: readonly RulePair[];
  /** Rules of the old list that are left, ascending. */
  readonly removed: readonly number[];
  /** Rules of the new list that are left, ascending. */
  readonly added: readonly number[];
}

/**
 * Pairs the rules of two lists, each with one at most: first those that agree in everything, then those with the
 * same entry as written and the same condition, then the same entry, then the same condition. Of several that
 * agree the first with the first.
 */
export function pairRules(olds: readonly Rule[], news: readonly Rule[]): Pairing {
  const written = (rule: Rule): string => pairKey(rule.source.raw, conditionKey(rule));
  const details = createDetailsKey();
  return pairBy(olds, news, [
    (rule) => pairKey(written(rule), details(rule)),
    written,
    ({ source }) => source.raw,
    conditionKey,
  ]);
}

/** One key of two, whatever stands in them. */
function pairKey(first: string, second: string): string {
  return `${first.length}:${first}${second}`;
}

/** Pairs what two lists of rules have in common under each key in turn. */
export function pairBy(
  olds: readonly Rule[],
  news: readonly Rule[],
  keys: readonly ((rule: Rule) => string)[],
): Pairing {
  const pairs: RulePair[] = [];
  let removed = [...olds.keys()];
  let added = [...news.keys()];
  for (const keyOf of keys) {
    const waiting = new Map<string, number[]>();
    // From the end, so that the first is the one that `pop` gives.
    for (const index of [...added].reverse()) {
      const key = keyOf(news[index] as Rule);
      const same = waiting.get(key);
      if (same === undefined) waiting.set(key, [index]);
      else same.push(index);
    }
    const taken = new Set<number>();
    const left: number[] = [];
    for (const index of removed) {
      const found = waiting.get(keyOf(olds[index] as Rule))?.pop();
      if (found === undefined) {
        left.push(index);
      } else {
        pairs.push([index, found]);
        taken.add(found);
      }
    }
    removed = left;
    added = added.filter((index) => !taken.has(index));
  }
  return { pairs: pairs.sort(([a], [b]) => a - b), removed, added };
}

/** What a rule says beside its condition, as a key. */
function createDetailsKey(): (rule: Rule) => string {
  // One exception may disarm thousands of rules.
  const numbers = new Map<string, number>();
  const known = new Map<Exception, number>();
  const numberOf = (exception: Exception): number => {
    let number = known.get(exception);
    if (number === undefined) {
      const key = conditionKey(exception);
      number = numbers.get(key) ?? numbers.size;
      numbers.set(key, number);
      known.set(exception, number);
    }
    return number;
  };
  return ({ action, severity = "", scope, metadata, exceptions }) =>
    JSON.stringify([
      action,
      severity,
      scope ?? null,
      Object.entries(metadata).sort(([a], [b]) => (a < b ? -1 : 1)),
      exceptions.map(numberOf),
    ]);
}

/**
 * Which rules of `rules` are no first of their condition: it stands in `known`, or in an earlier one of them.
 * Adds the conditions to `known`.
 */
export function findCopies(
  rules: readonly Rule[],
  known: Set<string>,
  keyOf: ConditionKey = conditionKey,
): ReadonlySet<Rule> {
  const copies = new Set<Rule>();
  for (const rule of rules) {
    const key = keyOf(rule);
    if (known.has(key)) copies.add(rule);
    else known.add(key);
  }
  return copies;
}
