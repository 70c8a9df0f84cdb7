import { describe, expect, test } from "@jest/globals";
import { createTally, type Message } from "../../../src/audit/audit.ts";
import type { CapturesTally } from "../../../src/audit/sections/captures.ts";
import { compileFilter } from "../../../src/filter/filter.ts";
import { parseList } from "../../../src/lists/lists.ts";
import { ranksOf } from "../../../src/report/parts/rank.ts";
import { formatReport, type Report, report } from "../../../src/report/report.ts";
import { ruleTally, tallyOf } from "../tallies.ts";

const round = (numbers: readonly (number | null)[], digits: number): (number | null)[] =>
  numbers.map((number) => (number === null ? null : Number(number.toFixed(digits))));

/** `captured` and `others` messages, of which these trigger rule A (first number), B (second), both or none. */
function reportOf(captures: CapturesTally, rules: number, messages: number): Report {
  const names = ["a", "b", "c", "d"].slice(0, rules);
  const triggered = captures.capturedTriggered + captures.notCapturedTriggered;
  return report(
    tallyOf(
      messages,
      triggered,
      names.map((name, index) => {
        const row = captures.rules.find((each) => each.index === index);
        return ruleTally(name, (row?.captured ?? 0) + (row?.notCaptured ?? 0), undefined, 0);
      }),
      { sections: { captures } },
    ),
  );
}

describe("both classes", () => {
  // Of 40 captured messages 30 trigger, of 160 others 8; a on 24 and 2, b on 10 and 8.
  const found = reportOf(
    {
      captured: 40,
      notCaptured: 160,
      capturedTriggered: 30,
      notCapturedTriggered: 8,
      unexplained: ["m1", "m2"],
      missed: [],
      rules: [
        { index: 0, captured: 24, notCaptured: 2 },
        { index: 1, captured: 10, notCaptured: 8 },
      ],
      categories: [],
    },
    2,
    210,
  );
  const { captures } = found;

  test("the confusion matrix, recall and precision with Wilson's intervals", () => {
    expect(captures).toMatchObject({
      scope: "both",
      messages: 200,
      unknown: 10,
      confusion: {
        capturedTriggered: 30,
        capturedSilent: 10,
        notCapturedTriggered: 8,
        notCapturedSilent: 152,
      },
      recall: { count: 30, total: 40, rate: 0.75 },
      precision: { count: 30, total: 38 },
      falsePositives: { count: 8, total: 160, rate: 0.05 },
      unexplained: { count: 10, first: ["m1", "m2"] },
      missed: { count: 8, first: [] },
    });
    // Wilson of 30 in 40, by hand: (0.75 + z²/80 ± z √(0.75 · 0.25/40 + z²/6400)) / (1 + z²/40).
    expect(round(captures?.recall.interval ?? [], 4)).toEqual([0.5981, 0.8581]);
  });

  test("balanced precision is S/O of SpamAssassin, lift the precision over the share of captures", () => {
    // S/O: 75 % / (75 % + 5 %); lift: (30 / 38) / (40 / 200).
    expect(captures?.balancedPrecision?.estimate).toBeCloseTo(0.9375, 12);
    expect(captures?.lift?.estimate).toBeCloseTo(30 / 38 / 0.2, 12);
    const [a, b] = captures?.rules ?? [];
    // a: 60 % and 1.25 %; b: 25 % and 5 %.
    expect(a?.balancedPrecision.estimate).toBeCloseTo(0.6 / 0.6125, 12);
    expect(b?.balancedPrecision.estimate).toBeCloseTo(0.25 / 0.3, 12);
    expect(a?.lift.estimate).toBeCloseTo(24 / 26 / 0.2, 12);
    for (const figure of [captures?.lift, a?.lift, b?.balancedPrecision]) {
      const [lower, upper] = figure?.interval ?? [];
      expect(lower).toBeLessThan(figure?.estimate ?? 0);
      expect(upper).toBeGreaterThan(figure?.estimate ?? 0);
    }
    expect([a?.rank, b?.rank]).toEqual([1, 0]);
  });

  test("the text has the answers, the table of both, and the rules by rank", () => {
    const text = formatReport(found, "text", { columns: 300 });
    expect(text).toContain("Of the captured messages, 30 of 40 (75.00 %,");
    expect(text).toContain(
      "10 messages that do not say whether they were captured are in none of these",
    );
    expect(text).toMatch(/captured +30 +10\nnot captured +8 +152/u);
    expect(text).toContain("Captured, but not by this filter: 10, the first 2: m1, m2.");
    expect(text).toMatch(/24 +2 +60\.00 % +1\.25 % +0\.98/u);
  });
});

describe("a corpus of captures alone", () => {
  // The table of 2008: three words in 96,499 captured messages; that they are in one another is made up.
  const found = reportOf(
    {
      captured: 96_499,
      notCaptured: 0,
      capturedTriggered: 15_156,
      notCapturedTriggered: 0,
      unexplained: [],
      missed: [],
      rules: [
        { index: 0, captured: 15_156, notCaptured: 0 },
        { index: 1, captured: 6_744, notCaptured: 0 },
        { index: 2, captured: 2_363, notCaptured: 0 },
      ],
      categories: [],
    },
    3,
    96_499,
  );

  test("the three words of 2008 explain between 15.71 % and 25.14 %", () => {
    expect(round(found.captures?.bounds?.bounds ?? [], 4)).toEqual([0.1571, 0.2514]);
    expect(found.captures?.bounds?.names).toEqual(["words:a", "words:b", "words:c"]);
  });

  test("only composition is spoken of, and that is said", () => {
    expect(found.captures?.scope).toBe("captured");
    expect(found.captures).not.toHaveProperty("precision");
    expect(found.captures?.lift).toBeUndefined();
    expect(found.captures?.rules[0]).toMatchObject({
      captured: { rate: 15_156 / 96_499 },
      notCaptured: { rate: null },
      balancedPrecision: { estimate: null },
      rank: null,
    });
    const text = formatReport(found, "text").replace(/\s+/gu, " ");
    expect(text).toContain("what follows is how the captures are composed");
    expect(text).toContain("the widest 3 rules together explain between 15.71 % and 25.14 % of");
    expect(text).not.toContain("precision");
    expect(text).not.toContain("S/O");
  });
});

test("a corpus without captures says that nothing is known of them", () => {
  const found = reportOf(
    {
      captured: 0,
      notCaptured: 10,
      capturedTriggered: 0,
      notCapturedTriggered: 1,
      unexplained: [],
      missed: ["m3"],
      rules: [{ index: 0, captured: 0, notCaptured: 1 }],
      categories: [],
    },
    1,
    10,
  );
  expect(found.captures?.scope).toBe("notCaptured");
  expect(found.captures).not.toHaveProperty("bounds");
  const text = formatReport(found, "text").replace(/\s+/gu, " ");
  expect(text).toContain("No message is marked as captured");
  expect(text).toContain("Triggered, but not captured: 1: m3.");
});

test("a corpus that does not say what was captured has no such part", () => {
  expect(report(tallyOf(3, 1, [ruleTally("a", 1)]))).not.toHaveProperty("captures");
});

test("ranks are half of each place among the different counts", () => {
  // Wanted 1, 5, 5, 9 have the places 0, 1/2, 1/2, 1; unwanted 0, 0, 3, 1 the places 1, 1, 0, 1/2.
  expect(ranksOf([1, 5, 5, 9], [0, 0, 3, 1])).toEqual([0.5, 0.75, 0.25, 0.75]);
  expect(ranksOf([4, 4], [2, 2])).toEqual([1, 1]);
});

test("names of messages are printed as they can be", () => {
  const tally = createTally(compileFilter(parseList("通知\n", { format: "lines", name: "words" })));
  const messages: Message[] = [
    { text: "通知", id: "\u001b[31m", captured: false },
    { text: "明天", id: "m\u202e1", captured: true },
  ];
  for (const message of messages) tally.add(message);
  const text = formatReport(report(tally.finish()), "text");
  expect(text).toContain("m\\u{202e}1");
  expect(text).not.toContain("\u001b");
});
