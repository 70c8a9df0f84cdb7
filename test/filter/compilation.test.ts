import { describe, expect, test } from "@jest/globals";
import { compileFilter, type FilterOptions } from "../../src/filter/filter.ts";
import type { SpellingProvider } from "../../src/labels/spelling.ts";
import type { KeywordList } from "../../src/lists/keyword-list.ts";
import type { Rule, Term } from "../../src/lists/rule.ts";
import { condition, made, rule, words } from "../support/rules.ts";

describe("issues", () => {
  const codes = (...rules: Rule[]): string[][] =>
    compileFilter(made(...rules)).issues.map((issue) => [issue.code, issue.rule.id]);

  test("a rule that can never fire, once; one that still can", () => {
    expect(
      codes(
        rule("never", [
          [1, "a"],
          [1, "\u200b"],
          [1, "\u200d"],
        ]),
        rule("either", [[1, "a", "\u200b"]]),
        rule("fine", [[1, "a"]], {
          exceptions: [
            condition([
              [1, "b"],
              [1, "\u200b"],
            ]),
          ],
        }),
        rule("gapped", [[1, { text: "\u200b\u200d", gap: { min: 0, max: 1 } }]]),
      ),
    ).toEqual([
      ["folds-to-nothing", "never"],
      ["dead-alternative", "either"],
      ["dead-exception", "fine"],
      ["folds-to-nothing", "gapped"],
    ]);
  });
});

describe("digest", () => {
  test("another for other gaps, anchors, expressions, exceptions, phrases, regions, options", () => {
    const spellings: SpellingProvider = Object.assign(
      (terms: readonly string[]) => terms.map((term) => [term]),
      { regional: (terms: readonly string[]) => terms.map(() => []) },
    );
    const term = (own: Partial<Term>): KeywordList =>
      made(rule("r", [[1, { text: "ab", ...own }]]));
    const list = term({});
    const digests = [
      compileFilter(list),
      compileFilter(term({ anchor: "word" })),
      compileFilter(term({ gap: { min: 0, max: 1 } })),
      compileFilter(term({ gap: { min: 0, max: Number.POSITIVE_INFINITY } })),
      compileFilter(term({ gap: { min: 0, max: 1, of: "non-han" } })),
      compileFilter(term({ gaps: [{ before: 1, min: 0, max: 1 }] })),
      compileFilter(made(rule("r", [[1, "ab"]], { exceptions: [condition([[1, "c"]])] }))),
      compileFilter(list, { allow: words("abc\n") }),
      compileFilter(list, { folds: ["regional"], spellings }),
      compileFilter(list, { folds: ["regional"], spellings, regional: ["tw"] }),
      compileFilter(list, { folds: ["separators"] }),
      compileFilter(list, { folds: ["separators"], separatorGap: 2 }),
      compileFilter(list, { folds: ["digits"] }),
      compileFilter(list, { folds: ["digits"], minDigits: 3 }),
      compileFilter(list, { folds: [{ name: "own", classes: [["a", "b"]] }] }),
      compileFilter(list, { folds: [{ name: "own", classes: [["a", "b"]], minLength: 2 }] }),
    ].map(({ digest }) => digest);
    expect(new Set(digests).size).toBe(digests.length);
  });

  test("the same whatever the options of folds that are off, and if a default is given", () => {
    const digest = (options: FilterOptions): string => compileFilter(words("a\n"), options).digest;
    expect(digest({ separatorGap: 2, minDigits: 3, regional: ["tw"] })).toBe(digest({}));
    expect(digest({ folds: ["separators"], separatorGap: 4 })).toBe(
      digest({ folds: ["separators"] }),
    );
  });

  test("the same for the same phrases in another order", () => {
    const digest = (text: string): string =>
      compileFilter(words("a\n"), { allow: words(text, "allowed") }).digest;
    expect(digest("ab\nac\n")).toBe(digest("ac\nab\nab\n"));
  });
});

test("a common term of many rules is read with none of them", () => {
  const rules = Array.from({ length: 2_000 }, (_, index) =>
    rule(`r${index}`, [
      [1, "的"],
      [1, `词${index}。`],
    ]),
  );
  const filter = compileFilter(made(...rules), { folds: [] });
  expect(filter.counts("的".repeat(50))).toEqual([]);
  expect(filter.counts("的词7。")).toEqual([{ rule: 7, occurrences: 2 }]);
});
