import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { createUnitsDecoder, decodeUnits } from "../../src/node/units.ts";

const texts = fc.string({ unit: "binary", maxLength: 60 });

/** The code units of a text. */
function unitsOf(text: string): number[] {
  return Array.from({ length: text.length }, (_, place) => text.charCodeAt(place));
}

test("the units of bytes are those of the text, by the host and by a loop", () => {
  const decode = createUnitsDecoder();
  fc.assert(
    fc.property(texts, texts, texts, (before, text, after) => {
      const bytes = new TextEncoder().encode(before + text + after);
      const start = new TextEncoder().encode(before).length;
      const stop = start + new TextEncoder().encode(text).length;
      const { units, length } = decode(bytes, start, stop);
      expect([...units.subarray(0, length)]).toEqual(unitsOf(text));
      const room = new Uint16Array(stop - start);
      expect(decodeUnits(room, bytes, start, stop)).toBe(text.length);
      expect([...room.subarray(0, text.length)]).toEqual(unitsOf(text));
    }),
  );
});
