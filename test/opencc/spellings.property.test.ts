import { readFileSync } from "node:fs";
import { beforeAll, describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { Converter } from "opencc-js";
import hkVariantsPhrases from "opencc-js/dict/HKVariantsPhrases";
import hkVariantsRevPhrases from "opencc-js/dict/HKVariantsRevPhrases";
import stCharacters from "opencc-js/dict/STCharacters";
import stPhrases from "opencc-js/dict/STPhrases";
import stPhrasesRegional from "opencc-js/dict/STPhrases_GeneratedFromRegionalPhrases";
import tsCharacters from "opencc-js/dict/TSCharacters";
import tsPhrases from "opencc-js/dict/TSPhrases";
import twVariantsPhrases from "opencc-js/dict/TWVariantsPhrases";
import twVariantsRevPhrases from "opencc-js/dict/TWVariantsRevPhrases";
import { parseList } from "../../src/lists/lists.ts";
import { spellings } from "../../src/opencc.ts";
import { createFolding } from "../../src/unicode/unicode.ts";
import { dataPath, describeOnData } from "../support/data.ts";

// Against the converters as opencc-js ships them, with all of their dictionaries.

let official: (term: string) => readonly string[];
let simplify: (term: string) => readonly string[];

beforeAll(() => {
  const toSimplified = ["t", "tw", "hk"].map((from) => Converter({ from, to: "cn" }));
  const toTraditional = ["t", "tw", "hk"].map((to) => Converter({ from: "cn", to }));
  simplify = (term) => toSimplified.map((convert) => convert(term));
  official = (term) => {
    const simplified = simplify(term);
    const traditional = simplified.flatMap((form) => toTraditional.map((convert) => convert(form)));
    return [...new Set([term, ...simplified, ...traditional])];
  };
});

const entriesOf = (dictionary: string): [string, string][] =>
  dictionary.split("|").map((entry) => entry.split(" ") as [string, string]);

const readPhrases = [tsPhrases, twVariantsRevPhrases, hkVariantsRevPhrases]
  .flatMap(entriesOf)
  .filter(([phrase, simplified]) => phrase !== simplified);

const { foldText } = createFolding(["compat", "script"]);

/** Sets of spellings must begin with what the official converters give. */
function expectOfficial(terms: readonly string[], sets: readonly (readonly string[])[]): void {
  const expected = terms.map(official);
  const differing = terms.filter((_, index) => {
    const own = sets[index] ?? [];
    return expected[index]?.some((spelling, place) => own[place] !== spelling) ?? true;
  });
  expect(differing).toEqual([]);
  expect(sets).toHaveLength(terms.length);
}

test("terms made of what dictionaries have are spelled as the official converters do", () => {
  const dictionaries = [stPhrases, stPhrasesRegional, tsPhrases, stCharacters, tsCharacters].map(
    (dictionary) => entriesOf(dictionary).flat(),
  );
  const pieces = fc.oneof(
    ...dictionaries.map((words) => fc.nat(words.length - 1).map((index) => words[index] ?? "")),
    fc.constantFrom(
      "计划",
      "了",
      "后",
      "著",
      "什麼",
      "\uf900",
      "\ud842",
      "a",
      " ",
      "|",
      "⿰",
      "\u200b",
    ),
  );
  // Also their halves, so that phrases begin which do not end.
  const halves = fc
    .tuple(pieces, fc.nat(3))
    .map(([piece, cut]) => piece.slice(0, Math.max(1, piece.length - cut)));
  const terms = fc.array(halves, { maxLength: 5 }).map((parts) => parts.join(""));
  fc.assert(
    fc.property(fc.array(terms, { maxLength: 40 }), (list) => {
      const sets = spellings(list);
      expectOfficial(list, sets);
      for (const [index, set] of sets.entries()) {
        expect(new Set(set).size).toBe(set.length);
        expect(new Set(set.map(foldText))).toEqual(new Set([foldText(list[index] ?? "")]));
      }
    }),
    { numRuns: 50 },
  );
});

test("phrases that reach into the next are cut as the official converters cut them", () => {
  const byLast = new Map<string, string[]>();
  for (const word of [stPhrases, tsPhrases].flatMap(entriesOf).flat()) {
    const last = Array.from(word).at(-1) ?? "";
    byLast.set(last, [...(byLast.get(last) ?? []), word].slice(0, 4));
  }
  const regional = [
    twVariantsPhrases,
    hkVariantsPhrases,
    twVariantsRevPhrases,
    hkVariantsRevPhrases,
  ]
    .flatMap(entriesOf)
    .flatMap(([phrase]) => [phrase, ...simplify(phrase)]);
  const terms = [...new Set(regional)].flatMap((phrase) => {
    const [first = "", ...rest] = phrase;
    return (byLast.get(first) ?? []).map((word) => word + rest.join(""));
  });
  expect(terms.length).toBeGreaterThan(5_000);
  expectOfficial(terms, spellings(terms));
});

test("the spellings of a term do not depend on the other terms", () => {
  const phrases = entriesOf(stPhrases).flat();
  const terms = fc.array(fc.nat(phrases.length - 1), { minLength: 2, maxLength: 6 });
  fc.assert(
    fc.property(terms, (indexes) => {
      const list = indexes.map((index) => phrases[index] ?? "");
      expect(spellings(list)).toEqual(list.flatMap((term) => spellings([term])));
    }),
    { numRuns: 10 },
  );
});

describe("phrases that OpenCC reads and does not write", () => {
  test("each is a spelling of what it is read as", () => {
    const sets = spellings(readPhrases.map(([, simplified]) => simplified));
    const missing = readPhrases.filter(([phrase], index) => !sets[index]?.includes(phrase));
    expect(readPhrases.length).toBeGreaterThan(480);
    expect(missing).toEqual([]);
  });

  test("each is a spelling of the form that t2s gives it", () => {
    const terms = entriesOf(tsPhrases).map(([phrase]) => phrase);
    const sets = spellings(terms.map((term) => simplify(term)[0] ?? ""));
    expect(terms.filter((term, index) => !sets[index]?.includes(term))).toEqual([]);
  });

  test("every phrase of s2t is spelled as the official converters do", () => {
    const terms = entriesOf(stPhrases).map(([phrase]) => phrase);
    const sets = spellings(terms);
    expectOfficial(terms, sets);
    // What is added is read as the term by OpenCC itself.
    const strays = terms.flatMap((term, index) => {
      const known = new Set([term, ...simplify(term)]);
      const added = sets[index]?.slice(official(term).length) ?? [];
      return added.filter((spelling) => !simplify(spelling).some((form) => known.has(form)));
    });
    expect(strays).toEqual([]);
  });
});

describeOnData("TOM-Skype and SVP", () => {
  const termsOf = (file: string): string[] => {
    const { rules } = parseList(readFileSync(dataPath(file)), {
      format: "csv",
      name: file,
      termColumn: "word",
      trim: true,
    });
    return [...new Set(rules.map(({ parts }) => parts[0]?.anyOf[0]?.text ?? ""))];
  };

  test("every term is spelled as the official converters do", () => {
    const lists = ["TOM-Skype--Sina-UC/blocked-words.csv", "SVP/svp_words.csv"];
    const sizes: number[] = [];
    for (const list of lists) {
      const terms = termsOf(`lists/citizenlab/${list}`);
      const sets = spellings(terms);
      expectOfficial(terms, sets);
      sizes.push(...sets.map(({ length }) => length));
    }
    expect(sizes.length).toBeGreaterThan(21_000);
    expect(sizes.filter((size) => size > 1).length).toBe(9_038);
    expect(Math.max(...sizes)).toBeLessThan(10);
  });
});
