import { describe, expect, test } from "@jest/globals";
import { homophones } from "../../src/homophones/homophones.ts";
import { createFolding } from "../../src/unicode/unicode.ts";

const fold = homophones();
const { foldText } = createFolding([fold]);
const strict = homophones({ tones: true });

const same = (a: string, b: string): boolean => foldText(a) === foldText(b);

test("the fold is named, for terms of three characters or more unless told", () => {
  expect([fold.name, fold.minLength]).toEqual(["homophones", 3]);
  expect([strict.name, strict.minLength]).toEqual(["homophones-with-tones", 3]);
  expect(homophones({ minLength: 2 }).minLength).toBe(2);
});

test.each([1, 0, 2.5, Number.NaN, Number.POSITIVE_INFINITY])(
  "minLength %d is refused",
  (minLength) => {
    expect(() => homophones({ minLength })).toThrow(RangeError);
    expect(() => homophones({ minLength })).toThrow(
      `minLength is ${minLength}, expected an integer from 2`,
    );
  },
);

test("nearly every character has one class", () => {
  const members = fold.classes.flat();
  expect(new Set(members).size).toBe(members.length);
  expect(members.length).toBeGreaterThan(20_000);
  // Mandarin has about 400 syllables without tones, about 1,300 with them.
  expect(fold.classes.length).toBeGreaterThan(380);
  expect(fold.classes.length).toBeLessThan(430);
  expect(strict.classes.length).toBeGreaterThan(1_100);
  expect(strict.classes.length).toBeLessThan(1_400);
});

// As a dictionary of Mandarin has them.
test.each([
  ["法轮功", "发轮公", true],
  ["法輪功", "法轮功", true],
  ["河蟹", "和谐", true],
  ["上海", "伤害", true],
  ["六四", "流逝", false],
  ["女绿", "怒路", false],
  ["身心", "伸新", true],
  ["身心", "声星", false],
  ["时事", "四十", false],
  ["〇", "零", true],
  ["A1，", "A1，", true],
])("%s and %s: %j", (a, b, expected) => {
  expect(same(a, b)).toBe(expected);
});

describe("of a character with several readings", () => {
  test("only one counts", () => {
    // 行 is read xíng and háng, 长 cháng and zhǎng, 乐 lè and yuè.
    expect(same("行", "形")).toBe(true);
    expect(same("行", "航")).toBe(false);
    expect([same("长", "常"), same("长", "掌")].filter(Boolean)).toHaveLength(1);
    expect([same("乐", "勒"), same("乐", "月")].filter(Boolean)).toHaveLength(1);
  });

  test("so that classes do not run together", () => {
    expect(Math.max(...fold.classes.map((members) => members.length))).toBeLessThan(500);
  });
});

test("with tones the tone counts too", () => {
  const { foldText: foldTones } = createFolding([strict]);
  expect(foldTones("上海") === foldTones("伤害")).toBe(false);
  expect(foldTones("功") === foldTones("公")).toBe(true);
  // Whatever sounds the same with tones sounds the same without.
  for (const [target = "", ...members] of strict.classes) {
    for (const member of members) {
      expect(same(member, target)).toBe(true);
    }
  }
});

test("made twice it is the same", () => {
  expect(homophones()).toEqual(fold);
});
