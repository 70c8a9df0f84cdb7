import { expect, test } from "@jest/globals";
import { compileFilter } from "../../src/filter/filter.ts";
import { parseList } from "../../src/lists/lists.ts";

// Rules of two terms, by how much a message holds: what few hits tell at once, and what has to be counted.

/** Different words without a letter in common with `x`, `y` and `z`. */
const WORDS = Array.from({ length: 80 }, (_, word) => `${"abcdefgh"[word % 8]}${1000 + word}`);

const list = parseList([...WORDS.map((word) => `${word}+yy`), "xx+zz", "yy+yy"].join("\n"), {
  format: "plus",
  name: "pairs",
});

const fired = (text: string): readonly string[] =>
  compileFilter(list)
    .counts(text)
    .map(({ rule }) => list.rules[rule]?.source.raw ?? "");

test.each([0, 1, 30, 31, 32, 33, 80])("a rule fires beside %i other words", (count) => {
  const text = WORDS.slice(0, count).join(" ");
  expect(fired(text)).toEqual([]);
  expect(fired(`${text} xx`)).toEqual([]);
  expect(fired(`${text} xx zz`)).toEqual(["xx+zz"]);
  expect(fired(`zz ${text} xx`)).toEqual(["xx+zz"]);
  expect(fired(`${text} yy`)).toEqual(WORDS.slice(0, count).map((word) => `${word}+yy`));
});

test("a rule fires after more occurrences than are noted at once", () => {
  const filter = compileFilter(list);
  const text = `xx ${"yy ".repeat(5_000)}`;
  expect(filter.test(text)).toBe(true);
  const many = filter.triggers(`${text} zz`);
  expect(many.map(({ rule, matches }) => [rule.source.raw, matches.length])).toEqual([
    ["xx+zz", 2],
    ["yy+yy", 5_000],
  ]);
  expect(filter.triggers("xx zz").map(({ matches }) => matches.length)).toEqual([2]);
  expect(filter.test("xx")).toBe(false);
});
