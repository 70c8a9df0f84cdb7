import { createHmac } from "node:crypto";
import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { createPseudonyms } from "../../src/privacy/privacy.ts";

const key = Uint8Array.from({ length: 40 }, (_, index) => 3 * index + 1);

/** The same by OpenSSL's HMAC. */
const naive = (secret: Uint8Array, text: string): string =>
  createHmac("sha256", secret).update(text, "utf8").digest("hex").slice(0, 16);

test("the first 8 bytes of HMAC-SHA-256 over kind, line feed and name", () => {
  const pseudonyms = createPseudonyms(key);
  fc.assert(
    fc.property(
      fc.constantFrom("user", "conversation", "ip"),
      fc.string({ unit: "binary" }),
      (kind, name) => {
        expect(pseudonyms.of(kind, name)).toBe(naive(key, `${kind}\n${name}`));
        // Once more, as it is remembered.
        expect(pseudonyms.of(kind, name)).toBe(naive(key, `${kind}\n${name}`));
      },
    ),
  );
  expect(pseudonyms.of("user", 12)).toBe(naive(key, "user\n12"));
});

test("more names than are remembered", () => {
  const pseudonyms = createPseudonyms(key);
  const first = pseudonyms.of("user", 0);
  for (let user = 1; user <= 132_000; user++) pseudonyms.of("user", user);
  expect(pseudonyms.of("user", 0)).toBe(first);
  expect(pseudonyms.of("user", 132_000)).toBe(naive(key, "user\n132000"));
});

test("another key has another fingerprint, other pseudonyms and other hashes", () => {
  const other = Uint8Array.from(key);
  other[39] = 0;
  const [one, two] = [createPseudonyms(key), createPseudonyms(other)];
  expect(one.fingerprint).toBe(naive(key, "filter-audit/fingerprint"));
  expect(two.fingerprint).not.toBe(one.fingerprint);
  expect(two.of("user", "lan")).not.toBe(one.of("user", "lan"));
  expect(two.hashText("收到通知")).not.toBe(one.hashText("收到通知"));
  expect(createPseudonyms(key).hashText("收到通知")).toBe(one.hashText("收到通知"));
});

test("a key that is none", () => {
  expect(() => createPseudonyms("0123456789012345678901234567890123456789" as never)).toThrow(
    new TypeError("key is of type string, expected a Uint8Array"),
  );
  expect(() => createPseudonyms(key.slice(0, 31))).toThrow(
    new RangeError("key of 31 bytes, expected at least 32"),
  );
  expect(createPseudonyms(key.slice(0, 32)).fingerprint).toMatch(/^[0-9a-f]{16}$/u);
});
