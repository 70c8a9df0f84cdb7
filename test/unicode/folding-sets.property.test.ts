import { expect, test } from "@jest/globals";
import fc from "fast-check";
import {
  type CustomFold,
  createFold,
  createFolding,
  createLightFolding,
  type FoldChoice,
} from "../../src/unicode/unicode.ts";
import { hostIsUnicode17 } from "../support/host-unicode.ts";
import { CHARACTER_FOLDS, changedCodePoints, foldByDefinition } from "./reference.ts";

// Any set of folds, with folds of the user's own among them.

const changed = changedCodePoints();

const members = [..."aAbBеЕЅs5日曰囗口体體本臺台⻓长①１Ａ\u{20bb7}吉"];

const member = fc.constantFrom(...members);
const custom = (name: string): fc.Arbitrary<CustomFold> =>
  fc
    .tuple(fc.subarray(members, { minLength: 1, maxLength: 4 }), fc.array(member, { maxLength: 8 }))
    .map(([targets, others]) => {
      const map = new Map<string, string>();
      for (const [place, other] of others.entries()) {
        if (!targets.includes(other) && !map.has(other)) {
          map.set(other, targets[place % targets.length] ?? "");
        }
      }
      return createFold(name, map);
    });
const folds: fc.Arbitrary<readonly FoldChoice[]> = fc
  .tuple(fc.subarray([...CHARACTER_FOLDS]), fc.subarray([0, 1]), custom("first"), custom("second"))
  .map(([names, chosen, first, second]) => [
    ...names,
    ...[first, second].filter((_fold, place) => chosen.includes(place)),
  ]);

const character = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.integer({ min: 0, max: changed.length - 1 }).map((place) => changed[place] ?? 0),
  },
  { weight: 3, arbitrary: member.map((one) => one.codePointAt(0) ?? 0) },
  { weight: 1, arbitrary: fc.integer({ min: 0, max: 0x10ffff }) },
  { weight: 1, arbitrary: fc.constantFrom(0xd800, 0xdbff, 0xdc00, 0xdfff, 0xac00, 0xac01, 0x345) },
);
const text = fc
  .array(character, { maxLength: 20 })
  .map((codePoints) => codePoints.map((codePoint) => String.fromCodePoint(codePoint)).join(""));

test("the light folding says what the index says", () => {
  fc.assert(
    fc.property(folds, fc.array(character, { maxLength: 30 }), text, (some, codePoints, line) => {
      const heavy = createFolding(some);
      const light = createLightFolding(some);
      expect(light.folds).toEqual(heavy.folds);
      for (const codePoint of codePoints) {
        expect([codePoint, light.expand(codePoint)]).toEqual([codePoint, heavy.expand(codePoint)]);
      }
      expect(light.foldText(line)).toBe(heavy.foldText(line));
      expect(light.foldSymbols(line)).toEqual(
        [...line].flatMap((one) => heavy.expand(one.codePointAt(0) ?? 0).codePoints),
      );
    }),
    { numRuns: 300 },
  );
});

test("the light folding says what the index says of every code point that some fold changes", () => {
  const first = createFold("first", { 曰: "日", 囗: "口", а: "o", 體: "本", Ａ: "B" });
  for (const some of [
    CHARACTER_FOLDS,
    ["compat", "marks", first],
    [...CHARACTER_FOLDS, first],
  ] as const) {
    const heavy = createFolding(some as readonly FoldChoice[]);
    const light = createLightFolding(some as readonly FoldChoice[]);
    const wrong = changed.filter((codePoint) => {
      const [a, b] = [heavy.expand(codePoint), light.expand(codePoint)];
      return a.codePoints.join() !== b.codePoints.join() || a.joined.join() !== b.joined.join();
    });
    expect(wrong).toEqual([]);
  }
});

test("folding what is folded changes nothing", () => {
  fc.assert(
    fc.property(folds, text, (some, line) => {
      const { foldText } = createLightFolding(some);
      // Halves of a pair that meet when something between them goes are another text.
      const once = foldText(line.replace(/[\ud800-\udfff]/gu, ""));
      expect(foldText(once)).toBe(once);
    }),
    { numRuns: 500 },
  );
});

test("a fold more tells no two texts apart that were the same, but for an iota that is a mark", () => {
  const isIota = (line: string): boolean => line.normalize("NFD").includes("\u0345");
  fc.assert(
    fc.property(
      folds,
      folds,
      fc.array(character, { maxLength: 12 }),
      (some, others, codePoints) => {
        const known = new Set(some.map((fold) => (typeof fold === "string" ? fold : fold.name)));
        const more = [
          ...some,
          ...others.filter((fold) => !known.has(typeof fold === "string" ? fold : fold.name)),
        ];
        const [few, many] = [createLightFolding(some), createLightFolding(more)];
        for (const codePoint of codePoints) {
          const one = String.fromCodePoint(codePoint);
          if (!isIota(one)) {
            expect(many.foldText(few.foldText(one))).toBe(many.foldText(one));
          }
        }
      },
    ),
    { numRuns: 500 },
  );
});

const testOnUnicode17 = hostIsUnicode17("united classes, with a naive union") ? test : test.skip;

testOnUnicode17("classes are those of a naive union of all that is held to be the same", () => {
  fc.assert(
    fc.property(folds, (some) => {
      const names = some.filter((fold) => typeof fold === "string");
      const customs = some.filter((fold) => typeof fold !== "string");
      const symbolOf = (one: string): string =>
        String.fromCodePoint(
          ...foldByDefinition(names, one.codePointAt(0) ?? 0).map((part) => part.codePoint),
        );
      // Spread labels until nothing changes.
      const labels = new Map(members.map((one) => [symbolOf(one), symbolOf(one)]));
      for (let isChanged = true; isChanged; ) {
        isChanged = false;
        for (const [target = "", ...others] of customs.flatMap(({ classes }) => classes)) {
          for (const other of others) {
            const [a = "", b = ""] = [target, other].map((one) => labels.get(symbolOf(one)));
            const lower = [a, b].sort()[0] ?? a;
            isChanged ||= a !== b;
            labels.set(symbolOf(target), lower);
            labels.set(symbolOf(other), lower);
          }
        }
      }
      const { foldText } = createFolding(some);
      const labelled = members.map(
        (one) => [one, labels.get(symbolOf(one)), foldText(one)] as const,
      );
      const wrong = labelled.flatMap(([a, label, folded]) =>
        labelled
          .filter(([, other, same]) => (other === label) !== (same === folded))
          .map(([b]) => [a, b]),
      );
      expect(wrong).toEqual([]);
    }),
    { numRuns: 60 },
  );
});

test("more sets of folds than are kept, and one that was forgotten", () => {
  const sets = Array.from({ length: 40 }, (_, number) => [
    createFold("number", { "1": String.fromCodePoint(0x4e00 + number) }),
  ]);
  const fold = (some: readonly FoldChoice[]): string => createFolding(some).foldText("1");
  const once = sets.map(fold);
  expect(new Set(once).size).toBe(40);
  expect(sets.map(fold)).toEqual(once);
});
