import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { assemble } from "../../src/filter/assembly.ts";
import { compileRules } from "../../src/filter/compilation.ts";
import { compileFilter } from "../../src/filter/filter.ts";
import type { KeywordList } from "../../src/lists/keyword-list.ts";
import { parseList } from "../../src/lists/lists.ts";
import type { Condition, Rule, Term } from "../../src/lists/rule.ts";
import { naiveTermKey, naiveVerdict } from "../support/naive-rules.ts";
import {
  allow,
  expressions,
  folds,
  rules,
  spellings,
  text,
  wordsOf,
} from "../support/rule-arbitraries.ts";

// Random small rules of every kind, mixed, against an evaluator that tries everything.

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
                exception && [
                  rule.exceptions.indexOf(exception.condition),
                  shape(exception.matches),
                ],
                shape(matches),
                covers
                  ?.map(({ match, phrase }) => [match.start, match.end, phrase.start, phrase.end])
                  .sort(order),
              ]),
          ).toEqual(
            own.flatMap((rule, index) => {
              const one = expected.rules[index];
              if (one?.exception !== undefined) {
                const { index: place, matches } = one.exception;
                const first = rule.exceptions.indexOf(rule.exceptions[place] as Condition);
                return [[rule.id, [first, shape(matches)], shape(one.matches), undefined]];
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
          const numbers = new Map<string, number>();
          for (const { term } of every.values()) {
            const key = typeof term === "string" ? term : naiveTermKey(term);
            numbers.set(key, (numbers.get(key) ?? 0) + 1);
          }
          expect(
            filter
              .termCounts(message)
              .map(({ term, occurrences }) => [naiveTermKey(term), occurrences])
              .sort(),
          ).toEqual([...numbers].sort());
          expect(filter.disarmedCounts(message)).toEqual(
            own.flatMap((_, rule) => {
              const { matches = [], all = [], exception, isCovered } = expected.rules[rule] ?? {};
              if (exception !== undefined) {
                return [{ rule, occurrences: matches.length + exception.matches.length }];
              }
              return isCovered ? [{ rule, occurrences: all.length }] : [];
            }),
          );
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
      const compiled = compileRules(own, {
        folds: on,
        allow: [phraseList(phrases)],
        regions: on.includes("regional") ? ["tw"] : [],
        spellings,
        expressions,
      });
      const { search } = assemble(compiled, {
        folds: on,
        bounds: { separatorGap: 4, minDigits: 2 },
        spelled: undefined,
        wordBoundary: undefined,
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
