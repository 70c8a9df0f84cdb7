import { describe, expect, test } from "@jest/globals";
import { conditionText, literalOf, termText } from "../../src/audit/condition-text.ts";
import type { Condition, Rule, Term } from "../../src/lists/rule.ts";

const part = (terms: string, min = 1): Condition["parts"][number] => ({
  anyOf: [...terms].map((text) => ({ text })),
  min,
});

const condition = (
  parts: Condition["parts"],
  { ordered = false, overlap = "shared" as Condition["overlap"] } = {},
): Condition => ({ parts, ordered, overlap });

const rule = (of: Condition, exceptions: readonly Condition[] = []): Rule => ({
  id: "words:x",
  ...of,
  exceptions,
  action: "unknown",
  metadata: {},
  source: { list: "words", line: 1, start: 0, end: 1, raw: "x" },
});

describe("a term", () => {
  test.each<[term: Term, written: string]>([
    [{ text: "通知" }, "通知"],
    [{ text: "成人小说", gaps: [{ before: 2, min: 2, max: 2 }] }, "成人{2}小说"],
    [
      {
        text: "成人小说",
        gaps: [
          { before: 1, min: 0, max: 3 },
          { before: 3, min: 1, max: Number.POSITIVE_INFINITY, of: "non-han" },
        ],
      },
      "成{0,3}人小{1, non-Han}说",
    ],
    [{ text: "a𠮷b", gap: { min: 0, max: 4 } }, "a{0,4}𠮷{0,4}b"],
    [{ text: "ab", gap: { min: 0, max: 2, of: "non-han" } }, "a{0,2 non-Han}b"],
    [{ text: "ASS", anchor: "word" }, "ASS (whole word)"],
    [{ text: "ASS", anchor: "text-start" }, "ASS (starts the text)"],
    [{ text: "", expression: { source: "a+b", flags: "i", dialect: "pcre" } }, "/a+b/i"],
  ])("%j is %s", (term, written) => {
    expect(termText(term)).toBe(written);
  });

  test("its literal is the recorded one, that of an expression the expression", () => {
    expect(literalOf({ text: "ab", gap: { min: 0, max: 2 }, anchor: "word" })).toBe("ab");
    const expression = { source: "a|b", flags: "", dialect: "javascript" } as const;
    expect(literalOf({ text: "a", expression })).toBe("/a|b/");
  });
});

describe("a condition", () => {
  test("of plain terms that must occur once needs no words", () => {
    expect(conditionText(rule(condition([part("a")])))).toBeUndefined();
    expect(conditionText(rule(condition([part("a"), part("b")])))).toBeUndefined();
    // One part alone has nothing to share characters with.
    expect(conditionText(rule(condition([part("a")], { overlap: "disjoint" })))).toBeUndefined();
  });

  test.each<[rule: Rule, written: string]>([
    [rule(condition([part("a", 3)])), "a ×3"],
    [rule(condition([part("ab"), part("c")])), "(a | b) + c"],
    [rule(condition([part("ab", 2), part("c")], { ordered: true })), "(a | b) ×2 then c"],
    [
      rule(condition([part("a"), part("b")], { overlap: "disjoint" })),
      "a + b (no character twice)",
    ],
    [rule(condition([{ anyOf: [{ text: "a", anchor: "word" }], min: 1 }])), "a (whole word)"],
    [rule(condition([part("a")]), [condition([part("b"), part("c")])]), "a, unless b + c"],
    [
      rule(
        condition([part("a")]),
        [..."bcdef"].map((text) => condition([part(text)])),
      ),
      "a, unless b or c or d or 2 more",
    ],
  ])("%#", (made, written) => {
    expect(conditionText(made)).toBe(written);
  });

  test("is cut where it is too long to be read", () => {
    const many = Array.from({ length: 900 }, (_, index) => ({ text: `term ${index}` }));
    const text = conditionText(rule(condition([{ anyOf: many, min: 1 }]))) ?? "";
    expect(text).toHaveLength(1001);
    expect(text.startsWith("(term 0 | term 1 | ")).toBe(true);
    expect(text.endsWith("…")).toBe(true);
  });
});
