import type { TextHit } from "./characters.ts";
import type { OwnLintCode } from "./codes.ts";

const TAGS =
  "a|b|body|br|center|div|em|font|h[1-6]|head|html|i|img|input|li|link|meta|ol|option|p|script|span|strong|style|table|tbody|td|th|thead|title|tr|u|ul";

/** What is left of how a list was stored or shown. The first row of each entry that fits is said. */
const ROWS: readonly (readonly [pattern: RegExp, code: OwnLintCode, what: string])[] = [
  [
    new RegExp(`</?[a-z][a-z0-9]*(?:\\s[^<>]*)?/?>|</?(?:${TAGS})\\b|<!--|-->|<!doctype`, "iu"),
    "html-tag",
    "a tag of HTML",
  ],
  [
    /&(?:#\d{2,7}|#x[0-9a-f]{2,6}|[a-z][a-z0-9]{1,30};)/iu,
    "html-reference",
    "a character reference of HTML",
  ],
  [
    /\\u[0-9a-f]{4}|\\u\{[0-9a-f]{1,6}\}|\\x[0-9a-f]{2}|\\x\{[0-9a-f]{1,6}\}|%u[0-9a-f]{4}|\bU\+[0-9a-f]{4,6}\b/iu,
    "unicode-escape",
    "a character escaped as in a program",
  ],
  [
    /\\[nrt](?![a-z])|\\["']|:\\\/|\\\/\\\//iu,
    "string-escape",
    "an escape of a string of a program",
  ],
  [
    /^\?[?\s]*\?$|\?{3}|\p{Script=Han}\?\?|\?\?\p{Script=Han}/u,
    "lost-characters",
    "question marks, as where characters were lost",
  ],
];

/** The same of an entry that is nothing else; of several terms one may well be such a word. */
const WHOLE_ROWS: typeof ROWS = [
  [
    /^#(?:REF!|N\/A|NAME\?|VALUE!|DIV\/0!|NULL!|NUM!)$/u,
    "spreadsheet-error",
    "an error value of a spreadsheet",
  ],
  [/^\d(?:\.\d+)?E\+\d{2,3}$/u, "spreadsheet-number", "a number that a spreadsheet has shortened"],
  [
    /^(?:undefined|null|nil|none|nan|\[object object\]|system\.\w+(?:\[\])?)$/iu,
    "program-residue",
    "what a program writes where there is nothing",
  ],
  [
    /^(?:asdf\w*|qwert\w*|foo(?:bar)?|lorem ipsum.*|todo|tbd|placeholder|keyword\d*)$|关键[字词]测试|測試關鍵字/iu,
    "test-entry",
    "a word that people type to test",
  ],
  [
    /^(?:[0-9a-f]{32}|[0-9a-f]{40}|[0-9a-f]{64})$/iu,
    "hash-value",
    "hexadecimal digits in the number of a checksum",
  ],
];

/** What people type to try a filter, and a word that large lists mean: a name that nobody may take. */
const TEST_WORD = /^(?:test(?:ing)?\d*|测试|測試)$/iu;

/** What an entry has kept of a page, a program, a spreadsheet or a test; undefined: nothing. */
export function findResidue(text: string): TextHit | undefined {
  return fromRows(text, ROWS) ?? findEscapes(text);
}

/** The same of a text that is all of an entry; `isInFew`: of a list of few entries. */
export function findWholeResidue(text: string, isInFew: boolean): TextHit | undefined {
  return isInFew && TEST_WORD.test(text)
    ? { code: "test-entry", message: "the entry holds a word that people type to test" }
    : fromRows(text, WHOLE_ROWS);
}

function fromRows(text: string, rows: typeof ROWS): TextHit | undefined {
  const row = rows.find(([pattern]) => pattern.test(text));
  return row && { code: row[1], message: `the entry holds ${row[2]}` };
}

function findEscapes(text: string): TextHit | undefined {
  if (isUrlEscaped(text)) {
    return { code: "url-escape", message: "the entry holds characters escaped as in a URL" };
  }
  return isBase64(text) ? { code: "base64", message: "the entry is Base64 of a text" } : undefined;
}

/** An address with a path: messages write it so too. */
const ADDRESS = /^\S*\.[a-z]{2,}(?::\d+)?[/?]\S*$/iu;

function isUrlEscaped(text: string): boolean {
  if (ADDRESS.test(text)) {
    return false;
  }
  return [...text.matchAll(/(?:%[0-9a-f]{2})+/giu)].some(([run]) => {
    try {
      return run === "%20" || /\P{ASCII}/u.test(decodeURIComponent(run));
    } catch {
      return false;
    }
  });
}

/** Whether a text is Base64 of UTF-8 that holds letters beyond ASCII: words of ASCII letters are not. */
export function isBase64(text: string): boolean {
  const isForm = text.length % 4 === 0 && /^(?=.*[A-Za-z])[A-Za-z0-9+/]{6,}={0,2}$/u.test(text);
  if (!isForm) {
    return false;
  }
  try {
    const bytes = Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
    const decoded = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    return /\P{ASCII}/u.test(decoded) && /^[\p{L}\p{M}\p{N}\p{P}\p{S} ]+$/u.test(decoded);
  } catch {
    return false;
  }
}
