import { describe, expect, test } from "@jest/globals";
import {
  type CustomFold,
  createFold,
  createFolding,
  FOLDS,
  foldName,
  normalizeChoices,
} from "../../src/unicode/unicode.ts";

describe("what is made", () => {
  test("classes hold what a character is put to, then those that are put to it, by code point", () => {
    const fold = createFold("lookalikes", { 曰: "日", 囗: "口", "0": "O", О: "O" });
    expect(fold).toEqual({
      name: "lookalikes",
      classes: [
        ["O", "0", "О"],
        ["口", "囗"],
        ["日", "曰"],
      ],
      minLength: 1,
    });
  });

  test("the order of the map is of no account, nor whether it is a record, a map or a list", () => {
    const pairs = [
      ["c", "a"],
      ["b", "a"],
      ["y", "x"],
    ] as const;
    const fold = createFold("some", pairs, { minLength: 2 });
    expect(createFold("some", [...pairs].reverse(), { minLength: 2 })).toEqual(fold);
    expect(createFold("some", new Map(pairs), { minLength: 2 })).toEqual(fold);
    expect(createFold("some", Object.fromEntries(pairs), { minLength: 2 })).toEqual(fold);
    expect(fold.minLength).toBe(2);
  });

  test("it cannot be changed", () => {
    const fold = createFold("some", { b: "a" });
    expect([fold, fold.classes, fold.classes[0]].every(Object.isFrozen)).toBe(true);
  });

  test("a character that is put to itself, a pair that is there twice, and an empty map do no harm", () => {
    expect(createFold("some", [["a", "a"]]).classes).toEqual([]);
    expect(
      createFold("some", [
        ["a", "b"],
        ["a", "b"],
        ["b", "b"],
      ]).classes,
    ).toEqual([["b", "a"]]);
    expect(createFold("some", {}).classes).toEqual([]);
  });

  test("names of properties that every object has are just characters that are missing", () => {
    expect(() => createFold("some", { __proto__: { b: "a" } } as never).classes).not.toThrow();
    expect(createFold("some", JSON.parse('{"b":"a"}')).classes).toEqual([["a", "b"]]);
    expect(() => createFold("some", JSON.parse('{"__proto__":"a"}'))).toThrow(RangeError);
  });

  test("astral characters", () => {
    const fold = createFold("some", { "\u{20bb7}": "吉" });
    expect(createFolding([fold]).foldText("\u{20bb7}野家")).toBe("吉野家");
    const back = createFold("some", { 吉: "\u{20bb7}" });
    expect(createFolding([back]).foldText("吉野家")).toBe("\u{20bb7}野家");
  });
});

describe("what is refused", () => {
  test.each([
    [
      "a chain",
      [
        ["a", "b"],
        ["b", "c"],
      ],
      '"a" is put to "b" and that to "c"',
    ],
    [
      "a circle",
      [
        ["a", "b"],
        ["b", "a"],
      ],
      '"a" is put to "b" and that to "a"',
    ],
    [
      "two values",
      [
        ["a", "b"],
        ["a", "c"],
      ],
      '"a" is put to "b" and to "c"',
    ],
    ["a word as key", [["ab", "c"]], '"ab" is not one character'],
    ["a word as value", [["a", "bc"]], '"bc" is not one character'],
    ["nothing as key", [["", "c"]], '"" is not one character'],
    ["nothing as value", [["a", ""]], '"" is not one character'],
    ["a lone surrogate", [["\ud800", "c"]], "is not one character"],
    ["a letter with a mark", [["é", "e"]], '"é" cannot be in a class'],
    ["a ligature", [["ﬁ", "f"]], '"ﬁ" cannot be in a class'],
    ["a letter of two in small", [["ß", "b"]], '"ß" cannot be in a class'],
    ["a Hangul syllable", [["가", "나"]], '"가" cannot be in a class'],
    ["a Hangul letter", [["\u1100", "\u1102"]], "cannot be in a class"],
    ["a Hangul compatibility letter", [["ㄱ", "ㄴ"]], "cannot be in a class"],
    ["a mark", [["\u0301", "'"]], "cannot be in a class"],
    ["a half-width mark", [["ﾞ", "'"]], "cannot be in a class"],
    ["an invisible character", [["\u200b", " "]], "cannot be in a class"],
  ] as const)("%s", (_what, pairs, message) => {
    const make = (): unknown => createFold("some", pairs as readonly (readonly [string, string])[]);
    expect(make).toThrow(RangeError);
    expect(make).toThrow(message);
  });

  test("what is no string", () => {
    expect(() => createFold("some", { a: 1 } as never)).toThrow(TypeError);
    expect(() => createFold("some", [[undefined, "a"]] as never)).toThrow(
      "a character of a map is undefined",
    );
  });

  test.each([
    "",
    "A",
    "é",
    "a b",
    "-a",
    "a-",
    "a--b",
    "a_b",
    "none",
    "default",
    ...FOLDS,
    "a".repeat(41),
  ])("the name %j", (name) => {
    expect(() => createFold(name, { b: "a" })).toThrow(RangeError);
    expect(() => createFold(name, { b: "a" })).toThrow(
      `${JSON.stringify(name)} is no name for a fold`,
    );
  });

  test("names up to the bound are fine", () => {
    for (const name of ["a", "9", "my-own-2", "a".repeat(40)]) {
      expect(createFold(name, { b: "a" }).name).toBe(name);
    }
  });

  test.each([0, -1, 1.5, Number.NaN, Number.POSITIVE_INFINITY])("minLength %d", (minLength) => {
    expect(() => createFold("some", { b: "a" }, { minLength })).toThrow(
      `minLength is ${minLength}, expected an integer from 1`,
    );
  });
});

describe("in a set of folds", () => {
  const sun = createFold("sun", { 曰: "日" });
  const mouth = createFold("mouth", { 囗: "口" });

  test("built-in folds come first, in their order, then the user's own as given, each once", () => {
    expect(normalizeChoices([mouth, "script", sun, "case", mouth, "script"])).toEqual([
      "case",
      "script",
      mouth,
      sun,
    ]);
    expect(createFolding([sun, "case"]).folds.map(foldName)).toEqual(["case", "sun"]);
  });

  test("two folds of one name are refused", () => {
    expect(() => normalizeChoices([sun, createFold("sun", { a: "b" })])).toThrow(
      'two folds are named "sun", expected one',
    );
  });

  test("an unknown name is refused", () => {
    expect(() => normalizeChoices(["cases" as never])).toThrow('unknown fold "cases"');
  });

  test("a fold that was not made by createFold is checked, and copied", () => {
    const classes = [["日", "曰"]];
    const plain: CustomFold = { name: "plain", classes };
    const [copy] = normalizeChoices([plain]);
    classes[0]?.push("目");
    expect(copy).toEqual({ name: "plain", classes: [["日", "曰"]], minLength: 1 });
    const bad = (classes: string[][], name = "plain"): (() => unknown) => {
      return () => createFolding([{ name, classes }]);
    };
    expect(
      bad([
        ["a", "b"],
        ["c", "b"],
      ]),
    ).toThrow('"b" is in two classes');
    expect(bad([["a", "a"]])).toThrow('"a" is in two classes');
    expect(bad([["a", "bc"]])).toThrow('"bc" is not one character');
    expect(bad([["a", "b"]], "case")).toThrow("is no name for a fold");
  });

  test("classes that meet are united, with those of the other folds too", () => {
    const letters = createFold("letters", { "1": "l", "5": "s" });
    const more = createFold("more", { l: "i" });
    const { foldText } = createFolding([letters, more]);
    expect(foldText("1li")).toBe("iii");
    expect(createFolding([letters]).foldText("1li")).toBe("lli");
    // With case and confusable: Cyrillic Ѕ, S, ѕ, s, 5.
    expect(createFolding([letters, "case", "confusable"]).foldText("ЅSѕs5")).toBe("sssss");
    // With script: 体 and 體 are one class, 本 comes to them.
    const body = createFold("body", { 體: "本" });
    expect(createFolding([body, "script"]).foldText("体體本")).toBe("本本本");
    expect(createFolding([body]).foldText("体體本")).toBe("体本本");
    // With width and compat, on either side.
    const wide = createFold("wide", { Ａ: "Ｂ", "①": "Ⅴ" });
    expect(createFolding([wide]).foldText("ＡＢAB①1")).toBe("ＢＢABⅤ1");
    expect(createFolding([wide, "width"]).foldText("ＡＢAB")).toBe("BBBB");
    expect(createFolding([wide, "compat"]).foldText("①1ⅤV⑤5")).toBe("VVVV55");
  });
});
