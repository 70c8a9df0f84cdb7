import { expect, test } from "@jest/globals";
import { createTextHash } from "../../src/privacy/text-hash.ts";

const key = Uint8Array.from({ length: 16 }, (_, index) => index);

// The bytes 0, 1, 2, ... (mod 256) in pairs as UTF-16 code units, and what OpenSSL 3 gives for them:
// openssl mac -macopt hexkey:000102030405060708090a0b0c0d0e0f -macopt size:8 -in FILE SIPHASH
// The first is also in the reference implementation of SipHash, vectors.h.
const VECTORS: readonly (readonly [units: number, mac: string])[] = [
  [0, "310e0edd47db6f72"],
  [1, "5a4fa9d909806c0d"],
  [2, "b7877127e09427cf"],
  [3, "cee3fe586e46c9cb"],
  [4, "6224939a79f5f593"],
  [5, "f3b9dd94c5bb5d7a"],
  [7, "eef27a8e90ca23f7"],
  [8, "db9bc2577fcc2a3f"],
  [16, "ce7cf2722f512771"],
  [21, "a915c29bc8067318"],
  [130, "d52200f935ad2940"],
];

test.each(VECTORS)("%d code units", (units, mac) => {
  const text = String.fromCharCode(
    ...Array.from({ length: units }, (_, index) => {
      const low = (2 * index) & 0xff;
      return low | ((low + 1) << 8);
    }),
  );
  const word = BigInt(`0x${mac.match(/../gu)?.reverse().join("")}`);
  expect(createTextHash(key).hashText(text)).toBe(Number(word & 0x1fffffffffffffn));
});

test("16 bytes of key", () => {
  expect(() => createTextHash(key.subarray(1))).toThrow(
    new RangeError("key of 15 bytes, expected 16"),
  );
  // A view of a longer buffer is read where it stands.
  const long = new Uint8Array(24).fill(9);
  long.set(key, 8);
  expect(createTextHash(long.subarray(8)).hashText("通知")).toBe(
    createTextHash(key).hashText("通知"),
  );
});
