import { expect, test } from "@jest/globals";
import { createFolding, FOLDS, type Fold } from "../../src/unicode/unicode.ts";

const all = createFolding(FOLDS);

/** Whether two texts count as the same under `folds`. */
function same(a: string, b: string, folds: readonly Fold[] = FOLDS): boolean {
  const { foldText } = createFolding(folds);
  return foldText(a) === foldText(b);
}

test("the folds of a folding are in order, each once", () => {
  expect(createFolding(["script", "case", "case"]).folds).toEqual(["case", "script"]);
  expect(createFolding([]).folds).toEqual([]);
});

test("an unknown fold is refused", () => {
  expect(() => createFolding(["radical" as Fold])).toThrow(RangeError);
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
  ["法轮功", "法輪功", FOLDS, true],
  ["法轮功", "法輪功", ["case", "width", "compat", "ignorable"], false],
  ["体制", "體製", FOLDS, true],
  ["皇后", "皇後", FOLDS, true],
  ["后来", "后來", FOLDS, true],
  ["干隆", "乾隆", FOLDS, true],
  ["饼干", "餅乾", FOLDS, true],
  ["看着", "看著", FOLDS, true],
  ["了解", "瞭解", FOLDS, true],
  ["计划", "計畫", FOLDS, true],
  ["卫生", "衞生", FOLDS, true],
  ["卫生", "衛生", FOLDS, true],
  ["什么", "甚麼", FOLDS, false],
  ["软件", "軟體", FOLDS, false],
  ["发展", "髮展", FOLDS, true],
  ["豈有", "\uf900有", FOLDS, true],
  ["豈有", "\uf900有", ["script"], false],
  ["豈有", "\uf900有", ["compat"], true],
  ["管理", "管\uf9e4", FOLDS, true],
  ["FLG", "ｆｌｇ", FOLDS, true],
  ["FLG", "ｆｌｇ", ["case"], false],
  ["FLG", "ｆｌｇ", ["width"], false],
  ["FLG", "ｆｌｇ", ["case", "width"], true],
  ["FLG", "ｆｌｇ", ["case", "compat"], false],
  ["straße", "STRASSE", FOLDS, true],
  ["straße", "STRASSE", ["case"], true],
  ["ẞ", "ß", ["case"], true],
  ["ΟΔΟΣ", "οδος", FOLDS, true],
  ["ΟΔΟΣ", "οδοσ", ["case"], true],
  ["istanbul", "ıstanbul", FOLDS, false],
  ["istanbul", "İstanbul", FOLDS, false],
  ["İ", "i\u0307", ["case"], true],
  ["office", "oﬃce", FOLDS, true],
  ["office", "oﬃce", ["case"], true],
  ["office", "oﬃce", ["compat"], true],
  ["office", "oﬃce", ["width"], false],
  ["64", "⑥④", FOLDS, true],
  ["64", "⑥④", ["width"], false],
  ["64", "６４", ["width"], true],
  ["64", "６４", ["compat"], false],
  ["六四", "⑥④", FOLDS, false],
  ["六四", "㊅㊃", FOLDS, true],
  ["Ⅵ月Ⅳ日", "VI月IV日", FOLDS, true],
  ["Ⅵ月Ⅳ日", "6月4日", FOLDS, false],
  ["大陆", "大6", FOLDS, false],
  ["法轮功", "法\u200b轮\u200d功", FOLDS, true],
  ["法轮功", "法轮功\ufe00", FOLDS, true],
  ["法轮功", "\ufeff法轮功", FOLDS, true],
  ["法轮功", "\ufeff法轮功", ["case", "width", "compat", "script"], false],
  ["法轮功", "法\u0336轮\u0336功\u0336", FOLDS, false],
  ["法轮功", "法 轮 功", FOLDS, false],
  ["长沙", "\u2ed3沙", FOLDS, false],
  ["生活", "\u2f63活", FOLDS, true],
  ["ｶﾞ", "ガ", FOLDS, true],
  ["カ", "ガ", FOLDS, false],
  ["cafe\u0301", "café", FOLDS, true],
  ["cafe", "café", FOLDS, false],
  ["日本", "曰本", FOLDS, false],
  ["芸", "艺", FOLDS, false],
  ["国", "囯", FOLDS, false],
  ["国", "國", FOLDS, true],
  ["傻B", "傻Ｂ", FOLDS, true],
  ["貳1", "貳①", FOLDS, true],
  ["a b", "a\u3000b", ["width"], true],
  ["a b", "a\u3000b", ["compat"], false],
  ["a b", "a\u00a0b", ["compat"], true],
  ["❻", "6", FOLDS, false],
  ["가", "\u1100\u1161", FOLDS, true],
  ["ᾳ", "αι", ["case"], true],
  ["ᾳ", "α\u0345", ["case"], true],
])("%j and %j under %j: %j", (a, b, folds, expected) => {
  expect(same(a, b, folds)).toBe(expected);
});

// What comes out, and what of it cannot be parted from the one before.
test.each<[string, readonly Fold[], string, boolean[]]>([
  ["é", FOLDS, "e\u0301", [false, true]],
  ["É", FOLDS, "e\u0301", [false, true]],
  ["ガ", FOLDS, "カ\u3099", [false, true]],
  ["각", FOLDS, "\u1100\u1161\u11a8", [false, true, true]],
  ["㍘", FOLDS, "0点", [false, false]],
  ["ﬃ", FOLDS, "ffi", [false, false, false]],
  ["ﬃ", ["case"], "ffi", [false, false, false]],
  ["ß", FOLDS, "ss", [false, false]],
  ["\u1fb3", FOLDS, "αι", [false, true]],
  ["\u1fb3", ["case"], "αι", [false, true]],
  ["\u1f82", FOLDS, "α\u0313\u0300ι", [false, true, true, true]],
  ["\u1f82", ["case"], "\u1f02ι", [false, true]],
  ["\u0390", ["case"], "ι\u0308\u0301", [false, true, true]],
  ["ŉ", FOLDS, "ʼn", [false, false]],
  ["ẚ", FOLDS, "aʾ", [false, false]],
  ["\u320e", FOLDS, "(\u1100\u1161)", [false, false, true, false]],
  ["\u0345", FOLDS, "ι", [false]],
  ["\u0301", FOLDS, "\u0301", [false]],
  ["\uff9e", FOLDS, "\u3099", [false]],
  ["\u0344", FOLDS, "\u0308\u0301", [false, true]],
  ["\u{1d15e}", FOLDS, "\u{1d157}\u{1d165}", [false, true]],
  ["\u{2f800}", FOLDS, "丽", [false]],
  ["\u{1d400}", FOLDS, "a", [false]],
  ["\u{1d400}", ["compat"], "A", [false]],
  ["\u200d", FOLDS, "", []],
  ["\u{e0041}", FOLDS, "", []],
  ["\u{e0041}", ["case"], "\u{e0041}", [false]],
  ["\u3164", FOLDS, "", []],
  ["\u3164", ["compat"], "\u1160", [false]],
  ["臺", ["script"], "台", [false]],
  ["\u{2c029}", FOLDS, "\u6690", [false]],
  ["\ud83d", FOLDS, "\ud83d", [false]],
  ["\udc00", FOLDS, "\udc00", [false]],
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
