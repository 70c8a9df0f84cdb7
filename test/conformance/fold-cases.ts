import type { FilterOptions, Match } from "../../src/filter/filter.ts";
import { createFold } from "../../src/unicode/unicode.ts";

// What one term finds in one message, and the labels of what it finds. Spans are UTF-16 code units, end not
// included. Worked out by hand from Unicode 17 (decompositions, case folding, properties, grapheme clusters), from
// OpenCC's dictionaries, and from how the words are parted.

/** The labels that a row names; those it does not name are not looked at, but for the cut and `partial`. */
export type Labelled = Partial<
  Pick<Match, "folds" | "script" | "boundary" | "wholeWord" | "cutsGrapheme" | "partial">
>;

/** One row. */
export interface FoldCase {
  readonly term: string;
  readonly message: string;
  /** The five default folds and these. */
  readonly on?: FilterOptions["folds"];
  /** These folds alone. */
  readonly only?: FilterOptions["folds"];
  readonly options?: FilterOptions;
  /** The one span; absent: no match. */
  readonly span?: readonly [start: number, end: number];
  readonly labels?: Labelled;
  readonly why: string;
}

const none = (
  term: string,
  message: string,
  why: string,
  more: Pick<FoldCase, "on" | "only" | "options"> = {},
): FoldCase => ({ term, message, why, ...more });

const row = (
  term: string,
  message: string,
  span: readonly [number, number],
  labels: Labelled,
  why: string,
  more: Pick<FoldCase, "on" | "only" | "options"> = {},
): FoldCase => ({ term, message, span, labels, why, ...more });

/** The hazards that were measured before this library was written. */
export const HAZARDS: readonly FoldCase[] = [
  row("法轮功", "我炼法輪功", [2, 5], { folds: ["script"], script: "variant" }, "traditional"),
  row("法輪功", "法轮功", [0, 3], { folds: ["script"], script: "variant" }, "simplified"),
  row("体制", "体制改革", [0, 2], { folds: [], script: "exact" }, "as written", { only: ["case"] }),
  row(
    "体制",
    "硬體製造",
    [1, 3],
    { folds: ["script"], script: "loose", boundary: "straddles" },
    "half of two words, in a spelling no dictionary has",
  ),
  row(
    "皇后",
    "秦始皇後來",
    [2, 4],
    { folds: ["script"], script: "loose", boundary: "straddles" },
    "后 and 後 are one class; the queen is 皇后 in both scripts",
  ),
  row("后来", "后來的事", [0, 2], { folds: ["script"], script: "mixed" }, "scripts mixed"),
  row("乾隆", "乾隆皇帝", [0, 2], { folds: [], script: "exact" }, "as written"),
  row("干隆", "乾隆皇帝", [0, 2], { folds: ["script"], script: "loose" }, "干隆 is no word"),
  row("饼干", "餅乾", [0, 2], { folds: ["script"], script: "variant" }, "a phrase of s2t"),
  row("看着", "看著他", [0, 2], { folds: ["script"], script: "variant" }, "variants of Taiwan"),
  row("了解", "瞭解真相", [0, 2], { folds: ["script"], script: "variant" }, "a contextual pair"),
  row("计划", "都市計畫", [2, 4], { folds: ["script"], script: "variant" }, "read, not written"),
  row("卫生", "衞生署", [0, 2], { folds: ["script"], script: "variant" }, "variants of Hong Kong"),
  none("什么", "甚麼都", "什 and 甚 are no pair of OpenCC"),
  none("软件", "軟體下載", "another word, not another spelling"),
  row(
    "软件",
    "軟體下載",
    [0, 2],
    { folds: ["regional"], script: "variant" },
    "the word of Taiwan",
    { on: ["regional"] },
  ),
  row(
    "游行",
    "国产上游行业",
    [3, 5],
    { folds: [], script: "exact", boundary: "straddles" },
    "half of 上游 and half of 行业",
  ),
  row(
    "中共",
    "其中共有三个",
    [1, 3],
    { folds: [], script: "exact", boundary: "straddles" },
    "half of 其中 and half of 共有",
  ),
  row(
    "中共",
    "中共中央召开会议",
    [0, 2],
    { folds: [], script: "exact", boundary: "inside" },
    "part of 中共中央",
  ),
  row(
    "发展",
    "頭髮展示",
    [1, 3],
    { folds: ["script"], script: "loose", boundary: "straddles" },
    "髮 is hair, 發 is meant",
  ),
  row("豈有", "\uf900有此理", [0, 2], { folds: ["compat"], script: "exact" }, "U+F900 is 豈"),
  row("管理", "管\uf9e4", [0, 2], { folds: ["compat"], script: "exact" }, "U+F9E4 is 理"),
  row("FLG", "ｆｌｇ", [0, 3], { folds: ["case", "width"], wholeWord: true }, "two folds needed"),
  row("straße", "STRASSE", [0, 7], { folds: ["case"], wholeWord: true }, "ß folds to ss"),
  row("ΟΔΟΣ", "οδος", [0, 4], { folds: ["case"], wholeWord: true }, "final sigma"),
  none("istanbul", "ıstanbul", "dotless i is another letter"),
  none("istanbul", "İstanbul", "İ folds to i and a dot"),
  row("office", "oﬃce", [0, 4], { folds: ["case"] }, "case or compat would do; case comes first"),
  row("64", "⑥④", [0, 2], { folds: ["compat"] }, "circled digits"),
  row("64", "６４", [0, 2], { folds: ["width"], wholeWord: true }, "full-width digits"),
  none("六四", "⑥④", "digits are no hanzi"),
  row("六四", "㊅㊃", [0, 2], { folds: ["compat"], script: "exact" }, "circled hanzi"),
  row("Ⅵ月Ⅳ日", "VI月IV日", [0, 6], { folds: ["compat"] }, "Roman numerals are letters"),
  row("Ⅵ月Ⅳ日", "6月4日", [0, 4], { folds: ["digits"] }, "Roman numerals are numbers", {
    on: ["digits"],
    options: { minDigits: 1 },
  }),
  row(
    "大陆",
    "大6",
    [0, 2],
    { folds: ["digits"] },
    "陆 is the financial six: single digits risk it",
    {
      on: ["digits"],
      options: { minDigits: 1 },
    },
  ),
  row("法轮功", "法\u200b轮\u200d功", [0, 5], { folds: ["ignorable"] }, "invisible inside"),
  row("法轮功", "法轮功\ufe00", [0, 3], { folds: [] }, "an invisible one after is not covered"),
  row("法轮功", "\ufeff法轮功", [1, 4], { folds: [] }, "an invisible one before is not covered"),
  none("法轮功", "法\u0336轮\u0336功\u0336", "marks are characters"),
  row(
    "法轮功",
    "法\u0336轮\u0336功\u0336",
    [0, 5],
    { folds: ["marks"], script: "exact", cutsGrapheme: false },
    "struck out; the last stroke is not covered, and is no cut",
    { on: ["marks"] },
  ),
  none("法轮功", "法 轮 功", "spaces are characters"),
  row("法轮功", "法 轮 功", [0, 5], { folds: ["separators"], script: "exact" }, "spaced out", {
    on: ["separators"],
  }),
  none("中共", "其中，共有", "a comma parts", { on: ["separators"] }),
  none("长沙", "\u2ed3沙", "U+2ED3 has no decomposition"),
  row("长沙", "\u2ed3沙", [0, 2], { folds: ["radical"], script: "exact" }, "U+2ED3 is 长", {
    on: ["radical"],
  }),
  row("生活", "\u2f63活", [0, 2], { folds: ["compat"], script: "exact" }, "Kangxi radical"),
  row("カ", "ｶﾞ", [0, 1], { folds: ["width"], cutsGrapheme: true }, "the mark is left behind"),
  none("カ", "ガ", "a mark within a character may not be left"),
  row("cafe", "cafe\u0301", [0, 4], { folds: [], cutsGrapheme: true }, "the mark is left behind"),
  none("cafe", "caf\u00e9", "a mark within a character may not be left"),
  row("👨", "👨\u200d👩\u200d👧", [0, 2], { folds: [], cutsGrapheme: true }, "one of a family"),
  row("👍", "👍🏽", [0, 2], { folds: [], cutsGrapheme: true }, "its skin colour is left behind"),
  row("🇨", "🇨🇳", [0, 2], { folds: [], cutsGrapheme: true }, "half a flag"),
  row("❤", "❤\ufe0f", [0, 1], { folds: [], cutsGrapheme: false }, "a variation selector stays"),
  none("日本", "曰本", "they only look alike, and are no letters", { on: ["confusable"] }),
  none("芸", "艺", "Japanese forms are no pair"),
  none("国", "囯", "OpenCC has no such pair"),
];

const lookalike = createFold("lookalike", { 曰: "日" });

/** Cases of our own: every fold, every label, many scripts. */
export const CASES: readonly FoldCase[] = [
  // case
  row("ǆ", "ǅ", [0, 1], { folds: ["case"] }, "a title-case letter"),
  row("ω", "\u2126", [0, 1], { folds: ["case"] }, "the ohm sign folds to omega by case alone"),
  row("k", "\u212a", [0, 1], { folds: ["case"] }, "the Kelvin sign folds to k by case alone"),
  row("å", "\u212b", [0, 1], { folds: ["case"] }, "the Angstrom sign, by case alone"),
  row("sit", "ſit", [0, 3], { folds: ["case"], wholeWord: true }, "long s; compat would do too"),
  row("ẞ", "ß", [0, 1], { folds: ["case"] }, "both fold to ss"),
  row("აბ", "ᲐᲑ", [0, 2], { folds: ["case"], wholeWord: true }, "Georgian Mtavruli"),
  row("Ꭰ", "\uab70", [0, 1], { folds: ["case"] }, "Cherokee folds to capitals"),
  row("եւ", "և", [0, 1], { folds: ["case"], partial: false }, "an Armenian ligature, used whole"),
  row("𐐨", "𐐀", [0, 2], { folds: ["case"], wholeWord: true }, "Deseret, beyond the BMP"),
  row("привет", "ПРИВЕТ", [0, 6], { folds: ["case"], wholeWord: true }, "Cyrillic"),
  row("αι", "\u1fb3", [0, 1], { folds: ["case"] }, "a subscript iota folds to a letter"),
  none("FLG", "flg", "without the fold", { only: [] }),
  // width
  row("ガ", "ｶﾞ", [0, 2], { folds: ["width", "compat"] }, "half-width kana, two for one"),
  row("₩", "\uffe6", [0, 1], { folds: ["width"] }, "full-width won"),
  row("a b", "a\u3000b", [0, 3], { folds: ["width"], wholeWord: true }, "the ideographic space"),
  row("\u1100", "\uffa1", [0, 1], { folds: ["width"] }, "half-width Hangul"),
  row("100%", "１００％", [0, 4], { folds: ["width"] }, "digits and sign"),
  none("64", "６４", "compat does not stand in for width", { only: ["compat"] }),
  // compat
  row("kg", "5㎏", [1, 2], { folds: ["compat"], partial: false }, "a squared unit, used whole"),
  row("tm", "brand™", [5, 6], { folds: ["case", "compat"] }, "raised capitals"),
  row("FLG", "𝐅𝐋𝐆", [0, 6], { folds: ["compat"], wholeWord: true }, "mathematical bold"),
  row("株式会社", "㍿", [0, 1], { folds: ["compat"], partial: false }, "a squared word"),
  row("لا", "\ufefb", [0, 1], { folds: ["compat"], wholeWord: true }, "an Arabic ligature"),
  row("ij", "ĳs", [0, 1], { folds: ["compat"], wholeWord: false }, "a Dutch ligature in a word"),
  row("1⁄2", "½", [0, 1], { folds: ["compat"], partial: false }, "a fraction"),
  row("...", "等…", [1, 2], { folds: ["compat"] }, "an ellipsis is three points"),
  row("\u0e4d\u0e32", "\u0e33", [0, 1], { folds: ["compat"] }, "Thai sara am"),
  row("각", "\u1100\u1161\u11a8", [0, 3], { folds: ["compat"] }, "a syllable and its letters"),
  none("가", "각", "no match ends within a syllable"),
  row(
    "가",
    "\u1100\u1161\u11a8",
    [0, 2],
    { folds: ["compat"], cutsGrapheme: true },
    "letters apart",
  ),
  // partial
  row("点", "㍘", [0, 1], { folds: ["compat"], script: "exact", partial: true }, "㍘ is 0点"),
  row(
    "點",
    "㍘",
    [0, 1],
    { folds: ["compat", "script"], script: "variant", partial: true },
    "and 點",
  ),
  row("fi", "oﬃce", [1, 2], { folds: ["case"], partial: true, wholeWord: false }, "ﬃ is ffi"),
  row("1月", "㋀", [0, 1], { folds: ["compat"], partial: false }, "a month, used whole"),
  row(
    "月1",
    "㋀㋀",
    [0, 2],
    { folds: ["compat"], partial: true },
    "the end of one, the start of another",
  ),
  // script
  row("头发", "頭髮", [0, 2], { folds: ["script"], script: "variant" }, "发 is 髮 in this word"),
  row("理发", "理發", [0, 2], { folds: ["script"], script: "loose" }, "發 is the other 发"),
  row("台湾", "臺湾", [0, 2], { folds: ["script"], script: "mixed" }, "one of each script"),
  row(
    "台湾",
    "台灣",
    [0, 2],
    { folds: ["script"], script: "variant", boundary: "aligned" },
    "Taiwan's",
  ),
  row("干部", "幹部", [0, 2], { folds: ["script"], script: "variant" }, "干 is 幹 in this word"),
  row("干部", "乾部", [0, 2], { folds: ["script"], script: "loose" }, "and not 乾"),
  row(
    "暐",
    "\u{2c029}",
    [0, 2],
    { folds: ["script"], script: "variant" },
    "simplified, beyond the BMP",
  ),
  none("体制", "體制", "without the fold", { only: ["case", "width", "compat", "ignorable"] }),
  // ignorable
  row("censor", "cen\u00adsor", [0, 7], { folds: ["ignorable"], wholeWord: true }, "a soft hyphen"),
  row("法轮功", "法\u3164轮功", [0, 4], { folds: ["ignorable"] }, "a Hangul filler"),
  row(
    "法轮功",
    "法\u{e0100}輪功",
    [0, 5],
    { folds: ["script", "ignorable"] },
    "a variation selector",
  ),
  row("abc", "a\u202eb\u2066c", [0, 5], { folds: ["ignorable"] }, "bidirectional controls"),
  row(
    "ab",
    "a\u034fb",
    [0, 3],
    { folds: ["ignorable"] },
    "the grapheme joiner, a mark that is ignorable",
  ),
  none("法轮功", "法\ufff9轮功", "an interlinear anchor is not ignorable"),
  // radical
  row("人民", "人\u2ea0", [0, 2], { folds: ["radical"], script: "exact" }, "U+2EA0 is 民", {
    on: ["radical"],
  }),
  row(
    "見面",
    "\u2ec5面",
    [0, 2],
    { folds: ["radical", "script"], script: "variant" },
    "U+2EC5 is 见",
    {
      on: ["radical"],
    },
  ),
  row("马", "\u2ee2", [0, 1], { folds: ["radical"], script: "exact" }, "U+2EE2 is 马", {
    on: ["radical"],
  }),
  none("人民", "人\u2ea0", "not by compat", { only: ["compat"] }),
  // digits
  row("64", "六四", [0, 2], { folds: ["digits"] }, "hanzi", { on: ["digits"] }),
  row("64", "陆肆", [0, 2], { folds: ["digits"] }, "financial", { on: ["digits"] }),
  row("64", "\u0666\u0664", [0, 2], { folds: ["digits"] }, "Arabic-Indic", { on: ["digits"] }),
  row("64", "\u096c\u096a", [0, 2], { folds: ["digits"] }, "Devanagari", { on: ["digits"] }),
  row("六四事件", "64事件", [0, 4], { folds: ["digits"] }, "digits for hanzi", { on: ["digits"] }),
  row("64", "⑥④", [0, 2], { folds: ["compat"] }, "compat comes before digits", { on: ["digits"] }),
  row("1989", "一九八九年", [0, 4], { folds: ["digits"] }, "a year", { on: ["digits"] }),
  row("8964", "捌玖６4", [0, 4], { folds: ["digits"] }, "digits reads full-width ones too", {
    on: ["digits"],
  }),
  row(
    "64",
    "1642",
    [1, 3],
    { folds: [], wholeWord: false },
    "as written, it may stand in a number",
    {
      on: ["digits"],
    },
  ),
  none("六四", "1642", "a match by digits is no part of a number", { on: ["digits"] }),
  none("大陆", "大6", "one digit is none", { on: ["digits"] }),
  none("Ⅵ月Ⅳ日", "6月4日", "two single digits are none", { on: ["digits"] }),
  // marks
  row(
    "cafe",
    "caf\u00e9",
    [0, 4],
    { folds: ["compat", "marks"] },
    "a mark that shows when decomposed",
    {
      on: ["marks"],
    },
  ),
  row(
    "viet",
    "việt",
    [0, 4],
    { folds: ["compat", "marks"], wholeWord: true },
    "two marks on one letter",
    {
      on: ["marks"],
    },
  ),
  row("محمد", "م\u064fح\u064eم\u0651\u064eد", [0, 8], { folds: ["marks"] }, "Arabic vowels", {
    on: ["marks"],
  }),
  row("שלום", "ש\u05c1\u05b8לו\u05b9ם", [0, 7], { folds: ["marks"] }, "Hebrew points", {
    on: ["marks"],
  }),
  row("ปา", "ป\u0e48า", [0, 3], { folds: ["marks"] }, "over-matches: another Thai word", {
    on: ["marks"],
  }),
  row("कल", "क\u0941ल", [0, 3], { folds: ["marks"] }, "over-matches: another Hindi word", {
    on: ["marks"],
  }),
  none("cafe", "caf\u00e9", "marks alone take nothing apart", { only: ["marks"] }),
  // separators
  row(
    "法轮功",
    "法*輪·功",
    [0, 5],
    { folds: ["script", "separators"], script: "variant" },
    "two kinds",
    {
      on: ["separators"],
    },
  ),
  row(
    "后来",
    "后 來",
    [0, 3],
    { folds: ["script", "separators"], script: "mixed" },
    "mixed, apart",
    {
      on: ["separators"],
    },
  ),
  row("法轮功", "法....轮功", [0, 7], { folds: ["separators"] }, "four are not too many", {
    on: ["separators"],
  }),
  none("法轮功", "法.....轮功", "five are", { on: ["separators"] }),
  row("法轮功", "法.....轮功", [0, 8], { folds: ["separators"] }, "but not with a wider gap", {
    on: ["separators"],
    options: { separatorGap: 5 },
  }),
  none("法轮功", "法\n轮功", "a line break parts", { on: ["separators"] }),
  none("FLG", "F L G", "only between Han", { on: ["separators"] }),
  none("法轮", "法。轮", "a full stop parts", { on: ["separators"] }),
  // confusable
  row("CCP", "ССР", [0, 3], { folds: ["confusable"], wholeWord: true }, "Cyrillic Es, Es, Er", {
    on: ["confusable"],
  }),
  row("scope", "ѕсоре", [0, 5], { folds: ["confusable"] }, "small Cyrillic letters", {
    on: ["confusable"],
  }),
  row("go", "g\u0585", [0, 2], { folds: ["confusable"] }, "Armenian oh", { on: ["confusable"] }),
  row("flg", "ＦLＧ", [0, 3], { folds: ["case", "width"] }, "no confusable needed", {
    on: ["confusable"],
  }),
  none("10", "lO", "digits and letters are not confused", { on: ["confusable"] }),
  // repeats
  row("法轮功", "法轮轮功", [0, 4], { folds: ["repeats"], script: "exact" }, "one too many", {
    on: ["repeats"],
  }),
  row("法轮功", "法法轮輪功", [1, 5], { folds: ["script", "repeats"] }, "tight, and two folds", {
    on: ["repeats"],
  }),
  row("法轮功", "法法轮功功", [1, 4], { folds: [] }, "repeats at the edges are left out", {
    on: ["repeats"],
  }),
  row("goal", "goooal", [0, 6], { folds: ["repeats"], wholeWord: true }, "a long vowel", {
    on: ["repeats"],
  }),
  none("good", "god", "never the reverse", { on: ["repeats"] }),
  row("book", "boook", [0, 5], { folds: ["repeats"] }, "three for two", { on: ["repeats"] }),
  // regional
  row("出租车", "計程車", [0, 3], { folds: ["regional"], script: "variant" }, "Taiwan's word", {
    on: ["regional"],
  }),
  row(
    "出租车",
    "计程车",
    [0, 3],
    { folds: ["script", "regional"], script: "variant" },
    "simplified",
    {
      on: ["regional"],
    },
  ),
  row("软件", "软件", [0, 2], { folds: [], script: "exact" }, "as written, not regional", {
    on: ["regional"],
  }),
  // a fold of the user's own
  row("日本", "曰本", [0, 2], { folds: ["lookalike"], script: "exact" }, "a user's pair", {
    on: [lookalike],
  }),
  // several at once
  row(
    "FLG台湾",
    "f\u200bＬｇ臺灣",
    [0, 6],
    { folds: ["case", "width", "script", "ignorable"], script: "variant", wholeWord: true },
    "four folds, each needed",
  ),
  row(
    "法轮",
    "法\u0336 輪",
    [0, 4],
    { folds: ["script", "marks", "separators"] },
    "a mark before it",
    {
      on: ["marks", "separators"],
    },
  ),
  // words
  row("st", "start", [0, 2], { wholeWord: false, boundary: "inside" }, "the start of a word"),
  row("art", "start", [2, 5], { wholeWord: false, boundary: "inside" }, "the end of a word"),
  row("ie", "i.e. ie", [5, 7], { wholeWord: true, boundary: "aligned" }, "a word"),
  row("FLG", "FLG123", [0, 3], { wholeWord: false }, "digits belong to the word"),
  row("FLG", "学FLG学", [1, 4], { wholeWord: true, boundary: "aligned" }, "Han parts words"),
  row("QQ群", "加QQ群吧", [1, 4], { wholeWord: true }, "it begins with Latin letters"),
  row("QQ群", "aQQ群", [1, 4], { wholeWord: false }, "and so it can be cut off"),
  row(
    "中国",
    "中国",
    [0, 2],
    { wholeWord: undefined, boundary: "aligned" },
    "Han has no word edges",
  ),
  row("s t", "its too", [2, 5], { boundary: "straddles", wholeWord: false }, "it cuts two words"),
  row("+-", "1+-2", [1, 3], { wholeWord: undefined, boundary: "aligned" }, "no word characters"),
  row(
    "中共",
    "其中\u200b共有",
    [1, 4],
    { folds: ["ignorable"], boundary: "straddles" },
    "hidden in it",
  ),
  // graphemes
  row("क", "क\u094dष", [0, 1], { cutsGrapheme: true }, "half a conjunct"),
  row("ก", "กำ", [0, 1], { cutsGrapheme: true }, "a Thai vowel that belongs to it"),
  row("🇱", "🇨🇳🇳🇱", [6, 8], { cutsGrapheme: true }, "the second half of a flag"),
  row("🇨🇳", "🇨🇳🇳🇱", [0, 4], { cutsGrapheme: false }, "a flag before a flag"),
  row("👩", "👨\u200d👩", [3, 5], { cutsGrapheme: true }, "the end of a family"),
  row("1", "1\ufe0f\u20e3", [0, 1], { cutsGrapheme: true }, "a keycap"),
  row("\n", "a\r\nb", [2, 3], { cutsGrapheme: true }, "half a line break"),
];
