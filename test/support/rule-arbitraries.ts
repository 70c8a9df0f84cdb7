import fc from "fast-check";
import type { SpellingProvider } from "../../src/labels/spelling.ts";
import type { ExpressionProvider } from "../../src/lists/expression.ts";
import type { Anchor, Condition, Gap, Part, Rule, Term } from "../../src/lists/rule.ts";
import type { Fold } from "../../src/unicode/unicode.ts";

// Random small rules of every kind, mixed, with texts on which they fire about as often as not.

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

export const rules: fc.Arbitrary<Rule[]> = fc
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

export const text: fc.Arbitrary<string> = word(9);
export const folds: fc.Arbitrary<Fold[]> = fc.subarray<Fold>([
  "case",
  "width",
  "compat",
  "script",
  "ignorable",
  "regional",
]);
export const allow: fc.Arbitrary<string[]> = fc.array(
  word(3).filter((phrase) => phrase.trim() === phrase && !phrase.includes("\n")),
  { maxLength: 1 },
);

/** Words of a made-up region: enough that one is within another and one is as long as its term. */
const WORDS: Readonly<Record<string, readonly string[]>> = {
  a: ["bb", "é"],
  体制: ["制", "体体"],
  b: ["a"],
};
export const wordsOf = (own: string): readonly string[] =>
  (Object.hasOwn(WORDS, own) ? WORDS[own] : undefined) ?? [];
export const spellings: SpellingProvider = Object.assign(
  (terms: readonly string[]) => terms.map((own) => [own]),
  { regional: (terms: readonly string[]) => terms.map(wordsOf) },
);

export const expressions: ExpressionProvider = {
  translate: () => ({ kind: "refused", reason: "not asked here" }),
  compile:
    ({ source }) =>
    (own) =>
      [...own.matchAll(new RegExp(source, "g"))].map((match) => [
        match.index,
        match.index + match[0].length,
      ]),
};
