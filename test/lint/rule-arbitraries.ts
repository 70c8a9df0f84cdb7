import fc from "fast-check";
import type {
  Anchor,
  Condition,
  Gap,
  KeywordList,
  Part,
  Rule,
  Term,
} from "../../src/lists/lists.ts";
import { parseList } from "../../src/lists/lists.ts";

// Made-up rules of every kind over few characters, so that they lie within each other often.

export const word = (characters: string, maxLength: number): fc.Arbitrary<string> =>
  fc
    .array(fc.constantFrom(...Array.from(characters)), { minLength: 1, maxLength })
    .map((picked) => picked.join(""));

const gap: fc.Arbitrary<Gap> = fc
  .record({
    min: fc.constantFrom(0, 0, 1, 2),
    more: fc.constantFrom(0, 1, 2, Number.POSITIVE_INFINITY),
    of: fc.constantFrom("any" as const, "any" as const, "non-han" as const),
  })
  .map(({ min, more, of }) => ({ min, max: min + more, of }));

const anchor = fc.constantFrom<Anchor>(
  "text-start",
  "text-end",
  "text",
  "word-start",
  "word-end",
  "word",
);

/** Terms over some characters. */
export const terms = (characters: string): fc.Arbitrary<Term> => {
  const own = (maxLength: number): fc.Arbitrary<string> => word(characters, maxLength);
  const placed = fc
    .tuple(own(4), fc.array(fc.option(gap, { freq: 2 }), { minLength: 3, maxLength: 3 }))
    .map(([text, gaps]): Term => {
      const places = Array.from(text).map((_, index, all) => all.slice(0, index).join("").length);
      return {
        text,
        gaps: places
          .slice(1)
          .flatMap((before, index) => (gaps[index] ? [{ before, ...gaps[index] }] : [])),
      };
    });
  return fc.oneof(
    { weight: 6, arbitrary: own(3).map((text): Term => ({ text })) },
    { weight: 2, arbitrary: fc.record({ text: own(3), anchor }) },
    {
      weight: 1,
      arbitrary: fc.record({ text: own(3), gap, anchor }, { requiredKeys: ["text", "gap"] }),
    },
    { weight: 1, arbitrary: placed },
  );
};

/** Conditions of such terms. */
export const conditions = (term: fc.Arbitrary<Term>): fc.Arbitrary<Condition> => {
  const part: fc.Arbitrary<Part> = fc.record({
    anyOf: fc.oneof(
      { weight: 3, arbitrary: fc.tuple(term) },
      { weight: 1, arbitrary: fc.array(term, { minLength: 1, maxLength: 3 }) },
    ),
    min: fc.constantFrom(1, 1, 1, 1, 2, 3),
  });
  return fc.record({
    parts: fc.oneof(
      { weight: 3, arbitrary: fc.tuple(part) },
      { weight: 2, arbitrary: fc.array(part, { minLength: 1, maxLength: 3 }) },
    ),
    ordered: fc.constantFrom(false, false, true),
    overlap: fc.constantFrom("shared", "shared", "disjoint"),
  });
};

export const ruleOf = (
  condition: Condition,
  exceptions: readonly Condition[],
  index: number,
): Rule => ({
  ...condition,
  id: `made:${index}`,
  exceptions,
  action: "unknown",
  metadata: {},
  source: { list: "made", line: index + 1, start: 0, end: 0, raw: `rule ${index}` },
});

/** Lists of such rules, which share exceptions. */
export const ruleLists = (condition: fc.Arbitrary<Condition>): fc.Arbitrary<Rule[]> =>
  fc
    .record({
      own: fc.array(condition, { minLength: 2, maxLength: 7 }),
      pool: fc.array(condition, { minLength: 2, maxLength: 3 }),
      picks: fc.array(fc.array(fc.nat(2), { maxLength: 2 }), { minLength: 7, maxLength: 7 }),
      isArmed: fc.boolean(),
    })
    .map(({ own, pool, picks, isArmed }) =>
      own.map((one, index) =>
        ruleOf(one, isArmed ? (picks[index] ?? []).flatMap((pick) => pool[pick] ?? []) : [], index),
      ),
    );

export const listOf = (rules: readonly Rule[], name = "made"): KeywordList => ({
  ...parseList("", { format: "lines", name }),
  rules,
});
