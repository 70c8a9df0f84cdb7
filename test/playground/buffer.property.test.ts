import { isUtf8 } from "node:buffer";
import { expect, test } from "@jest/globals";
import fc from "fast-check";
import * as page from "../../docs/playground/worker/buffer.ts";

// What the readers of messages use of Node's Buffer, held against Node's Buffer.

const anyBytes = fc.oneof(
  fc.uint8Array({ maxLength: 30 }),
  fc.string({ unit: "binary", maxLength: 10 }).map((text) => new Uint8Array(Buffer.from(text))),
  // Byte order marks, which are text here.
  fc.constantFrom(new Uint8Array([0xef, 0xbb, 0xbf, 0x61]), new Uint8Array([0xfe, 0xff])),
);

test("bytes are text, UTF-8, pieces and copies as those of Node are", () => {
  fc.assert(
    fc.property(anyBytes, fc.nat(30), fc.nat(30), anyBytes, (bytes, a, b, more) => {
      const start = Math.min(a, b, bytes.length);
      const end = Math.min(Math.max(a, b), bytes.length);
      const given = page.Buffer.from(bytes.slice().buffer, start, end - start);
      const expected = Buffer.from(bytes.slice().buffer, start, end - start);
      const same = (one: Uint8Array, other: Uint8Array): void => {
        expect([...one]).toEqual([...other]);
      };
      same(given, expected);
      expect(page.isUtf8(given)).toBe(isUtf8(expected));
      if (isUtf8(expected)) expect(given.toString()).toBe(expected.toString());
      const ascii = page.Buffer.from("-12.5e3");
      expect(ascii.toString("latin1", 1, 5)).toBe("12.5");
      same(page.Buffer.concat([given, more]), Buffer.concat([expected, more]));
      same(page.Buffer.from(more), Buffer.from(more));
      const room = page.Buffer.allocUnsafeSlow(40);
      given.copy(room, 3, 0, given.length);
      same(room.subarray(3, 3 + given.length), expected);
      expect(room.subarray(1)).toBeInstanceOf(page.Buffer);
    }),
    { numRuns: 300 },
  );
});

test("what is UTF-8 within other bytes is text", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme" }), fc.string({ unit: "grapheme" }), (text, more) => {
      const bytes = page.Buffer.from(text + more);
      const length = Buffer.byteLength(text);
      expect(bytes.toString("utf8", 0, length)).toBe(text);
      expect(bytes.toString("utf8", length)).toBe(more);
      expect([...bytes]).toEqual([...Buffer.from(text + more)]);
    }),
  );
});
