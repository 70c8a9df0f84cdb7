import { describe, expect, test } from "@jest/globals";
import { createTally, type Message, type Tally } from "../../../src/audit/audit.ts";
import { compileFilter, type Filter } from "../../../src/filter/filter.ts";
import type { KeywordList } from "../../../src/lists/lists.ts";
import { parseList } from "../../../src/lists/lists.ts";
import { formatReport, report } from "../../../src/report/report.ts";

const list = parseList("通知\n电话\n开会\n", { format: "lines", name: "words" });
const filter = compileFilter(list);

const MESSAGES: readonly Message[] = [
  { id: "m1", text: "收到通知", time: "2031-05-01", user: "ann" },
  { id: "m2", text: "通知和電話", time: "2031-05-03T08:00:00Z", user: "ben" },
  { id: "m3", text: "通知", time: "2031-05-03", user: "ann" },
  { id: "m4", text: "通知" },
  { id: "m5", text: "明天", time: "2031-05-09", user: "ann" },
];

function count(
  messages: readonly Message[],
  options: Parameters<typeof createTally>[1] = { cards: 10 },
  by: Filter = filter,
): Tally {
  const tally = createTally(by, options);
  for (const message of messages) tally.add(message);
  return tally.finish();
}

describe("a card", () => {
  const { cards = {} } = report(count(MESSAGES));

  test("there is one for each rule that fired, the widest first, by id", () => {
    expect(Object.keys(cards)).toEqual(["words:通知", "words:电话"]);
    expect(Object.keys(report(count(MESSAGES), { cards: 1 }).cards ?? {})).toEqual(["words:通知"]);
    expect(report(count(MESSAGES), { cards: 0 })).not.toHaveProperty("cards");
    expect(report(count(MESSAGES, {}))).not.toHaveProperty("cards");
  });

  test("it has the rate, the exclusive messages and the days", () => {
    expect(cards["words:通知"]).toMatchObject({
      list: "words",
      terms: ["通知"],
      messages: { count: 4, total: 5, rate: 0.8 },
      exclusive: { count: 3, total: 4 },
      decisive: { count: 3, total: 4 },
      days: { count: 2, exact: true, first: "2031-05-01", last: "2031-05-03", undated: 1 },
    });
    expect(cards["words:电话"]?.days).toMatchObject({ count: 1, first: "2031-05-03" });
  });

  test("it is split by fold and boundary", () => {
    expect(cards["words:电话"]?.labels?.sets).toEqual([
      { folds: ["script"], matches: 1, messages: 1 },
    ]);
    expect(cards["words:通知"]?.labels?.boundary[0]?.label).toBe("aligned");
  });

  test("without a key there are no users on it, and without samples no examples", () => {
    expect(cards["words:通知"]).not.toHaveProperty("users");
    expect(cards["words:通知"]).not.toHaveProperty("examples");
  });
});

test("an action of its own makes a rule decisive beside others", () => {
  const [first, second] = list.rules;
  const mixed: KeywordList = {
    ...list,
    rules: [
      { ...first, action: "censor" },
      { ...second, action: "surveil" },
    ] as KeywordList["rules"],
  };
  const { cards = {} } = report(count(MESSAGES, { cards: 10 }, compileFilter(mixed)));
  expect(cards["words:通知"]).toMatchObject({ exclusive: { count: 3 }, decisive: { count: 4 } });
  expect(cards["words:电话"]).toMatchObject({ exclusive: { count: 0 }, decisive: { count: 1 } });
  const text = formatReport(report(count(MESSAGES, { cards: 10 }, compileFilter(mixed))), "text");
  expect(text).toContain("decisive   4 of 4 messages, in which no other rule has its action");
});

describe("users and examples", () => {
  const key = new Uint8Array(32).fill(7);
  const options = { cards: 10, key, samples: 2, seed: 3 };

  test("users are counted, and the one who wrote most is a share", () => {
    const { cards = {} } = report(count(MESSAGES, options), { minUsers: 1 });
    expect(cards["words:通知"]?.users).toEqual({
      by: "user",
      count: 2,
      exact: true,
      largest: 2 / 3,
    });
  });

  test("too few users are not told of", () => {
    const found = report(count(MESSAGES, options));
    expect(found.cards?.["words:通知"]?.users).toEqual({
      by: "user",
      count: null,
      exact: true,
      largest: null,
    });
    expect(formatReport(found, "text")).toContain("users      too few to be told of");
  });

  test("examples are names of messages in which the rule fires", () => {
    const { cards = {} } = report(count(MESSAGES, options), { minUsers: 1 });
    expect(cards["words:通知"]?.examples).toHaveLength(2);
    expect(["m1", "m2", "m3", "m4"]).toEqual(
      expect.arrayContaining([...(cards["words:通知"]?.examples ?? [])]),
    );
    expect(cards["words:电话"]?.examples).toEqual(["m2"]);
  });

  test("no example is given of the messages of too few users", () => {
    const { cards = {} } = report(count(MESSAGES, options));
    expect(cards["words:通知"]).not.toHaveProperty("examples");
  });
});

describe("ordinary messages", () => {
  const benign = count(
    [{ text: "通知" }, ...Array.from({ length: 99 }, () => ({ text: "早" }))],
    {},
  );

  test("the rate there, and how many times as often the rule fires here", () => {
    const found = report(count(MESSAGES), { benign });
    const card = found.cards?.["words:通知"];
    expect(card?.benign).toMatchObject({ count: 1, total: 100, rate: 0.01 });
    expect(card?.benign?.ratio.estimate).toBeCloseTo(80, 9);
    const [lower, upper] = card?.benign?.ratio.interval ?? [];
    expect(lower).toBeGreaterThan(1);
    expect(upper).toBeGreaterThan(80);
    // It never fires there: the rate is 0 with an upper end, and the ratio has none.
    const never = found.cards?.["words:电话"]?.benign;
    expect(never).toMatchObject({ count: 0, rate: 0, ratio: { estimate: null } });
    expect(never?.interval[1]).toBeGreaterThan(0);
    expect(never?.ratio.interval[1]).toBeNull();
    expect(formatReport(found, "text", { columns: 120 })).toContain("it fires here 80.00 times (");
  });

  test("a tally of another filter is refused", () => {
    const other = count([], {}, compileFilter(list, { folds: [] }));
    expect(() => report(count(MESSAGES), { benign: other })).toThrow(
      expect.objectContaining({ code: "tally-mismatch" }),
    );
  });
});

test("an id may be the name of what all objects have", () => {
  const named = compileFilter(parseList("电话\n", { format: "lines", name: "__proto__" }));
  const found = report(count(MESSAGES, { cards: 1 }, named));
  expect(Object.keys(found.cards ?? {})).toEqual(["__proto__:电话"]);
  expect(JSON.parse(formatReport(found, "json")).cards["__proto__:电话"].messages.count).toBe(1);
});
