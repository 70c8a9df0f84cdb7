import type { OwnLintCode } from "./codes.ts";

/** Something about the text of an entry. */
export interface TextHit {
  /** What it is. */
  readonly code: OwnLintCode;
  /** What was found, as a sentence. */
  readonly message: string;
}

const BIDI = "\\u061c\\u200e\\u200f\\u202a-\\u202e\\u2066-\\u2069";

/** What a character is that should not be there; the first row that fits says it. */
const ROWS: readonly (readonly [pattern: RegExp, code: OwnLintCode, what: string])[] = [
  [/^\ufffd$/u, "replacement-character", "U+FFFD, in place of bytes that could not be decoded"],
  [/^\p{Cs}$/u, "lone-surrogate", "half of a surrogate pair"],
  [/^[\p{Noncharacter_Code_Point}]$/u, "noncharacter", "a code point that is no character"],
  [/^\p{Co}$/u, "private-use", "a code point of private use"],
  [/^\t$/u, "tab-character", "a tab"],
  // A carriage return is an issue of the list already.
  [/^[^\P{Cc}\r]$/u, "control-character", "a control character"],
  [/^[\u2028\u2029]$/u, "control-character", "a separator of lines or paragraphs"],
  [new RegExp(`^[${BIDI}]$`, "u"), "bidi-control", "a control of the direction of text"],
  [/^\ufeff$/u, "inner-byte-order-mark", "a byte order mark"],
  [/^\p{Default_Ignorable_Code_Point}$/u, "invisible-character", "a character that cannot be seen"],
  [/^[\u00a0\u1680\u2000-\u200a\u202f\u205f]$/u, "unusual-space", "an unusual space"],
];

/** Everything that is not looked at character by character. */
const ORDINARY = /^[\x20-\x7e\u3000-\u303f\u4e00-\u9fff\uff01-\uff9f]*$/u;

// Joiners, selectors and tags in an emoji or in words of scripts that need them hide nothing.
const PICTOGRAPH = "[\\p{Extended_Pictographic}\\p{Emoji_Modifier}\\p{Regional_Indicator}]";
const OTHER = "(?:(?!\\p{Script=Latin}|\\p{Script=Han})\\p{L})";
const NEEDED = new RegExp(
  `(?<=${PICTOGRAPH}\\ufe0f?)[\\u200d\\ufe0e\\ufe0f\\u{e0020}-\\u{e007f}]+|(?<=[0-9#*\\u20e3])\\ufe0f|` +
    "(?<=\\p{Script=Han})[\\ufe00-\\ufe0f\\u{e0100}-\\u{e01ef}]|(?<=\\p{Script=Mongolian})[\\u180b-\\u180f]|" +
    `(?<=${OTHER}|\\p{M})[\\u200c\\u200d](?=${OTHER})`,
  "gu",
);

/** Characters of a term that are damage, cannot be seen, or are not what they seem. */
export function findCharacters(text: string): TextHit[] {
  const found = new Map<OwnLintCode, TextHit>();
  if (/[A-Za-z0-9][Ａ-Ｚａ-ｚ０-９]|[Ａ-Ｚａ-ｚ０-９][A-Za-z0-9]/u.test(text)) {
    found.set("mixed-width", {
      code: "mixed-width",
      message: "a word of the entry is of full-width and of ordinary characters",
    });
  }
  if (ORDINARY.test(text)) {
    return [...found.values()];
  }
  for (const character of text.replace(NEEDED, "")) {
    const row = ROWS.find(([pattern]) => pattern.test(character));
    if (row !== undefined && !found.has(row[1])) {
      const name = (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0");
      const what = row[1] === "replacement-character" ? row[2] : `${row[2]}, U+${name}`;
      found.set(row[1], { code: row[1], message: `the entry holds ${what}` });
    }
  }
  if (/^\p{M}/u.test(text)) {
    found.set("leading-mark", {
      code: "leading-mark",
      message: "the entry starts with a combining mark",
    });
  }
  if (/\p{M}{4}/u.test(text)) {
    found.set("piled-marks", {
      code: "piled-marks",
      message: "the entry holds more than three combining marks in a row",
    });
  }
  const mixed = mixedWord(text);
  if (mixed !== undefined) {
    found.set("mixed-script", {
      code: "mixed-script",
      message: `a word of the entry is of Latin and ${mixed} letters`,
    });
  }
  return [...found.values()];
}

/** The alphabet beside Latin of which a word is; undefined: each word is of one. */
function mixedWord(text: string): string | undefined {
  for (const [word] of text.matchAll(/[\p{L}\p{M}]+/gu)) {
    if (/\p{Script=Latin}/u.test(word)) {
      if (/\p{Script=Cyrillic}/u.test(word)) {
        return "Cyrillic";
      }
      if (/\p{Script=Greek}/u.test(word)) {
        return "Greek";
      }
    }
  }
  return undefined;
}
