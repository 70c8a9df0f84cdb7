import { describe, expect, test } from "@jest/globals";
import { compileFilter, type FilterOptions, type Match } from "../../src/filter/filter.ts";
import type { KeywordList } from "../../src/lists/keyword-list.ts";
import { parseList } from "../../src/lists/lists.ts";
import type { Term } from "../../src/lists/rule.ts";
import { spellings } from "../../src/opencc.ts";
import { DEFAULT_FOLDS } from "../../src/unicode/unicode.ts";

const lines = (...terms: string[]): KeywordList =>
  parseList(`${terms.join("\n")}\n`, { format: "lines" });

/** A list of one rule of one term. */
function listOf(term: Term): KeywordList {
  const list = lines("x");
  return {
    ...list,
    rules: list.rules.map((rule) => ({ ...rule, parts: [{ anyOf: [term], min: 1 }] })),
  };
}

const matchOf = (list: KeywordList, text: string, options: FilterOptions = {}): Match | undefined =>
  compileFilter(list, options).matches(text)[0];

const LABELS = ["folds", "script", "boundary", "wholeWord", "cutsGrapheme", "partial"];

describe("the JSON form of a match", () => {
  test("has its labels, but not the text", () => {
    const match = matchOf(lines("台湾"), "在臺灣", { spellings });
    const json = JSON.stringify(match);
    expect(JSON.parse(json)).toEqual({
      start: 1,
      end: 3,
      term: { text: "台湾" },
      rules: [expect.objectContaining({ id: "list:台湾" })],
      folds: ["script"],
      script: "variant",
      boundary: "aligned",
      cutsGrapheme: false,
      partial: false,
    });
    expect(json).not.toContain("臺");
  });

  test("leaves out what is not known", () => {
    const match = matchOf(lines("ab"), "ab", { wordBoundary: () => undefined });
    expect(Object.keys(JSON.parse(JSON.stringify(match)))).toEqual([
      "start",
      "end",
      "term",
      "rules",
      "folds",
      "wholeWord",
      "cutsGrapheme",
      "partial",
    ]);
  });
});

test("a match has no fields of its own but its span, its term and its rules", () => {
  const match = matchOf(lines("台湾"), "臺灣", { spellings }) ?? {};
  expect(Object.keys(match)).toEqual(["start", "end", "term", "rules"]);
  for (const label of LABELS) {
    expect(label in match).toBe(true);
    expect(Object.hasOwn(match, label)).toBe(false);
  }
});

test("has the same labels in a trigger", () => {
  const filter = compileFilter(lines("台湾"), { spellings });
  const [match] = filter.triggers("臺湾")[0]?.matches ?? [];
  expect(match).toMatchObject({ folds: ["script"], script: "mixed" });
});

test("nothing is asked for before a label is read, and only for that label", () => {
  const asked: string[] = [];
  const filter = compileFilter(lines("台湾", "a"), {
    spellings: (terms) => {
      asked.push("spellings");
      return terms.map((term) => [term]);
    },
    wordBoundary: (text, start, end) => {
      asked.push(text.slice(start, end));
      return "inside";
    },
  });
  const matches = filter.matches("臺灣 A");
  filter.triggers("臺灣 A");
  expect(
    matches.map(({ folds, cutsGrapheme, partial, wholeWord }) => [
      folds,
      cutsGrapheme,
      partial,
      wholeWord,
    ]),
  ).toEqual([
    [["script"], false, false, undefined],
    [["case"], false, false, true],
  ]);
  expect(asked).toEqual([]);
  expect(matches.map(({ boundary }) => boundary)).toEqual(["inside", "inside"]);
  expect(asked).toEqual(["臺灣", "A"]);
  expect(matches.map(({ script }) => script)).toEqual(["loose", "exact"]);
  expect(asked).toEqual(["臺灣", "A", "spellings"]);
});

describe("terms with gaps", () => {
  const gapped = listOf({ text: "台湾", gap: { min: 0, max: 3 } });

  test("have the labels of their own characters", () => {
    expect(matchOf(gapped, "臺xx湾", { spellings })).toMatchObject({
      start: 0,
      end: 4,
      folds: ["script"],
      script: "mixed",
    });
    expect(matchOf(gapped, "台ＸＸ湾", { spellings })).toMatchObject({
      folds: [],
      script: "exact",
    });
    expect(matchOf(gapped, "臺--灣", { spellings })).toMatchObject({ script: "variant" });
    expect(
      matchOf(listOf({ text: "后来", gap: { min: 0, max: 3 } }), "後.來", { spellings }),
    ).toMatchObject({ script: "variant" });
    expect(
      matchOf(listOf({ text: "体制", gap: { min: 0, max: 3 } }), "體.製", { spellings }),
    ).toMatchObject({ script: "loose" });
  });

  test("have the labels of what a character stands for in part", () => {
    const cut = listOf({ text: "x点", gap: { min: 0, max: 3 } });
    expect(matchOf(cut, "x㍘", { spellings })).toMatchObject({
      folds: ["compat"],
      script: "exact",
      partial: true,
    });
    const folds = [...DEFAULT_FOLDS, "separators"] as const;
    expect(
      matchOf(listOf({ text: "台湾人", gaps: [{ before: 2, min: 0, max: 3 }] }), "臺-灣, 人", {
        folds,
        spellings,
      }),
    ).toMatchObject({ folds: ["script", "separators"], script: "variant" });
  });

  test("lie to words and graphemes as a whole", () => {
    const list = listOf({ text: "ab", gap: { min: 0, max: 3 } });
    expect(matchOf(list, "xa-b", {})).toMatchObject({ boundary: "straddles", wholeWord: false });
    expect(matchOf(list, "a-b\u0301")).toMatchObject({ cutsGrapheme: true });
    expect(matchOf(list, "a-b")).toMatchObject({ boundary: "aligned", wholeWord: true });
  });
});

describe("regional spellings", () => {
  const folds = [...DEFAULT_FOLDS, "regional"] as const;
  const regional = Object.assign((terms: readonly string[]) => terms.map((term) => [term]), {
    regional: (terms: readonly string[]) =>
      terms.map((term) => (term === "ab" ? ["cd", "CE", "abc"] : [])),
  });

  test("explain what the term itself does not", () => {
    const foldsOf = (text: string): readonly string[] | undefined =>
      matchOf(lines("ab"), text, { folds, spellings: regional })?.folds;
    expect(foldsOf("cd")).toEqual(["regional"]);
    expect(foldsOf("ce")).toEqual(["case", "regional"]);
    expect(foldsOf("Ｃd")).toEqual(["case", "width", "regional"]);
    expect(foldsOf("ab")).toEqual([]);
    expect(foldsOf("AB")).toEqual(["case"]);
  });

  test("are not exact", () => {
    expect(matchOf(lines("ab"), "cd", { folds, spellings: regional })?.script).toBe("variant");
  });
});

test("equal slices in different places have labels of their own", () => {
  const filter = compileFilter(lines("六四", "a"), { folds: ["case", "digits"] });
  expect(filter.matches("64 Aa a").map(({ folds, wholeWord }) => [folds, wholeWord])).toEqual([
    [["digits"], undefined],
    [["case"], false],
    [[], false],
    [[], true],
  ]);
});
