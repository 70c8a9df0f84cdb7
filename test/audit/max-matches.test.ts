import { expect, test } from "@jest/globals";
import { createTally, mergeTallies } from "../../src/audit/audit.ts";
import { compileFilter } from "../../src/filter/filter.ts";
import { parseList } from "../../src/lists/lists.ts";
import { report } from "../../src/report/report.ts";
import { countParts } from "../../src/scale/segment-counter.ts";

// Of messages with more matches than are kept nothing is lost but what would be said of each match.

const filter = compileFilter(parseList("a\naa\n", { format: "lines", name: "words" }));
/** 1, 5 and 9 matches: of `a` as many as letters, of `aa` one less. */
const TEXTS = ["a", "aaa", "aaaaa", "b"];

function tallyOf(maxMatches?: number, shard?: string) {
  const tally = createTally(filter, {
    ...(maxMatches === undefined ? {} : { maxMatches }),
    ...(shard === undefined ? {} : { shard }),
  });
  for (const text of TEXTS) tally.add(text);
  return tally.finish();
}

test("counts are those without a limit; the messages left out are counted and said", () => {
  const whole = tallyOf();
  const bounded = tallyOf(5);
  const counts = ({ rules, messages, triggered }: typeof whole): unknown => [
    rules.map((rule) => [rule.messages, rule.occurrences, rule.exclusive]),
    messages,
    triggered,
  ];
  expect(counts(bounded)).toEqual(counts(whole));
  expect([whole.labels?.omitted, bounded.labels?.omitted]).toEqual([0, 1]);
  expect(bounded.labels?.sets).toEqual([{ folds: [], matches: 6, messages: 2 }]);
  expect(report(bounded).folds?.omitted).toBe(1);
});

test("tallies with a limit add up", () => {
  const sum = mergeTallies(tallyOf(5, "one"), tallyOf(1, "two"));
  // Of the second two messages have more than one match.
  expect([sum.labels?.omitted, sum.messages, sum.rules[0]?.occurrences]).toEqual([3, 8, 18]);
});

test("a line of triggers says how many matches it leaves out", () => {
  const tally = createTally(filter, { maxMatches: 5 });
  const parts = TEXTS.map((text, id) => ({ message: { id, text } }));
  const lines = countParts(parts, {
    isStrict: false,
    field: "text",
    filter,
    tally,
    hasTriggers: true,
  });
  const told = lines
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));
  const rules = ["words:a", "words:aa"];
  expect(told.map(({ message, omitted, matches }) => [message, omitted, matches.length])).toEqual([
    [0, undefined, 1],
    [1, undefined, 5],
    [2, 9, 0],
  ]);
  expect(told[2].rules).toEqual(rules);
});

test.each([0, -1, 1.5, Number.NaN])("a limit of %p is refused", (maxMatches) => {
  expect(() => createTally(filter, { maxMatches })).toThrow(
    new RangeError(`maxMatches is ${maxMatches}, expected a whole number from 1`),
  );
});
