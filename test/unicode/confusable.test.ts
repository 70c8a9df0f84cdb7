import { expect, test } from "@jest/globals";
import { createFolding } from "../../src/unicode/unicode.ts";
import { LAST_CODE_POINT } from "./reference.ts";

const { foldText } = createFolding(["confusable"]);

const rows: (readonly [string, string])[] = [];
for (let codePoint = 0; codePoint <= LAST_CODE_POINT; codePoint++) {
  const character = String.fromCodePoint(codePoint);
  if (foldText(character) !== character) {
    rows.push([character, foldText(character)]);
  }
}

test("letters of five scripts stand for one ASCII letter each, and nothing else is touched", () => {
  // confusables.txt has 164 such rows; two are left out, see below.
  expect(rows.length).toBe(162);
  for (const [letter, ascii] of rows) {
    expect(letter).toMatch(/^\p{L}$/u);
    expect(letter).toMatch(
      /^[\p{sc=Latin}\p{sc=Cyrillic}\p{sc=Greek}\p{sc=Armenian}\p{sc=Cherokee}]$/u,
    );
    expect(letter.normalize("NFKD")).toBe(letter);
    expect(ascii).toMatch(/^[A-Za-z]$/u);
  }
});

// Rows of confusables.txt, version 17.0.0.
test.each([
  ["асԁеһіјорԛѕԝху", "acdehijopqswxy"],
  ["АВСЕНІЈКМОРЅТԜХУ", "ABCEHIJKMOPSTWXY"],
  ["ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "ABEZHIKMNOPTYX"],
  ["αγιορσ", "ayiopo"],
  ["ցհոօզսաւՕՍՏ", "ghnoquwiOUS"],
  ["ᎠᎡᎢᎪᎫᎬᎳᏀᏃᏞᏢᏴ", "DRTAJEWGZLPB"],
  ["ɑɡıʏƒþѕш", "agiyfpsw"],
])("%s look like %s", (letters, expected) => {
  expect(foldText(letters)).toBe(expected);
});

test("a small letter that looks like another letter than its capital stays as it is", () => {
  expect(foldText("νυ")).toBe("νυ");
  expect(foldText("ΝΥ")).toBe("NY");
});

test("what is put to l as a capital I is put to I", () => {
  expect(foldText("ΙІƖιіɩ")).toBe("IIIiii");
  // The palochka is an l in both cases.
  expect(foldText("Ӏӏ")).toBe("ll");
});

test.each([["case"], ["case", "width"], ["case", "width", "compat"]] as const)(
  "with %s %s %s no two ASCII letters become one",
  (...others) => {
    const folding = createFolding([...others, "confusable"]);
    const letters = "abcdefghijklmnopqrstuvwxyz";
    expect(new Set(folding.foldText(letters)).size).toBe(26);
    expect(folding.foldText(letters)).toBe(letters);
    for (const digit of "0123456789") {
      expect(folding.foldText(digit)).toBe(digit);
    }
  },
);
