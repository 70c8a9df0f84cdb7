import { hmac } from "@noble/hashes/hmac.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import { createTextHash } from "./text-hash.ts";

/** Shortest key, in bytes: as long as what the hash function gives (RFC 2104, section 3). */
export const LEAST_KEY_BYTES = 32;

/** Bytes of a pseudonym: among 100,000 names two share one with a probability of about 3e-10. */
const PSEUDONYM_BYTES = 8;

/** Names that are remembered, so that whoever writes often is not hashed each time. */
const REMEMBERED = 131_072;

/** Stands in for names of people with what only the holder of a key can tell is theirs. */
export interface Pseudonyms {
  /** What tells this key from others, 16 hexadecimal digits. It does not give away the key. */
  readonly fingerprint: string;
  /**
   * The pseudonym of a name, 16 hexadecimal digits: the first 8 bytes of HMAC-SHA-256 over the kind, a line feed
   * and the name in UTF-8. A number is named as it is written: 7 and "7" are the same.
   *
   * @param kind - What is named, such as `user` or `conversation`: the same name of another kind has another
   *   pseudonym.
   */
  of(kind: string, name: string | number): string;
  /** A hash of 53 bits of a text, which without the key can neither be made nor tested. */
  hashText(text: string): number;
  /** The same hash of the text that the code units `[start, end)` of an array are. */
  hashUnits(units: Uint16Array, start: number, end: number): number;
}

/**
 * Makes pseudonyms with a key. The same key gives the same pseudonyms, in other runs and for other messages too;
 * without it, not even a list of all names tells which is whose. The key is kept nowhere else.
 *
 * @param key - At least 32 bytes that nobody can guess.
 * @throws TypeError if the key is no bytes
 * @throws RangeError if it is shorter than 32 bytes
 * @see RFC 2104 (1997), HMAC; FIPS 180-4 (2015), SHA-256
 *
 * @example
 * ```ts
 * import { createPseudonyms } from "filter-audit/privacy";
 *
 * const pseudonyms = createPseudonyms(new Uint8Array(32).fill(7));
 * pseudonyms.of("user", "lan"); // => "38403e238387408b"
 * pseudonyms.of("user", 7) === pseudonyms.of("user", "7"); // => true
 * pseudonyms.of("conversation", "lan") === pseudonyms.of("user", "lan"); // => false
 * ```
 */
export function createPseudonyms(key: Uint8Array): Pseudonyms {
  if (!(key instanceof Uint8Array)) {
    throw new TypeError(`key is of type ${typeof key}, expected a Uint8Array`);
  }
  if (key.length < LEAST_KEY_BYTES) {
    throw new RangeError(`key of ${key.length} bytes, expected at least ${LEAST_KEY_BYTES}`);
  }
  // The state after the key: for each name only a copy of it goes on.
  const keyed = hmac.create(sha256, key);
  const digest = (text: string): Uint8Array => keyed.clone().update(utf8ToBytes(text)).digest();
  // Pseudonyms are made of texts with a line feed, what is made of the key alone of texts without one.
  const fingerprint = hex(digest("filter-audit/fingerprint"));
  const { hashText, hashUnits } = createTextHash(digest("filter-audit/texts").subarray(0, 16));
  const remembered = new Map<string, string>();
  return {
    fingerprint,
    of: (kind, name) => {
      const named = `${kind}\n${name}`;
      let pseudonym = remembered.get(named);
      if (pseudonym === undefined) {
        pseudonym = hex(digest(named));
        if (remembered.size >= REMEMBERED) remembered.clear();
        remembered.set(named, pseudonym);
      }
      return pseudonym;
    },
    hashText,
    hashUnits,
  };
}

function hex(digest: Uint8Array): string {
  return bytesToHex(digest.subarray(0, PSEUDONYM_BYTES));
}
