import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { createTally, mergeTallies, type Tally } from "../../src/audit/audit.ts";
import { compileFilter, type Filter } from "../../src/filter/filter.ts";
import { parseList } from "../../src/lists/lists.ts";
import { spellings } from "../../src/opencc.ts";
import type { Fold } from "../../src/unicode/unicode.ts";

// Labels and fold sets, counted one message and one set of folds at a time: for each set a filter of its own.

const FOLDS: readonly Fold[] = ["case", "width", "script"];

const words = parseList("ab\n体制\nA\n", { format: "lines", name: "words" });
const pairs = parseList("a+体\nb+b\n", { format: "plus", name: "pairs" });
const guarded = parseList(
  JSON.stringify({
    rules: [{ parts: [{ anyOf: ["b"], min: 1 }], exceptions: [{ parts: [{ anyOf: ["體"] }] }] }],
  }),
  { format: "json", name: "guarded" },
);
const allowed = parseList("b体\n", { format: "lines", name: "allowed" });

const SETS: readonly (readonly Fold[])[] = Array.from({ length: 2 ** FOLDS.length }, (_, bits) =>
  FOLDS.filter((_fold, place) => (bits >> place) & 1),
).sort((a, b) => a.length - b.length);

const FILTERS: ReadonlyMap<readonly Fold[], Filter> = new Map(
  SETS.map((folds) => [
    folds,
    compileFilter([words, pairs, guarded], { folds, spellings, allow: allowed }),
  ]),
);
const filterOf = (folds: readonly Fold[]): Filter => {
  const set = SETS.find((each) => each.join() === folds.join()) ?? [];
  return FILTERS.get(set) as Filter;
};
const filter = filterOf(FOLDS);

function tallyOf(texts: readonly string[], labels = true): Tally {
  const tally = createTally(filter, { labels });
  for (const text of texts) tally.add(text);
  return tally.finish();
}

/** Rows by key, as text: the order is not what is compared. */
const sorted = (rows: readonly (readonly unknown[])[]): readonly string[] =>
  rows.map((row) => JSON.stringify(row)).sort();

/** Per label the number of matches, and of messages that have one. */
function countBy(messages: readonly (readonly (string | undefined)[])[]): readonly string[] {
  const labels = new Set(messages.flat());
  return sorted(
    [...labels]
      .filter((label) => label !== undefined)
      .map((label) => [
        label,
        messages.flat().filter((each) => each === label).length,
        messages.filter((message) => message.includes(label)).length,
      ]),
  );
}

const characters = fc.constantFrom(..."aAａbBｂ体體制製");
const corpora = fc.array(fc.string({ unit: characters, maxLength: 7 }), { maxLength: 25 });

test("labels are those of the matches, each once", () => {
  fc.assert(
    fc.property(corpora, (texts) => {
      const { labels, rules } = tallyOf(texts);
      const matches = texts.map((text) => {
        const found = filter.triggers(text).flatMap((trigger) => trigger.matches);
        return [...new Map(found.map((m) => [`${m.start} ${m.end} ${m.term.text}`, m])).values()];
      });
      const rows = (
        kinds: readonly { label: string; matches: number; messages: number }[],
      ): unknown => sorted(kinds.map((row) => [row.label, row.matches, row.messages]));
      expect(
        sorted((labels?.sets ?? []).map((row) => [row.folds.join(), row.matches, row.messages])),
      ).toEqual(countBy(matches.map((found) => found.map(({ folds }) => folds.join()))));
      expect(rows(labels?.script ?? [])).toEqual(
        countBy(matches.map((found) => found.map(({ script }) => script))),
      );
      expect(rows(labels?.boundary ?? [])).toEqual(
        countBy(matches.map((found) => found.map(({ boundary }) => boundary))),
      );
      for (const rule of rules) {
        const own = texts.map((text) =>
          filter
            .triggers(text)
            .filter((trigger) => trigger.rule.id === rule.id)
            .flatMap((trigger) => trigger.matches.map(({ folds }) => folds.join())),
        );
        const sets = rule.labels?.sets ?? [];
        expect(sorted(sets.map((row) => [row.folds.join(), row.matches, row.messages]))).toEqual(
          countBy(own),
        );
      }
    }),
    { numRuns: 150 },
  );
});

test("what would be lost without a fold is what a filter without it does not trigger on", () => {
  fc.assert(
    fc.property(corpora, (texts) => {
      const { labels, rules } = tallyOf(texts);
      const triggered = texts.filter((text) => filter.test(text));
      const fewer = FOLDS.map((fold) => filterOf(FOLDS.filter((other) => other !== fold)));
      const expected = FOLDS.map((fold, place) => ({
        fold,
        messages: triggered.filter((text) => fewer[place]?.test(text) === false).length,
      }));
      expect(labels?.without).toEqual(expected.filter(({ messages }) => messages > 0));
      for (const [index, rule] of rules.entries()) {
        const fires = (of: Filter | undefined, text: string): boolean =>
          of?.counts(text).some((count) => count.rule === index) === true;
        const own = FOLDS.map((fold, place) => ({
          fold,
          messages: texts.filter((text) => fires(filter, text) && !fires(fewer[place], text))
            .length,
        }));
        expect(rule.labels?.without ?? []).toEqual(own.filter(({ messages }) => messages > 0));
      }
    }),
    { numRuns: 150 },
  );
});

test("sets that are enough are the smallest whose filters trigger", () => {
  fc.assert(
    fc.property(corpora, (texts) => {
      const counts = new Map<string, number>();
      for (const text of texts.filter((each) => filter.test(each))) {
        const enough: (readonly Fold[])[] = [];
        for (const set of SETS) {
          const isLarger = enough.some((smaller) => smaller.every((fold) => set.includes(fold)));
          if (!isLarger && filterOf(set).test(text)) enough.push(set);
        }
        for (const set of enough) counts.set(set.join(), (counts.get(set.join()) ?? 0) + 1);
      }
      const { labels } = tallyOf(texts);
      expect(sorted((labels?.enough ?? []).map((row) => [row.folds.join(), row.messages]))).toEqual(
        sorted([...counts]),
      );
    }),
    { numRuns: 150 },
  );
});

test("disarmed messages are counted, for all and for each rule", () => {
  fc.assert(
    fc.property(corpora, (texts) => {
      const { disarmed, rules } = tallyOf(texts);
      const found = texts.map((text) => filter.disarmed(text).map(({ rule }) => rule.id));
      expect(disarmed).toBe(found.filter((ids) => ids.length > 0).length);
      expect(rules.map((rule) => rule.disarmed)).toEqual(
        rules.map(({ id }) => found.filter((ids) => ids.includes(id)).length),
      );
    }),
    { numRuns: 150 },
  );
});

test("parts of a corpus add up to the whole, in any order", () => {
  fc.assert(
    fc.property(fc.array(corpora, { minLength: 1, maxLength: 4 }), (parts) => {
      const tallies = parts.map((texts) => tallyOf(texts));
      const whole = tallyOf(parts.flat());
      expect(tallies.reduce(mergeTallies)).toEqual(whole);
      expect(tallies.reduceRight((sum, tally) => mergeTallies(tally, sum))).toEqual(whole);
      expect([...tallies].reverse().reduce(mergeTallies)).toEqual(whole);
    }),
    { numRuns: 150 },
  );
});

test("labels do not change what else is counted, and tallies with and without them do not merge", () => {
  const texts = ["ab", "ＡB 體製", "c"];
  const { labels, rules, ...rest } = tallyOf(texts);
  const { rules: bare, ...without } = tallyOf(texts, false);
  expect(without).toEqual(rest);
  expect(bare).toEqual(rules.map(({ labels: _, ...rule }) => rule));
  expect(labels).toBeDefined();
  expect(() => mergeTallies(tallyOf(texts), tallyOf(texts, false))).toThrow(
    "one tally has counts of labels and the other has none, expected both to have them",
  );
});

test("a filter without folds has no labels unless they are asked for", () => {
  const exact = compileFilter(words, { folds: [] });
  const tally = createTally(exact);
  tally.add("ab");
  expect(tally.finish().labels).toBeUndefined();
  expect(tally.finish().disarmed).toBeUndefined();
  const asked = createTally(exact, { labels: true });
  asked.add("ab");
  expect(asked.finish().labels).toMatchObject({
    sets: [{ folds: [], matches: 1, messages: 1 }],
    without: [],
    enough: [{ folds: [], messages: 1 }],
    omitted: 0,
  });
  expect(() => createTally(exact, { labels: 1 as unknown as boolean })).toThrow(TypeError);
});

test("a message with more matches than can be kept is counted, but not labelled", () => {
  const tally = createTally(compileFilter(words));
  tally.add("a".repeat(100_001));
  tally.add("a");
  const { labels, triggered, rules } = tally.finish();
  expect([triggered, rules[2]?.occurrences, labels?.omitted]).toEqual([2, 100_002, 1]);
  expect(labels?.sets).toEqual([{ folds: ["case"], matches: 1, messages: 1 }]);
  expect(mergeTallies(tally.finish(), tally.finish()).labels?.omitted).toBe(2);
});
