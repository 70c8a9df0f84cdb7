import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { breakTerms } from "../../src/discovery/broken-text.ts";

const unit = fc.constantFrom("a", "b", "😀");
const texts = fc.string({ unit, maxLength: 25 });
const terms = fc.array(fc.string({ unit, minLength: 1, maxLength: 4 }), { maxLength: 3 });

/** Every piece of a text, by code points. */
function piecesOf(text: string): readonly string[] {
  const all = Array.from(text);
  return all.flatMap((_, from) =>
    all.slice(from).map((_, more) => all.slice(from, from + more + 1).join("")),
  );
}

test("what holds no term stands in the broken text, and nothing else does", () => {
  fc.assert(
    fc.property(texts, terms, (text, broken) => {
      const whole = new Set(
        piecesOf(text).filter((piece) => !broken.some((term) => piece.includes(term))),
      );
      const left = breakTerms(text, broken, "\n").split("\n").flatMap(piecesOf);
      expect(new Set(left)).toEqual(whole);
    }),
    { numRuns: 500 },
  );
});

test("a text of one character again and again stays as long as it was, or nearly", () => {
  const text = "a".repeat(4_000);
  expect(breakTerms(text, ["a".repeat(2_000)], "\n").length).toBeLessThan(4 * text.length + 4_000);
});
