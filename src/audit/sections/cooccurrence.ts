import { AuditError } from "../../errors.ts";
import type { Filter } from "../../filter/filter.ts";
import { checkArray, checkCount, checkObject, fail } from "../field-check.ts";
import { compareStrings } from "../first.ts";
import { hashText } from "../hash.ts";
import type { Section, SectionCounter } from "../section.ts";
import type { Tally } from "../tally.ts";
import { nameOf } from "../triggered-name.ts";

/** Most entries that are kept. */
const CAPACITY = 50_000;

/** Messages in which more rules fire are only counted: their pairs would be too many. */
const MOST_RULES = 64;

/** Messages in which the same rules fire. */
export interface FiredTogether {
  /** Hash of name and time of the message and of the rules: what decides whether it is kept. */
  readonly hash: number;
  /** The rules, by index, ascending; at least two. */
  readonly rules: readonly number[];
  /** Messages: more than one where several have the same name and time, or neither. */
  readonly messages: number;
}

/**
 * Messages in which several rules fire: all of them while there are no more than the capacity, else those with
 * the smallest hashes, a random sample.
 */
export interface CooccurrenceTally {
  /** Messages in which from 2 to 64 rules fire. */
  readonly several: number;
  /** Messages in which more rules fire. They are in no entry. */
  readonly omitted: number;
  /** Messages by the rules that fire, by hash, then by rules. */
  readonly kept: readonly FiredTogether[];
  /** Whether an entry was ever left out. */
  readonly capped: boolean;
}

/** What the section is asked for. */
export interface CooccurrenceOptions {
  /** Whether to count which rules fire together. Default: true. */
  readonly cooccurrence?: boolean;
}

/** The section `cooccurrence`: absent if in no message more than one rule fires. */
export const cooccurrenceSection: Section<CooccurrenceTally, CooccurrenceOptions> = {
  create: createCooccurrence,
  merge: mergeCooccurrences,
  check: checkCooccurrence,
};

interface Kept {
  readonly key: string;
  readonly entry: FiredTogether;
}

function createCooccurrence(
  { rules }: Filter,
  { cooccurrence = true }: CooccurrenceOptions,
): SectionCounter<CooccurrenceTally> | undefined {
  if (typeof cooccurrence !== "boolean") {
    throw new TypeError(`cooccurrence is of type ${typeof cooccurrence}, expected a boolean`);
  }
  if (!cooccurrence || rules.length < 2) {
    return undefined;
  }
  let kept = new Map<string, FiredTogether>();
  let bound: Kept | undefined;
  let several = 0;
  let omitted = 0;

  function prune(): void {
    const pruned = smallest(kept);
    kept = pruned.kept;
    bound = pruned.bound ?? bound;
  }

  return {
    add: ({ message, fired }) => {
      if (fired.length < 2) {
        return;
      }
      if (fired.length > MOST_RULES) {
        omitted++;
        return;
      }
      several++;
      const indexes = fired.map(({ rule }) => rule);
      const name = message === undefined ? "" : `${nameOf(message) ?? ""}\n${message.time ?? ""}`;
      const hash = hashText(`${name}\n${indexes.join()}`);
      const key = keyOf(hash, indexes);
      const before = kept.get(key);
      const entry = { hash, rules: indexes, messages: 1 + (before?.messages ?? 0) };
      // Once an entry was left out, all that come behind it are.
      if (bound === undefined || compareKept({ key, entry }, bound) < 0) {
        kept.set(key, entry);
        if (kept.size >= 2 * CAPACITY) prune();
      }
    },
    finish: () => {
      prune();
      return several + omitted === 0
        ? undefined
        : { several, omitted, kept: sorted(kept), capped: bound !== undefined };
    },
  };
}

function keyOf(hash: number, rules: readonly number[]): string {
  return `${hash}:${rules.join()}`;
}

function compareKept(a: Kept, b: Kept): number {
  return a.entry.hash - b.entry.hash || compareStrings(a.key, b.key);
}

function inOrder(entries: ReadonlyMap<string, FiredTogether>): readonly Kept[] {
  return Array.from(entries, ([key, entry]) => ({ key, entry })).sort(compareKept);
}

function sorted(entries: ReadonlyMap<string, FiredTogether>): readonly FiredTogether[] {
  return inOrder(entries).map(({ entry }) => entry);
}

/** As many entries as are kept, and the first that is not. */
function smallest(entries: Map<string, FiredTogether>): {
  readonly kept: Map<string, FiredTogether>;
  readonly bound: Kept | undefined;
} {
  if (entries.size <= CAPACITY) {
    return { kept: entries, bound: undefined };
  }
  const all = inOrder(entries);
  const kept = new Map(all.slice(0, CAPACITY).map(({ key, entry }) => [key, entry]));
  return { kept, bound: all[CAPACITY] };
}

function mergeCooccurrences(
  a: CooccurrenceTally | undefined,
  b: CooccurrenceTally | undefined,
  left: Tally,
  right: Tally,
): CooccurrenceTally | undefined {
  if ((a === undefined && severalOf(left) > 0) || (b === undefined && severalOf(right) > 0)) {
    throw new AuditError(
      "tally-mismatch",
      "one tally has counts of cooccurrence and the other has none, expected both to have them",
    );
  }
  if (a === undefined || b === undefined) {
    return a ?? b;
  }
  const all = new Map(a.kept.map((entry) => [keyOf(entry.hash, entry.rules), entry]));
  for (const entry of b.kept) {
    const key = keyOf(entry.hash, entry.rules);
    const other = all.get(key)?.messages ?? 0;
    all.set(key, { ...entry, messages: entry.messages + other });
  }
  const { kept, bound } = smallest(all);
  return {
    several: a.several + b.several,
    omitted: a.omitted + b.omitted,
    kept: sorted(kept),
    capped: a.capped || b.capped || bound !== undefined,
  };
}

/** Messages in which several rules fire: those that trigger, less those in which only one does. */
function severalOf({ triggered, rules }: Tally): number {
  return rules.reduce((rest, { exclusive }) => rest - exclusive, triggered);
}

function checkCooccurrence(value: unknown, path: string, tally: Tally): void {
  const section = checkObject(value, path);
  const total = severalOf(tally);
  const several = checkCount(section.several, `${path}.several`, 0, total);
  checkCount(section.omitted, `${path}.omitted`, total - several, total - several);
  const { capped } = section;
  if (typeof capped !== "boolean") fail(`${path}.capped`, "true or false");
  const kept = checkArray(section.kept, `${path}.kept`);
  checkCount(kept.length, `the length of ${path}.kept`, capped ? CAPACITY : 0, CAPACITY);
  let sum = 0;
  let previous: Kept | undefined;
  for (const [index, item] of kept.entries()) {
    const entry = checkEntry(item, `${path}.kept[${index}]`, tally.rules.length, several - sum);
    const here = { key: keyOf(entry.hash, entry.rules), entry };
    if (previous !== undefined && compareKept(previous, here) >= 0) {
      fail(`${path}.kept[${index}].hash`, "above the hash before it");
    }
    previous = here;
    sum += entry.messages;
  }
  const least = capped ? 0 : several;
  checkCount(sum, `the sum of ${path}.kept[].messages`, least, several - (capped ? 1 : 0));
}

function checkEntry(value: unknown, path: string, ruleCount: number, most: number): FiredTogether {
  const entry = checkObject(value, path);
  const rules = checkArray(entry.rules, `${path}.rules`);
  checkCount(rules.length, `the length of ${path}.rules`, 2, MOST_RULES);
  let next = 0;
  for (const [index, rule] of rules.entries()) {
    next = checkCount(rule, `${path}.rules[${index}]`, next, ruleCount - 1) + 1;
  }
  return {
    hash: checkCount(entry.hash, `${path}.hash`),
    rules: rules as readonly number[],
    messages: checkCount(entry.messages, `${path}.messages`, 1, most),
  };
}
