import { pinyin } from "pinyin-pro";
import { type CustomFold, createFold } from "../unicode/unicode.ts";

/** What {@link homophones} can be told. */
export interface HomophoneOptions {
  /**
   * The fold applies only to terms of so many characters or more: an integer from 2. Default: 3, since nearly
   * every word of two characters sounds like some other one.
   */
  readonly minLength?: number;
  /** Whether the tone must be the same too. Default: false. */
  readonly tones?: boolean;
}

/** CJK Unified Ideographs, and the zero among them. */
const RANGES: readonly (readonly [number, number])[] = [
  [0x3007, 0x3007],
  [0x4e00, 0x9fff],
];

/** Shortest terms that the fold may be asked for. */
const SHORTEST = 2;

/**
 * Makes the fold `homophones` (`homophones-with-tones` with `tones`): Chinese characters that are read alike in
 * Mandarin count as the same, as in 发轮公 for 法轮功.
 *
 * Each character of U+4E00..U+9FFF, and 〇, has one reading: the one that pinyin-pro gives for it alone, its most
 * common one. A character with several readings (行, 重, 乐) is therefore not found by its other ones; were it in
 * the classes of all its readings, those classes would be one, and with them nearly all there are.
 *
 * The readings are looked up anew in each call, which takes some tenths of a second: keep the fold.
 *
 * @throws RangeError if `minLength` is no integer from 2
 *
 * @example
 * ```ts
 * import { createFolding } from "filter-audit/filter";
 * import { homophones } from "filter-audit/homophones";
 *
 * const fold = homophones();
 * fold.minLength; // => 3
 * const { foldText } = createFolding([fold]);
 * foldText("发轮公") === foldText("法轮功"); // => true
 * foldText("上海") === foldText("伤害"); // => true
 * const strict = createFolding([homophones({ tones: true })]);
 * strict.foldText("上海") === strict.foldText("伤害"); // => false
 * ```
 *
 * @see pinyin-pro 3.29, https://pinyin-pro.cn
 */
export function homophones(options: HomophoneOptions = {}): CustomFold {
  const { minLength = 3, tones = false } = options;
  if (!Number.isSafeInteger(minLength) || minLength < SHORTEST) {
    throw new RangeError(`minLength is ${String(minLength)}, expected an integer from ${SHORTEST}`);
  }
  const first = new Map<string, string>();
  const pairs: [string, string][] = [];
  for (const [start, end] of RANGES) {
    for (let codePoint = start; codePoint <= end; codePoint++) {
      const character = String.fromCodePoint(codePoint);
      const reading = readingOf(character, tones);
      if (reading !== undefined) {
        const target = first.get(reading) ?? character;
        first.set(reading, target);
        pairs.push([character, target]);
      }
    }
  }
  return createFold(tones ? "homophones-with-tones" : "homophones", pairs, { minLength });
}

/** The reading of one character: syllable, and tone as a digit; undefined if it has none. */
function readingOf(character: string, tones: boolean): string | undefined {
  const reading = pinyin(character, { toneType: tones ? "num" : "none", nonZh: "removed" });
  return /^[a-zü]+[0-5]?$/u.test(reading) ? reading : undefined;
}
