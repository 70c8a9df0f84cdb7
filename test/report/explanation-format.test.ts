import { describe, expect, test } from "@jest/globals";
import type { ExplainedMatch, Explanation } from "../../src/report/explanation.ts";
import { formatExplanation } from "../../src/report/explanation-format.ts";
import { DANGEROUS, HOSTILE_TERMS, INVISIBLE } from "./hostile.ts";
import { naiveWidth } from "./naive-width.ts";

function match(
  start: number,
  end: number,
  term: string,
  fields: Partial<ExplainedMatch> = {},
): ExplainedMatch {
  return {
    start,
    end,
    term,
    rules: [`words:${term}`],
    folds: [],
    cutsGrapheme: false,
    partial: false,
    ...fields,
  };
}

const NOTHING: Explanation = { text: "hello", matches: [], triggers: [], disarmed: [] };

/** Printed in one line, as wrapping is not what most of these are about. */
function sentences(explanation: Explanation): string {
  return formatExplanation(explanation, "text", { columns: 160 }).replace(/\s+/gu, " ");
}

test("an explanation without its matches says how many there are", () => {
  const omitted = 2_000_000;
  const condition = "word1 and word2";
  const triggers = [{ rule: "words:a", list: "words", line: 1, condition, matches: [] }];
  expect(sentences({ ...NOTHING, omitted, triggers })).toBe(
    "The text triggers 1 rule, with 2,000,000 matches (by term, or by rule if that is more), more than are told. words:a fires: word1 and word2. ",
  );
  expect(sentences({ ...NOTHING, omitted })).toBe(
    "The text does not trigger the filter: it has 2,000,000 matches (by term, or by rule if that is more), more than are told. ",
  );
});

test("a whole explanation", () => {
  const explanation: Explanation = {
    text: "硬體製造，ｆｌｇ",
    matches: [
      match(1, 3, "体制", { folds: ["script"], script: "loose", boundary: "straddles" }),
      match(5, 8, "FLG", { folds: ["case", "width"], script: "exact", wholeWord: true }),
    ],
    triggers: [
      { rule: "words:体制", list: "words", line: 2, matches: [[1, 3]] },
      { rule: "words:FLG", list: "words", line: 3, matches: [[5, 8]] },
    ],
    disarmed: [],
  };
  expect(formatExplanation(explanation, "text")).toBe(`\
The text triggers 2 rules, with 2 matches.

硬體製造，ｆｌｇ
  ^^^^ 1  ^^^^^^ 2

1  體製 at 1–3, term 体制: by the script fold; loose: a character that no
   spelling of the term has there, so mostly another word; across a word
   boundary.
   Rule: words:体制 (words:2).
2  ｆｌｇ at 5–8, term FLG: by the folds case and width; the characters of the
   term; a whole word.
   Rule: words:FLG (words:3).

Places are UTF-16 code units from 0; the end is not included.
`);
});

describe("labels in words", () => {
  test.each<[fields: Partial<ExplainedMatch>, words: string]>([
    [{}, "as the term is written."],
    [{ script: "exact", boundary: "aligned" }, "as the term is written; at word boundaries."],
    [{ folds: ["script"], script: "variant" }, "by the script fold; another spelling of the term."],
    [{ folds: ["script"], script: "mixed" }, "characters of several spellings of the term."],
    [{ folds: ["case", "width", "marks"] }, "by the folds case, width and marks."],
    [{ boundary: "inside" }, "as the term is written; inside a word."],
    [{ boundary: "inside", wholeWord: false }, "as the term is written; part of a longer word."],
    [{ expression: true }, "as the expression says."],
    [{ partial: true }, "only part of what its first or last character stands for."],
    [{ cutsGrapheme: true }, "cuts what a reader takes for one character."],
  ])("%j: %s", (fields, words) => {
    expect(sentences({ ...NOTHING, text: "ab", matches: [match(0, 2, "ab", fields)] })).toContain(
      words,
    );
  });

  test("gaps and anchors are shown with the term", () => {
    const matches = [match(0, 4, "成人小说", { written: "成人{0,2}小说" })];
    expect(sentences({ ...NOTHING, text: "成人小说", matches })).toContain("term 成人{0,2}小说: ");
  });
});

describe("the answer", () => {
  const matches = [match(0, 1, "a")];

  test.each<[name: string, explanation: Partial<Explanation>, answer: string]>([
    ["no match", {}, "The text does not trigger the filter: no term occurs in it."],
    [
      "a match of no rule that fires",
      { matches },
      "The text does not trigger the filter: 1 match, but no rule has all that it needs.",
    ],
    [
      "a rule that is disarmed",
      { matches, disarmed: [{ rule: "words:a", list: "words", line: 1, matches: [[0, 1]] }] },
      "The text does not trigger the filter: 1 rule would fire but is disarmed.",
    ],
  ])("%s", (_, explanation, answer) => {
    expect(
      formatExplanation({ ...NOTHING, ...explanation }, "text")
        .split("\n\n")[0]
        ?.replace(/\s+/gu, " ")
        .trim(),
    ).toBe(answer);
  });

  test("without a match is all there is", () => {
    expect(formatExplanation(NOTHING, "text")).toBe(
      "The text does not trigger the filter: no term occurs in it.\n",
    );
  });
});

describe("rules", () => {
  test("that do not fire are told from those that do and those that are disarmed", () => {
    const explanation: Explanation = {
      text: "a",
      matches: [match(0, 1, "a", { rules: ["words:a", "words:a+b", "words:a-c"] })],
      triggers: [{ rule: "words:a", list: "words", line: 1, matches: [[0, 1]] }],
      disarmed: [{ rule: "words:a-c", list: "words", line: 3, matches: [[0, 1]] }],
    };
    expect(sentences(explanation)).toContain(
      "Rules: words:a (words:1), words:a+b (does not fire), words:a-c (is disarmed).",
    );
  });

  test("of a condition say it, with their matches", () => {
    const explanation: Explanation = {
      text: "a b",
      matches: [match(0, 1, "a"), match(2, 3, "b")],
      triggers: [
        {
          rule: "words:a+b",
          list: "words",
          line: 1,
          condition: "a then b",
          matches: [
            [0, 1],
            [2, 3],
          ],
        },
      ],
      disarmed: [],
    };
    expect(sentences(explanation)).toContain("words:a+b fires: a then b, by 0–1, 2–3.");
  });

  test("of one term with gaps say nothing more than its matches", () => {
    const span = [0, 4] as const;
    const explanation: Explanation = {
      text: "成人小说",
      matches: [match(...span, "成人小说", { written: "成人{0,2}小说" })],
      triggers: [
        { rule: "words:a", list: "words", line: 1, condition: "成人{0,2}小说", matches: [span] },
      ],
      disarmed: [],
    };
    expect(sentences(explanation)).not.toContain("fires");
  });

  test("that are disarmed say by which exception, or which phrase covers which match", () => {
    const explanation: Explanation = {
      text: "共产党 x",
      matches: [match(4, 5, "x")],
      triggers: [],
      disarmed: [
        {
          rule: "words:x",
          list: "words",
          line: 4,
          matches: [[4, 5]],
          exception: { condition: "共产 + 党", matches: [[0, 2]] },
        },
        {
          rule: "words:共产",
          list: "words",
          line: 5,
          matches: [[0, 2]],
          covers: [{ match: [0, 2], term: "共产", phrase: "共产党", span: [0, 3] }],
        },
      ],
    };
    const text = sentences(explanation);
    expect(text).toContain("words:x (words:4) is disarmed by its exception 共产 + 党, at 0–2.");
    expect(text).toContain(
      "words:共产 (words:5) is disarmed by allowed phrases, which cover 共产 at 0–2 by 共产党 at 0–3.",
    );
  });
});

test("many matches are counted beyond the first fifty", () => {
  const matches = Array.from({ length: 1070 }, (_, at) => match(at, at + 1, "a"));
  const lines = formatExplanation({ ...NOTHING, text: "a".repeat(1070), matches }, "text").split(
    "\n",
  );
  expect(lines).toContain("50  a at 49–50, term a: as the term is written.");
  expect(lines).toContain("1,020 more matches; --format json has them all.");
  expect(lines.length).toBeLessThan(220);
});

test("hostile terms, rules and texts cannot speak to the terminal, and no line is too wide", () => {
  for (const term of HOSTILE_TERMS.filter((each) => each !== "")) {
    const span = [0, term.length] as const;
    const explanation: Explanation = {
      text: term,
      matches: [match(...span, term, { written: term, folds: [term], script: "loose" })],
      triggers: [{ rule: term, list: term, line: 1, condition: term, matches: [span] }],
      disarmed: [
        {
          rule: term,
          list: term,
          line: 1,
          matches: [span],
          exception: { condition: term, matches: [span] },
        },
        {
          rule: term,
          list: term,
          line: 1,
          matches: [span],
          covers: [{ match: span, term, phrase: term, span }],
        },
      ],
    };
    for (const columns of [40, 80]) {
      const text = formatExplanation(explanation, "text", { columns });
      for (const line of text.split("\n")) expect(naiveWidth(line)).toBeLessThanOrEqual(columns);
      const found = [...DANGEROUS, ...INVISIBLE].filter((character) =>
        text.replaceAll(/\p{Emoji}\u200d\p{Emoji}/gu, "").includes(character),
      );
      expect(found).toEqual([]);
    }
    if (term.length < 10_000) {
      expect(JSON.parse(formatExplanation(explanation, "json"))).toEqual(explanation);
    }
  }
});

test("an unknown form is refused", () => {
  expect(() => formatExplanation(NOTHING, "html" as "text")).toThrow(
    new RangeError('unknown explanation format "html", expected text or json'),
  );
});
