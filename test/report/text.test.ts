import { describe, expect, test } from "@jest/globals";
import type { ListSummary } from "../../src/audit/audit.ts";
import { formatReport, report } from "../../src/report/report.ts";
import { DANGEROUS, HOSTILE_TERMS, INVISIBLE } from "./hostile.ts";
import { naiveWidth } from "./naive-width.ts";
import { group, ruleTally, tallyOf } from "./tallies.ts";

type Tallied = Parameters<typeof report>[0];

function text(tally: Tallied, columns = 80, top = 20): string {
  return formatReport(report(tally), "text", { columns, top });
}

// Its intervals are those of SciPy 1.17.1, binomtest(k, n).proportion_ci(method="wilson" or "exact").
test("a whole report", () => {
  const rules = [
    { ...ruleTally("电话", 41, 48, 30), list: "harbour", category: "everyday" },
    { ...ruleTally("ferry", 12, 12, 0), category: "place" },
    { ...ruleTally("老碼頭封閉了大家不要去那裡", 3, 3, 1), list: "harbour", category: "place" },
    { ...ruleTally("leak", 2, 4, 1), terms: ["堤坝", "漏水"] },
    { ...ruleTally("\u001b[31mred\u202e", 1, 1, 0), list: "harbour" },
    { ...ruleTally("👨‍👩‍👧", 1, 1, 1), list: "harbour" },
    ruleTally("新報紙", 0),
    ruleTally("\u200b", 0),
  ];
  const tally = tallyOf(300, 45, rules, {
    distinct: {
      capacity: 16_384,
      hashes: Array.from({ length: 280 }, (_, index) => index),
      triggered: Array.from({ length: 280 }, (_, index) => (index < 38 ? 1 : 0)),
      capped: false,
    },
    days: [group("2031-03-01", 100, 3), group("2031-03-02", 120, 40), group("2031-03-03", 70, 2)],
    undated: 10,
    categories: [group("everyday", 41, 48), group("place", 14, 15)],
    first: [
      { message: "m007", rules: ["words:leak"] },
      { message: "m012", rules: ["words:电话", "words:ferry"] },
    ],
    unreadable: 2,
    issueCounts: { "ignored-field": 4, malformed: 2 },
    issues: [
      { code: "malformed", file: "day1.jsonl", line: 12, column: 5, reason: "no JSON object" },
      {
        code: "ignored-field",
        file: "day2.jsonl",
        line: 3,
        reason: "field time is no string, expected a string such as 2031-03-01T09:30:00+08:00",
      },
    ],
  });
  const lists: readonly ListSummary[] = [
    {
      name: "harbour",
      rules: 4,
      issues: { duplicate: 1, crlf: 1 },
      first: [
        {
          code: "duplicate",
          severity: "warning",
          line: 7,
          message: "as on line 2: both are rules",
        },
        { code: "crlf", severity: "note", line: 1, message: "1 of 7 lines ends with CR LF" },
      ],
    },
    { name: "words", rules: 4, issues: {}, first: [] },
  ];
  const filter = { ...tally.filter, lists, unmatchable: ["words:\u200b"] };
  expect(text({ ...tally, filter })).toBe(`\
45 of 300 messages trigger the filter: 15.00 % (95 % interval 11.40 % to
19.48 %). Each text counted once, 38 of 280 trigger: 13.57 % (10.05 % to
18.08 %).

lists    harbour (4 rules), words (4 rules)
folds    case, script
Unicode  17.0
digest   0f1e2d3c4b5a
field    text

6 of 8 rules fired, the widest first:

messages     rate  95 % interval  exclusive  term              list     category
      41  13.67 %  10.24–18.02 %         30  电话              harbour  everyday
      12   4.00 %    2.30–6.86 %          0  ferry             words    place
       3   1.00 %    0.34–2.90 %          1  老碼頭封閉了大…   harbour  place
       2   0.67 %    0.18–2.40 %          1  堤坝, 漏水        words
       1   0.33 %    0.06–1.86 %          0  \\u{1b}[31mred\\u…  harbour
       1   0.33 %    0.06–1.86 %          1  👨‍👩‍👧                harbour

Exclusive: messages in which no other rule fired.
Not shown, since 80 columns are too few: occurrences.

By category of the rules:

messages     rate  95 % interval  occurrences  category
      41  13.67 %  10.24–18.02 %           48  everyday
      14   4.67 %    2.80–7.68 %           15  place

By day:

day         messages  triggered     rate  95 % interval
2031-03-01       100          3   3.00 %    1.03–8.45 %
2031-03-02       120         40  33.33 %  25.53–42.17 %
2031-03-03        70          2   2.86 %    0.79–9.83 %

10 messages without a readable time.

2 of 8 rules never fired. Each of them fires in at most 1.22 % of such messages
(upper end of the exact 95 % interval): words:\\u{200b}, words:新報紙.
1 rule can never fire, since the folds leave nothing of a term: words:\\u{200b}.

The first 2 that trigger:

message  terms
m007     堤坝, 漏水
m012     电话, ferry

Issues found in the lists:

count  issue      list
    1  crlf       harbour
    1  duplicate  harbour

The errors and warnings:

  harbour:7: as on line 2: both are rules

Issues of the messages: 4 ignored-field, 2 malformed. 2 inputs could not be read
and are not counted. The first 2 of 6:

  day1.jsonl:12:5: no JSON object
  day2.jsonl:3: field time is no string, expected a string such as
  2031-03-01T09:30:00+08:00
`);
});

describe("the answer", () => {
  function answer(tally: Tallied): string {
    return text(tally, 400).split("\n")[0] ?? "";
  }

  test("without messages", () => {
    const shown = text(
      tallyOf(0, 0, [{ ...ruleTally("a", 0), category: "x" }], { categories: [group("x", 0, 0)] }),
    );
    expect(shown).toMatch(
      /^There are no messages, so nothing can be said of the filter\.\n\nlist /,
    );
    expect(shown).not.toContain("%");
    expect(shown.trimEnd().split("\n\n")).toHaveLength(2);
  });

  test("without messages, since none could be read", () => {
    const unreadable = (count: number): string =>
      answer(
        tallyOf(0, 0, [ruleTally("a", 0)], {
          unreadable: count,
          issueCounts: { malformed: count },
        }),
      );
    expect(unreadable(3349)).toBe(
      "None of 3,349 inputs could be read as a message, so nothing can be said of the filter.",
    );
    expect(unreadable(1)).toMatch(/^None of 1 input could be read as a message, so /);
  });

  test("without rules", () => {
    expect(answer(tallyOf(1234, 0, []))).toBe(
      "The filter has no rules, so none of 1,234 messages triggers it.",
    );
  });

  test("without triggers", () => {
    expect(answer(tallyOf(25100, 0, [ruleTally("a", 0)]))).toBe(
      "None of 25,100 messages triggers the filter: at most 0.0153 % of such messages do " +
        "(upper end of the 95 % interval). No text occurs twice.",
    );
  });

  test("without triggers, but with texts that occur again", () => {
    const tally = tallyOf(25100, 0, [ruleTally("a", 0)], {
      distinct: { capacity: 16, hashes: [3, 4], triggered: [0, 0], capped: false },
    });
    expect(answer(tally)).toMatch(/interval\)\. They hold 2 different texts\.$/);
  });

  test("of one message", () => {
    expect(answer(tallyOf(1, 1, [ruleTally("a", 1)]))).toBe(
      "1 of 1 message triggers the filter: 100.00 % (95 % interval 20.65 % to 100.00 %).",
    );
  });

  test("of texts that are too many to be counted", () => {
    const tally = tallyOf(500_000, 100_000, [ruleTally("a", 100_000)], {
      distinct: {
        capacity: 16,
        hashes: [...Array.from({ length: 15 }, (_, index) => index), 2 ** 53 * 0.0009765625 - 1],
        triggered: Array.from({ length: 16 }, (_, index) => (index < 4 ? 1 : 0)),
        capped: true,
      },
    });
    // 15 * 1,024 texts, a quarter of them; 1 / sqrt(14) is 0.267.
    expect(answer(tally)).toContain(
      "Each text counted once, about 3,840 of about 15,400 trigger: 25.00 % (10.18 % to 49.50 %). " +
        "The number of different texts is an estimate with a standard error of 26.73 %; " +
        "the number that triggers is that number times the rate.",
    );
    const silent = tallyOf(500_000, 0, [ruleTally("a", 0)], {
      distinct: { ...tally.distinct, triggered: tally.distinct.triggered.map(() => 0) },
    });
    expect(answer(silent)).toMatch(
      / They hold about 15,400 different texts\. The number of different texts is an estimate with a standard error of 26\.73 %\.$/,
    );
  });
});

describe("what does not fit is said", () => {
  const rules = Array.from({ length: 25 }, (_, index) =>
    ruleTally(`term${index}`, index < 23 ? 40 - index : 0, undefined, 0),
  );
  const days = Array.from({ length: 22 }, (_, index) => group(`2031-03-${index + 10}`, 10, 1));
  const tally = tallyOf(300, 40, rules, {
    days,
    undated: 80,
    categories: Array.from({ length: 7 }, (_, index) => group(`c${index}`, index, index)),
  });

  test("rows beyond the top", () => {
    const shown = text(tally, 80, 5);
    expect(shown).toContain("23 of 25 rules fired. The widest 5:");
    expect(shown).toContain("18 more rules fired; the JSON report has them all.");
    expect(shown).toContain("term4\n");
    expect(shown).not.toContain("term5\n");
    expect(shown).toContain("17 more days, the last 2031-03-31; the JSON report has them all.");
    expect(shown).toContain("2 more categories; the JSON report has them all.");
    expect(shown).toContain("term23, words:term24.");
    expect(text(tally, 80, 1)).toContain("95 % interval); the JSON report names them.");
    expect(text(tally, 80, 22)).toContain("1 more rule fired; the JSON report has them all.");
  });

  test("columns for which there is no room", () => {
    const shown = text(tally, 40, 5);
    expect(shown).toContain(
      "messages     rate  95 % interval  term\n      40  13.33 %   9.95–17.65 %  term0\n",
    );
    expect(shown.replaceAll("\n", " ")).toContain(
      "Not shown, since 40 columns are too few: occurrences, exclusive.",
    );
    expect(shown).not.toContain("Exclusive:");
  });
});

describe("issues of lists are shown with their places", () => {
  const issue = (severity: "error" | "warning" | "note", line: number) =>
    ({ code: "duplicate", severity, line, message: `${severity} of line ${line}` }) as const;

  function shownOf(...lists: readonly (readonly ReturnType<typeof issue>[])[]): string {
    const tally = tallyOf(1, 0, []);
    const filter = {
      ...tally.filter,
      lists: lists.map((first, index) => ({
        name: `l${index}`,
        rules: 0,
        issues: { duplicate: first.length },
        first,
      })),
    };
    return text({ ...tally, filter });
  }

  test("five at most, the errors of all lists first", () => {
    const many = Array.from({ length: 10 }, (_, index) => issue("warning", index + 2));
    const shown = shownOf(many, [issue("error", 9), issue("error", 12), issue("note", 1)]);
    expect(shown).toContain(`\
The first 5 of the errors and warnings:

  l1:9: error of line 9
  l1:12: error of line 12
  l0:2: warning of line 2
  l0:3: warning of line 3
  l0:4: warning of line 4
`);
    expect(shown).not.toContain("line 5");
    expect(shown).not.toContain("note of");
  });

  test("all of them, if there are no more than five", () => {
    const shown = shownOf([2, 3, 4, 5, 6].map((line) => issue("error", line)));
    expect(shown).toContain("\nThe errors and warnings:\n\n  l0:2: error of line 2\n");
    expect(shown).toContain("  l0:6: error of line 6\n");
  });

  test("not notes", () => {
    expect(shownOf([issue("note", 1)])).not.toContain("warnings");
  });
});

test("no folds, and many lists", () => {
  const tally = tallyOf(1, 0, []);
  const lists = Array.from({ length: 30 }, (_, index) => ({
    name: `l${index}`,
    rules: 1,
    issues: {},
    first: [],
  }));
  const shown = text({ ...tally, filter: { ...tally.filter, folds: [], lists } });
  expect(shown).toContain("\nfolds    none: only exact spellings count\n");
  expect(shown).toContain("l19 (1 rule), 10 more\n");
  expect(text({ ...tally, filter: { ...tally.filter, lists: [] } })).toContain("\nlists    none\n");
});

test.each(HOSTILE_TERMS.map((term) => [term.length > 40 ? `${term.slice(0, 40)}…` : term, term]))(
  "%j does no harm wherever it stands",
  (_, term) => {
    const tally = tallyOf(
      2,
      2,
      [
        { ...ruleTally("a", 2, 2, 1), id: term, list: term, terms: [term, term], category: term },
        { ...ruleTally("b", 0), id: `${term}2` },
        { ...ruleTally("c", 1, 1, 0), terms: [] },
      ],
      {
        field: term,
        days: [group(term, 2, 2)],
        undated: 0,
        categories: [group(term, 2, 2)],
        first: [{ message: term, rules: [term] }],
        unreadable: 1,
        issueCounts: { [term]: 3 } as Tallied["issueCounts"],
        issues: [{ code: "malformed", file: term, line: 1, reason: term }],
      },
    );
    const filter = {
      digest: term,
      folds: [term],
      unicode: term,
      lists: [
        {
          name: term,
          rules: 2,
          issues: Object.fromEntries([[term, 2]]),
          first: [{ code: "crlf", severity: "error", line: 3, message: term } as const],
        },
        { name: `${term}2`, rules: 1, issues: {}, first: [] },
      ],
      unmatchable: [term],
    };
    for (const columns of [40, 80, 133]) {
      const shown = text({ ...tally, filter }, columns);
      const bad = [...DANGEROUS, ...INVISIBLE].filter((character) => shown.includes(character));
      expect(bad.filter((character) => character !== "\u200d")).toEqual([]);
      expect(/\p{Cs}/u.test(shown)).toBe(false);
      const tooWide = shown.split("\n").filter((line) => naiveWidth(line) > columns);
      expect(tooWide).toEqual([]);
      expect(shown.length).toBeLessThan(20_000);
    }
  },
);
