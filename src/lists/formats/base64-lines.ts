import type { EntrySyntax } from "../entry.ts";
import type { CommonListOptions } from "../options.ts";
import { firstInvalidByte } from "../utf8.ts";

/**
 * How a list is read whose lines are literals in Base64 (RFC 4648, section 4) of their UTF-8. `source.raw` is the
 * line, the term what it holds. Padding may be left out; white space around a line is no part of it.
 *
 * A line that is no Base64, or holds no UTF-8 or nothing but white space, is no rule (`malformed-entry`). Everything
 * else is as in the format `lines`.
 */
export interface Base64LinesListOptions extends CommonListOptions {
  /** Name of the format. */
  readonly format: "base64-lines";
}

const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

const BASE64 = /^[A-Za-z0-9+/]*={0,2}$/u;

/** The bytes of a Base64 text; undefined: it is none. */
function decodeBase64(text: string): Uint8Array | undefined {
  const digits = text.replace(/=+$/u, "");
  const isPadded = digits.length < text.length;
  if (!BASE64.test(text) || digits.length % 4 === 1 || (isPadded && text.length % 4 !== 0)) {
    return undefined;
  }
  const bytes = new Uint8Array(Math.floor((digits.length * 3) / 4));
  let bits = 0;
  let count = 0;
  let at = 0;
  for (const digit of digits) {
    bits = ((bits << 6) | ALPHABET.indexOf(digit)) & 0xffff;
    count += 6;
    if (count >= 8) {
      count -= 8;
      bytes[at++] = (bits >> count) & 0xff;
    }
  }
  // Bits that are left over must be zero, so that no two texts are the same bytes.
  return (bits & ((1 << count) - 1)) === 0 ? bytes : undefined;
}

/** The syntax `base64-lines`. */
export function createBase64LinesSyntax(): EntrySyntax {
  const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
  return (raw, report) => {
    const bytes = decodeBase64(raw.trim());
    if (bytes === undefined) {
      report("malformed-entry", "no Base64: no rule");
      return undefined;
    }
    if (firstInvalidByte(bytes, 0, bytes.length) >= 0) {
      report("malformed-entry", "Base64 of what is no UTF-8: no rule");
      return undefined;
    }
    const literal = decoder.decode(bytes);
    if (literal.trim() === "") {
      report("malformed-entry", "Base64 of nothing but white space: no rule");
      return undefined;
    }
    return { literal };
  };
}
