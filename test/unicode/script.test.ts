import { expect, test } from "@jest/globals";
import { generateScriptClasses } from "../../src/unicode/data/generate.ts";
import { createFolding } from "../../src/unicode/unicode.ts";
import { gb2312Codes, representative, scriptClasses } from "./reference.ts";

const { foldText } = createFolding(["script"]);
const { classes, contextual } = generateScriptClasses();

test("the classes are the connected parts of the dictionaries", () => {
  const sort = (members: Iterable<string>): string => [...members].sort().join("");
  expect(classes.map(sort).sort()).toEqual([...new Set(scriptClasses.values())].map(sort).sort());
});

test("the classes in figures", () => {
  const members = classes.flat();
  const known = classes.map(
    (some) => some.filter((character) => gb2312Codes.has(character)).length,
  );
  expect({
    classes: classes.length,
    members: members.length,
    astral: members.filter((character) => character.length > 1).length,
    largest: Math.max(...classes.map((some) => some.length)),
    withoutGb2312: known.filter((count) => count === 0).length,
    withSeveralOfGb2312: known.filter((count) => count > 1).length,
  }).toEqual({
    classes: 3980,
    members: 8196,
    astral: 1496,
    largest: 6,
    withoutGb2312: 1530,
    withSeveralOfGb2312: 40,
  });
  expect(gb2312Codes.size).toBe(6763);
});

test("phrases add pairs that the character dictionaries do not have", () => {
  // As many as the classes they join; which pairs they are depends on the order of the phrases.
  expect(contextual.length).toBe(44);
  for (const pair of ["借藉", "沈沉", "复覆", "了瞭", "划畫", "坐座", "像象", "里哩", "果菓"]) {
    const [a = "", b = ""] = pair;
    expect(scriptClasses.get(a)?.has(b)).toBe(true);
  }
});

test("each member folds to the member that GB 2312 has first, else to the lowest code point", () => {
  const wrong = [...scriptClasses].filter(
    ([character, members]) => foldText(character) !== representative(members),
  );
  expect(wrong).toEqual([]);
});

test.each([
  ["臺台颱檯枱", "台"],
  ["煉炼鍊鏈链", "链"],
  ["瞭了", "了"],
  ["乾幹干榦", "干"],
  ["發髮发", "发"],
  ["劃划畫画", "画"],
  ["沉沈瀋", "沉"],
])("%s fold to one character, %s", (variants, expected) => {
  expect(foldText(variants)).toBe(expected.repeat([...variants].length));
});

test.each([
  "芸艺",
  "囯国",
  "曰日",
  "甚什",
  "予豫",
  "缶罐",
  "糸丝",
  "欠缺",
  "他她",
  "二贰",
  "士土",
  "〇零",
])("%s stay apart", (pair) => {
  const [a = "", b = ""] = pair;
  expect(foldText(a)).not.toBe(foldText(b));
});

test("nothing but Chinese characters is folded, and no compatibility ideograph", () => {
  const others = [...scriptClasses.keys()].filter(
    (character) => !/^\p{Unified_Ideograph}$/u.test(character),
  );
  expect(others).toEqual([]);
  expect(foldText("\uf900\u{2f800}ガかａ")).toBe("\uf900\u{2f800}ガかａ");
});
