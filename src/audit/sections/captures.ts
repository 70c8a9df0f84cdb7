import type { Filter } from "../../filter/filter.ts";
import { checkArray, checkCount, checkObject, checkString, fail } from "../field-check.ts";
import { compareNames, compareStrings, createFirst, mergeFirst } from "../first.ts";
import { addByIndex, checkByIndex } from "../rows.ts";
import type { Section, SectionCounter } from "../section.ts";
import type { Tally } from "../tally.ts";
import { nameOf } from "../triggered-name.ts";

/** How many messages of each kind are named. */
const FIRST_NAMED = 10;

/** How often one rule fires on messages that the platform acted on, and on others. */
export interface RuleCaptures {
  /** Index of the rule in the filter. */
  readonly index: number;
  /** Captured messages in which it fires. */
  readonly captured: number;
  /** Messages in which it fires that were not captured. */
  readonly notCaptured: number;
}

/** In how many captured messages a category fires. */
export interface CategoryCaptures {
  /** Index of the category in `Tally.categories`. */
  readonly index: number;
  /** Captured messages in which one of its rules fires. */
  readonly captured: number;
}

/** What the filter has to do with what the platform acted on. */
export interface CapturesTally {
  /** Messages that were captured. */
  readonly captured: number;
  /** Messages that were not captured, and say so. */
  readonly notCaptured: number;
  /** Captured messages that trigger. */
  readonly capturedTriggered: number;
  /** Messages that trigger and were not captured. */
  readonly notCapturedTriggered: number;
  /** The first captured messages that do not trigger, in the order of their names. */
  readonly unexplained: readonly string[];
  /** The first messages that trigger and were not captured, in the order of their names. */
  readonly missed: readonly string[];
  /** Rules that fire on a message that says whether it was captured, by index. */
  readonly rules: readonly RuleCaptures[];
  /** Categories that fire on a captured message, by index. */
  readonly categories: readonly CategoryCaptures[];
}

/** The section `captures`: counted whenever a message says whether it was captured. */
export const capturesSection: Section<CapturesTally, object> = {
  create: createCaptures,
  merge: mergeCaptures,
  check: checkCaptures,
};

function createCaptures(filter: Filter): SectionCounter<CapturesTally> {
  const { rules } = filter;
  const captured = new Float64Array(rules.length);
  const notCaptured = new Float64Array(rules.length);
  const categories = new Map<string, number>();
  const totals = { captured: 0, notCaptured: 0, capturedTriggered: 0, notCapturedTriggered: 0 };
  const unexplained = createFirst(FIRST_NAMED, compareNames);
  const missed = createFirst(FIRST_NAMED, compareNames);

  return {
    readsLittle: true,
    add: ({ message, fired }) => {
      const isCaptured = message?.captured;
      // What is no boolean is a wrong field, which the readers leave out.
      if (message === undefined || typeof isCaptured !== "boolean") {
        return;
      }
      const isTriggered = fired.length > 0 ? 1 : 0;
      totals[isCaptured ? "captured" : "notCaptured"]++;
      totals[isCaptured ? "capturedTriggered" : "notCapturedTriggered"] += isTriggered;
      const seen = new Set<string>();
      for (const { rule } of fired) {
        const counts = isCaptured ? captured : notCaptured;
        counts[rule] = (counts[rule] as number) + 1;
        const category = rules[rule]?.metadata.category;
        if (isCaptured && category !== undefined) seen.add(category);
      }
      for (const category of seen) {
        categories.set(category, (categories.get(category) ?? 0) + 1);
      }
      if (isCaptured !== isTriggered > 0) {
        const name = nameOf(message);
        if (name !== undefined) (isCaptured ? unexplained : missed).add(name);
      }
    },
    finish: () => {
      if (totals.captured + totals.notCaptured === 0) {
        return undefined;
      }
      const named = new Set(rules.map(({ metadata }) => metadata.category));
      const all = [...named].filter((name) => name !== undefined).sort(compareStrings);
      return {
        ...totals,
        unexplained: unexplained.items(),
        missed: missed.items(),
        rules: rules.flatMap((_, index): RuleCaptures[] => {
          const row = {
            captured: captured[index] as number,
            notCaptured: notCaptured[index] as number,
          };
          return row.captured + row.notCaptured > 0 ? [{ index, ...row }] : [];
        }),
        categories: all.flatMap((name, index): CategoryCaptures[] => {
          const count = categories.get(name);
          return count === undefined ? [] : [{ index, captured: count }];
        }),
      };
    },
  };
}

function mergeCaptures(
  a: CapturesTally | undefined,
  b: CapturesTally | undefined,
): CapturesTally | undefined {
  if (a === undefined || b === undefined) {
    return a ?? b;
  }
  return {
    captured: a.captured + b.captured,
    notCaptured: a.notCaptured + b.notCaptured,
    capturedTriggered: a.capturedTriggered + b.capturedTriggered,
    notCapturedTriggered: a.notCapturedTriggered + b.notCapturedTriggered,
    unexplained: mergeFirst(a.unexplained, b.unexplained, FIRST_NAMED, compareNames),
    missed: mergeFirst(a.missed, b.missed, FIRST_NAMED, compareNames),
    rules: addByIndex(a.rules, b.rules, (x, y) => ({
      index: x.index,
      captured: x.captured + y.captured,
      notCaptured: x.notCaptured + y.notCaptured,
    })),
    categories: addByIndex(a.categories, b.categories, (x, y) => ({
      index: x.index,
      captured: x.captured + y.captured,
    })),
  };
}

function checkCaptures(value: unknown, path: string, tally: Tally): void {
  const captures = checkObject(value, path);
  const { messages, triggered } = tally;
  const captured = checkCount(captures.captured, `${path}.captured`, 0, messages);
  const notCaptured = checkCount(
    captures.notCaptured,
    `${path}.notCaptured`,
    0,
    messages - captured,
  );
  if (captured + notCaptured === 0) fail(path, "absent, as it is where no message says it");
  // Messages that say nothing may be those that do not trigger, and no more.
  const rest = messages - captured - notCaptured;
  const hits = checkCount(captures.capturedTriggered, `${path}.capturedTriggered`, 0, captured);
  const misses = checkCount(
    captures.notCapturedTriggered,
    `${path}.notCapturedTriggered`,
    0,
    notCaptured,
  );
  checkCount(triggered, "triggered", hits + misses, hits + misses + rest);
  checkNames(captures.unexplained, `${path}.unexplained`, captured - hits);
  checkNames(captures.missed, `${path}.missed`, misses);
  let sum = 0;
  checkByIndex(captures.rules, `${path}.rules`, tally.rules.length, (row, place, index) => {
    const most = tally.rules[index]?.messages ?? 0;
    const ofRule = checkCount(row.captured, `${place}.captured`, 0, Math.min(most, hits));
    const others = Math.min(most - ofRule, misses);
    const least = ofRule === 0 ? 1 : 0;
    sum += ofRule + checkCount(row.notCaptured, `${place}.notCaptured`, least, others);
  });
  checkCount(sum, `the sum of ${path}.rules`, hits + misses);
  const { categories } = tally;
  checkByIndex(captures.categories, `${path}.categories`, categories.length, (row, place, index) =>
    checkCount(
      row.captured,
      `${place}.captured`,
      1,
      Math.min(categories[index]?.messages ?? 0, hits),
    ),
  );
}

function checkNames(value: unknown, path: string, most: number): void {
  const names = checkArray(value, path);
  checkCount(names.length, `the length of ${path}`, 0, Math.min(most, FIRST_NAMED));
  let previous: string | undefined;
  for (const [place, item] of names.entries()) {
    const name = checkString(item, `${path}[${place}]`);
    if (previous !== undefined && compareNames(previous, name) > 0) {
      fail(`${path}[${place}]`, "in order");
    }
    previous = name;
  }
}
