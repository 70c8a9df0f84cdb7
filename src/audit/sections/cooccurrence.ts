import { AuditError } from "../../errors.ts";
import type { Filter } from "../../filter/filter.ts";
import { literalOf } from "../condition-text.ts";
import { checkCount, checkObject } from "../field-check.ts";
import { addByIndex, checkByIndex, type IndexedRow } from "../rows.ts";
import type { Section, SectionCounter } from "../section.ts";
import type { RuleTally, Tally } from "../tally.ts";
import {
  checkTogether,
  createTogetherCounter,
  mergeTogether,
  type TogetherSketch,
} from "../together-sketch.ts";

/** What was counted of one term. */
export interface TermCount extends IndexedRow {
  /** Index of the term among the different terms of the rules, in the order in which they first stand there. */
  readonly index: number;
  /** Messages that hold it. */
  readonly messages: number;
}

/** Which terms occur together, whether or not a rule fires. */
export interface TermsTogether extends TogetherSketch {
  /** Terms that occur, by index. */
  readonly terms: readonly TermCount[];
}

/** Which rules fire together, and which terms occur together. Rules are members by their index. */
export interface CooccurrenceTally extends TogetherSketch {
  /** Which terms occur together; absent if it was not asked for. */
  readonly terms?: TermsTogether;
}

/** What the section is asked for. */
export interface CooccurrenceOptions {
  /** Whether to count which rules fire together. Default: true. */
  readonly cooccurrence?: boolean;
  /**
   * Whether to count which terms occur together too, whether or not a rule fires on them: a term of a combination
   * is counted alone. It costs time for every message. Default: false.
   */
  readonly termCooccurrence?: boolean;
}

/** The section `cooccurrence`: absent if in no message more than one rule fires, and terms were not asked for. */
export const cooccurrenceSection: Section<CooccurrenceTally, CooccurrenceOptions> = {
  create: createCooccurrence,
  merge: mergeCooccurrences,
  check: checkCooccurrence,
};

/** The different terms of rules, as {@link RuleTally} has them, in the order in which they first stand there. */
export function differentTerms(rules: readonly Pick<RuleTally, "terms">[]): readonly string[] {
  return [...new Set(rules.flatMap(({ terms }) => terms))];
}

function createCooccurrence(
  filter: Filter,
  { cooccurrence = true, termCooccurrence = false }: CooccurrenceOptions,
): SectionCounter<CooccurrenceTally> | undefined {
  for (const [name, value] of Object.entries({ cooccurrence, termCooccurrence })) {
    if (typeof value !== "boolean") {
      throw new TypeError(`${name} is of type ${typeof value}, expected a boolean`);
    }
  }
  const hasRules = cooccurrence && filter.rules.length > 1;
  if (!hasRules && !termCooccurrence) {
    return undefined;
  }
  const rules = createTogetherCounter();
  const terms = termCooccurrence ? createTermCounter(filter) : undefined;
  return {
    readsLittle: terms === undefined,
    add: ({ message, text, fired }) => {
      if (hasRules && fired.length > 1) {
        rules.add(
          message,
          fired.map(({ rule }) => rule),
        );
      }
      terms?.add(message, text);
    },
    finish: () => {
      const together = rules.finish();
      return together.several + together.omitted === 0 && terms === undefined
        ? undefined
        : { ...together, ...(terms === undefined ? {} : { terms: terms.finish() }) };
    },
  };
}

function createTermCounter(filter: Filter): {
  add(message: Parameters<SectionCounter<unknown>["add"]>[0]["message"], text: string): void;
  finish(): TermsTogether;
} {
  const names = differentTerms(
    filter.rules.map(({ parts }) => ({
      terms: parts.flatMap(({ anyOf }) => anyOf.map(literalOf)),
    })),
  );
  const indexes = new Map(names.map((name, index) => [name, index]));
  const counts = new Float64Array(names.length);
  const together = createTogetherCounter();
  return {
    add: (message, text) => {
      // Not the matches: a message may have very many.
      const members = new Set(
        filter.termCounts(text).map(({ term }) => indexes.get(literalOf(term)) as number),
      );
      for (const index of members) {
        counts[index] = (counts[index] as number) + 1;
      }
      together.add(
        message,
        [...members].sort((a, b) => a - b),
      );
    },
    finish: () => ({
      ...together.finish(),
      terms: Array.from(counts, (messages, index) => ({ index, messages })).filter(
        ({ messages }) => messages > 0,
      ),
    }),
  };
}

function mergeCooccurrences(
  a: CooccurrenceTally | undefined,
  b: CooccurrenceTally | undefined,
  left: Tally,
  right: Tally,
): CooccurrenceTally | undefined {
  const sections = [
    [a, severalOf(left)],
    [b, severalOf(right)],
  ] as const;
  const isCounted = sections.some(([section]) => section !== undefined && totalOf(section) > 0);
  const isMissing = sections.some(
    ([section, total]) => total > 0 && (section === undefined || totalOf(section) === 0),
  );
  const differ =
    a !== undefined && b !== undefined && (a.terms === undefined) !== (b.terms === undefined);
  const lacksTerms =
    (a === undefined && b?.terms !== undefined) || (b === undefined && a?.terms !== undefined);
  if ((isCounted && isMissing) || differ || lacksTerms) {
    throw new AuditError(
      "tally-mismatch",
      "one tally has counts of cooccurrence and the other has none, expected both to have them",
    );
  }
  if (a === undefined || b === undefined) {
    return a ?? b;
  }
  return {
    ...mergeTogether(a, b),
    ...(a.terms === undefined || b.terms === undefined
      ? {}
      : { terms: mergeTerms(a.terms, b.terms) }),
  };
}

function mergeTerms(a: TermsTogether, b: TermsTogether): TermsTogether {
  return {
    ...mergeTogether(a, b),
    terms: addByIndex(a.terms, b.terms, (x, y) => ({
      index: x.index,
      messages: x.messages + y.messages,
    })),
  };
}

function totalOf({ several, omitted }: TogetherSketch): number {
  return several + omitted;
}

/** Messages in which several rules fire: those that trigger, less those in which only one does. */
function severalOf({ triggered, rules }: Tally): number {
  return rules.reduce((rest, { exclusive }) => rest - exclusive, triggered);
}

function checkCooccurrence(value: unknown, path: string, tally: Tally): void {
  const section = checkObject(value, path);
  const total = severalOf(tally);
  const { several, omitted } = checkTogether(section, path, tally.rules.length, total);
  // Rules may not have been asked for; then nothing was counted of them.
  const least = section.terms !== undefined && several + omitted === 0 ? 0 : total;
  checkCount(several + omitted, `the sum of ${path}.several and ${path}.omitted`, least, total);
  if (section.terms !== undefined) {
    checkTerms(section.terms, `${path}.terms`, tally);
  }
}

function checkTerms(value: unknown, path: string, tally: Tally): void {
  const size = differentTerms(tally.rules).length;
  checkTogether(value, path, size, tally.messages);
  checkByIndex(checkObject(value, path).terms, `${path}.terms`, size, (row, place) => {
    checkCount(row.messages, `${place}.messages`, 1, tally.messages);
  });
}
