import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { type Column, layOutTable } from "../../src/report/table.ts";
import { wrap } from "../../src/report/wrap.ts";
import { naiveWidth } from "./naive-width.ts";

const COUNTS: Column = { header: "count", cells: ["1", "1,568"], align: "right" };
const TERMS: Column = {
  header: "term",
  cells: ["电话号码", "ferry pier"],
  align: "left",
  least: 5,
};
const NOTES: Column = { header: "note", cells: ["x", "yy"], align: "left", dispensable: 1 };
const RATES: Column = { header: "rate", cells: ["1 %", "22 %"], align: "right", dispensable: 2 };

describe("a table", () => {
  test("that fits: numbers to the right, texts to the left, wide characters counted twice", () => {
    expect(layOutTable([COUNTS, TERMS, NOTES, RATES], 80)).toEqual({
      lines: [
        "count  term        note  rate",
        "    1  电话号码    x      1 %",
        "1,568  ferry pier  yy    22 %",
      ],
      omitted: [],
    });
  });

  test("that is a little too wide: texts are cut", () => {
    expect(layOutTable([COUNTS, TERMS, NOTES, RATES], 26).lines).toEqual([
      "count  term     note  rate",
      "    1  电话号…  x      1 %",
      "1,568  ferry …  yy    22 %",
    ]);
  });

  test("that is far too wide: columns are left out, the most dispensable first", () => {
    expect(layOutTable([COUNTS, TERMS, NOTES, RATES], 20)).toEqual({
      lines: ["count  term     note", "    1  电话号…  x", "1,568  ferry …  yy"],
      omitted: ["rate"],
    });
    expect(layOutTable([COUNTS, TERMS, NOTES, RATES], 15)).toEqual({
      lines: ["count  term", "    1  电话号码", "1,568  ferry p…"],
      omitted: ["note", "rate"],
    });
  });

  test("that is wider than its room can be is cut at its edge", () => {
    const { lines } = layOutTable([COUNTS, TERMS, NOTES, RATES], 8);
    expect(lines.map(naiveWidth)).toEqual([8, 8, 8]);
  });

  test("of two long texts cuts the longer", () => {
    const short: Column = { header: "a", cells: ["aaaaaaaaaa"], align: "left", least: 4 };
    const long: Column = { header: "b", cells: ["b".repeat(40)], align: "left", least: 4 };
    expect(layOutTable([short, long], 30).lines[1]).toBe(`aaaaaaaaaa  ${"b".repeat(17)}…`);
    expect(layOutTable([short, long], 16).lines[1]).toBe("aaaaaa…  bbbbbb…");
  });
});

describe("wrap", () => {
  test("breaks at spaces, not before a per cent sign", () => {
    expect(wrap("one two 12 % three", 10)).toEqual(["one two", "12 % three"]);
    expect(wrap("one two 12 % three", 11)).toEqual(["one two", "12 % three"]);
    expect(wrap("one two 12 % three", 12)).toEqual(["one two 12 %", "three"]);
  });

  test("indents what follows the first line", () => {
    expect(wrap("a b c d", 5, "字: ")).toEqual(["字: a", "    b", "    c", "    d"]);
  });

  test("cuts a word that is wider than a line", () => {
    expect(wrap("a 电话电话电话 b", 6)).toEqual(["a", "电话…", "b"]);
  });

  test("no line is too wide, and no word is lost", () => {
    const words = fc.array(fc.constantFrom("a", "bb", "电话", "12 %", "ccccccc", "👨‍👩‍👧"), {
      maxLength: 30,
    });
    fc.assert(
      fc.property(words, fc.integer({ min: 8, max: 40 }), (given, columns) => {
        const lines = wrap(given.join(" "), columns);
        for (const line of lines) expect(naiveWidth(line)).toBeLessThanOrEqual(columns);
        expect(lines.join(" ")).toBe(given.join(" "));
      }),
    );
  });
});
