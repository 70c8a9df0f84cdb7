import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { createUtf16Offsets } from "../../src/lists/utf16-offsets.ts";

test("turns the offset in UTF-8 of each character into its UTF-16 offset", () => {
  const characters = fc.constantFrom("a", "é", "中", "\u{1f600}", "\ud83d", "\ude00", "\n");
  fc.assert(
    fc.property(fc.array(characters), fc.integer({ min: 1, max: 3 }), (pieces, step) => {
      const text = pieces.join("");
      const toUnits = createUtf16Offsets(text);
      let bytes = 0;
      let units = 0;
      for (const [index, character] of [...Array.from(text), ""].entries()) {
        if (index % step === 0) {
          expect(toUnits(bytes)).toBe(units);
        }
        bytes += Buffer.byteLength(character, "utf8");
        units += character.length;
      }
    }),
  );
});
