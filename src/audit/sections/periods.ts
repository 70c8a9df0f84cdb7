import { AuditError } from "../../errors.ts";
import type { Filter } from "../../filter/filter.ts";
import { dayOf } from "../day.ts";
import { checkCount, checkObject, checkString, fail } from "../field-check.ts";
import { addByIndex, checkByIndex } from "../rows.ts";
import type { Section, SectionCounter } from "../section.ts";
import type { Tally } from "../tally.ts";
import { createZone } from "../zone.ts";

/** What was counted of one period. */
export interface PeriodTally {
  /** Messages of the period. */
  readonly messages: number;
  /** Those that trigger. */
  readonly triggered: number;
}

/** In how many messages of each period a rule fires. */
export interface RulePeriods {
  /** Index of the rule in the filter. */
  readonly index: number;
  /** Messages before the day. */
  readonly before: number;
  /** Messages of the day and after it. */
  readonly after: number;
}

/** Messages before a day, and from that day on. */
export interface PeriodsTally {
  /** The day, which is the first of the second period. */
  readonly date: string;
  /** The zone by whose clocks days are told; absent: as they are written. */
  readonly zone?: string;
  /** Before it. */
  readonly before: PeriodTally;
  /** From it on. */
  readonly after: PeriodTally;
  /** The rules that fire in dated messages, by index. */
  readonly rules: readonly RulePeriods[];
}

/** What the section is asked for. */
export interface PeriodsOptions {
  /** A day, `2008-10-01`: messages before it are held against those from it on. Default: none. */
  readonly beforeAfter?: string;
  /** The zone by whose clocks days are told. Default: days count as they are written. */
  readonly zone?: string;
}

/** The section `periods`: counted if it is asked for. */
export const periodsSection: Section<PeriodsTally, PeriodsOptions> = {
  create: createPeriods,
  merge: mergePeriods,
  check: checkPeriods,
};

function createPeriods(
  { rules }: Filter,
  { beforeAfter: date, zone }: PeriodsOptions,
): SectionCounter<PeriodsTally> | undefined {
  if (date === undefined) {
    return undefined;
  }
  if (dayOf(`${date}`) !== date) {
    throw new RangeError(
      `beforeAfter is ${JSON.stringify(date)}, expected a day such as 2008-10-01`,
    );
  }
  const { localTime } = createZone(zone);
  const before = createPeriod(rules.length);
  const after = createPeriod(rules.length);
  return {
    readsLittle: true,
    add: ({ message, fired }) => {
      const time: unknown = message?.time;
      const local = typeof time === "string" ? localTime(time) : undefined;
      if (local === undefined) {
        return;
      }
      const period = local.day < date ? before : after;
      period.messages++;
      period.triggered += fired.length > 0 ? 1 : 0;
      for (const { rule } of fired) {
        period.rules[rule] = (period.rules[rule] as number) + 1;
      }
    },
    finish: () => ({
      date,
      ...(zone === undefined ? {} : { zone }),
      before: { messages: before.messages, triggered: before.triggered },
      after: { messages: after.messages, triggered: after.triggered },
      rules: rules.flatMap((_, index): RulePeriods[] => {
        const row = { before: before.rules[index] as number, after: after.rules[index] as number };
        return row.before + row.after > 0 ? [{ index, ...row }] : [];
      }),
    }),
  };
}

function createPeriod(rules: number): {
  messages: number;
  triggered: number;
  readonly rules: Float64Array;
} {
  return { messages: 0, triggered: 0, rules: new Float64Array(rules) };
}

function mergePeriods(a: PeriodsTally | undefined, b: PeriodsTally | undefined): PeriodsTally {
  if (a === undefined || b === undefined || a.date !== b.date || a.zone !== b.zone) {
    throw new AuditError(
      "tally-mismatch",
      "tallies are cut at different days, or tell days in different zones",
    );
  }
  return {
    ...a,
    before: addPeriods(a.before, b.before),
    after: addPeriods(a.after, b.after),
    rules: addByIndex(a.rules, b.rules, (x, y) => ({
      index: x.index,
      before: x.before + y.before,
      after: x.after + y.after,
    })),
  };
}

function addPeriods(a: PeriodTally, b: PeriodTally): PeriodTally {
  return { messages: a.messages + b.messages, triggered: a.triggered + b.triggered };
}

function checkPeriods(value: unknown, path: string, tally: Tally): void {
  const periods = checkObject(value, path);
  const date = checkString(periods.date, `${path}.date`);
  if (dayOf(date) !== date) fail(`${path}.date`, "a day");
  if (periods.zone !== undefined) checkString(periods.zone, `${path}.zone`);
  const { messages, triggered } = tally;
  const before = checkPeriod(periods.before, `${path}.before`, messages, triggered);
  const after = checkPeriod(
    periods.after,
    `${path}.after`,
    messages - before.messages,
    triggered - before.triggered,
  );
  const sums = { before: 0, after: 0 };
  checkByIndex(periods.rules, `${path}.rules`, tally.rules.length, (row, place, index) => {
    const most = tally.rules[index]?.messages ?? 0;
    const early = checkCount(row.before, `${place}.before`, 0, Math.min(most, before.triggered));
    const late = Math.min(most - early, after.triggered);
    sums.before += early;
    sums.after += checkCount(row.after, `${place}.after`, early === 0 ? 1 : 0, late);
  });
  // In each message that triggers a rule fires.
  checkCount(sums.before, `the sum of ${path}.rules[].before`, before.triggered);
  checkCount(sums.after, `the sum of ${path}.rules[].after`, after.triggered);
}

function checkPeriod(
  value: unknown,
  path: string,
  messages: number,
  triggered: number,
): PeriodTally {
  const period = checkObject(value, path);
  const ofPeriod = checkCount(period.messages, `${path}.messages`, 0, messages);
  const most = Math.min(ofPeriod, triggered);
  return {
    messages: ofPeriod,
    triggered: checkCount(period.triggered, `${path}.triggered`, 0, most),
  };
}
