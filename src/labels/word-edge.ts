// Letters, marks and digits; which scripts part their words. By the host's Unicode: labels and anchors of words
// that a newer version adds may differ between hosts, matches of anything else do not.
const WORD = /^[\p{L}\p{M}\p{N}_]$/u;
const UNPARTED =
  /^[\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}\p{scx=Thai}\p{scx=Lao}\p{scx=Khmer}\p{scx=Myanmar}]$/u;

/**
 * What a character is to the words around it: no word character; a word character of a script that parts its
 * words (Latin, digits, Hangul); or one of a script that does not (Han, Hiragana, Katakana, Thai, Lao, Khmer,
 * Myanmar).
 */
export type WordKind = "none" | "parted" | "unparted";

/** The kind of a code point. Word characters are letters, marks, digits and `_` (`\p{L}\p{M}\p{N}_`). */
export function wordKind(codePoint: number): WordKind {
  if (codePoint < 0x80) {
    return isAsciiWord(codePoint) ? "parted" : "none";
  }
  if (isCommonHan(codePoint)) {
    return "unparted";
  }
  const character = String.fromCodePoint(codePoint);
  if (!WORD.test(character)) {
    return "none";
  }
  return UNPARTED.test(character) ? "unparted" : "parted";
}

/** Whether a code point is of the two blocks that hold nearly all Han characters in use. */
export function isCommonHan(codePoint: number): boolean {
  return (
    (codePoint >= 0x4e00 && codePoint <= 0x9fff) || (codePoint >= 0x3400 && codePoint <= 0x4dbf)
  );
}

/** The code point that ends at an offset greater than 0; a lone surrogate is one. */
export function codePointBefore(text: string, offset: number): number {
  const last = text.charCodeAt(offset - 1);
  if ((last & 0xfc00) === 0xdc00 && offset > 1) {
    const pair = text.codePointAt(offset - 2) ?? last;
    return pair > 0xffff ? pair : last;
  }
  return last;
}

/**
 * Whether a word may begin or end at an offset, in UTF-16 code units: anywhere but between two word characters
 * of scripts that part their words.
 */
export function isWordEdge(text: string, offset: number): boolean {
  return (
    offset <= 0 ||
    offset >= text.length ||
    wordKind(codePointBefore(text, offset)) !== "parted" ||
    wordKind(text.codePointAt(offset) ?? 0) !== "parted"
  );
}

/**
 * Whether `[start, end)` of a text has a word edge on both sides. Undefined if neither the first nor the last
 * character of `term` is a word character of a script that parts its words: then every place is an edge.
 */
export function isWholeWord(
  term: string,
  text: string,
  start: number,
  end: number,
): boolean | undefined {
  if (
    term === "" ||
    (wordKind(term.codePointAt(0) ?? 0) !== "parted" &&
      wordKind(codePointBefore(term, term.length)) !== "parted")
  ) {
    return undefined;
  }
  return isWordEdge(text, start) && isWordEdge(text, end);
}

function isAsciiWord(unit: number): boolean {
  return (
    (unit >= 0x61 && unit <= 0x7a) ||
    (unit >= 0x41 && unit <= 0x5a) ||
    (unit >= 0x30 && unit <= 0x39) ||
    unit === 0x5f
  );
}
