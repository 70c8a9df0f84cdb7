import { AuditError } from "../errors.ts";
import { mergeDistinct } from "./distinct.ts";
import { compareStrings, createFirst } from "./first.ts";
import { compareIssues, FIRST_ISSUES } from "./issue.ts";
import type { GroupTally, Tally } from "./tally.ts";
import { checkTally } from "./tally-check.ts";
import { compareTriggeredNames, FIRST_TRIGGERED } from "./triggered-name.ts";

/**
 * Adds up two tallies of the same filter: the result is what one pass over the messages of both would have
 * counted. Associative and commutative. Only where the lists of both were read with different issues, and so
 * from different files with the same rules, does the order matter: the issues of the lists are those of `a`.
 *
 * @throws AuditError `malformed-input` if one is no tally of version 1, `tally-mismatch` if they were made with
 * different filters, categories, fields or capacities, `duplicate-shard` if both hold a shard of the same name
 */
export function mergeTallies(a: Tally, b: Tally): Tally {
  checkTally(a);
  checkTally(b);
  checkKinship(a, b);
  const issueCounts = new Map<string, number>();
  for (const [code, count] of [
    ...Object.entries(a.issueCounts),
    ...Object.entries(b.issueCounts),
  ]) {
    issueCounts.set(code, (issueCounts.get(code) ?? 0) + count);
  }
  return {
    ...a,
    shards: [...a.shards, ...b.shards].sort(compareStrings),
    messages: a.messages + b.messages,
    triggered: a.triggered + b.triggered,
    rules: a.rules.map((rule, index) => {
      const other = b.rules[index];
      return {
        ...rule,
        messages: rule.messages + (other?.messages ?? 0),
        occurrences: rule.occurrences + (other?.occurrences ?? 0),
        exclusive: rule.exclusive + (other?.exclusive ?? 0),
      };
    }),
    distinct: mergeDistinct(a.distinct, b.distinct),
    days: mergeGroups(a.days, b.days),
    undated: a.undated + b.undated,
    categories: mergeGroups(a.categories, b.categories),
    first: mergeFirst(a.first, b.first, FIRST_TRIGGERED, compareTriggeredNames),
    unreadable: a.unreadable + b.unreadable,
    issueCounts: Object.fromEntries([...issueCounts].sort(([x], [y]) => compareStrings(x, y))),
    issues: mergeFirst(a.issues, b.issues, FIRST_ISSUES, compareIssues),
  };
}

function checkKinship(a: Tally, b: Tally): void {
  if (a.filter.digest !== b.filter.digest || a.rules.length !== b.rules.length) {
    throw new AuditError(
      "tally-mismatch",
      `tallies were made with different filters (digests ${a.filter.digest} and ${b.filter.digest})`,
    );
  }
  // The digest leaves categories out: they do not change what triggers.
  const differing = a.rules.findIndex(
    ({ id, category }, index) => id !== b.rules[index]?.id || category !== b.rules[index].category,
  );
  if (differing >= 0) {
    throw new AuditError(
      "tally-mismatch",
      `tallies were made with different ids or categories of rules, first at rules[${differing}]`,
    );
  }
  if (a.field !== b.field) {
    throw new AuditError(
      "tally-mismatch",
      `tallies count different fields, ${JSON.stringify(a.field)} and ${JSON.stringify(b.field)}`,
    );
  }
  const names = new Set(a.shards);
  const shared = b.shards.find((name) => names.has(name));
  if (shared !== undefined) {
    throw new AuditError(
      "duplicate-shard",
      `shard ${JSON.stringify(shared)} is in both tallies and would be counted twice`,
    );
  }
}

function mergeGroups(a: readonly GroupTally[], b: readonly GroupTally[]): readonly GroupTally[] {
  const groups = new Map<string, GroupTally>();
  for (const group of [...a, ...b]) {
    const other = groups.get(group.name);
    groups.set(group.name, {
      name: group.name,
      messages: group.messages + (other?.messages ?? 0),
      count: group.count + (other?.count ?? 0),
    });
  }
  return [...groups.values()].sort((x, y) => compareStrings(x.name, y.name));
}

function mergeFirst<T>(
  a: readonly T[],
  b: readonly T[],
  count: number,
  compare: (x: T, y: T) => number,
): readonly T[] {
  const first = createFirst(count, compare);
  for (const item of [...a, ...b]) {
    first.add(item);
  }
  return first.items();
}
