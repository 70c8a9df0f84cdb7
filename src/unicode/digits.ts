import { DECIMAL_TABLE, DIGITS_TABLE } from "./data/digits-table.ts";
import { lazily } from "./lazily.ts";
import { placeInRanges } from "./ranges.ts";
import { CODE_POINT, decodeMapping, decodeRanges } from "./table.ts";

const decimals = lazily(() => decodeRanges(DECIMAL_TABLE));
const numbers = lazily(() => {
  const { keys, starts, elements } = decodeMapping(DIGITS_TABLE);
  return new Map(
    keys.map((key, entry) => {
      const digits = elements.slice(starts[entry], starts[entry + 1]);
      return [key, String.fromCodePoint(...digits.map((digit) => digit & CODE_POINT))];
    }),
  );
});

/**
 * What a character shows as a number, in ASCII digits, for the fold `digits`; undefined if it shows none:
 *
 * - a decimal digit (`\p{Nd}`) of any script: `6`, `６`, `٦`, `𝟔`
 * - a Chinese digit, plain, for amounts of money, or of Suzhou: 〇 零 一 壹 貳 叁 陆 陸 玖 〦; also what decomposes to
 *   one, bare or in a circle or in parentheses: ㊅, ㈥, ⼆
 * - a number that is raised, lowered, in a circle, in parentheses, or before a full stop or comma: ² ₂ ⑥ ❻ ⑴ ⒍ ⑳ ㊿
 * - a Roman number of its own (U+2160..U+217F), of one or more digits: Ⅵ is `6`, Ⅻ is `12`, Ⅿ is `1000`
 *
 * 十, 百, 千, 拾 and the like are no digits: they are not written place by place.
 *
 * @see Unicode Character Database 17.0, General_Category and Decomposition_Mapping; Unihan Database 17.0,
 * kPrimaryNumeric and kAccountingNumeric
 */
export function digitsOf(codePoint: number): string | undefined {
  const place = placeInRanges(decimals(), codePoint);
  return place >= 0 ? String(place % 10) : numbers().get(codePoint);
}
