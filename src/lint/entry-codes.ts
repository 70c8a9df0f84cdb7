import { type LintCodeRow, row } from "./code-row.ts";

/** What the characters of an entry look like. */
export type EntryCode =
  | "html-tag"
  | "html-reference"
  | "url-escape"
  | "unicode-escape"
  | "string-escape"
  | "base64"
  | "hash-value"
  | "mojibake"
  | "replacement-character"
  | "lost-characters"
  | "control-character"
  | "tab-character"
  | "bidi-control"
  | "inner-byte-order-mark"
  | "invisible-character"
  | "unusual-space"
  | "lone-surrogate"
  | "noncharacter"
  | "private-use"
  | "leading-mark"
  | "piled-marks"
  | "mixed-script"
  | "mixed-width"
  | "program-residue"
  | "spreadsheet-error"
  | "spreadsheet-number"
  | "test-entry"
  | "comment-entry"
  | "list-code"
  | "quoted-entry"
  | "open-bracket"
  | "loose-separator"
  | "several-entries"
  | "possible-operator"
  | "long-entry"
  | "unsupported-rule";

/** The codes of findings in entries. */
export const ENTRY_TABLE: Readonly<Record<EntryCode, LintCodeRow>> = Object.freeze({
  "html-tag": row(
    "entry",
    "warning",
    "a tag of HTML or a part of one",
    "take the entry from the text of the page, not from its source",
  ),
  "html-reference": row(
    "entry",
    "warning",
    "a character reference of HTML, such as `&amp;`",
    "write the character itself",
  ),
  "url-escape": row(
    "entry",
    "warning",
    "characters written as in a URL, such as `%E8%8C%B6`",
    "decode the entry",
  ),
  "unicode-escape": row(
    "entry",
    "warning",
    "characters written as in a program, such as `\\u8336`",
    "decode the entry, or read the list in a format that knows escapes",
  ),
  "string-escape": row(
    "entry",
    "warning",
    'an escape of a string of a program, such as `\\n` or `\\"`',
    "decode the entry",
  ),
  base64: row(
    "entry",
    "warning",
    "Base64 of a text",
    "decode the entry, or read the list as `base64-lines`",
  ),
  "hash-value": row(
    "entry",
    "warning",
    "hexadecimal digits in the number of a checksum",
    "remove the entry: it is a checksum, or a word that only its hash is known of",
  ),
  mojibake: row(
    "entry",
    "error",
    "a text that was decoded in another encoding than its own",
    "decode the source again, in its own encoding",
  ),
  "replacement-character": row(
    "entry",
    "error",
    "U+FFFD, which stands for bytes that could not be decoded",
    "decode the source again, in its own encoding",
  ),
  "lost-characters": row(
    "entry",
    "warning",
    "question marks in place of characters that an encoding does not have",
    "take the entry from a source that still has them",
  ),
  "control-character": row(
    "entry",
    "warning",
    "a control character, or a separator of lines or paragraphs",
    "remove it, or find out how the list is encoded",
  ),
  "tab-character": row(
    "entry",
    "warning",
    "a tab",
    "remove it, or read the list as a table with `delimiter`",
  ),
  "bidi-control": row(
    "entry",
    "warning",
    "a control of the direction of text, which cannot be seen",
    "remove it",
  ),
  "inner-byte-order-mark": row(
    "entry",
    "warning",
    "a byte order mark within the list, as where files were put together",
    "remove it",
  ),
  "invisible-character": row(
    "entry",
    "warning",
    "a character that cannot be seen",
    "remove it; without the fold `ignorable` nobody types what the entry asks for",
  ),
  "unusual-space": row(
    "entry",
    "note",
    "a space that is neither U+0020 nor U+3000",
    "write an ordinary space",
  ),
  "lone-surrogate": row(
    "entry",
    "error",
    "half of a surrogate pair, which is no character",
    "take the entry from a source in which the character is whole",
  ),
  noncharacter: row(
    "entry",
    "error",
    "a code point that Unicode never makes a character",
    "decode the source again, in its own encoding",
  ),
  "private-use": row(
    "entry",
    "warning",
    "a code point of private use, which means nothing without its font",
    "write the character that the font shows",
  ),
  "leading-mark": row(
    "entry",
    "warning",
    "a combining mark at the start, which belongs to a character before it",
    "put the character before it, or remove the mark",
  ),
  "piled-marks": row(
    "entry",
    "note",
    "more than three combining marks on one character",
    "remove the marks, and turn on the fold `marks`",
  ),
  "mixed-script": row(
    "entry",
    "warning",
    "a word of letters of two alphabets that look alike",
    "write it in one alphabet, and turn on the fold `confusable`",
  ),
  "mixed-width": row(
    "entry",
    "note",
    "a word of full-width and of ordinary letters or digits",
    "write it in one width; the fold `width` finds both",
  ),
  "program-residue": row(
    "entry",
    "warning",
    "what a program writes where there is nothing, such as `undefined`",
    "remove the entry, and look at the program that made the list",
  ),
  "spreadsheet-error": row(
    "entry",
    "warning",
    "an error value of a spreadsheet, such as `#REF!`",
    "take the entry from before the spreadsheet",
  ),
  "spreadsheet-number": row(
    "entry",
    "warning",
    "a number as a spreadsheet shortens it, such as `2.45E+09`",
    "take the entry from before the spreadsheet: its digits are lost",
  ),
  "test-entry": row(
    "entry",
    "note",
    "a word that people type to test a filter, such as `test` in a list of few entries",
    "remove the entry if it is a test",
  ),
  "comment-entry": row(
    "entry",
    "warning",
    "a line that looks like a comment; the format has none, so it is a keyword",
    "remove the line",
  ),
  "list-code": row(
    "entry",
    "warning",
    "a number and a colon before the entry, as in lists that are numbered",
    "remove the number, or read the list as `sina-show`",
  ),
  "quoted-entry": row(
    "entry",
    "warning",
    "quotation marks around the entry",
    "remove them, or read the list as `csv`",
  ),
  "open-bracket": row(
    "entry",
    "note",
    "a bracket or a quotation mark without its other half",
    "look whether part of the entry is lost",
  ),
  "loose-separator": row(
    "entry",
    "warning",
    "a comma, a bar or the like at an end of the entry",
    "remove it, or read the list in the format whose sign it is",
  ),
  "several-entries": row(
    "entry",
    "note",
    "several words with commas, bars or the like between them",
    "put each word on its own line, or read the list in the format whose sign it is",
  ),
  "possible-operator": row(
    "entry",
    "note",
    "a sign within the entry that is an operator in other formats; here it is text",
    "read the list in the format whose sign it is, if it means something",
  ),
  "long-entry": row(
    "entry",
    "note",
    "more than 200 characters",
    "look whether line breaks are lost; hardly any message holds it whole",
  ),
  "unsupported-rule": row(
    "entry",
    "error",
    "a rule that no filter can compile",
    "change the rule as the message says",
  ),
});
