import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { compileRules } from "../../src/filter/compilation.ts";
import { compileFilter } from "../../src/filter/filter.ts";
import type { SpellingProvider } from "../../src/labels/spelling.ts";
import type { ExpressionProvider } from "../../src/lists/expression.ts";
import type { KeywordList } from "../../src/lists/keyword-list.ts";
import { parseList } from "../../src/lists/lists.ts";
import type { Anchor, Condition, Gap, Part, Rule, Term } from "../../src/lists/rule.ts";
import type { Fold } from "../../src/unicode/unicode.ts";
import { naiveTermKey, naiveVerdict } from "../support/naive-rules.ts";

// Random small rules of every kind, mixed, against an evaluator that tries everything.

// Few, and some more often than others, so that rules fire about as often as not.
const CHARACTERS = [..."aaaAAａbb体體体制製ßé .\n\u0301\u200b"];
const word = (maxLength: number): fc.Arbitrary<string> =>
  fc
    .array(fc.constantFrom(...CHARACTERS), { minLength: 1, maxLength })
    .map((picked) => picked.join(""));

const gap: fc.Arbitrary<Gap> = fc
  .record(
    {
      min: fc.constantFrom(0, 0, 1, 2),
      more: fc.constantFrom(0, 1, 2, Number.POSITIVE_INFINITY),
      of: fc.constantFrom("any", "non-han"),
    } as const,
    { requiredKeys: ["min", "more"] },
  )
  .map(({ min, more, of }) => ({ min, max: min + more, ...(of && { of }) }));

const anchor = fc.constantFrom<Anchor>(
  "text-start",
  "text-end",
  "text",
  "word-start",
  "word-end",
  "word",
);

const plain = word(2).map((text): Term => ({ text }));
const anchored = fc.record({ text: word(2), anchor });
const gapped = fc.record({ text: word(3), gap, anchor }, { requiredKeys: ["text", "gap"] });
// Gaps at single places, of a term without absent characters.
const placed = fc
  .tuple(
    fc.array(fc.constantFrom(..."aA体制"), { minLength: 2, maxLength: 3 }),
    fc.array(fc.option(gap, { freq: 2 }), { minLength: 2, maxLength: 2 }),
    fc.option(gap, { nil: undefined, freq: 2 }),
  )
  .map(([characters, gaps, rest]): Term => {
    const own = gaps
      .slice(0, characters.length - 1)
      .flatMap((one, index) => (one === null ? [] : [{ ...one, before: index + 1 }]));
    return { text: characters.join(""), gaps: own, ...(rest && { gap: rest }) };
  });
const expression = fc
  .constantFrom(["a.?b", ""], ["体+", "体"], ["[aA]{2}", ""], ["制.*e", "制"])
  .map(
    ([source, text]): Term => ({
      text: text as string,
      expression: { source: source as string, flags: "", dialect: "javascript" },
    }),
  );
const term = fc.oneof(
  { weight: 5, arbitrary: plain },
  { weight: 1, arbitrary: anchored },
  { weight: 1, arbitrary: gapped },
  { weight: 1, arbitrary: placed },
  { weight: 1, arbitrary: expression },
);

const part: fc.Arbitrary<Part> = fc.record({
  anyOf: fc.array(term, { minLength: 1, maxLength: 2 }),
  min: fc.constantFrom(1, 1, 1, 2),
});
const condition: fc.Arbitrary<Condition> = fc.record({
  parts: fc.array(part, { minLength: 1, maxLength: 3 }),
  ordered: fc.boolean(),
  overlap: fc.constantFrom("shared", "disjoint"),
});

const rules: fc.Arbitrary<Rule[]> = fc
  .record({
    conditions: fc.array(condition, { minLength: 1, maxLength: 4 }),
    pool: fc.array(condition, { minLength: 1, maxLength: 2 }),
    picks: fc.array(fc.array(fc.nat(1), { maxLength: 2 }), { minLength: 4, maxLength: 4 }),
  })
  .map(({ conditions, pool, picks }) =>
    conditions.map((own, index) => ({
      ...own,
      id: `r${index}`,
      exceptions: (picks[index] ?? []).flatMap((pick) => pool[pick] ?? []),
      action: "unknown",
      metadata: {},
      source: { list: "made", line: 1, start: 0, end: 0, raw: "" },
    })),
  );

const text = word(9);
const folds = fc.subarray<Fold>(["case", "width", "compat", "script", "ignorable", "regional"]);
const allow = fc.array(
  word(3).filter((phrase) => phrase.trim() === phrase && !phrase.includes("\n")),
  { maxLength: 1 },
);

/** Words of a made-up region: enough that one is within another and one is as long as its term. */
const WORDS: Readonly<Record<string, readonly string[]>> = {
  a: ["bb", "é"],
  体制: ["制", "体体"],
  b: ["a"],
};
const wordsOf = (own: string): readonly string[] =>
  (Object.hasOwn(WORDS, own) ? WORDS[own] : undefined) ?? [];
const spellings: SpellingProvider = Object.assign(
  (terms: readonly string[]) => terms.map((own) => [own]),
  { regional: (terms: readonly string[]) => terms.map(wordsOf) },
);

const expressions: ExpressionProvider = {
  translate: () => ({ kind: "refused", reason: "not asked here" }),
  compile:
    ({ source }) =>
    (own) =>
      [...own.matchAll(new RegExp(source, "g"))].map((match) => [
        match.index,
        match.index + match[0].length,
      ]),
};

const listOf = (own: readonly Rule[]): KeywordList => ({
  ...parseList("", { format: "lines", name: "made" }),
  rules: own,
});
const phraseList = (phrases: readonly string[]): KeywordList =>
  parseList(phrases.join("\n"), { format: "lines", name: "allowed" });

const order = (a: readonly unknown[], b: readonly unknown[]): number =>
  (a[0] as number) - (b[0] as number) ||
  (b[1] as number) - (a[1] as number) ||
  (String(a[2]) < String(b[2]) ? -1 : 1);
const shape = (
  matches: readonly {
    readonly start: number;
    readonly end: number;
    readonly term: Term | string;
  }[],
): unknown[][] =>
  matches
    .map(({ start, end, term: own }) => [
      start,
      end,
      typeof own === "string" ? own : naiveTermKey(own),
    ])
    .sort(order);

test("rules fire, are disarmed, and have the matches that their definition says", () => {
  fc.assert(
    fc.property(
      rules,
      fc.array(text, { minLength: 1, maxLength: 3 }),
      folds,
      allow,
      (own, texts, on, phrases) => {
        const setting = {
          folds: on,
          allow: phrases,
          regional: on.includes("regional") ? wordsOf : () => [],
        };
        const filter = compileFilter(listOf(own), {
          folds: on,
          spellings,
          expressions,
          allow: phraseList(phrases),
        });
        for (const message of texts) {
          const expected = naiveVerdict(own, message, setting);
          const fired = own.flatMap((_, rule) => (expected.rules[rule]?.fires ? [rule] : []));
          expect(filter.counts(message)).toEqual(
            fired.map((rule) => ({ rule, occurrences: expected.rules[rule]?.matches.length })),
          );
          expect(filter.test(message)).toBe(fired.length > 0);
          expect(
            filter.triggers(message).map(({ rule, matches }) => [rule.id, shape(matches)]),
          ).toEqual(
            fired.map((rule) => [own[rule]?.id, shape(expected.rules[rule]?.matches ?? [])]),
          );
          expect(
            filter
              .disarmed(message)
              .map(({ rule, exception, covers, matches }) => [
                rule.id,
                exception && rule.exceptions.indexOf(exception.condition as Condition),
                shape(matches),
                covers
                  ?.map(({ match, phrase }) => [match.start, match.end, phrase.start, phrase.end])
                  .sort(order),
              ]),
          ).toEqual(
            own.flatMap((rule, index) => {
              const one = expected.rules[index];
              if (one?.exception !== undefined) {
                const first = rule.exceptions.indexOf(rule.exceptions[one.exception] as Condition);
                return [[rule.id, first, shape(one.matches), undefined]];
              }
              if (!one?.isCovered) {
                return [];
              }
              const covers = one.all.flatMap((match) => {
                const phrase = expected.cover(match);
                return phrase ? [[match.start, match.end, phrase.start, phrase.end]] : [];
              });
              return [[rule.id, undefined, shape(one.all), covers.sort(order)]];
            }),
          );
          const every = new Map(
            expected.rules.flatMap(({ matches }) =>
              matches.map((match) => [`${match.start} ${match.end} ${match.term}`, match]),
            ),
          );
          expect(shape(filter.matches(message))).toEqual(shape([...every.values()]));
        }
      },
    ),
    { numRuns: 800 },
  );
});

test("a recording is judged by the matches that are accepted", () => {
  fc.assert(
    fc.property(rules, text, folds, allow, fc.nat(6), (own, message, on, phrases, salt) => {
      const accept = (literal: string, start: number, end: number, regional: boolean): boolean =>
        (literal.length + 3 * start + 5 * end + (regional ? 1 : 0) + salt) % 7 > 1;
      const expected = naiveVerdict(own, message, {
        folds: on,
        allow: phrases,
        regional: on.includes("regional") ? wordsOf : () => [],
        accept,
      });
      const { search } = compileRules(own, {
        folds: on,
        allow: [phraseList(phrases)],
        regions: on.includes("regional") ? ["tw"] : [],
        spellings,
        expressions,
      });
      expect(
        search.firesWith(message, ({ literal, start, end, regional }) =>
          accept(literal, start, end, regional),
        ),
      ).toEqual(own.flatMap((_, rule) => (expected.rules[rule]?.fires ? [rule] : [])));
    }),
    { numRuns: 400 },
  );
});
