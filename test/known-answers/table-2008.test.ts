import { expect, test } from "@jest/globals";
import { compileFilter } from "../../src/filter/filter.ts";
import { parseList } from "../../src/lists/lists.ts";
import { audit } from "../../src/report/audit.ts";

// "Breaching Trust" (2008), table of the words in 96,499 translated messages: 15,156 (15.71 %) "communist",
// 6,744 (6.99 %) "Falun", 2,363 (2.45 %) "Taiwan Independence". The messages are made up here; the counts
// are those of the table.

const TOTAL = 96_499;

/** `stride` has no factor in common with 96,499 = 13 * 13 * 571, so its multiples visit every place once. */
const COUNTS: readonly {
  readonly word: string;
  readonly count: number;
  readonly stride: number;
}[] = [
  { word: "communist", count: 15_156, stride: 7 },
  { word: "Falun", count: 6_744, stride: 11 },
  { word: "Taiwan Independence", count: 2_363, stride: 17 },
];

/** The same word in one letter case or another, by a fixed rule. */
function inSomeCase(word: string, index: number): string {
  return [...word]
    .map((letter, place) =>
      ((index + 1) * (place + 3)) % 7 < 3 ? letter.toUpperCase() : letter.toLowerCase(),
    )
    .join("");
}

/** Runs of messages that hold a word overlap: the words fall together as often as chance has it. */
function* messages(): Generator<string> {
  for (let index = 0; index < TOTAL; index++) {
    const words = COUNTS.filter(({ count, stride }) => (index * stride) % TOTAL < count).map(
      ({ word }) => inSomeCase(word, index),
    );
    yield `message ${index} ${words.join(" and ")}`;
  }
}

test("finds the shares of the published table, with intervals", () => {
  const list = parseList(COUNTS.map(({ word }) => word).join("\n"), { format: "lines" });
  const report = audit(compileFilter(list), messages());
  const perCent = (rate: number): string => (100 * rate).toFixed(2);
  expect(report.messages.total).toBe(96_499);
  expect(
    report.rules.map(({ terms, messages: count, rate, interval }) => [
      ...terms,
      count,
      perCent(rate ?? Number.NaN),
      interval.map(perCent),
    ]),
  ).toEqual([
    ["communist", 15_156, "15.71", ["15.48", "15.94"]],
    ["Falun", 6_744, "6.99", ["6.83", "7.15"]],
    ["Taiwan Independence", 2_363, "2.45", ["2.35", "2.55"]],
  ]);
  expect(report.messages.distinct).toMatchObject({ total: 96_499, exact: true });
});

test("without the case fold it misses those in other letter cases", () => {
  const list = parseList("communist\n", { format: "lines" });
  const report = audit(compileFilter(list, { folds: [] }), messages());
  expect(report.messages.triggered).toBeLessThan(15_156);
});
