import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { compileFilter } from "../../src/filter/filter.ts";
import { parseList } from "../../src/lists/lists.ts";
import { DEFAULT_FOLDS } from "../../src/unicode/unicode.ts";
import { hostIsUnicode17 } from "../support/host-unicode.ts";
import { naiveExpansion } from "../support/naive-fold.ts";

// The labels `folds` and `partial` of random matches under the default folds, against folds that were written apart:
// the smallest set under which the symbols of the slice hold those of the term, and whether they are all of them.

const testOnUnicode17 = hostIsUnicode17("folds and partial, with naive folds") ? test : test.skip;

const CHARACTERS = [
  ..."aAａﬃfFiI",
  ..."体體制製台臺点點㍘月㋀",
  ..."1①１Ⅵv",
  ..."\u2f63生\uf900豈岂",
  ..."\u200b\ufe0f",
  ..."カｶガ",
];

const words = (maxLength: number): fc.Arbitrary<string> =>
  fc
    .array(fc.constantFrom(...CHARACTERS), { minLength: 1, maxLength })
    .map((characters) => characters.join(""));

function subsets(): string[][] {
  const bits = (set: number): string[] => DEFAULT_FOLDS.filter((_, place) => (set >> place) & 1);
  const rank = (set: readonly string[]): string =>
    set.map((fold) => DEFAULT_FOLDS.indexOf(fold as never)).join("");
  return Array.from({ length: 2 ** DEFAULT_FOLDS.length }, (_, set) => bits(set)).sort(
    (a, b) => a.length - b.length || (rank(a) < rank(b) ? -1 : 1),
  );
}

const SUBSETS = subsets();

interface Reading {
  readonly isAgreed: boolean;
  readonly isWhole: boolean;
}

/** Whether the symbols of a slice hold those of a term, from its first character to its last. */
function read(term: string, slice: string, folds: readonly string[]): Reading {
  const wanted = [...term].flatMap((character) => naiveExpansion(character, folds).symbols);
  const owners: number[] = [];
  const symbols: string[] = [];
  const joined: boolean[] = [];
  for (const [owner, character] of [...slice].entries()) {
    const expansion = naiveExpansion(character, folds);
    for (const [index, symbol] of expansion.symbols.entries()) {
      owners.push(owner);
      symbols.push(symbol);
      joined.push(expansion.joined[index] === true);
    }
  }
  const last = [...slice].length - 1;
  const places = symbols
    .map((_, start) => start)
    .filter((start) => {
      const end = start + wanted.length;
      return (
        end <= symbols.length &&
        wanted.every((symbol, index) => symbol === symbols[start + index]) &&
        owners[start] === 0 &&
        owners[end - 1] === last &&
        !joined[start] &&
        !joined[end]
      );
    });
  return { isAgreed: places.length > 0, isWhole: symbols.length === wanted.length };
}

testOnUnicode17("folds and partial are what they are defined to be", () => {
  const seen = { partial: 0, several: 0 };
  fc.assert(
    fc.property(fc.array(words(3), { minLength: 1, maxLength: 5 }), words(12), (list, text) => {
      const filter = compileFilter(parseList(list.join("\n"), { format: "lines" }));
      for (const { start, end, term, folds, partial } of filter.matches(text)) {
        const slice = text.slice(start, end);
        expect(folds).toEqual(SUBSETS.find((set) => read(term.text, slice, set).isAgreed));
        expect(partial).toBe(!read(term.text, slice, folds).isWhole);
        seen.partial += partial ? 1 : 0;
        seen.several += folds.length > 1 ? 1 : 0;
      }
    }),
    { numRuns: 500 },
  );
  expect(seen.partial).toBeGreaterThan(10);
  expect(seen.several).toBeGreaterThan(10);
});
