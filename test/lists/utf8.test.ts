import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { firstInvalidByte } from "../../src/lists/utf8.ts";

// The expression of the W3C ("Multilingual form encoding"), over one character for each byte.
const WELL_FORMED =
  /^(?:[^\x80-\xFF]|[\xC2-\xDF][\x80-\xBF]|\xE0[\xA0-\xBF][\x80-\xBF]|[\xE1-\xEC\xEE\xEF][\x80-\xBF]{2}|\xED[\x80-\x9F][\x80-\xBF]|\xF0[\x90-\xBF][\x80-\xBF]{2}|[\xF1-\xF3][\x80-\xBF]{3}|\xF4[\x80-\x8F][\x80-\xBF]{2})*/;

function naive(bytes: Uint8Array): number {
  const [valid = ""] = WELL_FORMED.exec(Buffer.from(bytes).toString("latin1")) ?? [];
  return valid.length === bytes.length ? -1 : valid.length;
}

const edges = fc.constantFrom(
  ...[0x00, 0x7f, 0x80, 0x8f, 0x90, 0x9f, 0xa0, 0xbf, 0xc0, 0xc1, 0xc2, 0xdf, 0xe0, 0xe1],
  ...[0xec, 0xed, 0xee, 0xef, 0xf0, 0xf1, 0xf3, 0xf4, 0xf5, 0xff],
);
const tails = fc.constantFrom(0x80, 0x8f, 0x90, 0x9f, 0xa0, 0xbf);
const sequences = fc
  .array(fc.tuple(edges, fc.array(tails, { maxLength: 3 })), { maxLength: 5 })
  .map((parts) => Uint8Array.from(parts.flatMap(([lead, rest]) => [lead, ...rest])));

test("every lead byte with every second byte, whole and cut, is what the W3C's expression says", () => {
  for (let lead = 0; lead < 0x100; lead++) {
    for (let second = 0; second < 0x100; second++) {
      for (const rest of [[], [0x80], [0xbf, 0x80], [0x80, 0xc0], [0x7f, 0x80]]) {
        const bytes = Uint8Array.of(lead, second, ...rest);
        if (firstInvalidByte(bytes, 0, bytes.length) !== naive(bytes)) {
          throw new Error(`wrong for ${bytes}`);
        }
      }
    }
  }
  expect(firstInvalidByte(Uint8Array.of(0xf0, 0x9f, 0x98, 0x80), 0, 4)).toBe(-1);
});

test("names the first byte of the first sequence that is none, within the bounds", () => {
  fc.assert(
    fc.property(
      fc.oneof(sequences, fc.uint8Array()),
      fc.nat(8),
      fc.nat(8),
      (bytes, before, after) => {
        const start = Math.min(before, bytes.length);
        const end = Math.max(start, bytes.length - after);
        const expected = naive(bytes.subarray(start, end));
        expect(firstInvalidByte(bytes, start, end)).toBe(expected < 0 ? -1 : start + expected);
      },
    ),
    { numRuns: 3_000 },
  );
});
