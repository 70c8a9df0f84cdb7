import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { createFolding } from "../../src/unicode/unicode.ts";
import { hostIsUnicode17 } from "../support/host-unicode.ts";
import { naiveExpansion } from "../support/naive-fold.ts";
import { CHARACTER_FOLDS, changedCodePoints } from "./reference.ts";

// The slow reference that other tests compare with says of every set of folds what the folding says: which
// characters are the same, how many each stands for, and what is joined.

const testOnUnicode17 = hostIsUnicode17("the naive folds, character by character")
  ? test
  : test.skip;

testOnUnicode17("the slow reference agrees on every character that some fold changes", () => {
  const changed = changedCodePoints();
  const place = fc.integer({ min: 0, max: changed.length - 1 });
  fc.assert(
    fc.property(
      fc.subarray([...CHARACTER_FOLDS]),
      fc.array(place, { minLength: 40, maxLength: 200 }),
      (folds, places) => {
        const { expand } = createFolding(folds);
        // One symbol of the one for each symbol of the other.
        const forth = new Map<string, number>();
        const back = new Map<number, string>();
        for (const codePoint of places.map((one) => changed[one] ?? 0)) {
          const naive = naiveExpansion(String.fromCodePoint(codePoint), folds);
          const { codePoints, joined } = expand(codePoint);
          expect([codePoint, joined]).toEqual([codePoint, naive.joined]);
          for (const [index, symbol] of naive.symbols.entries()) {
            const folded = codePoints[index] ?? -1;
            expect([codePoint, forth.get(symbol) ?? folded]).toEqual([codePoint, folded]);
            expect([codePoint, back.get(folded) ?? symbol]).toEqual([codePoint, symbol]);
            forth.set(symbol, folded);
            back.set(folded, symbol);
          }
        }
      },
    ),
    { numRuns: 100 },
  );
});
