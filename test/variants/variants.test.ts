import { expect, test } from "@jest/globals";
import yitizi from "yitizi";
import { createFolding } from "../../src/unicode/unicode.ts";
import { readCharsets } from "../../src/variants/charsets.ts";
import { variants } from "../../src/variants/variants.ts";

const fold = variants();
const { foldText } = createFolding([fold]);
const { gb2312, big5 } = readCharsets();

const isOrdinary = (character: string): boolean => gb2312.has(character) || big5.has(character);

test("the character sets have as many characters as the standards", () => {
  expect([gb2312.size, big5.size]).toEqual([6763, 13051]);
  // The first and last of each level.
  expect([..."啊座亍齄"].map((character) => gb2312.get(character))).toEqual([0, 3754, 3755, 6762]);
  expect([..."一籲乂龘"].map((character) => big5.has(character))).toEqual(Array(4).fill(true));
  expect([..."国们"].map((character) => big5.has(character))).toEqual([false, false]);
  expect([..."國們囯"].map((character) => gb2312.has(character))).toEqual([false, false, false]);
});

test("no class has two ordinary characters", () => {
  const crowded = fold.classes.filter((members) => members.filter(isOrdinary).length > 1);
  expect(crowded).toEqual([]);
});

test("no two characters of GB 2312 fold together", () => {
  const folded = new Set([...gb2312.keys()].map(foldText));
  expect(folded.size).toBe(gb2312.size);
  expect(foldText([...gb2312.keys()].join(""))).toBe([...gb2312.keys()].join(""));
});

test("every character of a class is a variant of another one in it, as yitizi has it", () => {
  const isPair = (a: string, b: string): boolean =>
    [...(yitizi.yitiziData[a] ?? "")].includes(b) || [...(yitizi.yitiziData[b] ?? "")].includes(a);
  for (const members of fold.classes) {
    const reached = new Set(members.slice(0, 1));
    for (const known of reached) {
      for (const member of members.filter((one) => isPair(one, known))) {
        reached.add(member);
      }
    }
    expect([...reached].sort()).toEqual([...members].sort());
  }
});

test("every rare character that has an ordinary variant stands for an ordinary character", () => {
  for (const [character, others] of Object.entries(yitizi.yitiziData)) {
    const known = [...others].filter((other) => other.normalize("NFC") === other);
    const isRare = !isOrdinary(character) && character.normalize("NFC") === character;
    if (isRare && known.some(isOrdinary)) {
      expect([character, isOrdinary(foldText(character))]).toEqual([character, true]);
    }
  }
});

test.each([
  ["中囯", "中国"],
  ["圀", "国"],
  ["國", "國"],
  ["他她牠", "他她牠"],
  ["二贰", "二贰"],
  ["历厉", "历厉"],
  ["划画", "划画"],
])("%s folds to %s", (text, expected) => {
  expect(foldText(text)).toBe(expected);
});

test("with script the traditional form comes in", () => {
  const both = createFolding([fold, "script"]).foldText;
  expect(both("囯") === both("國")).toBe(true);
  expect(both("囯") === both("国")).toBe(true);
});

test("made twice it is the same", () => {
  expect(variants()).toEqual(fold);
});
