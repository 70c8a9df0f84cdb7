import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { frequentNgrams } from "../../src/discovery/ngrams.ts";
import { runsOf } from "../../src/discovery/runs.ts";

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
      const found = frequentNgrams(all, {
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
