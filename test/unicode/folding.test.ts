import { expect, test } from "@jest/globals";
import { createFolding, DEFAULT_FOLDS, type Fold } from "../../src/unicode/unicode.ts";

const all = createFolding(DEFAULT_FOLDS);

/** Whether two texts count as the same under `folds`. */
function same(a: string, b: string, folds: readonly Fold[] = DEFAULT_FOLDS): boolean {
  const { foldText } = createFolding(folds);
  return foldText(a) === foldText(b);
}

test("the folds of a folding are in order, each once", () => {
  expect(createFolding(["script", "case", "case"]).folds).toEqual(["case", "script"]);
  expect(createFolding([]).folds).toEqual([]);
});

test("an unknown fold is refused", () => {
  expect(() => createFolding(["radicals" as Fold])).toThrow(RangeError);
});

test.each([-1, 0x110000, 1.5, Number.NaN, Number.POSITIVE_INFINITY])("%d is no code point", (n) => {
  expect(() => all.expand(n)).toThrow(RangeError);
  expect(() => all.expand(n)).toThrow(
    `${n} is no code point, expected an integer from 0 to 0x10FFFF`,
  );
});

test("with no folds everything folds to itself", () => {
  const none = createFolding([]);
  for (const codePoint of [0, 0x41, 0xad, 0xac01, 0xd800, 0xff21, 0xffff, 0x1d400, 0x10ffff]) {
    expect(none.expand(codePoint)).toEqual({ codePoints: [codePoint], joined: [false] });
  }
  const text = "臺灣 ⑥④ ｆｌｇ \u200b\ud800 é 각 \udc00\u{1f468}";
  expect(none.foldText(text)).toBe(text);
});

// Cases of the design at the level of folds: term, text, folds, whether they count as the same.
test.each<[string, string, readonly Fold[], boolean]>([
  ["法轮功", "法輪功", DEFAULT_FOLDS, true],
  ["法轮功", "法輪功", ["case", "width", "compat", "ignorable"], false],
  ["体制", "體製", DEFAULT_FOLDS, true],
  ["皇后", "皇後", DEFAULT_FOLDS, true],
  ["后来", "后來", DEFAULT_FOLDS, true],
  ["干隆", "乾隆", DEFAULT_FOLDS, true],
  ["饼干", "餅乾", DEFAULT_FOLDS, true],
  ["看着", "看著", DEFAULT_FOLDS, true],
  ["了解", "瞭解", DEFAULT_FOLDS, true],
  ["计划", "計畫", DEFAULT_FOLDS, true],
  ["卫生", "衞生", DEFAULT_FOLDS, true],
  ["卫生", "衛生", DEFAULT_FOLDS, true],
  ["什么", "甚麼", DEFAULT_FOLDS, false],
  ["软件", "軟體", DEFAULT_FOLDS, false],
  ["发展", "髮展", DEFAULT_FOLDS, true],
  ["豈有", "\uf900有", DEFAULT_FOLDS, true],
  ["豈有", "\uf900有", ["script"], false],
  ["豈有", "\uf900有", ["compat"], true],
  ["管理", "管\uf9e4", DEFAULT_FOLDS, true],
  ["FLG", "ｆｌｇ", DEFAULT_FOLDS, true],
  ["FLG", "ｆｌｇ", ["case"], false],
  ["FLG", "ｆｌｇ", ["width"], false],
  ["FLG", "ｆｌｇ", ["case", "width"], true],
  ["FLG", "ｆｌｇ", ["case", "compat"], false],
  ["straße", "STRASSE", DEFAULT_FOLDS, true],
  ["straße", "STRASSE", ["case"], true],
  ["ẞ", "ß", ["case"], true],
  ["ΟΔΟΣ", "οδος", DEFAULT_FOLDS, true],
  ["ΟΔΟΣ", "οδοσ", ["case"], true],
  ["istanbul", "ıstanbul", DEFAULT_FOLDS, false],
  ["istanbul", "İstanbul", DEFAULT_FOLDS, false],
  ["İ", "i\u0307", ["case"], true],
  ["office", "oﬃce", DEFAULT_FOLDS, true],
  ["office", "oﬃce", ["case"], true],
  ["office", "oﬃce", ["compat"], true],
  ["office", "oﬃce", ["width"], false],
  ["64", "⑥④", DEFAULT_FOLDS, true],
  ["64", "⑥④", ["width"], false],
  ["64", "６４", ["width"], true],
  ["64", "６４", ["compat"], false],
  ["六四", "⑥④", DEFAULT_FOLDS, false],
  ["六四", "㊅㊃", DEFAULT_FOLDS, true],
  ["Ⅵ月Ⅳ日", "VI月IV日", DEFAULT_FOLDS, true],
  ["Ⅵ月Ⅳ日", "6月4日", DEFAULT_FOLDS, false],
  ["大陆", "大6", DEFAULT_FOLDS, false],
  ["法轮功", "法\u200b轮\u200d功", DEFAULT_FOLDS, true],
  ["法轮功", "法轮功\ufe00", DEFAULT_FOLDS, true],
  ["法轮功", "\ufeff法轮功", DEFAULT_FOLDS, true],
  ["法轮功", "\ufeff法轮功", ["case", "width", "compat", "script"], false],
  ["法轮功", "法\u0336轮\u0336功\u0336", DEFAULT_FOLDS, false],
  ["法轮功", "法 轮 功", DEFAULT_FOLDS, false],
  ["长沙", "\u2ed3沙", DEFAULT_FOLDS, false],
  ["生活", "\u2f63活", DEFAULT_FOLDS, true],
  ["ｶﾞ", "ガ", DEFAULT_FOLDS, true],
  ["カ", "ガ", DEFAULT_FOLDS, false],
  ["cafe\u0301", "café", DEFAULT_FOLDS, true],
  ["cafe", "café", DEFAULT_FOLDS, false],
  ["日本", "曰本", DEFAULT_FOLDS, false],
  ["芸", "艺", DEFAULT_FOLDS, false],
  ["国", "囯", DEFAULT_FOLDS, false],
  ["国", "國", DEFAULT_FOLDS, true],
  ["傻B", "傻Ｂ", DEFAULT_FOLDS, true],
  ["貳1", "貳①", DEFAULT_FOLDS, true],
  ["a b", "a\u3000b", ["width"], true],
  ["a b", "a\u3000b", ["compat"], false],
  ["a b", "a\u00a0b", ["compat"], true],
  ["❻", "6", DEFAULT_FOLDS, false],
  ["가", "\u1100\u1161", DEFAULT_FOLDS, true],
  ["ᾳ", "αι", ["case"], true],
  ["ᾳ", "α\u0345", ["case"], true],
])("%j and %j under %j: %j", (a, b, folds, expected) => {
  expect(same(a, b, folds)).toBe(expected);
});

// What comes out, and what of it cannot be parted from the one before.
test.each<[string, readonly Fold[], string, boolean[]]>([
  ["é", DEFAULT_FOLDS, "e\u0301", [false, true]],
  ["É", DEFAULT_FOLDS, "e\u0301", [false, true]],
  ["ガ", DEFAULT_FOLDS, "カ\u3099", [false, true]],
  ["각", DEFAULT_FOLDS, "\u1100\u1161\u11a8", [false, true, true]],
  ["㍘", DEFAULT_FOLDS, "0点", [false, false]],
  ["ﬃ", DEFAULT_FOLDS, "ffi", [false, false, false]],
  ["ﬃ", ["case"], "ffi", [false, false, false]],
  ["ß", DEFAULT_FOLDS, "ss", [false, false]],
  ["\u1fb3", DEFAULT_FOLDS, "αι", [false, true]],
  ["\u1fb3", ["case"], "αι", [false, true]],
  ["\u1f82", DEFAULT_FOLDS, "α\u0313\u0300ι", [false, true, true, true]],
  ["\u1f82", ["case"], "\u1f02ι", [false, true]],
  ["\u0390", ["case"], "ι\u0308\u0301", [false, true, true]],
  ["ŉ", DEFAULT_FOLDS, "ʼn", [false, false]],
  ["ẚ", DEFAULT_FOLDS, "aʾ", [false, false]],
  ["\u320e", DEFAULT_FOLDS, "(\u1100\u1161)", [false, false, true, false]],
  ["\u0345", DEFAULT_FOLDS, "ι", [false]],
  ["\u0301", DEFAULT_FOLDS, "\u0301", [false]],
  ["\uff9e", DEFAULT_FOLDS, "\u3099", [false]],
  ["\u0344", DEFAULT_FOLDS, "\u0308\u0301", [false, true]],
  ["\u{1d15e}", DEFAULT_FOLDS, "\u{1d157}\u{1d165}", [false, true]],
  ["\u{2f800}", DEFAULT_FOLDS, "丽", [false]],
  ["\u{1d400}", DEFAULT_FOLDS, "a", [false]],
  ["\u{1d400}", ["compat"], "A", [false]],
  ["\u200d", DEFAULT_FOLDS, "", []],
  ["\u{e0041}", DEFAULT_FOLDS, "", []],
  ["\u{e0041}", ["case"], "\u{e0041}", [false]],
  ["\u3164", DEFAULT_FOLDS, "", []],
  ["\u3164", ["compat"], "\u1160", [false]],
  ["臺", ["script"], "台", [false]],
  ["\u{2c029}", DEFAULT_FOLDS, "\u6690", [false]],
  ["\ud83d", DEFAULT_FOLDS, "\ud83d", [false]],
  ["\udc00", DEFAULT_FOLDS, "\udc00", [false]],
])("%j under %j folds to %j, joined %j", (character, folds, expected, joined) => {
  const { expand, foldText } = createFolding(folds);
  const expansion = expand(character.codePointAt(0) ?? 0);
  expect(expansion.joined).toEqual(joined);
  expect(expansion.codePoints).toEqual([...expected].map((part) => part.codePointAt(0)));
  expect(foldText(character)).toBe(expected);
});

test("lone surrogates are kept, pairs are not parted", () => {
  const text = "A\ud800B\udc00\ud83d\ude00\ud835\udc00\ud835";
  expect(all.foldText(text)).toBe("a\ud800b\udc00\ud83d\ude00a\ud835");
});

test("a text is what its code points fold to, put together", () => {
  const { foldText } = all;
  expect(foldText("")).toBe("");
  expect(foldText("\ufeffＦＬＧ\u200b 臺灣ﬃ각！")).toBe("flg 台湾ffi\u1100\u1161\u11a8!");
});

// The folds that are not on by default, each alone and with others: term, text, folds, whether they are the same.
test.each<[string, string, readonly Fold[], boolean]>([
  ["长沙", "\u2ed3沙", ["radical"], true],
  ["長沙", "\u2ed3沙", ["radical"], false],
  ["長沙", "\u2ed3沙", ["radical", "script"], true],
  ["母", "\u2e9f", ["radical"], true],
  ["母", "\u2e9f", ["compat"], true],
  ["龟", "\u2ef3", ["radical", "compat"], true],
  ["生活", "\u2f63活", ["radical"], false],
  ["\u2e80", "\u2e9a", ["radical"], false],
  ["法轮功", "法\u0336轮\u0336功\u0336", ["marks"], true],
  ["cafe", "cafe\u0301", ["marks"], true],
  ["cafe", "café", ["marks"], false],
  ["cafe", "café", ["compat"], false],
  ["cafe", "café", ["compat", "marks"], true],
  ["カ", "ガ", ["compat", "marks"], true],
  ["カ", "ｶﾞ", ["width", "marks"], true],
  ["カ", "ｶﾞ", ["width"], false],
  ["istanbul", "İstanbul", ["case", "marks"], true],
  ["istanbul", "ıstanbul", ["case", "marks"], false],
  ["α", "ᾳ", ["compat", "marks"], true],
  ["α", "ᾳ", ["case", "compat", "marks"], true],
  ["각", "가", ["compat", "marks"], false],
  ["कि", "क", ["marks"], false],
  ["की", "क", ["marks"], false],
  ["कु", "क", ["marks"], true],
  ["paypal", "раураl", ["confusable"], true],
  ["paypal", "РАУРАL", ["confusable"], false],
  ["paypal", "РАУРАL", ["confusable", "case"], true],
  ["FALUN", "ҒALUN", ["confusable"], false],
  ["ISIS", "ІЅІЅ", ["confusable"], true],
  ["isis", "ІЅІЅ", ["confusable", "case"], true],
  ["lsls", "ІЅІЅ", ["confusable", "case"], false],
  ["ΝΥ", "NY", ["confusable"], true],
  ["nv", "ΝΝ", ["confusable", "case"], false],
  ["v", "ν", ["confusable"], false],
  ["m", "rn", ["confusable", "case"], false],
  ["l", "1", ["confusable", "case"], false],
  ["O", "0", ["confusable", "case"], false],
  ["土", "士", ["confusable", "script"], false],
  ["日本", "曰本", ["confusable"], false],
  ["s", "ſ", ["confusable", "case"], true],
  ["f", "ſ", ["confusable"], false],
  ["Ａ", "А", ["confusable"], false],
  ["Ａ", "А", ["confusable", "width"], true],
  ["\u{1d400}", "А", ["confusable", "compat"], true],
  ["六四", "64", ["digits"], false],
  ["天天", "天", ["repeats"], false],
  ["法 轮", "法轮", ["separators"], false],
  ["软件", "軟體", ["regional", "script"], false],
])("%j and %j under %j: %j", (a, b, folds, expected) => {
  expect(same(a, b, folds)).toBe(expected);
});

test.each<[string, readonly Fold[], string, boolean[]]>([
  ["é", ["compat", "marks"], "e", [false]],
  ["각", ["compat", "marks"], "\u1100\u1161\u11a8", [false, true, true]],
  ["\u0344", ["compat", "marks"], "", []],
  ["\u0345", ["case", "marks"], "", []],
  ["\u1f82", ["compat", "marks"], "α", [false]],
  ["\u1f82", ["case", "marks"], "\u1f02ι", [false, true]],
  ["\u0390", ["case", "marks"], "ι", [false]],
  ["İ", ["case", "marks"], "i", [false]],
  // A nonspacing vowel sign and a spacing one: what is left begins the expansion.
  ["\u0cca", ["compat"], "\u0cc6\u0cc2", [false, true]],
  ["\u0cca", ["compat", "marks"], "\u0cc2", [false]],
  ["\u2ed3", ["radical"], "长", [false]],
  ["\u2ed3", ["radical", "script"], "长", [false]],
  ["\u2e87", ["radical"], "\u{20628}", [false]],
  ["А", ["confusable"], "A", [false]],
  ["а", ["case", "confusable"], "a", [false]],
  ["Β", ["case", "confusable"], "b", [false]],
  ["β", ["case", "confusable"], "b", [false]],
  ["β", ["confusable"], "β", [false]],
])("%j under %j folds to %j, joined %j", (character, folds, expected, joined) => {
  const { expand, foldText } = createFolding(folds);
  expect(expand(character.codePointAt(0) ?? 0).joined).toEqual(joined);
  expect(foldText(character)).toBe(expected);
});

test("folds that act on runs or on whole terms are named and change no character", () => {
  const folds: Fold[] = ["digits", "separators", "repeats", "regional"];
  const { folds: named, foldText } = createFolding(folds);
  expect(named).toEqual(["digits", "separators", "repeats", "regional"]);
  const text = "六 六 陆*陸 é А ⻓ ｆ\u200b天天";
  expect(foldText(text)).toBe(text);
});
