import { readFileSync } from "node:fs";
import { expect, test } from "@jest/globals";
import { Ajv2020 } from "ajv/dist/2020.js";
import fc from "fast-check";
import type { Tally } from "../../src/audit/tally.ts";
import { AuditError } from "../../src/errors.ts";
import { formatReport, type Rate, type Report, report } from "../../src/report/report.ts";
import { type Counted, corpora, naiveTally } from "./corpora.ts";
import { DANGEROUS } from "./hostile.ts";
import { naiveWidth } from "./naive-width.ts";

const schema = JSON.parse(
  readFileSync(new URL("../../docs/report.schema.json", import.meta.url), "utf8"),
) as Record<string, unknown>;
const isValid = new Ajv2020({ allowUnionTypes: true }).compile(schema);

const lists = fc.integer({ min: 1, max: 3 });
const capacity = fc.constantFrom(16, 100);
const level = fc.double({ min: 0.01, max: 0.9999, noNaN: true });

function checkRate({ rate, interval }: Rate, count: number, total: number): void {
  const [lower, upper] = interval;
  if (total === 0) {
    expect([rate, lower, upper]).toEqual([null, 0, 1]);
    return;
  }
  expect(rate).toBe(count / total);
  expect(lower).toBeLessThanOrEqual(count / total);
  expect(upper).toBeGreaterThanOrEqual(count / total);
  expect(lower).toBeGreaterThanOrEqual(0);
  expect(upper).toBeLessThanOrEqual(1);
  expect(upper).toBeGreaterThan(lower);
}

function checkOrder<T>(items: readonly T[], keyOf: (item: T) => readonly [number, string]): void {
  for (const [index, item] of items.slice(1).entries()) {
    const [count, name] = keyOf(items[index] as T);
    const [nextCount, nextName] = keyOf(item);
    expect(nextCount < count || (nextCount === count && nextName > name)).toBe(true);
  }
}

function checkReport(made: Report, corpus: readonly Counted[]): void {
  const total = corpus.length;
  const triggered = corpus.filter(({ fired }) => fired.length > 0).length;
  expect(made.messages).toMatchObject({ total, triggered });
  checkRate(made.messages, triggered, total);

  for (const rule of made.rules) checkRate(rule, rule.messages, total);
  checkOrder(made.rules, (rule) => [rule.messages, rule.id]);
  checkOrder(made.unfired.ids, (id) => [0, id]);
  const names = [...made.rules.map((rule) => rule.id), ...made.unfired.ids];
  expect(new Set(names).size).toBe(made.filter.rules);
  expect(made.unfired.count).toBe(made.unfired.ids.length);
  expect(made.rules.every((rule) => rule.messages > 0)).toBe(true);
  const occurrences = made.rules.reduce((sum, rule) => sum + rule.occurrences, 0);
  expect(occurrences).toBe(corpus.reduce((sum, { fired }) => sum + fired.length, 0));

  const { without, enough, sets } = made.folds ?? { without: [], enough: [], sets: [] };
  expect(without.map(({ fold }) => fold)).toEqual(made.filter.folds);
  for (const row of without) {
    checkRate(row, row.messages, total);
    // In these corpora one set is enough for each message, so its folds are those that it needs.
    const needing = enough.filter(({ folds }) => folds.includes(row.fold));
    expect(needing.reduce((sum, { messages }) => sum + messages, 0)).toBe(row.messages);
  }
  expect(sets.reduce((sum, { matches }) => sum + matches, 0)).toBe(occurrences);

  const categories = made.categories ?? [];
  for (const row of categories) checkRate(row, row.messages, total);
  checkOrder(categories, (row) => [row.messages, row.category]);
  expect(categories.reduce((sum, row) => sum + row.occurrences, 0)).toBe(occurrences);

  const { days, undated } = made.time ?? { days: [], undated: total };
  for (const day of days) checkRate(day, day.triggered, day.messages);
  expect(days.reduce((sum, day) => sum + day.messages, undated)).toBe(total);

  const texts = new Set(corpus.map(({ text }) => text));
  const { distinct } = made.messages;
  expect(distinct.exact).toBe(distinct.error === 0);
  if (distinct.exact) {
    const even = [...texts].filter((text) => text % 2 === 0).length;
    expect(distinct).toMatchObject({ total: texts.size, triggered: even });
    checkRate(distinct, even, texts.size);
  } else {
    expect(distinct.total).toBeGreaterThan(16);
    expect(distinct.total).toBeLessThanOrEqual(total);
    expect(distinct.triggered).toBeLessThanOrEqual(triggered);
  }
}

test("a report says of any corpus what a plain count says", () => {
  fc.assert(
    fc.property(corpora, lists, capacity, level, (corpus, listCount, kept, confidence) => {
      const made = report(naiveTally(corpus, listCount, kept), { level: confidence });
      checkReport(made, corpus);
    }),
    { numRuns: 300 },
  );
});

test("its JSON parses to it and fits the schema", () => {
  fc.assert(
    fc.property(corpora, lists, capacity, (corpus, listCount, kept) => {
      const made = report(naiveTally(corpus, listCount, kept));
      const parsed: unknown = JSON.parse(formatReport(made, "json"));
      expect(parsed).toEqual(made);
      expect(isValid(parsed)).toBe(true);
    }),
  );
});

test("no line of its text is too wide, or holds what a terminal obeys", () => {
  fc.assert(
    fc.property(
      corpora,
      lists,
      fc.integer({ min: 40, max: 120 }),
      fc.integer({ min: 1, max: 8 }),
      level,
      (corpus, listCount, columns, top, confidence) => {
        const made = report(naiveTally(corpus, listCount, 16), { level: confidence });
        const shown = formatReport(made, "text", { columns, top });
        expect(shown.split("\n").filter((line) => naiveWidth(line) > columns)).toEqual([]);
        expect(shown.split("\n").filter((line) => line.endsWith(" "))).toEqual([]);
        expect(DANGEROUS.filter((character) => shown.includes(character))).toEqual([]);
        expect(shown).not.toMatch(/NaN|undefined|null|Infinity|\n\n\n/);
      },
    ),
    { numRuns: 300 },
  );
});

test("a tally in which anything was changed is refused with a reason, or makes a valid report", () => {
  // Where a file was tampered with: one value anywhere in it is replaced by another.
  const value = fc.oneof(
    fc.jsonValue({ maxDepth: 1 }),
    fc.constantFrom<unknown>(-1, 0.5, 2 ** 53, 1e300, "__proto__", {}, [], null),
    fc.nat({ max: 50 }),
  );
  let refused = 0;
  let taken = 0;
  fc.assert(
    fc.property(corpora, fc.nat(), value, (corpus, place, by) => {
      const tally = JSON.parse(JSON.stringify(naiveTally(corpus, 2, 16))) as Tally;
      let seen = 0;
      const paths: (() => void)[] = [];
      const walk = (node: unknown): void => {
        if (typeof node !== "object" || node === null) return;
        for (const key of Object.keys(node)) {
          seen++;
          paths.push(() => Object.assign(node, { [key]: by }));
          walk((node as Record<string, unknown>)[key]);
        }
      };
      walk(tally);
      paths[place % seen]?.();
      try {
        const made = report(tally);
        expect(isValid(JSON.parse(formatReport(made, "json")))).toBe(true);
        formatReport(made, "text");
        taken++;
      } catch (error) {
        if (!(error instanceof AuditError)) throw error;
        expect(error.message).toMatch(/^tally cannot be read: /);
        refused++;
      }
    }),
    { numRuns: 1000 },
  );
  expect(refused).toBeGreaterThan(300);
  expect(taken).toBeGreaterThan(10);
});
