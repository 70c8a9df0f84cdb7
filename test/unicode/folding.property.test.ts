import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { createFolding, DEFAULT_FOLDS, FOLDS, type Fold } from "../../src/unicode/unicode.ts";
import { hostIsUnicode17 } from "../support/host-unicode.ts";
import {
  CHARACTER_FOLDS,
  caseFoldings,
  changedCodePoints,
  droppedMarks,
  foldByDefinition,
  fromCodePoints,
  ignorables,
  LAST_CODE_POINT,
  show,
} from "./reference.ts";

// Every set of the default folds: the bits of a number choose. And some sets of all that act on characters.
const foldSets: readonly (readonly Fold[])[] = [
  ...Array.from({ length: 2 ** DEFAULT_FOLDS.length }, (_, bits) =>
    DEFAULT_FOLDS.filter((_fold, place) => bits & (1 << place)),
  ),
  ["marks"],
  ["radical"],
  ["confusable"],
  ["case", "marks"],
  ["compat", "marks"],
  ["case", "confusable"],
  ["width", "compat", "marks", "ignorable"],
  CHARACTER_FOLDS,
  ...fc.sample(fc.subarray([...CHARACTER_FOLDS]), { numRuns: 8, seed: 17 }),
];
const namedSets = foldSets.map((folds, number): [string, readonly Fold[]] => [
  `${number}: ${folds.join(" ") || "no folds"}`,
  folds,
]);

const onUnicode17 = hostIsUnicode17("folding, code point by code point") ? describe : describe.skip;

onUnicode17("against the host's Unicode 17", () => {
  const changed = changedCodePoints();

  test("there is something to compare", () => {
    expect(changed.length).toBeGreaterThan(30_000);
  });

  test.each(namedSets)("each code point folds as defined under %s", (_name, folds) => {
    const { expand } = createFolding(folds);
    const wrong = changed.filter((codePoint) => {
      const { codePoints, joined } = expand(codePoint);
      const expected = foldByDefinition(folds, codePoint);
      return (
        codePoints.join() !== expected.map((part) => part.codePoint).join() ||
        joined.join() !== expected.map((part) => part.joined).join()
      );
    });
    expect(show(wrong)).toBe("");
  });

  test("compat and width together are NFKD, code point by code point", () => {
    const { expand } = createFolding(["width", "compat"]);
    const wrong: number[] = [];
    for (let codePoint = 0; codePoint <= LAST_CODE_POINT; codePoint++) {
      const { codePoints } = expand(codePoint);
      if (fromCodePoints(codePoints) !== String.fromCodePoint(codePoint).normalize("NFKD")) {
        wrong.push(codePoint);
      }
    }
    expect(show(wrong)).toBe("");
  });

  test("all other code points fold to themselves", () => {
    const { expand } = createFolding(CHARACTER_FOLDS);
    const touched = new Set(changed);
    const wrong: number[] = [];
    for (let codePoint = 0; codePoint <= LAST_CODE_POINT; codePoint++) {
      const { codePoints, joined } = expand(codePoint);
      if (
        !touched.has(codePoint) &&
        (codePoints.join() !== `${codePoint}` || joined[0] !== false)
      ) {
        wrong.push(codePoint);
      }
    }
    expect(show(wrong)).toBe("");
  });
});

// All code points but surrogates, each lone surrogate between letters, so that none form a pair.
const everything = [
  ...[[0, 0xd7ff] as const, [0xe000, LAST_CODE_POINT] as const].map(([first, last]) =>
    fromCodePoints(Array.from({ length: last - first + 1 }, (_, place) => first + place)),
  ),
  ...Array.from({ length: 0x800 }, (_, place) => `${String.fromCharCode(0xd800 + place)}x`),
].join("");

test.each(namedSets)("folding what is folded changes nothing under %s", (_name, folds) => {
  const { foldText } = createFolding(folds);
  const once = foldText(everything);
  expect(once.length).toBeGreaterThan(1_000_000);
  expect(foldText(once) === once).toBe(true);
});

test("case is full case folding as an equivalence, no pair missing and none too many", () => {
  const { foldText } = createFolding(["case"]);
  const wrong: number[] = [];
  for (let codePoint = 0; codePoint <= LAST_CODE_POINT; codePoint++) {
    const expected = fromCodePoints(caseFoldings.get(codePoint) ?? [codePoint]);
    if (foldText(String.fromCodePoint(codePoint)) !== expected) {
      wrong.push(codePoint);
    }
  }
  expect(caseFoldings.size).toBe(1585);
  expect(show(wrong)).toBe("");
});

test("exactly what is ignorable or a mark folds to nothing, whatever else is on", () => {
  for (const folds of foldSets) {
    const { expand } = createFolding(folds);
    const isDropped = (codePoint: number): boolean =>
      (folds.includes("ignorable") && ignorables.has(codePoint)) ||
      (folds.includes("marks") && droppedMarks.has(codePoint));
    for (const codePoint of [0, 0x20, 0x2ff, 0xfff9, 0xfffc, 0x1d166, 0xdffff, 0xe1000]) {
      expect(expand(codePoint).codePoints.length).toBeGreaterThan(0);
    }
    const wrong = [...ignorables, ...droppedMarks].filter((codePoint) => {
      return (expand(codePoint).codePoints.length === 0) !== isDropped(codePoint);
    });
    expect(show(wrong)).toBe("");
  }
});

test.each<[Fold, ReadonlySet<number>, number]>([
  ["ignorable", ignorables, 4174],
  ["marks", droppedMarks, 2072],
])("all that %s drops, and nothing else", (fold, dropped, count) => {
  const { expand } = createFolding([fold]);
  const skipped: number[] = [];
  for (let codePoint = 0; codePoint <= LAST_CODE_POINT; codePoint++) {
    if (expand(codePoint).codePoints.length === 0) {
      skipped.push(codePoint);
    }
  }
  expect(skipped.length).toBe(count);
  expect(skipped).toEqual([...dropped].sort((a, b) => a - b));
});

// Lone surrogates included, and pairs that only meet when pieces are put together.
const character = fc.oneof(
  { weight: 5, arbitrary: fc.string({ unit: "binary", minLength: 1, maxLength: 1 }) },
  { weight: 1, arbitrary: fc.constantFrom("\ud800", "\udbff", "\udc00", "\udfff") },
);
const text = fc.array(character, { maxLength: 30 }).map((characters) => characters.join(""));
const foldSet = fc.subarray([...FOLDS]);

test("folding is done code point by code point", () => {
  fc.assert(
    fc.property(text, foldSet, (a, folds) => {
      const { expand, foldText } = createFolding(folds);
      const expansions = [...a].map((part) => expand(part.codePointAt(0) ?? 0));
      expect(foldText(a)).toBe(fromCodePoints(expansions.flatMap(({ codePoints }) => codePoints)));
    }),
  );
});

test("a folding does not depend on which foldings were made before", () => {
  fc.assert(
    fc.property(text, foldSet, foldSet, (a, folds, others) => {
      const before = createFolding(folds).foldText(a);
      createFolding(others).foldText(a);
      expect(createFolding([...folds].reverse()).foldText(a)).toBe(before);
    }),
  );
});
