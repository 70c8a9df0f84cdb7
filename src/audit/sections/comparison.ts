import { AuditError } from "../../errors.ts";
import type { Filter } from "../../filter/filter.ts";
import {
  checkArray,
  checkCount,
  checkObject,
  checkString,
  checkStrings,
  fail,
} from "../field-check.ts";
import { compareNames, compareStrings, createFirst, type First, mergeFirst } from "../first.ts";
import { hashText } from "../hash.ts";
import type { Section, SectionCounter } from "../section.ts";
import type { Tally } from "../tally.ts";
import { nameOf } from "../triggered-name.ts";

/** How many messages of each kind are drawn by lot and named. */
const SAMPLE = 10;

/** The filter that another is held against. */
export interface AgainstSummary {
  /** Its digest. */
  readonly digest: string;
  /** Its rules. */
  readonly rules: number;
  /** Its folds, in their fixed order. */
  readonly folds: readonly string[];
  /** Names of its lists. */
  readonly lists: readonly string[];
}

/** How many messages of a kind a rule fires on. */
export interface FiringRule {
  /** Id of the rule. */
  readonly id: string;
  /** Number of messages. */
  readonly messages: number;
}

/** Messages on which only one of two filters triggers. */
export interface DifferingTally {
  /** Number of them. */
  readonly count: number;
  /** Some of them, drawn by the seed from those that have a name; in the order of the draw. */
  readonly sample: readonly string[];
  /** The rules that fire on them, of the filter that triggers; by id. */
  readonly rules: readonly FiringRule[];
}

/** Two filters on the same messages. */
export interface ComparisonTally {
  /** The other filter. */
  readonly against: AgainstSummary;
  /** Seed of the samples. */
  readonly seed: number;
  /** Messages on which both trigger. */
  readonly both: number;
  /** Messages on which this filter triggers and the other does not. */
  readonly newly: DifferingTally;
  /** Messages on which the other triggers and this one does not. */
  readonly noLonger: DifferingTally;
}

/** What the section is asked for. */
export interface ComparisonOptions {
  /** Another filter, which is held against this one on the same messages. Default: none. */
  readonly against?: Filter;
  /** Seed of the samples, a whole number from 0 to 4294967295. Default: 1. */
  readonly seed?: number;
}

/** The section `comparison`: counted if it is asked for. */
export const comparisonSection: Section<ComparisonTally, ComparisonOptions> = {
  create: createComparison,
  merge: mergeComparisons,
  check: checkComparison,
};

function createComparison(
  filter: Filter,
  { against, seed = 1 }: ComparisonOptions,
): SectionCounter<ComparisonTally> | undefined {
  if (against === undefined) {
    return undefined;
  }
  if (!Number.isInteger(seed) || seed < 0 || seed > 0xffffffff) {
    throw new RangeError(`seed is ${seed}, expected a whole number from 0 to 4294967295`);
  }
  const newly = createDiffering(filter, seed);
  const noLonger = createDiffering(against, seed);
  let both = 0;
  return {
    add: ({ message, text, fired }) => {
      if (fired.length > 0) {
        if (against.test(text)) {
          both++;
        } else {
          newly.add(message, fired);
        }
        return;
      }
      const others = against.counts(text);
      if (others.length > 0) {
        noLonger.add(message, others);
      }
    },
    finish: () => ({
      against: {
        digest: against.digest,
        rules: against.rules.length,
        folds: [...against.folds],
        lists: against.lists.map(({ name }) => name),
      },
      seed,
      both,
      newly: newly.finish(),
      noLonger: noLonger.finish(),
    }),
  };
}

interface DifferingCounter {
  add(message: Parameters<typeof nameOf>[0] | undefined, fired: readonly { rule: number }[]): void;
  finish(): DifferingTally;
}

function createDiffering({ rules }: Filter, seed: number): DifferingCounter {
  const messages = new Float64Array(rules.length);
  const sample = createSample(seed);
  let count = 0;
  return {
    add: (message, fired) => {
      count++;
      for (const { rule } of fired) {
        messages[rule] = (messages[rule] as number) + 1;
      }
      const name = message === undefined ? undefined : nameOf(message);
      if (name !== undefined) sample.add(name);
    },
    finish: () => ({
      count,
      sample: sample.items(),
      rules: rules
        .flatMap(({ id }, index): FiringRule[] => {
          const ofRule = messages[index] as number;
          return ofRule > 0 ? [{ id, messages: ofRule }] : [];
        })
        .sort((a, b) => compareStrings(a.id, b.id)),
    }),
  };
}

/** Keeps the names with the smallest hashes under the seed: a sample that adds up. */
function createSample(seed: number): First<string> {
  return createFirst(SAMPLE, compareDrawn(seed));
}

function compareDrawn(seed: number): (a: string, b: string) => number {
  const place = (name: string): number => hashText(`${seed}\n${name}`);
  return (a, b) => place(a) - place(b) || compareNames(a, b);
}

function mergeComparisons(
  a: ComparisonTally | undefined,
  b: ComparisonTally | undefined,
): ComparisonTally {
  if (
    a === undefined ||
    b === undefined ||
    a.against.digest !== b.against.digest ||
    a.seed !== b.seed
  ) {
    throw new AuditError(
      "tally-mismatch",
      "tallies hold their filter against different filters, or with different seeds",
    );
  }
  return {
    ...a,
    both: a.both + b.both,
    newly: mergeDiffering(a.newly, b.newly, a.seed),
    noLonger: mergeDiffering(a.noLonger, b.noLonger, a.seed),
  };
}

function mergeDiffering(a: DifferingTally, b: DifferingTally, seed: number): DifferingTally {
  const rules = new Map<string, number>();
  for (const { id, messages } of [...a.rules, ...b.rules]) {
    rules.set(id, (rules.get(id) ?? 0) + messages);
  }
  return {
    count: a.count + b.count,
    sample: mergeFirst(a.sample, b.sample, SAMPLE, compareDrawn(seed)),
    rules: Array.from(rules, ([id, messages]) => ({ id, messages })).sort((x, y) =>
      compareStrings(x.id, y.id),
    ),
  };
}

function checkComparison(value: unknown, path: string, tally: Tally): void {
  const comparison = checkObject(value, path);
  const against = checkObject(comparison.against, `${path}.against`);
  checkString(against.digest, `${path}.against.digest`);
  const rules = checkCount(against.rules, `${path}.against.rules`);
  checkStrings(against.folds, `${path}.against.folds`);
  checkStrings(against.lists, `${path}.against.lists`);
  const seed = checkCount(comparison.seed, `${path}.seed`, 0, 0xffffffff);
  const { messages, triggered } = tally;
  const both = checkCount(comparison.both, `${path}.both`, 0, triggered);
  const rest = triggered - both;
  checkDiffering(comparison.newly, `${path}.newly`, [rest, rest], tally.rules.length, seed);
  const most = messages - triggered;
  checkDiffering(comparison.noLonger, `${path}.noLonger`, [0, most], rules, seed);
}

function checkDiffering(
  value: unknown,
  path: string,
  [least, most]: readonly [number, number],
  ruleCount: number,
  seed: number,
): void {
  const group = checkObject(value, path);
  const count = checkCount(group.count, `${path}.count`, least, most);
  const sample = checkStrings(group.sample, `${path}.sample`);
  checkCount(sample.length, `the length of ${path}.sample`, 0, Math.min(count, SAMPLE));
  const compare = compareDrawn(seed);
  for (const [index, name] of sample.entries()) {
    if (index > 0 && compare(sample[index - 1] as string, name) > 0) {
      fail(`${path}.sample[${index}]`, "in the order of the draw");
    }
  }
  const rules = checkArray(group.rules, `${path}.rules`);
  checkCount(rules.length, `the length of ${path}.rules`, count > 0 ? 1 : 0, ruleCount);
  let sum = 0;
  let previous: string | undefined;
  for (const [index, item] of rules.entries()) {
    const place = `${path}.rules[${index}]`;
    const rule = checkObject(item, place);
    const id = checkString(rule.id, `${place}.id`);
    if (previous !== undefined && id <= previous) fail(`${place}.id`, "above the id before it");
    previous = id;
    sum += checkCount(rule.messages, `${place}.messages`, 1, count);
  }
  checkCount(sum, `the sum of ${path}.rules[].messages`, count);
}
