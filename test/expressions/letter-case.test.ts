import { expect, test } from "@jest/globals";
import { codePointsOf, complement } from "../../src/expressions/character-set.ts";
import {
  caseOrbits,
  closeUnderCase,
  complementUnderCase,
} from "../../src/expressions/letter-case.ts";

const all: number[] = [];
for (let codePoint = 0; codePoint <= 0x1ffff; codePoint += 1) {
  const character = String.fromCodePoint(codePoint);
  if (character.toLowerCase() !== character || character.toUpperCase() !== character) {
    all.push(codePoint);
  }
}
const cased = String.fromCodePoint(...all);

test("a letter is equal to what the host's RegExp finds under flags i and u", () => {
  expect(all.length).toBeGreaterThan(2700);
  for (const codePoint of all) {
    const found = cased.match(new RegExp(`\\u{${codePoint.toString(16)}}`, "giu")) ?? [];
    const expected = found.map((character) => character.codePointAt(0) ?? 0).sort((a, b) => a - b);
    expect(codePointsOf(closeUnderCase([codePoint, codePoint]))).toEqual(expected);
  }
});

test("letters of one sort are in one orbit", () => {
  const members = caseOrbits().flat();
  expect(new Set(members).size).toBe(members.length);
  expect(caseOrbits()).toContainEqual(expect.arrayContaining([0x4b, 0x6b, 0x212a]));
  // ı and İ have mappings to i and I, but are not equal to them.
  expect(members).not.toContain(0x131);
  expect(members).not.toContain(0x130);
});

test("a large set is closed like a small one, and a complement is closed already", () => {
  const large = closeUnderCase([0x61, 0x61, 0x4e00, 0x9fa5]);
  expect(large).toEqual([0x41, 0x41, 0x61, 0x61, 0x4e00, 0x9fa5]);
  const rest = complementUnderCase([0x6b, 0x6b]);
  expect(rest).toEqual(complement([0x4b, 0x4b, 0x6b, 0x6b, 0x212a, 0x212a]));
  expect(closeUnderCase(rest)).toBe(rest);
});
