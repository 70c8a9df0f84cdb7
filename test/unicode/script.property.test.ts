import { readFileSync } from "node:fs";
import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { Converter } from "opencc-js";
import { createFolding, DEFAULT_FOLDS } from "../../src/unicode/unicode.ts";
import { dataPath, describeOnData } from "../support/data.ts";
import { dictionaries, gb2312Codes, phraseDictionaries, scriptClasses } from "./reference.ts";

// No spelling that OpenCC can produce is missed: converting a text changes nothing after folding.

// The configurations of OpenCC that change characters only, as opencc-js names them.
const configurations = [
  ["s2t", "cn", "t"],
  ["s2tw", "cn", "tw"],
  ["s2hk", "cn", "hk"],
  ["t2s", "t", "cn"],
  ["tw2s", "tw", "cn"],
  ["hk2s", "hk", "cn"],
  ["t2tw", "t", "tw"],
  ["tw2t", "tw", "t"],
  ["t2hk", "t", "hk"],
  ["hk2t", "hk", "t"],
] as const;

const converters = configurations.map(
  ([name, from, to]) => [name, Converter({ from, to })] as const,
);

const { foldText } = createFolding(["compat", "script"]);

/** Texts that fold to something else after a conversion, and how many texts a conversion changed. */
function convertAll(texts: readonly string[]): { changed: number[]; violations: string[] } {
  const violations: string[] = [];
  const changed = converters.map(([name, convert]) => {
    let count = 0;
    for (const [number, text] of texts.entries()) {
      const converted = convert(text);
      count += converted === text ? 0 : 1;
      if (foldText(converted) !== foldText(text)) {
        violations.push(`${name} of text ${number}`);
      }
    }
    return count;
  });
  return { changed, violations };
}

const words = dictionaries.flatMap((dictionary) => dictionary.split(/[ |]/u));
const phrases = phraseDictionaries.flatMap((dictionary) => dictionary.split(/[ |]/u));
const members = [...scriptClasses.keys()];
const ordinary = [...gb2312Codes.keys()];

const oneOf = (texts: readonly string[]): fc.Arbitrary<string> =>
  fc.nat(texts.length - 1).map((place) => texts[place] ?? "");
const between = (min: number, max: number): fc.Arbitrary<string> =>
  fc.integer({ min, max }).map((codePoint) => String.fromCodePoint(codePoint));

const piece = fc.oneof(
  oneOf(words),
  oneOf(phrases),
  // A phrase that breaks off, so that segmentation has to choose.
  fc.tuple(oneOf(phrases), fc.nat(6)).map(([phrase, length]) => {
    return [...phrase].slice(0, length).join("");
  }),
  oneOf(members),
  oneOf(ordinary),
  between(0x4e00, 0x9fff),
  between(0xf900, 0xfaff),
  between(0x2f800, 0x2fa1f),
  oneOf(["，", "。", " ", "A", "1", "か", "\u{1f600}", "\ud800", "\u200b"]),
);
const line = fc.array(piece, { minLength: 1, maxLength: 12 }).map((pieces) => pieces.join(""));

test.each(converters)("%s leaves what any text folds to", (_name, convert) => {
  fc.assert(
    fc.property(line, (text) => {
      expect(foldText(convert(text))).toBe(foldText(text));
    }),
    { numRuns: 2_000 },
  );
});

test("20,000 made-up lines, all ten conversions", () => {
  const lines = fc.sample(line, { numRuns: 20_000, seed: 2008 });
  const { changed, violations } = convertAll(lines);
  expect(violations).toEqual([]);
  for (const count of changed) {
    expect(count).toBeGreaterThan(5_000);
  }
});

test("every word of the dictionaries, all ten conversions", () => {
  const { changed, violations } = convertAll([...new Set(words)]);
  expect(violations).toEqual([]);
  for (const count of changed) {
    expect(count).toBeGreaterThan(500);
  }
});

test("a conversion that changes words does not leave what a text folds to", () => {
  // The property can fail: the Taiwanese word for software is another word.
  const convert = Converter({ from: "cn", to: "twp" });
  expect(convert("软件")).toBe("軟體");
  expect(foldText(convert("软件"))).not.toBe(foldText("软件"));
});

function read(name: string): string[] {
  return readFileSync(dataPath(name), "utf8").split(/\r?\n/u).filter(Boolean);
}

function evenly(texts: string[], count: number): string[] {
  const step = Math.max(1, Math.floor(texts.length / count));
  return texts.filter((_text, number) => number % step === 0).slice(0, count);
}

describeOnData("script fold on real lists and messages", () => {
  test.each([
    ["lists/citizenlab/SVP/svp_words.csv", 4_000],
    ["lists/citizenlab/TOM-Skype--Sina-UC/blocked-words.csv", 4_000],
    ["messages/opensubtitles/zh-huge.txt", 4_000],
    ["messages/nus-sms/zh.jsonl", 4_000],
  ])("%s", (name, count) => {
    const texts = evenly(read(name), count);
    expect(texts.length).toBeGreaterThan(1_000);
    const { changed, violations } = convertAll(texts);
    expect(violations).toEqual([]);
    expect(Math.max(...changed)).toBeGreaterThan(500);
  });
});

// Minutes: only where it is asked for.
const describeLong = process.env.FILTER_AUDIT_LONG === "1" ? describeOnData : describe.skip;

describeLong("script fold on 150,000 converted lines of real messages", () => {
  test.each(["messages/opensubtitles/zh-huge.txt", "messages/nus-sms/zh.jsonl"])(
    "%s",
    (name) => {
      const texts = evenly(read(name), 60_000);
      const { changed, violations } = convertAll(texts);
      expect(violations).toEqual([]);
      expect(texts.length * changed.length).toBeGreaterThanOrEqual(150_000);
    },
    600_000,
  );
});

test("the default folds hold what script and compat hold", () => {
  const all = createFolding(DEFAULT_FOLDS);
  const both = createFolding(["compat", "script"]);
  fc.assert(
    fc.property(line, (text) => {
      expect(all.foldText(both.foldText(text))).toBe(all.foldText(text));
    }),
  );
});
