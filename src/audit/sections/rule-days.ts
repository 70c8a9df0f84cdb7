import { AuditError } from "../../errors.ts";
import type { Filter } from "../../filter/filter.ts";
import { dayNumber, FIRST_DAY, LAST_DAY } from "../day-number.ts";
import { checkArray, checkCount, checkObject, fail } from "../field-check.ts";
import { checkByIndex, type IndexedRow } from "../rows.ts";
import type { Section, SectionCounter } from "../section.ts";
import type { Tally } from "../tally.ts";
import { createZone } from "../zone.ts";

/** Most counts that are kept, over all rules. */
const CAPACITY = 500_000;

/** Above the number of every step: days from year 0 to 9999. */
const STEPS = 2 ** 22;

/** In how many messages of each step one rule fires. */
export interface RuleSteps extends IndexedRow {
  /** Index of the rule in the filter. */
  readonly index: number;
  /** Step, ascending, and messages: step `s` is the days from `s` times `width` on, counted from 0000-01-01. */
  readonly steps: readonly (readonly [step: number, messages: number])[];
}

/**
 * Rules by day, or by as many days as one count has to be of for all to fit: the width doubles until no more than
 * 500,000 counts are kept, so that it depends on the messages alone and not on how they were split.
 */
export interface RuleDaysTally {
  /** The zone by whose clocks days are told; absent: as they are written. */
  readonly zone?: string;
  /** Days of a step, a power of two. */
  readonly width: number;
  /** Rules that fire on a known day, by index. */
  readonly rules: readonly RuleSteps[];
}

/** What the section is asked for. */
export interface RuleDaysOptions {
  /** Whether to count on which days each rule fires how often, so that changes of its rate can be found. Default: false. */
  readonly ruleChanges?: boolean;
}

/** The section `ruleDays`: counted if asked for. */
export const ruleDaysSection: Section<RuleDaysTally, RuleDaysOptions & { readonly zone?: string }> =
  {
    create: createRuleDays,
    merge: mergeRuleDays,
    check: checkRuleDays,
  };

/** Counts by `rule * STEPS + step`. */
type Counts = Map<number, number>;

function createRuleDays(
  _: Filter,
  { ruleChanges = false, zone }: RuleDaysOptions & { readonly zone?: string },
): SectionCounter<RuleDaysTally> | undefined {
  if (typeof ruleChanges !== "boolean") {
    throw new TypeError(`ruleChanges is of type ${typeof ruleChanges}, expected a boolean`);
  }
  if (!ruleChanges) {
    return undefined;
  }
  const { localTime } = createZone(zone);
  let width = 1;
  let counts: Counts = new Map();
  return {
    readsLittle: true,
    add: ({ message, fired }) => {
      const time: unknown = message?.time;
      if (fired.length === 0 || typeof time !== "string") {
        return;
      }
      const day = dayNumber(localTime(time)?.day ?? "");
      if (day === undefined) {
        return;
      }
      const step = Math.floor((day - FIRST_DAY) / width);
      for (const { rule } of fired) {
        increase(counts, rule * STEPS + step, 1);
      }
      while (counts.size > CAPACITY) {
        counts = widen(counts, 2);
        width *= 2;
      }
    },
    finish: () => ({ ...(zone === undefined ? {} : { zone }), width, rules: rowsOf(counts) }),
  };
}

function increase(counts: Counts, key: number, by: number): void {
  counts.set(key, (counts.get(key) ?? 0) + by);
}

/** The same counts in steps of so many times the days. */
function widen(counts: Counts, factor: number): Counts {
  const wider: Counts = new Map();
  for (const [key, count] of counts) {
    const step = key % STEPS;
    increase(wider, key - step + Math.floor(step / factor), count);
  }
  return wider;
}

function rowsOf(counts: Counts): readonly RuleSteps[] {
  const rules = new Map<number, (readonly [number, number])[]>();
  for (const key of Float64Array.from(counts.keys()).sort()) {
    const index = Math.floor(key / STEPS);
    const steps = rules.get(index) ?? [];
    rules.set(index, steps);
    steps.push([key % STEPS, counts.get(key) as number]);
  }
  return Array.from(rules, ([index, steps]) => ({ index, steps }));
}

function countsOf({ rules }: RuleDaysTally): Counts {
  const counts: Counts = new Map();
  for (const { index, steps } of rules) {
    for (const [step, messages] of steps) {
      counts.set(index * STEPS + step, messages);
    }
  }
  return counts;
}

function mergeRuleDays(
  a: RuleDaysTally | undefined,
  b: RuleDaysTally | undefined,
): RuleDaysTally | undefined {
  if (a === undefined || b === undefined || a.zone !== b.zone) {
    throw new AuditError(
      "tally-mismatch",
      "one tally has counts of rules by day and the other has none, or tells days by another zone",
    );
  }
  let width = Math.max(a.width, b.width);
  let counts = widen(countsOf(a), width / a.width);
  for (const [key, count] of widen(countsOf(b), width / b.width)) {
    increase(counts, key, count);
  }
  while (counts.size > CAPACITY) {
    counts = widen(counts, 2);
    width *= 2;
  }
  return { ...(a.zone === undefined ? {} : { zone: a.zone }), width, rules: rowsOf(counts) };
}

function checkRuleDays(value: unknown, path: string, tally: Tally): void {
  const section = checkObject(value, path);
  if (section.zone !== undefined && typeof section.zone !== "string") {
    fail(`${path}.zone`, "a string");
  }
  const width = checkCount(section.width, `${path}.width`, 1, STEPS);
  if (!Number.isInteger(Math.log2(width))) fail(`${path}.width`, "a power of two");
  const last = Math.floor((LAST_DAY - FIRST_DAY) / width);
  let kept = 0;
  checkByIndex(section.rules, `${path}.rules`, tally.rules.length, (row, place, index) => {
    const steps = checkArray(row.steps, `${place}.steps`);
    kept += steps.length;
    checkCount(kept, `the number of ${path}.rules[].steps`, 1, CAPACITY);
    let rest = tally.rules[index]?.messages ?? 0;
    let next = 0;
    for (const [number, item] of steps.entries()) {
      const at = `${place}.steps[${number}]`;
      const pair = checkArray(item, at);
      checkCount(pair.length, `the length of ${at}`, 2, 2);
      next = checkCount(pair[0], `${at}[0]`, next, last) + 1;
      rest -= checkCount(pair[1], `${at}[1]`, 1, rest);
    }
  });
}
