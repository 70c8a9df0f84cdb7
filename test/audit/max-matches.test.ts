import { describe, expect, test } from "@jest/globals";
import { createTally, mergeTallies } from "../../src/audit/audit.ts";
import { compileFilter } from "../../src/filter/filter.ts";
import { parseList } from "../../src/lists/lists.ts";
import { explain, report } from "../../src/report/report.ts";
import { countParts } from "../../src/scale/segment-counter.ts";
import { condition, made, rule } from "../support/rules.ts";

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

/** A rule of two terms, of which one seldom occurs. */
const pair = rule("both", [
  [1, "aa"],
  [1, "tea"],
]);
const both = compileFilter(made(pair));
const rules = compileFilter(
  made(pair, rule("unless", [[1, "a"]], { exceptions: [condition([[1, "b"]])] })),
);

test("which terms occur and which rules are disarmed is counted without a match being made", () => {
  const refuse = (): never => {
    throw new Error("matches are made");
  };
  const without = { ...rules, matches: refuse, triggers: refuse, disarmed: refuse };
  const tally = createTally(without, { termCooccurrence: true, labels: false, maxMatches: 1 });
  for (const text of ["aaa", "aaab", "x"]) tally.add(text);
  const { disarmed, rules: counted, sections } = tally.finish();
  expect([disarmed, counted.map((each) => each.disarmed)]).toEqual([1, [0, 1]]);
  const { terms } = sections?.cooccurrence ?? {};
  expect([terms?.terms, terms?.several, terms?.omitted]).toEqual([
    [
      { index: 0, messages: 2 },
      { index: 2, messages: 2 },
    ],
    2,
    0,
  ]);
});

describe("an explanation tells no more matches than it may", () => {
  const explained = (text: string, maxMatches: number): unknown[] => {
    const { matches, triggers, disarmed, omitted } = explain(rules, text, { maxMatches });
    const told = triggers.map((one) => [one.rule, one.matches.length]);
    return [matches.length, told, disarmed.length, omitted];
  };

  test("of rules that fire", () => {
    // 4 of `a`, 2 of `aa`, 1 of `tea`.
    expect(explained("aaa tea", 7)).toEqual([
      7,
      [
        ["both", 3],
        ["unless", 4],
      ],
      0,
      undefined,
    ]);
    expect(explained("aaa tea", 6)).toEqual([
      0,
      [
        ["both", 0],
        ["unless", 0],
      ],
      0,
      7,
    ]);
  });

  test("of terms whose rules do not fire", () => {
    const { matches, omitted } = explain(both, "aaaa", { maxMatches: 3 });
    expect([matches.length, omitted]).toEqual([3, undefined]);
    expect(explain(both, "aaaaa", { maxMatches: 3 })).toEqual({
      text: "aaaaa",
      matches: [],
      triggers: [],
      disarmed: [],
      omitted: 4,
    });
  });

  test("of rules that are disarmed, with those of what disarms them", () => {
    // 3 of `a`, and 5 of the exception.
    expect(explained("aaabbbbb", 8)).toEqual([5, [], 1, undefined]);
    expect(explained("aaabbbbb", 7)).toEqual([0, [], 0, 8]);
  });

  test("and refuses a limit that is none", () => {
    expect(() => explain(rules, "a", { maxMatches: 0 })).toThrow(
      new RangeError("maxMatches is 0, expected a whole number from 1"),
    );
  });
});
