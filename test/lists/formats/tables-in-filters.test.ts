import { expect, test } from "@jest/globals";
import { compileFilter } from "../../../src/filter/filter.ts";
import { type ListOptions, parseList } from "../../../src/lists/lists.ts";

// What a list says must be what the filter does.

const fires = (text: string, options: ListOptions, message: string): boolean =>
  compileFilter(parseList(text, options)).test(message);

test.each([
  ["cat", "a Cat!", true],
  ["cat", "catch", false],
  ["cat*", "Catapult", true],
  ["cat*", "wildcat", false],
  ["*cat", "copyCat", true],
  ["*cat", "location", false],
  ["*cat*", "eduCation", true],
  ["*the mat*", "breathe matter", true],
])("the AutoMod keyword %s in %j: %p", (keyword, message, expected) => {
  const rules = JSON.stringify({ keyword_filter: [keyword] });
  expect(fires(rules, { format: "automod" }, message)).toBe(expected);
});

test.each([
  ["h[?]ello", "well h!ello", true],
  ["h[?]ello", "hello", true],
  ["h[?]ello", "h!!ello", false],
  ["|foobar|", "hello foobar bye", true],
  ["|foobar|", "yofoobar", false],
])("the obscenity entry %s in %j: %p", (entry, message, expected) => {
  expect(fires(entry, { format: "obscenity" }, message)).toBe(expected);
});

test.each([
  ["tea and milk", true],
  ["tea", false],
  ["a recipe: tea, milk", false],
])("the QQMail combination in %j: %p", (message, expected) => {
  const extenuating = "c,n,w\nrecipe,1,tea+milk\n";
  expect(fires("tea+milk\n", { format: "qqmail", extenuating }, message)).toBe(expected);
});

test.each([
  ["#tea", "some #Tea.", true],
  ["#tea", "#teapot", false],
  ["tea", "steam", false],
])("the Mastodon keyword %s in %j: %p", (keyword, message, expected) => {
  const filters = JSON.stringify([{ keyword, whole_word: true }]);
  expect(fires(filters, { format: "mastodon" }, message)).toBe(expected);
});
