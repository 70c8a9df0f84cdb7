import { bytesToHex } from "@noble/hashes/utils.js";

/**
 * The inside of a character class (with the flag `u`) of what cannot be seen, cannot be told apart or breaks
 * a line: controls, lone surrogates, white space other than U+0020, and `Default_Ignorable_Code_Point`, the
 * bidi controls among it.
 *
 * The ranges are written out as they are in Unicode 17.0, since ids are made with them and must be the same
 * on every host, whatever Unicode version its regular expressions know.
 */
export const UNSEEN: string =
  "\\p{Cc}\\p{Cs}\\u{A0}\\u{1680}\\u{2000}-\\u{200A}\\u{2028}\\u{2029}\\u{202F}\\u{205F}\\u{3000}" +
  "\\u{AD}\\u{34F}\\u{61C}\\u{115F}\\u{1160}\\u{17B4}\\u{17B5}\\u{180B}-\\u{180F}\\u{200B}-\\u{200F}" +
  "\\u{202A}-\\u{202E}\\u{2060}-\\u{206F}\\u{3164}\\u{FE00}-\\u{FE0F}\\u{FEFF}\\u{FFA0}" +
  "\\u{FFF0}-\\u{FFF8}\\u{1BCA0}-\\u{1BCA3}\\u{1D173}-\\u{1D17A}\\u{E0000}-\\u{E0FFF}";

/**
 * Writes one character in ASCII: `%E3%80%80`, the bytes of its UTF-8, or `%uD83D` for a lone surrogate, which
 * has none.
 */
export function escapeCharacter(character: string): string {
  return /^\p{Cs}$/u.test(character)
    ? `%u${character.charCodeAt(0).toString(16).toUpperCase()}`
    : bytesToHex(new TextEncoder().encode(character)).replace(/../gu, "%$&").toUpperCase();
}
