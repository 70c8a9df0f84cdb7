import { describe, expect, test } from "@jest/globals";
import type { CorpusLabelTally } from "../../src/audit/label-tally.ts";
import { formatReport, report } from "../../src/report/report.ts";
import { naiveWidth } from "./naive-width.ts";
import { corpusLabelsOf, labelsOf, ruleTally, tallyOf } from "./tallies.ts";

type Tallied = Parameters<typeof report>[0];

const FOLDS = ["case", "width", "script"];

function labelled(labels: CorpusLabelTally, fields: Partial<Tallied> = {}): Tallied {
  const tally = tallyOf(300, 45, [{ ...ruleTally("电话", 45, 52, 45), labels: LABELS }], {
    labels,
    ...fields,
  });
  return { ...tally, filter: { ...tally.filter, folds: FOLDS } };
}

const LABELS = {
  sets: [
    { folds: [], matches: 20, messages: 18 },
    { folds: ["script"], matches: 30, messages: 25 },
    { folds: ["case", "width"], matches: 2, messages: 2 },
  ],
  script: [
    { label: "exact", matches: 22, messages: 20 },
    { label: "variant", matches: 26, messages: 21 },
    { label: "mixed", matches: 1, messages: 1 },
    { label: "loose", matches: 3, messages: 3 },
  ],
  boundary: [
    { label: "aligned", matches: 40, messages: 36 },
    { label: "inside", matches: 8, messages: 8 },
    { label: "straddles", matches: 4, messages: 4 },
  ],
  without: [
    { fold: "case", messages: 2 },
    { fold: "script", messages: 25 },
  ],
};

const CORPUS = { ...LABELS, enough: [{ folds: [], messages: 18 }], omitted: 0 };

function text(tally: Tallied, columns = 80, top = 20): string {
  return formatReport(report(tally), "text", { columns, top });
}

// The intervals are those of SciPy 1.17.1, binomtest(k, 300).proportion_ci(method="wilson").
test("what each fold adds, how matches are written, and where they stand", () => {
  expect(text(labelled(CORPUS))).toContain(`
Messages that the filter would not trigger on without a fold, all others left
on:

messages    rate  95 % interval  fold
      25  8.33 %   5.71–12.01 %  script
       2  0.67 %    0.18–2.40 %  case

No message would be lost without any one of these: width.

Matches by the smallest set of folds that explains them:

matches  messages  folds
     30        25  script
     20        18  none: as the term is written
      2         2  case + width

Of the matches, in script: 22 as the term, 26 as another spelling of it, 1 a
mixture of spellings, 3 loose, which is mostly another word.
By the words around them: 40 at word boundaries, 8 inside a word, 4 across a
word boundary.
`);
});

test("the tables of the widest rules say how many of their matches a fold finds", () => {
  const lines = text(labelled(CORPUS), 120).split("\n");
  const header = lines.find((line) => line.startsWith("messages") && line.includes("term"));
  expect(header).toMatch(/exclusive {2}folded {2}loose {2}term/u);
  expect(lines.find((line) => line.endsWith("电话"))).toMatch(/ 45 +32 +3 {2}电话$/u);
  expect(text(labelled(CORPUS), 120)).toContain(
    "Folded: occurrences that only a fold makes the same as the term.\n" +
      "Loose: occurrences with a character that no spelling of the term has there.",
  );
});

describe("less to say", () => {
  const bare = { sets: [], script: [], boundary: [], without: [], enough: [], omitted: 0 };

  test("without labels there is no such part", () => {
    const { labels: _, ...tally } = labelled(CORPUS);
    const rules = [ruleTally("电话", 45, 52, 45)];
    const made = text({ ...tally, rules }, 120);
    expect(made).not.toMatch(/without a fold|smallest set|folded|loose/iu);
    expect(report({ ...tally, rules }).folds).toBeUndefined();
  });

  test("folds that no message needs are named in one sentence", () => {
    const tally = tallyOf(300, 1, [{ ...ruleTally("a", 1), labels: labelsOf(1, 0) }]);
    const only = { sets: [{ folds: [], matches: 1, messages: 1 }], script: [], boundary: [] };
    const labels = { ...bare, ...only };
    const made = text({
      ...tally,
      rules: [{ ...ruleTally("a", 1), labels: { ...only, without: [] } }],
      labels,
    });
    expect(made).toContain("No message would be lost without any one of these: case, script.\n");
    expect(made).not.toMatch(/Of the matches|By the words|folded/u);
  });

  test("messages that were not labelled are said to be missing", () => {
    const rules = [{ ...ruleTally("a", 3, 400_000), labels: labelsOf(1, 1) }];
    const tally = tallyOf(9, 3, rules, { labels: corpusLabelsOf(1, 1, 1) });
    expect(text(tally).replace(/\s+/gu, " ")).toContain(
      "1 message with too many matches to label is not in these figures.",
    );
  });
});

describe("disarmed rules", () => {
  const rules = [
    { ...ruleTally("a", 3), disarmed: 2 },
    { ...ruleTally("b", 0), disarmed: 5 },
    { ...ruleTally("c", 0), disarmed: 0 },
  ];

  test("are named with their messages, most first", () => {
    const made = text(tallyOf(100, 3, rules, { disarmed: 6 }));
    expect(made.replace(/\s+/gu, " ")).toContain(
      "In 6 messages (6.00 %) a rule would fire but for an exception or an allowed phrase: " +
        "words:b (5), words:a (2).",
    );
    expect(text(tallyOf(100, 3, rules, { disarmed: 6 }), 80, 1).replace(/\s+/gu, " ")).toContain(
      "words:b (5) and 1 more, which the JSON report names.",
    );
  });

  test("are not spoken of where there are none", () => {
    const idle = rules.map((rule) => ({ ...rule, disarmed: 0 }));
    expect(text(tallyOf(100, 3, idle, { disarmed: 0 }))).not.toContain("would fire");
  });

  test("are in the report by messages, then by id", () => {
    expect(report(tallyOf(100, 3, rules, { disarmed: 6 })).disarmed).toMatchObject({
      messages: 6,
      rate: 0.06,
      rules: [
        { id: "words:b", messages: 5 },
        { id: "words:a", messages: 2 },
      ],
    });
  });
});

test("a condition stands in the place of terms that do not tell it", () => {
  const rules = [{ ...ruleTally("成人小说", 2), condition: "成人{0,2}小说" }];
  const first = [{ message: "m1", rules: ["words:成人小说"] }];
  const made = text(tallyOf(4, 2, rules, { first }));
  expect(made.match(/成人\{0,2\}小说/gu)).toHaveLength(2);
});

test("every fold has its row in the report, with its share of all messages", () => {
  expect(
    report(labelled(CORPUS)).folds?.without.map(({ fold, messages, rate }) => [
      fold,
      messages,
      rate,
    ]),
  ).toEqual([
    ["case", 2, 2 / 300],
    ["width", 0, 0],
    ["script", 25, 25 / 300],
  ]);
});

test("names of folds from a hostile tally cannot speak to the terminal", () => {
  const fold = `\u001b[31m\u202e${"长".repeat(200)}`;
  const own = {
    sets: [{ folds: [fold], matches: 1, messages: 1 }],
    script: [],
    boundary: [],
    without: [{ fold, messages: 1 }],
  };
  const tally = tallyOf(9, 1, [{ ...ruleTally("a", 1), labels: own }]);
  const hostile = {
    ...tally,
    filter: { ...tally.filter, folds: [fold, `${fold}2`] },
    labels: { ...own, enough: [{ folds: [fold], messages: 1 }], omitted: 0 },
  };
  for (const columns of [40, 80]) {
    const made = text(hostile, columns);
    expect([..."\u001b\u202e"].filter((character) => made.includes(character))).toEqual([]);
    for (const line of made.split("\n")) expect(naiveWidth(line)).toBeLessThanOrEqual(columns);
  }
});
