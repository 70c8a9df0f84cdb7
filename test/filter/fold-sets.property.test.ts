import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { compileFilter, type Filter } from "../../src/filter/filter.ts";
import type { KeywordList } from "../../src/lists/keyword-list.ts";
import type { Anchor, Condition, Rule, Term } from "../../src/lists/rule.ts";
import type { FoldChoice } from "../../src/unicode/unicode.ts";

// The fold sets of a message against a filter compiled for every subset of the folds.

const TERM_CHARACTERS = [..."aａf体台臺6六4天点长"];

/** How the characters of terms may be written, and what may stand beside them. */
const VARIANTS = [
  "aAａаáＡ",
  "fFﬃｆ",
  "体體",
  "台臺颱",
  "6六⑥６陆",
  "4四④Ⅳ",
  "天",
  "点㍘點",
  "长⻓長⾧",
].map((variants) => [...variants]);
const INSERTED = ["", "", "", "", "", "\u200b", "\u0336", " ", "*", "x"];

const characters = (of: readonly string[], maxLength: number): fc.Arbitrary<string> =>
  fc.array(fc.constantFrom(...of), { minLength: 1, maxLength }).map((picked) => picked.join(""));

const term = (isPositional: boolean): fc.Arbitrary<Term> =>
  fc
    .record({
      text: characters(TERM_CHARACTERS, 3),
      anchor: fc.constantFrom<(Anchor | undefined)[]>(
        undefined,
        undefined,
        "text-start",
        "text-end",
      ),
      gap: fc.constantFrom(undefined, undefined, { min: 0, max: 2 }, { min: 1, max: 2 }),
    })
    .map(({ text, anchor, gap }) => ({
      text,
      ...(isPositional && anchor !== undefined ? { anchor } : {}),
      ...(isPositional && gap !== undefined && [...text].length > 1 ? { gap } : {}),
    }));

const condition = (isPositional: boolean): fc.Arbitrary<Condition> =>
  fc.record({
    parts: fc.array(
      fc.record({
        anyOf: fc.array(term(isPositional), { minLength: 1, maxLength: 2 }),
        min: fc.constantFrom(1, 1, 1, 2),
      }),
      { minLength: 1, maxLength: 2 },
    ),
    ordered: fc.constant(false),
    overlap: fc.constant<"shared">("shared"),
  });

/** A text of some terms, each character written in some way: `choices` decides. */
function write(terms: readonly string[], choices: readonly number[]): string {
  let turn = 0;
  const choose = (from: readonly string[]): string => {
    turn++;
    return from[(choices[turn % choices.length] ?? 0) % from.length] ?? "";
  };
  const pieces = [choose(terms), choose(terms), choose([...terms, "", "", ""])];
  return pieces
    .flatMap((piece) => [...piece, ""])
    .map((character) => {
      const variants = VARIANTS.find((all) => all.includes(character)) ?? character;
      const written = choose([character, ...variants]);
      return written + choose(INSERTED) + (choose(INSERTED) === "x" ? written : "");
    })
    .join("");
}

function listOf(name: string, rules: readonly Partial<Rule>[]): KeywordList {
  return {
    name,
    format: "json",
    info: {},
    issues: [],
    bytes: new Uint8Array(),
    rules: rules.map((rule, index) => ({
      id: `${name}:${index}`,
      parts: [],
      ordered: false,
      overlap: "shared",
      exceptions: [],
      action: "unknown",
      metadata: {},
      source: { list: name, line: index + 1, start: 0, end: 0, raw: "" },
      ...rule,
    })),
  };
}

/** Every subset with the sets within it. */
function subsetsOf<T>(all: readonly T[]): T[][] {
  return Array.from({ length: 2 ** all.length }, (_, set) =>
    all.filter((_one, place) => (set >> place) & 1),
  );
}

function naiveMinimal(sets: readonly (readonly string[])[]): string[] {
  const isWithin = (a: readonly string[], b: readonly string[]): boolean =>
    a.length < b.length && a.every((one) => b.includes(one));
  return sets
    .filter((set) => !sets.some((other) => isWithin(other, set)))
    .map((set) => set.join())
    .sort();
}

interface Variety {
  readonly folds: readonly FoldChoice[];
  readonly isPositional: boolean;
  readonly hasExceptions: boolean;
  readonly runs: number;
}

/** Of so few filters, all may have texts that need no fold: about one time in thirty where they are fewest. */
const MOST_ROUNDS = 20;

function check({ folds, isPositional, hasExceptions, runs }: Variety): void {
  const seen = { fired: 0, needed: 0 };
  const property = fc.property(
    fc.array(condition(isPositional), { minLength: 1, maxLength: 3 }),
    fc.array(condition(isPositional), { maxLength: hasExceptions ? 2 : 0 }),
    fc.array(characters(TERM_CHARACTERS, 3), { maxLength: hasExceptions ? 2 : 0 }),
    fc.subarray([...folds], { minLength: 2, maxLength: 4 }),
    fc.array(fc.array(fc.nat(), { minLength: 11, maxLength: 31 }), {
      minLength: 20,
      maxLength: 20,
    }),
    (conditions, exceptions, phrases, enabled, writings) => {
      const terms = [...conditions, ...exceptions].flatMap(({ parts }) =>
        parts.flatMap(({ anyOf }) => anyOf.map(({ text }) => text)),
      );
      const texts = writings.map((choices) => write([...terms, ...phrases], choices));
      const list = listOf(
        "list",
        conditions.map((one) => ({ ...one, exceptions })),
      );
      const allow = listOf(
        "allow",
        phrases.map((text) => ({ parts: [{ anyOf: [{ text }], min: 1 }] })),
      );
      const compile = (some: readonly FoldChoice[]): Filter =>
        compileFilter(list, { folds: some, ...(phrases.length > 0 ? { allow } : {}) });
      const filter = compile(enabled);
      const subsets = subsetsOf(filter.folds).map((names) => ({
        names,
        filter: compile(enabled.filter((fold) => names.includes(fold as string))),
      }));
      for (const text of texts) {
        const fired = filter.counts(text).map(({ rule }) => rule);
        const { message, rules, without, rulesWithout } = filter.foldSets(text);
        const firing = subsets.filter((one) => one.filter.test(text));
        expect(message.map((set) => set.join()).sort()).toEqual(
          naiveMinimal(firing.map(({ names }) => names)),
        );
        expect([...rules.keys()]).toEqual(fired);
        for (const rule of fired) {
          const holding = subsets.filter((one) =>
            one.filter.counts(text).some((count) => count.rule === rule),
          );
          expect(
            rules
              .get(rule)
              ?.map((set) => set.join())
              .sort(),
          ).toEqual(naiveMinimal(holding.map(({ names }) => names)));
        }
        for (const rule of fired) {
          expect(rulesWithout.get(rule)).toEqual(
            filter.folds.filter(
              (fold) =>
                !subsets.some(
                  ({ names, filter: other }) =>
                    names.length === filter.folds.length - 1 &&
                    !names.includes(fold) &&
                    other.counts(text).some((count) => count.rule === rule),
                ),
            ),
          );
        }
        expect(without).toEqual(
          fired.length === 0
            ? []
            : filter.folds.filter(
                (fold) =>
                  !firing.some(
                    ({ names }) =>
                      names.length === filter.folds.length - 1 && !names.includes(fold),
                  ),
              ),
        );
        seen.fired += fired.length > 0 ? 1 : 0;
        seen.needed += without.length > 0 ? 1 : 0;
      }
    },
  );
  for (let round = 0; round < MOST_ROUNDS && seen.needed === 0; round++) {
    fc.assert(property, { numRuns: runs });
  }
  // Not vacuous, whatever the seed.
  expect(seen.fired).toBeGreaterThan(0);
  expect(seen.needed).toBeGreaterThan(0);
}

const CHARACTER_FOLDS: readonly FoldChoice[] = [
  "case",
  "width",
  "compat",
  "radical",
  "script",
  "ignorable",
  "marks",
  "confusable",
];

test("folds of characters", () => {
  check({ folds: CHARACTER_FOLDS, isPositional: false, hasExceptions: false, runs: 15 });
});

test("with exceptions and allow lists", () => {
  check({ folds: CHARACTER_FOLDS, isPositional: false, hasExceptions: true, runs: 15 });
});

test("with anchors and gaps", () => {
  check({ folds: CHARACTER_FOLDS, isPositional: true, hasExceptions: true, runs: 15 });
});

test("folds of sequences", () => {
  const folds: readonly FoldChoice[] = [
    "compat",
    "script",
    "ignorable",
    "separators",
    "digits",
    "repeats",
  ];
  check({ folds, isPositional: false, hasExceptions: true, runs: 6 });
});
