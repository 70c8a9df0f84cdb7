import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { createTextNumbers } from "../../src/filter/text-numbers.ts";

/** What the numbers have to be: those of a map. */
function numbersByMap(texts: readonly string[]): number[] {
  const known = new Map<string, number>();
  return texts.map((text, place) => {
    const number = known.get(text) ?? place;
    known.set(text, number);
    return number;
  });
}

function numbersOf(texts: readonly string[]): number[] {
  const numbers = createTextNumbers();
  return texts.map((text, place) => numbers.numberOf(text, place));
}

/** So many texts whose hashes are all the same: two pairs of characters at each place that lead to one state. */
function meetingTexts(doublings: number): string[] {
  let state = 0x811c9dc5;
  let texts = [""];
  for (let block = 0; block < doublings; block++) {
    const first = new Map<number, number>();
    for (let unit = 0; unit < 0x10000; unit++) {
      const next = Math.imul(state ^ unit, 0x01000193);
      const other = first.get(next >>> 16);
      if (other !== undefined) {
        const before = Math.imul(state ^ other, 0x01000193);
        const pairs = [
          String.fromCharCode(other, 0x61),
          String.fromCharCode(unit, 0x61 ^ ((before ^ next) & 0xffff)),
        ];
        texts = texts.flatMap((text) => pairs.map((pair) => text + pair));
        state = Math.imul(before ^ 0x61, 0x01000193);
        break;
      }
      first.set(next >>> 16, unit);
    }
  }
  return texts;
}

test("numbers texts as a map does", () => {
  const text = fc.oneof(
    fc.string({ maxLength: 3 }),
    fc.constantFrom("", "a", "__proto__", "\ud800"),
  );
  fc.assert(
    fc.property(fc.array(text, { maxLength: 200 }), (texts) => {
      expect(numbersOf(texts)).toEqual(numbersByMap(texts));
    }),
  );
});

test("grows", () => {
  const texts = Array.from({ length: 5000 }, (_, number) => `text ${number % 3000}`);
  expect(numbersOf(texts)).toEqual(numbersByMap(texts));
});

test("texts whose hashes meet have their own numbers, before and after they are looked up in a map", () => {
  const texts = meetingTexts(11);
  expect(new Set(texts).size).toBe(2048);
  const twice = [...texts, ...texts, "other", "other"];
  expect(numbersOf(twice)).toEqual(numbersByMap(twice));
});
