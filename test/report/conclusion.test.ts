import { describe, expect, test } from "@jest/globals";
import type { Tally } from "../../src/audit/tally.ts";
import { report } from "../../src/report/report.ts";
import { group, ruleTally, tallyOf } from "./tallies.ts";

function rounded(interval: readonly [number, number], digits: number): readonly string[] {
  return interval.map((end) => end.toFixed(digits));
}

describe("the figures of the contract", () => {
  // 1,568 of 25,100 messages; the first word in 587 of them, 601 times, alone in 557.
  const tally = tallyOf(25100, 1568, [
    ruleTally("phone", 587, 601, 557),
    ruleTally("notice", 1011, 1500, 900),
    ruleTally("pier", 0),
  ]);
  const { messages, rules, unfired } = report(tally);

  test("rates and intervals", () => {
    expect(messages.rate?.toFixed(5)).toBe("0.06247");
    expect(rounded(messages.interval, 5)).toEqual(["0.05954", "0.06553"]);
    expect(messages.level).toBe(0.95);
    expect(rules[1]?.rate?.toFixed(5)).toBe("0.02339");
    expect(rounded(rules[1]?.interval ?? [0, 0], 5)).toEqual(["0.02159", "0.02533"]);
  });

  test("the bound of what never fired", () => {
    expect(unfired.count).toBe(1);
    expect(unfired.ids).toEqual(["words:pier"]);
    expect(unfired.upper.toFixed(6)).toBe("0.000147");
  });

  test("a higher level widens", () => {
    const wide = report(tally, { level: 0.99 });
    expect(wide.messages.level).toBe(0.99);
    expect(wide.messages.interval[0]).toBeLessThan(messages.interval[0]);
    expect(wide.messages.interval[1]).toBeGreaterThan(messages.interval[1]);
    expect(wide.unfired.upper).toBeGreaterThan(unfired.upper);
  });
});

test("the table of 2008", () => {
  const { rules } = report(
    tallyOf(96499, 24263, [
      ruleTally("taiwan independence", 2363),
      ruleTally("communist", 15156),
      ruleTally("falun", 6744),
    ]),
  );
  const percent = (share: number): string => (100 * share).toFixed(2);
  expect(
    rules.map(({ terms, rate, interval }) => [
      ...terms,
      percent(rate ?? 0),
      ...interval.map(percent),
    ]),
  ).toEqual([
    ["communist", "15.71", "15.48", "15.94"],
    ["falun", "6.99", "6.83", "7.15"],
    ["taiwan independence", "2.45", "2.35", "2.55"],
  ]);
});

test("a small tally, by hand", () => {
  // Five messages on two days, one undated: ab, a, -, aa, a. The first and the last are the same text.
  const tally = tallyOf(
    5,
    4,
    [
      { ...ruleTally("b", 1, 1, 0), category: "z" },
      { ...ruleTally("a", 4, 5, 3), category: "y" },
      ruleTally("c", 0),
    ],
    {
      distinct: {
        capacity: 16,
        hashes: [5, 70, 800, 9000],
        triggered: [1, 0, 1, 1],
        capped: false,
      },
      days: [group("2031-03-01", 1, 1), group("2031-03-02", 3, 2)],
      undated: 1,
      categories: [group("x", 0, 0), group("y", 4, 5), group("z", 1, 1)],
      first: [{ message: "m1", rules: ["words:b", "words:a"] }],
      unreadable: 2,
      issueCounts: { malformed: 2 },
      issues: [
        { code: "malformed", file: "m.jsonl", line: 3, column: 7, reason: "no JSON object" },
        { code: "malformed", file: "m.jsonl", line: 9, reason: "no JSON object" },
      ],
    },
  );
  expect(report(tally, { level: 0.5 })).toEqual({
    format: "filter-audit/report",
    version: 1,
    filter: { ...tally.filter, rules: 3 },
    field: "text",
    messages: {
      total: 5,
      triggered: 4,
      rate: 0.8,
      interval: [expect.any(Number), expect.any(Number)],
      level: 0.5,
      unreadable: 2,
      distinct: {
        total: 4,
        triggered: 3,
        rate: 0.75,
        interval: [expect.any(Number), expect.any(Number)],
        exact: true,
        error: 0,
      },
    },
    rules: [
      {
        id: "words:a",
        list: "words",
        terms: ["a"],
        category: "y",
        messages: 4,
        occurrences: 5,
        rate: 0.8,
        interval: [expect.any(Number), expect.any(Number)],
        exclusive: 3,
      },
      {
        id: "words:b",
        list: "words",
        terms: ["b"],
        category: "z",
        messages: 1,
        occurrences: 1,
        rate: 0.2,
        interval: [expect.any(Number), expect.any(Number)],
        exclusive: 0,
      },
    ],
    // 1 - 0.25 ** (1 / 5)
    unfired: { count: 1, ids: ["words:c"], upper: expect.closeTo(0.2421417, 7) },
    categories: [
      { category: "y", messages: 4, occurrences: 5, rate: 0.8, interval: expect.any(Array) },
      { category: "z", messages: 1, occurrences: 1, rate: 0.2, interval: expect.any(Array) },
      { category: "x", messages: 0, occurrences: 0, rate: 0, interval: expect.any(Array) },
    ],
    time: {
      days: [
        { day: "2031-03-01", messages: 1, triggered: 1, rate: 1, interval: expect.any(Array) },
        { day: "2031-03-02", messages: 3, triggered: 2, rate: 2 / 3, interval: expect.any(Array) },
      ],
      undated: 1,
    },
    triggered: [{ message: "m1", rules: ["words:b", "words:a"] }],
    issues: { counts: { malformed: 2 }, first: tally.issues },
  });
});

test("rules in as many messages are ordered by the code units of their ids", () => {
  const terms = ["b", "a", "B", "é", "e", "\u{1f600}", "\uffee"];
  const { rules } = report(
    tallyOf(
      9,
      7,
      terms.map((term) => ruleTally(term, 1)),
    ),
  );
  expect(rules.map((rule) => rule.terms[0])).toEqual([
    "B",
    "a",
    "b",
    "e",
    "é",
    "\u{1f600}",
    "\uffee",
  ]);
  const { unfired } = report(
    tallyOf(
      9,
      0,
      terms.map((term) => ruleTally(term, 0)),
    ),
  );
  expect(unfired.ids.map((id) => id.slice("words:".length))).toEqual(rules.map((r) => r.terms[0]));
});

test("an empty corpus has no rates, and bounds nothing", () => {
  const empty = report(tallyOf(0, 0, [ruleTally("a", 0)]));
  expect(empty.messages).toMatchObject({ total: 0, rate: null, interval: [0, 1] });
  expect(empty.messages.distinct).toEqual({
    total: 0,
    triggered: 0,
    rate: null,
    interval: [0, 1],
    exact: true,
    error: 0,
  });
  expect(empty.unfired.upper).toBe(1);
  expect(empty.rules).toEqual([]);
  expect("categories" in empty || "time" in empty).toBe(false);
});

describe("more different texts than are kept", () => {
  /** Sixteen kept hashes up to `largest`, four of texts that trigger. */
  function capped(messages: number, triggered: number, largest: number): Tally {
    return tallyOf(messages, triggered, [ruleTally("a", triggered)], {
      distinct: {
        capacity: 16,
        hashes: [...Array.from({ length: 15 }, (_, index) => index), largest],
        triggered: Array.from({ length: 16 }, (_, index) => (index < 4 ? 1 : 0)),
        capped: true,
      },
    });
  }

  test("the estimate, by hand: 15 over 0.015, a quarter of them triggers", () => {
    const { distinct } = report(capped(50000, 20000, Math.round(0.015 * 2 ** 53) - 1)).messages;
    expect(distinct).toMatchObject({ total: 1000, triggered: 250, rate: 0.25, exact: false });
    expect(distinct.error).toBe(1 / Math.sqrt(14));
    expect(distinct.interval[0]).toBeLessThan(0.25);
    expect(distinct.interval[1]).toBeGreaterThan(0.25);
  });

  test("what is certain bounds the estimate", () => {
    // 15 over 1e-12 texts cannot be among 500 messages; 15 over 1 are fewer than were met.
    expect(report(capped(500, 100, 9000)).messages.distinct.total).toBe(500);
    expect(report(capped(500, 100, 9000)).messages.distinct.triggered).toBe(100);
    expect(report(capped(500, 100, 2 ** 53 - 1)).messages.distinct.total).toBe(17);
    expect(report(capped(500, 100, 2 ** 53 - 1)).messages.distinct.triggered).toBe(4);
  });

  test("on uniform hashes the estimate errs as much as is stated, and to neither side", () => {
    // 400 draws of 3,000 hashes, the 256 smallest kept, by a multiplicative generator of 31 bits.
    let state = 20310301;
    const next = (): number => {
      state = (state * 48271) % 2147483647;
      return state / 2147483647;
    };
    const errors: number[] = [];
    for (let draw = 0; draw < 400; draw++) {
      const all = Array.from({ length: 3000 }, () => Math.floor(next() * 2 ** 53));
      const hashes = [...new Set(all)].sort((a, b) => a - b).slice(0, 256);
      const tally = tallyOf(5000, 0, [], {
        distinct: { capacity: 256, hashes, triggered: hashes.map(() => 0), capped: true },
      });
      errors.push(report(tally).messages.distinct.total / 3000 - 1);
    }
    const mean = errors.reduce((sum, error) => sum + error, 0) / 400;
    const deviation = Math.sqrt(errors.reduce((sum, error) => sum + (error - mean) ** 2, 0) / 399);
    // 1 / sqrt(254) is 0.0627, and 0.060 with the correction for finite numbers of texts.
    expect(deviation).toBeGreaterThan(0.05);
    expect(deviation).toBeLessThan(0.07);
    expect(Math.abs(mean)).toBeLessThan(3 * (0.0627 / Math.sqrt(400)));
  });
});

test("names from the data are no keys of ordinary objects", () => {
  const text = JSON.stringify(
    tallyOf(
      3,
      1,
      [{ ...ruleTally("__proto__", 1), category: "__proto__" }, ruleTally("constructor", 0)],
      {
        categories: [group("__proto__", 1, 1)],
        days: [group("__proto__", 3, 1)],
        undated: 0,
        first: [{ message: "__proto__", rules: ["words:__proto__"] }],
      },
    ),
  )
    .replace('"issueCounts":{}', '"issueCounts":{"__proto__":3,"toString":1}')
    .replace('"issues":{}', '"issues":{"__proto__":2}');
  const result = report(JSON.parse(text) as Tally);
  expect(JSON.stringify(result.issues.counts)).toBe('{"__proto__":3,"toString":1}');
  expect(JSON.stringify(result.filter.lists[0]?.issues)).toBe('{"__proto__":2}');
  expect(Object.getPrototypeOf(result.issues.counts)).toBe(null);
  expect(result.categories?.[0]?.category).toBe("__proto__");
  expect(({} as Record<string, unknown>)["3"]).toBeUndefined();
});

test.each([0, 1, -1, 95, Number.NaN])("%p is no level", (level) => {
  expect(() => report(tallyOf(0, 0, []), { level })).toThrow(RangeError);
  expect(() => report(tallyOf(0, 0, []), { level })).toThrow(`invalid level ${level}`);
});
