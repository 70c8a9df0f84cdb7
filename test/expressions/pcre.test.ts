import { describe, expect, test } from "@jest/globals";
import { rewritePcre } from "../../src/expressions/pcre.ts";

describe("what PCRE has is written as JavaScript has it", () => {
  test.each([
    ["flags at the head", "(?i)(?s)ab", "ab", "is"],
    ["a flag twice", "(?ii)a", "a", "i"],
    ["a comment", "甲(?#ads)乙", "甲乙", ""],
    ["a comment before a quantifier", "a(?#x)*", "a*", ""],
    ["a quotation", "\\Qa.b*\\E+", "a\\.b\\*+", ""],
    ["a quotation without end", "a\\Q(", "a\\(", ""],
    ["an end of no quotation", "a\\Eb", "ab", ""],
    ["edges of the text", "\\Aa\\z|b\\Z", "^a$|b$", ""],
    [
      "horizontal white space",
      "[\\h]",
      "[\\t \\xa0\\u1680\\u180e\\u2000-\\u200a\\u202f\\u205f\\u3000]",
      "",
    ],
    ["vertical white space", "\\v", "[\\n-\\r\\x85\\u2028\\u2029]", ""],
    ["bell and escape", "\\a[\\e]", "[\\x07][\\x1b]", ""],
    ["a code point", "\\x{4e00}\\x{a}", "\\u4e00\\u000a", ""],
    ["an astral code point", "\\x{1f600}", "😀", ""],
    ["a named group", "(?P<name>a)(?<other>b)", "(?<name>a)(?<other>b)", ""],
    ["flags of a group", "(?i:a)(?s-i:b)", "(?i:a)(?s-i:b)", ""],
    ["a bracket first in a class", "[]a][^]b]", "[\\]a][^\\]b]", ""],
    ["a bracket inside a class", "[^[^一-龥]*", "[^[^一-龥]*", ""],
    ["a parenthesis inside a class", "[(?#]a", "[(?#]a", ""],
    ["named classes", "[[:digit:]x[:upper:]]", "[0-9xA-Z]", ""],
    ["a lazy quantifier", "a??b{1,2}?c*?", "a??b{1,2}?c*?", ""],
    ["a brace that is none", "a{,2}+", "a{,2}+", ""],
    [
      "what both have",
      "(?=a)(?!b)(?<=c)(?<!d)(?:e)\\d\\.\\/",
      "(?=a)(?!b)(?<=c)(?<!d)(?:e)\\d\\.\\/",
      "",
    ],
  ])("%s", (_, source, expected, flags) => {
    const rewritten = rewritePcre(source, "");
    expect(rewritten.source).toBe(expected);
    expect(rewritten.flags).toBe(flags);
    expect(rewritten.origins).toHaveLength(expected.length + 1);
    // It is JavaScript: its own parser takes it, flags of groups aside, which not every host knows.
    expect(() => new RegExp(expected.replaceAll(/\(\?[a-z]+(?:-[a-z]+)?:/gu, "(?:"))).not.toThrow();
  });
});

test("comments are told, in order", () => {
  expect(rewritePcre("a(?#one)b|c(?#二)", "").comments).toEqual(["one", "二"]);
});

test("every code unit is known by where it stood", () => {
  const { source, origins } = rewritePcre("(?i)a\\x{4e00}(?#c)b", "");
  expect(source).toBe("a\\u4e00b");
  expect(origins).toEqual([4, 5, 5, 5, 5, 5, 5, 18, 19]);
});

describe("what has no counterpart is refused by name", () => {
  test.each([
    ["(?>a)", "an atomic group"],
    ["a++", "a possessive quantifier"],
    ["a{2}+", "a possessive quantifier"],
    ["a?+", "a possessive quantifier"],
    ["a(?i)b", "flags in the middle"],
    ["a(?-i)b", "flags in the middle"],
    ["(?x)a b", "the flag x"],
    ["(?#a", "a comment without end"],
    ["(?R)", 'a group "(?R"'],
    ["(?1)", 'a group "(?1"'],
    ["(?(1)a|b)", 'a group "(?("'],
    ["(?|a|b)", 'a group "(?|"'],
    ["(?P=name)", 'a group "(?P"'],
    ["(*UTF8)a", 'a group "(*U"'],
    ["\\Ka", "\\K"],
    ["\\p{Han}", "\\p"],
    ["\\R", "\\R"],
    ["[\\H]", "\\H"],
    ["\\g1", "\\g"],
    ["\\x{110000}", "a broken \\x{...}"],
    ["\\x{}", "a broken \\x{...}"],
    ["[[:^alpha:]]", "the class [:^alpha:]"],
    ["[[:constructor:]]", "the class [:constructor:]"],
    ["(?m)\\Aa", "an edge of the text under flag m"],
  ])("%s", (source, what) => {
    expect(() => rewritePcre(source, "")).toThrow(`it holds ${what} (at `);
  });
});
