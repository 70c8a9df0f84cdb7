import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { compileFilter, loadFilter } from "../../src/filter/filter.ts";
import {
  createMatchBuffer,
  type Filter,
  type KeywordList,
  parseList,
  type Rule,
  type Term,
} from "../../src/index.ts";

// `collect` says in numbers what `matches` says in objects, whatever a filter is made of.

const word = fc.string({
  unit: fc.constantFrom("a", "A", "b", "体", "體"),
  minLength: 1,
  maxLength: 3,
});

const term: fc.Arbitrary<Term> = fc.oneof(
  { weight: 6, arbitrary: word.map((text) => ({ text })) },
  { weight: 1, arbitrary: word.map((text): Term => ({ text, anchor: "word" })) },
  { weight: 1, arbitrary: word.map((text): Term => ({ text, gap: { min: 0, max: 2 } })) },
);

/** Rules of one part; of a few, terms that stand in an exception only. */
function listOf(rules: readonly (readonly [readonly Term[], readonly Term[]])[]): KeywordList {
  return {
    name: "list",
    format: "lines",
    info: {},
    rules: rules.map(
      ([anyOf, except], number): Rule => ({
        id: `list:${number}`,
        parts: [{ anyOf, min: 1 }],
        ordered: false,
        overlap: "shared",
        exceptions:
          except.length === 0
            ? []
            : [{ parts: [{ anyOf: except, min: 1 }], ordered: false, overlap: "shared" }],
        action: "unknown",
        metadata: {},
        source: { list: "list", line: number + 1, start: 0, end: 0, raw: "" },
      }),
    ),
    issues: [],
    bytes: new Uint8Array(),
  };
}

const buffer = createMatchBuffer(1);

function collected(filter: Filter, text: string): unknown[] {
  // What is in the buffer before stays there.
  buffer.length = 3;
  buffer.words.set([7, 8, 9]);
  filter.collect(text, buffer);
  expect(Array.from(buffer.words.subarray(0, 3))).toEqual([7, 8, 9]);
  const found: (readonly [number, number, number])[] = [];
  for (let at = 3; at < buffer.length; at += 3) {
    const [number = -1, start = -1, end = -1] = buffer.words.subarray(at, at + 3);
    found.push([number, start, end]);
  }
  // In the order of `matches`: by start, then longer first, then by term.
  found.sort((a, b) => a[1] - b[1] || b[2] - a[2] || a[0] - b[0]);
  return found.map(([number, start, end]) => {
    const matched = filter.matchedTerm(number);
    expect(matched.number).toBe(number);
    return [start, end, matched.term.text, matched.term, matched.rules.map(({ id }) => id)];
  });
}

function matched(filter: Filter, text: string): unknown[] {
  return filter
    .matches(text)
    .map(({ start, end, term: own, rules }) => [
      start,
      end,
      own.text,
      own,
      rules.map(({ id }) => id),
    ]);
}

test("collect gives the numbers of matches", () => {
  const plain = fc.array(
    word.map((text) => ({ text })),
    { minLength: 1, maxLength: 3 },
  );
  const some = fc.array(term, { minLength: 1, maxLength: 3 });
  const none = fc.constant<readonly Term[]>([]);
  const rules = fc.oneof(
    fc.array(fc.tuple(plain, none), { minLength: 1, maxLength: 12 }),
    fc.array(fc.tuple(plain, fc.oneof(none, plain)), { minLength: 1, maxLength: 12 }),
    fc.array(fc.tuple(some, fc.oneof(none, some)), { minLength: 1, maxLength: 12 }),
  );
  const folds = fc.constantFrom([], undefined, ["case", "separators"] as const);
  const allowed = fc.oneof({ weight: 3, arbitrary: fc.constant("") }, word);
  const text = fc.string({
    unit: fc.constantFrom("a", "A", "b", "体", "體", ".", "ﬀ"),
    maxLength: 40,
  });
  let several = 0;
  fc.assert(
    fc.property(
      rules,
      folds,
      allowed,
      fc.array(text, { maxLength: 4 }),
      (own, on, phrase, texts) => {
        const filter = compileFilter(listOf(own), {
          ...(on === undefined ? undefined : { folds: on }),
          allow: parseList(phrase, { format: "lines", name: "allowed" }),
        });
        const loaded = loadFilter(filter.serialize());
        for (const one of texts) {
          const expected = matched(filter, one);
          several += expected.length > 1 ? 1 : 0;
          expect(collected(filter, one)).toEqual(expected);
          expect(collected(loaded, one)).toEqual(expected);
        }
      },
    ),
  );
  expect(several).toBeGreaterThan(0);
});

test("numbers of no term, and texts that are none, are refused", () => {
  const except: Term[] = [{ text: "b" }];
  const filter = compileFilter(listOf([[[{ text: "a" }], except]]));
  expect(filter.matchedTerm(0).term).toEqual({ text: "a" });
  // That of the exception has a number within, and no match.
  for (const number of [1, -1, 0.5, Number.NaN]) {
    expect(() => filter.matchedTerm(number)).toThrow(
      new RangeError(`${number} is the number of no term, expected a whole number below 1`),
    );
  }
  expect(() => filter.collect(5 as unknown as string, buffer)).toThrow(TypeError);
});
