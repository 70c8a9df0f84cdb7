import { describe, expect, test } from "@jest/globals";
import { compileFilter, type FilterOptions } from "../../src/filter/filter.ts";
import { parseList } from "../../src/lists/lists.ts";
import { spellings } from "../../src/opencc.ts";
import { DEFAULT_FOLDS, FOLDS } from "../../src/unicode/unicode.ts";
import { CASES, type FoldCase, HAZARDS, type Labelled } from "./fold-cases.ts";

function runCases(cases: readonly FoldCase[]): void {
  for (const { term, message, on = [], only, options, span, labels, why } of cases) {
    const found = span === undefined ? "no match" : (labels?.folds?.join(" ") ?? "labels");
    test(`${JSON.stringify(term)} in ${JSON.stringify(message)}: ${found}, ${why}`, () => {
      const folds: FilterOptions["folds"] = only ?? [...DEFAULT_FOLDS, ...on];
      // A list cannot hold a term that is a line break.
      const list = parseList(term === "\n" ? "x\n" : `${term}\n`, { format: "lines" });
      const rules = list.rules.map((rule) => ({
        ...rule,
        parts: [{ anyOf: [{ text: term }], min: 1 }],
      }));
      const filter = compileFilter({ ...list, rules }, { folds, spellings, ...options });
      const matches = filter.matches(message);
      expect(matches.map(({ start, end }) => [start, end])).toEqual(
        span === undefined ? [] : [span],
      );
      expect(filter.test(message)).toBe(span !== undefined);
      const expected: Labelled = { cutsGrapheme: false, partial: false, ...labels };
      for (const match of matches) {
        const read = Object.keys(expected).map((name) => [name, match[name as keyof Labelled]]);
        expect(Object.fromEntries(read)).toEqual(expected);
      }
    });
  }
}

describe("hazards", () => {
  runCases(HAZARDS);
});

describe("every fold and label", () => {
  runCases(CASES);

  test("there are enough, and none is left out", () => {
    expect(CASES.length).toBeGreaterThanOrEqual(60);
    const needed = new Set(CASES.flatMap(({ labels }) => labels?.folds ?? []));
    for (const fold of FOLDS) {
      expect(needed).toContain(fold);
    }
  });
});
