import { expect, test } from "@jest/globals";
import { collectTerms } from "../../src/filter/dictionary.ts";
import type { Exception, Rule, Term } from "../../src/lists/rule.ts";

const condition = (term: Term): Exception => ({
  parts: [{ anyOf: [term], min: 1 }],
  ordered: false,
  overlap: "shared",
});

const rule = (id: string, term: Term, exception: Term): Rule => ({
  id,
  ...condition(term),
  exceptions: [condition(exception)],
  action: "unknown",
  metadata: {},
  source: { list: "words", line: 1, start: 0, end: 0, raw: "" },
});

test.each<Term>([
  { text: "tea" },
  { text: "tea", anchor: "word" },
  { text: "tea", gap: { min: 0, max: 2 } },
])("an empty list of gaps says nothing: %j", (term) => {
  const { terms, exceptions, partTerms } = collectTerms([
    rule("a", term, { ...term, gaps: [] }),
    rule("b", { ...term, gaps: [] }, term),
  ]);
  expect(terms.length).toBe(1);
  expect(exceptions.length).toBe(1);
  expect([...partTerms]).toEqual([0, 0, 0]);
});

test("a list of gaps that says something makes another term", () => {
  const gaps = [{ before: 1, min: 0, max: 2 }];
  const term = { text: "tea" };
  const { terms, exceptions } = collectTerms([
    rule("a", term, { ...term, gaps }),
    rule("b", { ...term, gaps }, term),
  ]);
  expect(terms.length).toBe(2);
  expect(exceptions.length).toBe(2);
});
