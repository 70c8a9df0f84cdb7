import { expect, test } from "@jest/globals";
import { readList } from "../read-list.ts";

test("joins components", () => {
  const { rules, issues } = readList("a&b\n手&ji\n&a\n", { format: "ampersand" });
  expect(rules).toEqual(["1: a & b", "2: 手 & ji", "3: a"]);
  expect(issues).toEqual(["3 warning empty-component"]);
});

test.each(["a&#8226", "a&#8226;b", "a&#x2022;", "a&#X2022", "a&amp;b", "&frac12;"])(
  "%s starts a character reference",
  (entry) => {
    const { rules, issues } = readList(entry, { format: "ampersand" });
    expect(rules).toEqual([`1: ${entry}`]);
    expect(issues).toContain("1 warning html-entity");
  },
);

test.each([
  ["a&b;", "a & b;"],
  ["a&amp", "a & amp"],
  ["a&#;", "a & #;"],
])("%s does not", (entry, rule) => {
  expect(readList(`${entry}\n`, { format: "ampersand" })).toMatchObject({
    rules: [`1: ${rule}`],
    issues: [],
  });
});

test("other ampersands of such an entry join", () => {
  expect(readList("a&amp;b&c\n", { format: "ampersand" }).rules).toEqual(["1: a&amp;b & c"]);
});
