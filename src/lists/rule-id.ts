import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex } from "@noble/hashes/utils.js";
import { escapeCharacter, UNSEEN } from "./unseen.ts";

/** Longest raw text, in UTF-16 code units, that stands in an id as a whole. */
const WHOLE_LENGTH = 64;

/** How much of a longer one does. */
const HEAD_LENGTH = 40;

/** Bytes of the hash that stands for the rest. */
const HASH_BYTES = 8;

const ESCAPED_IN_NAME = new RegExp(`^ | $|[%:#${UNSEEN}]`, "gu");
const ESCAPED_IN_RAW = new RegExp(`^ | $|[%#~${UNSEEN}]`, "gu");
const LONE_SURROGATE = /(\p{Cs})/u;

/** SHA-256 of the UTF-8 of `text`, in which a lone surrogate has three bytes like its neighbours (WTF-8). */
function hash(text: string): Uint8Array {
  const encoder = new TextEncoder();
  const digest = sha256.create();
  for (const [index, piece] of text.split(LONE_SURROGATE).entries()) {
    const unit = piece.charCodeAt(0);
    digest.update(
      index % 2 === 0
        ? encoder.encode(piece)
        : Uint8Array.of(0xe0 | (unit >> 12), 0x80 | ((unit >> 6) & 0x3f), 0x80 | (unit & 0x3f)),
    );
  }
  return digest.digest();
}

function shorten(raw: string): string {
  const isPairCut =
    /[\uD800-\uDBFF]/.test(raw.charAt(HEAD_LENGTH - 1)) &&
    /[\uDC00-\uDFFF]/.test(raw.charAt(HEAD_LENGTH));
  const head = raw.slice(0, isPairCut ? HEAD_LENGTH - 1 : HEAD_LENGTH);
  const digits = bytesToHex(hash(raw).subarray(0, HASH_BYTES));
  return `${head.replace(ESCAPED_IN_RAW, escapeCharacter)}~${digits}`;
}

/**
 * The id of a rule: `list:raw` for the first entry that reads `raw`, `list:raw#2` for the second, and so on.
 *
 * It is meant to be read (`words:电话`), and to be unique: different arguments give different ids. For that,
 * these characters are written as `%XX`, the bytes of their UTF-8 in upper-case hexadecimal: `%`, `:` and `#`
 * in the name; `%`, `#` and `~` in the raw text; in both, what cannot be seen: controls, white space other
 * than U+0020, U+0020 too at the start or the end, and default-ignorable characters (Unicode 17.0), bidi
 * controls among them. A lone surrogate is written as `%uD83D`. A raw text of more than 64 UTF-16 code units
 * is cut: its first 40 (39 if the cut would part a surrogate pair), escaped, then `~` and the first 16
 * hexadecimal digits of its SHA-256 (of its UTF-8; a lone surrogate counts as the three bytes that its code
 * point would have). Such ids are as unique as 64 bits of a hash are.
 *
 * @example
 * ```ts
 * import { ruleId } from "filter-audit";
 *
 * ruleId("drinks", "green tea", 2); // => "drinks:green tea#2"
 * ```
 *
 * @param list Name of the list.
 * @param raw The entry as written, before trimming.
 * @param number Which of the entries of the list that read `raw`, counted from 1.
 * @throws RangeError if `number` is no integer above 0
 */
export function ruleId(list: string, raw: string, number: number): string {
  if (!Number.isSafeInteger(number) || number < 1) {
    throw new RangeError(`number of a rule is ${number}, expected an integer above 0`);
  }
  const name = list.replace(ESCAPED_IN_NAME, escapeCharacter);
  const text =
    raw.length > WHOLE_LENGTH ? shorten(raw) : raw.replace(ESCAPED_IN_RAW, escapeCharacter);
  return number === 1 ? `${name}:${text}` : `${name}:${text}#${number}`;
}
