import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { parseList } from "../../src/lists/lists.ts";
import { DEFAULT_FOLDS, type Fold } from "../../src/unicode/unicode.ts";
import { hostIsUnicode17 } from "../support/host-unicode.ts";
import { createCompile } from "../support/loaded.ts";
import { naiveMatches } from "../support/naive.ts";
import { naiveExpansion } from "../support/naive-fold.ts";

// Random lists and texts of characters that fold in every way, under every set of the default folds, against a matcher
// and folds that were written apart.

const testOnUnicode17 = hostIsUnicode17("filters, with naive folds") ? test : test.skip;

const CHARACTERS = [
  ..."aAａbｂＢfiﬁﬃsSſßẞéeɛkKKıiİI\u0301\u0345ᾳα",
  ..."体體制製发發髮后後皇里裏裡台臺檯颱划畫了瞭乾干幹\uf900豈岂\u2f63生⺠民",
  ..."ｶカガﾞ\u3099\u309b각가\u1100\u1161\u11a8",
  ..."①⑥㊅64…．.,，　 ㍘0点½℡",
  ..."\u200b\u200d\ufeff\ufe0f\u00ad\u3164\uffa0\u115f",
  ..."𠮷\u{2c029}\u{1d400}\u{e0001}\u{e0100}👨👍🏽\ud842\udfb7",
];

const compile = createCompile();

const characters = fc.constantFrom(...CHARACTERS);
const words = (maxLength: number): fc.Arbitrary<string> =>
  fc.array(characters, { maxLength }).map((picked) => picked.join(""));

testOnUnicode17("finds what the naive matcher finds, under every set of the default folds", () => {
  fc.assert(
    fc.property(
      fc.array(words(4), { maxLength: 10 }),
      words(30),
      fc.subarray([...DEFAULT_FOLDS] as Fold[]),
      (list, text, folds) => {
        const terms = [...new Set(list)].filter((term) => /\S/u.test(term));
        const filter = compile(parseList(terms.join("\n"), { format: "lines", name: "list" }), {
          folds,
        });
        // A byte order mark at the start of the list is no part of its first term.
        const read = filter.rules.map(({ parts }) => parts[0]?.anyOf[0]?.text ?? "");
        const patterns = read.map((term) =>
          [...term].flatMap((character) => naiveExpansion(character, folds).symbols),
        );
        const expected = naiveMatches(
          patterns.map((pattern) => (pattern.length === 0 ? ["no such symbol"] : pattern)),
          text,
          (character) => naiveExpansion(character, folds),
        );
        expect(
          filter.matches(text).map(({ start, end, rules }) => ({
            pattern: filter.rules.indexOf(rules[0] as (typeof rules)[number]),
            start,
            end,
          })),
        ).toEqual(expected);
        expect(filter.test(text)).toBe(expected.length > 0);
        const counts = new Map<number, number>();
        for (const { pattern } of expected) {
          counts.set(pattern, (counts.get(pattern) ?? 0) + 1);
        }
        expect(filter.counts(text)).toEqual(
          [...counts]
            .sort(([a], [b]) => a - b)
            .map(([rule, occurrences]) => ({ rule, occurrences })),
        );
      },
    ),
    { numRuns: 1_500 },
  );
});
