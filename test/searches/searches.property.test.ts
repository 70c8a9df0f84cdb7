import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { splitGraphemes } from "unicode-segmenter/grapheme";
import { compileFilter, type Filter, loadFilter } from "../../src/filter/filter.ts";
import type { Anchor, Rule, Term } from "../../src/lists/rule.ts";
import {
  createMatchStream,
  iterateMatches,
  leftmostMatches,
  mask,
  matchesAt,
  replace,
  type UnlabelledMatch,
} from "../../src/searches/searches.ts";
import type { Fold } from "../../src/unicode/unicode.ts";
import { naiveExpansion } from "../support/naive-fold.ts";
import { naiveTermKey, naiveVerdict } from "../support/naive-rules.ts";
import { cutAt, naiveAt, naiveLeftmost } from "../support/naive-searches.ts";
import { made, rule, words } from "../support/rules.ts";

// Random filters on random texts: every search beside the matches that the rules are defined to have, worked out by
// trying everything.

const range = (count: number, from: number): string[] =>
  Array.from({ length: count }, (_, index) => String.fromCodePoint(from + index));

const ALPHABETS: Readonly<Record<string, readonly string[]>> = {
  "two letters": [..."ab"],
  "letters in forms, with marks, expansions and invisible characters": [
    ..."aaaAAａbb体體制製ßéﬃ㍘点0 .\n\u0301\u200b\u200b\u{e0001}",
  ],
  "astral characters and lone surrogates": [
    ..."a𠮷𠮶\u{1d400}\u{1f1e8}\u{1f1f3}",
    "\ud842",
    "\udfb7",
  ],
  "three thousand characters": range(3000, 0x4e00),
};

const ANCHORS: readonly Anchor[] = [
  "text-start",
  "text-end",
  "text",
  "word-start",
  "word-end",
  "word",
];

interface Found {
  readonly start: number;
  readonly end: number;
  /** The place of its term among those of the filter. */
  readonly rank: number;
}

interface Case {
  readonly filter: Filter;
  readonly terms: readonly Term[];
  readonly folds: readonly Fold[];
  readonly texts: readonly { readonly text: string; readonly expected: readonly Found[] }[];
}

function makeCase(
  given: readonly Term[],
  fillers: readonly string[],
  picks: readonly number[],
  folds: readonly Fold[],
  phrases: readonly string[],
): Case {
  const byKey = new Map<string, Term>();
  for (const term of given) {
    byKey.set(naiveTermKey(term), byKey.get(naiveTermKey(term)) ?? term);
  }
  const keys = [...byKey.keys()];
  const terms = [...byKey.values()];
  const rules: Rule[] = terms.map((term, index) => rule(`r${index}`, [[1, term]]));
  const planted = picks.map((pick) => terms[pick % terms.length]?.text ?? "");
  return {
    filter: compileFilter(made(...rules), {
      folds,
      allow: {
        ...words("", "allowed"),
        rules: phrases.map((phrase) => rule(phrase, [[1, phrase]])),
      },
    }),
    terms,
    folds,
    texts: fillers.map((filler) => {
      const text = planted.join(filler.slice(0, 2)) + filler;
      const verdict = naiveVerdict(rules, text, { folds, allow: phrases, regional: () => [] });
      const expected = verdict.rules
        .flatMap(({ matches }) => matches)
        .map(({ start, end, term }) => ({ start, end, rank: keys.indexOf(term) }))
        .sort((a, b) => a.start - b.start || b.end - a.end || a.rank - b.rank);
      return { text, expected };
    }),
  };
}

const isAtEnd = ({ terms }: Case, { rank }: Found): boolean =>
  ["text", "text-end"].includes(terms[rank]?.anchor ?? "");

function inStreamOrder(own: Case, matches: readonly Found[]): Found[] {
  return [...matches].sort(
    (a, b) =>
      Number(isAtEnd(own, a)) - Number(isAtEnd(own, b)) ||
      a.end - b.end ||
      a.start - b.start ||
      a.rank - b.rank,
  );
}

/** Matches as the definition writes them. */
function ranked({ terms }: Case, matches: readonly UnlabelledMatch[]): Found[] {
  const keys = terms.map(naiveTermKey);
  return matches.map(({ start, end, term }) => ({
    start,
    end,
    rank: keys.indexOf(naiveTermKey(term)),
  }));
}

function streamed(own: Case, filter: Filter, pieces: readonly (string | Uint8Array)[]): Found[] {
  const stream = createMatchStream(filter);
  return ranked(own, [...pieces.flatMap((piece) => stream.push(piece)), ...stream.finish()]);
}

/** Masks whole clusters; those of matches that share one are one run. What is invisible alone is not shown. */
function naiveMask(text: string, matches: readonly Found[]): { each: string; once: string } {
  const parts: (string | string[])[] = [];
  let place = 0;
  let run: readonly Found[] = [];
  for (const cluster of splitGraphemes(text)) {
    const end = place + cluster.length;
    const here = matches.filter((match) => match.start < end && match.end > place);
    if (here.length === 0) {
      parts.push(cluster);
    } else if (here.some((match) => run.includes(match))) {
      (parts.at(-1) as string[]).push(cluster);
    } else {
      parts.push([cluster]);
    }
    run = here;
    place = end;
  }
  const isSeen = (cluster: string): boolean => !/^[\u200b\u{e0001}]$/u.test(cluster);
  return {
    each: parts
      .map((part) =>
        typeof part === "string" ? part : part.filter(isSeen).fill("*").join("") || "*",
      )
      .join(""),
    once: parts.map((part) => (typeof part === "string" ? part : "[]")).join(""),
  };
}

for (const [name, alphabet] of Object.entries(ALPHABETS)) {
  const word = (minLength: number, maxLength: number): fc.Arbitrary<string> =>
    fc
      .array(fc.constantFrom(...alphabet), { minLength, maxLength })
      .map((picked) => picked.join(""));
  const gap = fc
    .tuple(fc.nat(1), fc.nat(2), fc.constantFrom("any" as const, "non-han" as const))
    .map(([min, more, of]) => ({ min, max: min + more, of }));
  const term: fc.Arbitrary<Term> = fc.oneof(
    { weight: 4, arbitrary: fc.record({ text: word(1, 4) }) },
    { weight: 1, arbitrary: fc.record({ text: word(1, 3), anchor: fc.constantFrom(...ANCHORS) }) },
    {
      weight: 1,
      arbitrary: fc.record(
        { text: word(2, 3), gap, anchor: fc.constantFrom(...ANCHORS) },
        { requiredKeys: ["text", "gap"] },
      ),
    },
  );
  const cases = fc
    .tuple(
      fc.array(term, { minLength: 1, maxLength: 6 }),
      fc.array(word(0, 16), { minLength: 3, maxLength: 3 }),
      fc.array(fc.nat(), { maxLength: 3 }),
      fc.subarray<Fold>(["case", "width", "compat", "script", "ignorable", "marks"]),
      fc.array(word(1, 3), { maxLength: 1 }),
    )
    .map((made) => makeCase(...made));
  const places = fc.array(fc.nat(100), { maxLength: 8 });

  test(`every search finds what it is defined to find: ${name}`, () => {
    fc.assert(
      fc.property(cases, places, (own, cuts) => {
        const { folds, texts } = own;
        const isAbsent = (character: string): boolean =>
          naiveExpansion(character, folds).symbols.length === 0;
        // Of three texts one is searched by the filter written to bytes and loaded again.
        const loaded = loadFilter(own.filter.serialize());
        for (const [number, { text, expected }] of texts.entries()) {
          const filter = number === 1 ? loaded : own.filter;
          const matches = filter.matches(text);
          expect(ranked(own, matches)).toEqual(expected);
          expect(ranked(own, [...iterateMatches(filter, text)])).toEqual(expected);
          for (const prefer of ["longest", "first"] as const) {
            expect(ranked(own, leftmostMatches(filter, text, { prefer }))).toEqual(
              naiveLeftmost(expected, prefer, ({ rank }) => rank),
            );
          }
          const offset = (cuts[0] ?? 0) % (text.length + 1);
          const isWithinPair = offset > 0 && (text.codePointAt(offset - 1) ?? 0) > 0xffff;
          expect(ranked(own, matchesAt(filter, text, offset))).toEqual(
            isWithinPair ? [] : naiveAt(expected, text, offset, isAbsent),
          );

          const inOrder = inStreamOrder(own, expected);
          expect(streamed(own, filter, cutAt(text, cuts))).toEqual(inOrder);
          expect(streamed(own, filter, text.split(""))).toEqual(inOrder);
          const bytes = new TextEncoder().encode(text);
          const decoded = filter.matches(new TextDecoder().decode(bytes));
          expect(streamed(own, filter, cutAt(bytes, cuts))).toEqual(
            inStreamOrder(own, ranked(own, decoded)),
          );

          const leftmost = naiveLeftmost(expected, "longest", ({ rank }) => rank);
          const masked = naiveMask(text, leftmost);
          expect(mask(filter, text).text).toBe(masked.each);
          expect(mask(filter, text, { character: "[]", count: 1 }).text).toBe(masked.once);
          const replaced = replace(filter, text, (match) => `<${match.start}>`);
          let naive = text;
          for (const { start, end } of [...leftmost].reverse()) {
            naive = `${naive.slice(0, start)}<${start}>${naive.slice(end)}`;
          }
          expect(replaced.text).toBe(naive);
          for (const { start, newStart, newEnd } of replaced.spans) {
            expect(naive.slice(newStart, newEnd)).toBe(`<${start}>`);
          }
        }
      }),
      { numRuns: 30 },
    );
  });
}
