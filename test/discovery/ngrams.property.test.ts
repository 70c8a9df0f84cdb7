import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { frequentNgrams } from "../../src/discovery/ngrams.ts";
import { runsOf, wordRunsOf } from "../../src/discovery/runs.ts";

const messages = fc.array(
  fc.record(
    {
      text: fc.string({ unit: fc.constantFrom("一", "二", "三", "，"), maxLength: 10 }),
      user: fc.constantFrom("ann", "ben", "cid"),
    },
    { requiredKeys: ["text"] },
  ),
  { maxLength: 30 },
);

test("n-grams of single characters are those of all substrings, counted one by one", () => {
  fc.assert(
    fc.property(messages, fc.integer({ min: 1, max: 4 }), (all, least) => {
      const { ngrams: found, omitted } = frequentNgrams(all, {
        longest: 4,
        leastMessages: least,
        leastUsers: 2,
        capacity: 1_000,
      });
      const hasUsers = all.some(({ user }) => user !== undefined);
      const substrings = new Set(
        all.flatMap(({ text }) =>
          Array.from({ length: text.length }, (_, from) =>
            [2, 3, 4].map((size) => text.slice(from, from + size)),
          )
            .flat()
            .filter((part) => part.length > 1 && !part.includes("，")),
        ),
      );
      const expected = [...substrings].filter((part) => {
        const holders = all.filter(({ text }) => text.includes(part));
        const users = new Set(holders.flatMap(({ user }) => user ?? []));
        return holders.length >= least && (hasUsers ? users.size : holders.length) >= 2;
      });
      expect([...found].sort()).toEqual(expected.sort());
      expect(omitted).toBe(0);
    }),
  );
});

test.each<[string, readonly (readonly string[])[]]>([
  ["去 Free Tibet 看看，OK", [["去"], ["Free", "Tibet"], ["看", "看"], ["OK"]]],
  ["don't  stop", [["don't"], ["stop"]]],
  ["𠮷野家e\u0301t", [["𠮷", "野", "家", "e\u0301t"]]],
  ["", []],
  ["！？", []],
])("runs of %j", (text, runs) => {
  expect(runsOf(text).map((run) => run.map(({ start, end }) => text.slice(start, end)))).toEqual(
    runs,
  );
});

/** Words of two characters, wherever a run begins. */
const pairs = (run: string): number[] =>
  Array.from({ length: Math.ceil(run.length / 2) }, (_, index) => 2 * index);

test.each<[string, readonly (readonly string[])[]]>([
  ["去看看Free Tibet展，好", [["去看", "看", "Free", "Tibet", "展"], ["好"]]],
  // The segmenter counts code units, and no character is parted.
  ["𠮷野家一", [["𠮷", "野家", "一"]]],
  ["一𠮷二", [["一𠮷二"]]],
])("runs of words of %j", (text, runs) => {
  const found = wordRunsOf(text, pairs);
  expect(found.map((run) => run.map(({ start, end }) => text.slice(start, end)))).toEqual(runs);
});

test("with words, those of one letter count, and n-grams of words", () => {
  const messages = Array.from({ length: 6 }, () => ({ text: "一二三，四" }));
  const found = (words?: typeof pairs): readonly string[] =>
    frequentNgrams(messages, { longest: 2, leastMessages: 5, leastUsers: 5, capacity: 9, words })
      .ngrams;
  expect(found()).toEqual(["一二", "二三"]);
  expect([...found(pairs)].sort()).toEqual(["一二", "一二三", "三", "二三", "四"].sort());
});

test("what is more than is kept of a length is counted", () => {
  const messages = Array.from({ length: 6 }, () => ({ text: "一二三四" }));
  expect(
    frequentNgrams(messages, { longest: 2, leastMessages: 5, leastUsers: 5, capacity: 2 }),
  ).toMatchObject({ omitted: 2, ngrams: [] });
});
