/**
 * What is odd about an entry as written, in the order in which they are looked for.
 *
 * - `replacement`: U+FFFD, which stands where bytes were no text
 * - `mojibake`: UTF-8 that was read as Latin-1 or Windows-1252, or what GBK makes of U+FFFD
 * - `control`: a control character
 * - `invisible`: a character without width, or one that turns the direction of the text
 * - `private-use`: a character of a private use area
 * - `markup`: an HTML entity or a tag
 * - `white-space`: white space at an end, or another space than U+0020 within
 */
export type OddityKind =
  | "replacement"
  | "mojibake"
  | "control"
  | "invisible"
  | "private-use"
  | "markup"
  | "white-space";

// The second byte of a character in UTF-8, as Latin-1 and as Windows-1252 read it.
const SECOND =
  "[\\x80-\\xBF\\u20AC\\u201A\\u0192\\u201E\\u2026\\u2020\\u2021\\u02C6\\u2030\\u0160\\u2039\\u0152\\u017D" +
  "\\u2018\\u2019\\u201C\\u201D\\u2022\\u2013\\u2014\\u02DC\\u2122\\u0161\\u203A\\u0153\\u017E\\u0178]";

const KINDS: readonly (readonly [OddityKind, RegExp])[] = [
  ["replacement", /\uFFFD/u],
  ["mojibake", new RegExp(`[\\xC3-\\xDF]${SECOND}|[\\xE0-\\xEF]${SECOND}{2}|锟斤拷`, "u")],
  ["control", /\p{Cc}/u],
  ["invisible", /[\u00AD\u200B-\u200F\u202A-\u202E\u2060-\u2064\u2066-\u206F\uFEFF]/u],
  ["private-use", /\p{Co}/u],
  ["markup", /&(?:#\d+|#x[\da-f]+|[a-z]+\d*);|<\/?[a-z][^<>]*>/iu],
  ["white-space", /^\s|\s$|[^\S \t\r\n]/u],
];

// Nearly all entries are words of letters: one look for those.
const MAY_BE_ODD = /[^\p{Script=Han}A-Za-z0-9]/u;

/** What is odd about an entry; undefined: nothing. */
export function oddityOf(raw: string): OddityKind | undefined {
  if (!MAY_BE_ODD.test(raw) && !raw.includes("锟斤拷")) return undefined;
  return KINDS.find(([, sign]) => sign.test(raw))?.[0];
}
