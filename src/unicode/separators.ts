import { HAN_TABLE } from "./data/han-table.ts";
import { lazily } from "./lazily.ts";
import { isInRanges } from "./ranges.ts";
import { decodeRanges } from "./table.ts";

/** `\s` of ECMAScript without line breaks, and a few signs. */
const SEPARATORS: ReadonlySet<number> = new Set(
  [
    ..."\t \u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f",
    ..."\u3000\ufeff*.·_|/\\-~‧•",
  ].map((character) => character.codePointAt(0)!),
);

const han = lazily(() => decodeRanges(HAN_TABLE));

/**
 * Whether a character is one of those that the fold `separators` drops between two Chinese characters: white space
 * but for line breaks (U+000A..U+000D, U+2028, U+2029), and `* . · _ | / \ - ~ ‧ •`.
 *
 * Only these themselves: a full-width `＊` is one where the fold `width` is on, so what is asked must be what a
 * character folds to.
 */
export function isSeparator(codePoint: number): boolean {
  return SEPARATORS.has(codePoint);
}

/**
 * Whether a character belongs to the script Han: Chinese characters, radicals, 々, 〇 and a few more.
 *
 * @see Unicode Character Database 17.0, Scripts.txt
 */
export function isHan(codePoint: number): boolean {
  return isInRanges(han(), codePoint);
}
