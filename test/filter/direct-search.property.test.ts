import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { compileFilter, type KeywordList, type Rule } from "../../src/index.ts";

// Filters of words and of choices of words, which count and match as they find.

interface Found {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** Every occurrence, by the simplest means: by start, then longer first. */
function occurrencesOf(words: readonly string[], text: string): Found[] {
  const found: Found[] = [];
  for (let start = 0; start < text.length; start++) {
    for (const word of [...new Set(words)].sort((a, b) => b.length - a.length)) {
      if (text.startsWith(word, start)) {
        found.push({ start, end: start + word.length, text: word });
      }
    }
  }
  return found;
}

function listOf(choices: readonly (readonly string[])[]): KeywordList {
  const rules = choices.map(
    (words, number): Rule => ({
      id: `list:${number}`,
      parts: [{ anyOf: words.map((text) => ({ text })), min: 1 }],
      ordered: false,
      overlap: "shared",
      exceptions: [],
      action: "unknown",
      metadata: {},
      source: { list: "list", line: number + 1, start: 0, end: 0, raw: words.join() },
    }),
  );
  return { name: "list", format: "lines", info: {}, rules, issues: [], bytes: new Uint8Array() };
}

const text = fc.string({ unit: fc.constantFrom("a", "b", "体"), maxLength: 60 });
const word = fc.string({ unit: fc.constantFrom("a", "b", "体"), minLength: 1, maxLength: 4 });
// Up to more rules than are sorted one by one.
const choices = fc.array(fc.array(word, { minLength: 1, maxLength: 4 }), {
  minLength: 1,
  maxLength: 24,
});
// Now and then one that is not searched as a whole.
const texts = fc.array(
  fc.tuple(text, fc.constantFrom(1, 1, 1, 1, 1, 150)).map(([one, count]) => one.repeat(count)),
  { maxLength: 4 },
);

test("matches are all occurrences in their order", () => {
  fc.assert(
    fc.property(choices, fc.array(text, { maxLength: 4 }), (words, some) => {
      const filter = compileFilter(listOf(words), { folds: [] });
      for (const one of some) {
        const found = filter
          .matches(one)
          .map(({ start, end, term }) => ({ start, end, text: term.text }));
        expect(found).toEqual(occurrencesOf(words.flat(), one));
      }
    }),
  );
});

test("counts are the occurrences of each rule's words, text after text", () => {
  fc.assert(
    fc.property(choices, texts, (words, some) => {
      const filter = compileFilter(listOf(words), { folds: [] });
      for (const one of some) {
        const expected = words.flatMap((own, rule) => {
          const occurrences = occurrencesOf(own, one).length;
          return occurrences === 0 ? [] : [{ rule, occurrences }];
        });
        expect(filter.counts(one)).toEqual(expected);
      }
    }),
  );
});
