import { AuditError } from "../errors.ts";
import { mergeDistinct } from "./distinct.ts";
import { compareStrings, mergeFirst } from "./first.ts";
import { compareIssues, FIRST_ISSUES } from "./issue.ts";
import { mergeCorpusLabels, mergeLabels } from "./label-merge.ts";
import { mergeProvenance } from "./provenance.ts";
import { mergeSections, type SectionSet } from "./section-set.ts";
import { parseShardName, withoutNothing } from "./shard.ts";
import type { GroupTally, RuleTally, Tally } from "./tally.ts";
import { checkTally } from "./tally-check.ts";
import { compareTriggeredNames, FIRST_TRIGGERED } from "./triggered-name.ts";

/**
 * Adds up two tallies that have sections of some set.
 *
 * @throws AuditError as `mergeTallies` says
 */
export function addTallies<Options>(set: SectionSet<Options>, a: Tally, b: Tally): Tally {
  checkTally(a, set);
  checkTally(b, set);
  checkKinship(a, b);
  const issueCounts = new Map<string, number>();
  for (const [code, count] of [
    ...Object.entries(a.issueCounts),
    ...Object.entries(b.issueCounts),
  ]) {
    issueCounts.set(code, (issueCounts.get(code) ?? 0) + count);
  }
  const { sections: _, ...left } = a;
  const sections = mergeSections(set, a, b);
  return {
    ...left,
    ...(a.provenance === undefined && b.provenance === undefined
      ? {}
      : { provenance: mergeProvenance(a.provenance ?? [], b.provenance ?? []) }),
    // Once: both may hold an input of 0 bytes.
    shards: [...new Set([...a.shards, ...b.shards])].sort(compareStrings),
    messages: a.messages + b.messages,
    triggered: a.triggered + b.triggered,
    rules: a.rules.map((rule, index) =>
      mergeRules(rule, b.rules[index] as RuleTally, a.filter.folds),
    ),
    ...(a.labels === undefined || b.labels === undefined
      ? {}
      : { labels: mergeCorpusLabels(a.labels, b.labels, a.filter.folds) }),
    ...(a.disarmed === undefined ? {} : { disarmed: a.disarmed + (b.disarmed ?? 0) }),
    distinct: mergeDistinct(a.distinct, b.distinct),
    days: mergeGroups(a.days, b.days),
    undated: a.undated + b.undated,
    categories: mergeGroups(a.categories, b.categories),
    first: mergeFirst(a.first, b.first, FIRST_TRIGGERED, compareTriggeredNames),
    unreadable: a.unreadable + b.unreadable,
    issueCounts: Object.fromEntries([...issueCounts].sort(([x], [y]) => compareStrings(x, y))),
    issues: mergeFirst(a.issues, b.issues, FIRST_ISSUES, compareIssues),
    ...(sections === undefined ? {} : { sections }),
  };
}

function mergeRules(a: RuleTally, b: RuleTally, folds: readonly string[]): RuleTally {
  // A rule that never fired has no labels.
  const labels =
    a.labels !== undefined && b.labels !== undefined
      ? mergeLabels(a.labels, b.labels, folds)
      : (a.labels ?? b.labels);
  return {
    ...a,
    messages: a.messages + b.messages,
    occurrences: a.occurrences + b.occurrences,
    exclusive: a.exclusive + b.exclusive,
    ...(labels === undefined ? {} : { labels }),
    ...(a.disarmed === undefined ? {} : { disarmed: a.disarmed + (b.disarmed ?? 0) }),
  };
}

/** A tally may come from anyone's file: what is no digest is not repeated. */
function digestText({ filter: { digest } }: Tally): string {
  return /^[0-9a-f]{64}$/u.test(digest) ? digest : "that is none";
}

function checkKinship(a: Tally, b: Tally): void {
  if (a.filter.digest !== b.filter.digest || a.rules.length !== b.rules.length) {
    throw new AuditError(
      "tally-mismatch",
      `tallies were made with different filters (digests ${digestText(a)} and ${digestText(b)})`,
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
  for (const kind of ["labels", "disarmed"] as const) {
    if ((a[kind] === undefined) !== (b[kind] === undefined)) {
      throw new AuditError(
        "tally-mismatch",
        `one tally has counts of ${kind} and the other has none, expected both to have them`,
      );
    }
  }
  if (a.field !== b.field) {
    throw new AuditError(
      "tally-mismatch",
      `tallies count different fields, ${JSON.stringify(a.field)} and ${JSON.stringify(b.field)}`,
    );
  }
  if (a.key !== b.key) {
    // Nothing is in common: neither users nor texts could be told to be the same.
    throw new AuditError(
      "tally-mismatch",
      "tallies were made with different keys, expected one key for all",
    );
  }
  const names = new Set(withoutNothing(a.shards));
  const shared = b.shards.find((name) => names.has(name));
  if (shared !== undefined) {
    throw new AuditError(
      "duplicate-shard",
      `shard ${JSON.stringify(shared)} is in both tallies and would be counted twice`,
    );
  }
  checkCuts(withoutNothing([...a.shards, ...b.shards]));
}

/** Parts of different cuts of one input overlap, and read in two ways its messages are not the same. */
function checkCuts(shards: readonly string[]): void {
  const cuts = new Map<string, string>();
  for (const shard of shards.map(parseShardName)) {
    if (shard !== undefined) {
      const { input, parts, reading } = shard;
      const cut = `${parts} parts${reading === undefined ? "" : ` (${reading})`}`;
      const known = cuts.get(input) ?? cut;
      if (known !== cut) {
        throw new AuditError(
          "tally-mismatch",
          `the input sha256:${input} was counted in ${known} and in ${cut}, expected the same`,
        );
      }
      cuts.set(input, cut);
    }
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
