import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { printable } from "../../src/report/printable.ts";
import { DANGEROUS, INVISIBLE } from "./hostile.ts";

const unit = fc.oneof(
  fc.constantFrom(...DANGEROUS, ...INVISIBLE, "\n", " ", "\\", "u", "{", "1", "b", "}", "\u0301"),
  fc.constantFrom("😀", "❤", "\ufe0f", "\u200d", "🏽", "电", "\ud83d", "\ude00"),
  fc.string({ unit: "binary", maxLength: 3 }),
);
const text = fc.array(unit, { maxLength: 30 }).map((units) => units.join(""));

test("nothing dangerous is left", () => {
  fc.assert(
    fc.property(text, (given) => {
      const shown = printable(given);
      expect([...DANGEROUS, "\n"].filter((character) => shown.includes(character))).toEqual([]);
      expect(/\p{Cs}/u.test(shown)).toBe(false);
      // What joins emoji is left, of all that cannot be seen.
      const left = INVISIBLE.filter((character) => shown.includes(character));
      expect(left.filter((character) => character !== "\u200d" && character !== "\ufe0f")).toEqual(
        [],
      );
    }),
    { numRuns: 2000 },
  );
});

test("it can be read back: different texts give different results", () => {
  fc.assert(
    fc.property(text, (given) => {
      const back = printable(given).replace(/\\u\{([0-9a-f]+)\}/g, (_, digits: string) =>
        String.fromCodePoint(Number.parseInt(digits, 16)),
      );
      expect(back).toBe(given);
    }),
    { numRuns: 2000 },
  );
});
