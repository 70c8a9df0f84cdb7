import { describe, expect, test } from "@jest/globals";
import { findJsonFault } from "../../src/node/json-fault.ts";

describe("points at the first character that cannot stand there", () => {
  // The caret stands under that character.
  test.each([
    ["", "^", "a value"],
    ["  ", "  ^", "a value"],
    ["{", " ^", "a name in quotes or }"],
    ["{,}", " ^", "a name in quotes or }"],
    ["{a: 1}", " ^", "a name in quotes or }"],
    ["{'a': 1}", " ^", "a name in quotes or }"],
    ['{"a" 1}', "     ^", "a colon"],
    ['{"a":}', "     ^", "a value"],
    ['{"a":1,}', "       ^", "a name in quotes"],
    ['{"a":1', "      ^", "a comma or }"],
    ['{"a":1]', "      ^", "a comma or }"],
    ["[1,]", "   ^", "a value"],
    ["[", " ^", "a value or ]"],
    ["[}", " ^", "a value or ]"],
    ["[1}", "  ^", "a comma or ]"],
    ["{} {}", "   ^", "the end of the line"],
    ["1 2", "  ^", "the end of the line"],
    ["]", "^", "a value"],
    ["nul", "^", "a value"],
    ["nullx", "    ^", "the end of the line"],
    ["NaN", "^", "a value"],
    ["01", " ^", "the end of the line"],
    ["-", "^", "a value"],
    ["1.", " ^", "the end of the line"],
    ["1e+", " ^", "the end of the line"],
    ['"abc', "    ^", "the closing quote of a string"],
    ['"a\tb"', "  ^", "the closing quote of a string"],
    ['"a\\x"', "  ^", "a valid escape"],
    ['"\\u12g4"', " ^", "a valid escape"],
    ['["\u{1f600}"x]', "     ^", "a comma or ]"],
    ["\ufeff{}", "^", "a value"],
    ["\u00a0{}", "^", "a value"],
  ])("%j", (text, caret, expected) => {
    expect(findJsonFault(text)).toEqual({ index: caret.indexOf("^"), expected });
  });
});

test.each([
  "{}",
  " [ ] ",
  "-0.5e-10",
  '"\\ud800"',
  '{"__proto__":{"a":[null,true,false]}}',
  "\t1\r\n",
])("finds nothing in %j", (text) => {
  expect(findJsonFault(text)).toBeUndefined();
});

test("takes any depth", () => {
  const depth = 1_000_000;
  expect(findJsonFault("[".repeat(depth))?.index).toBe(depth);
  expect(findJsonFault("[".repeat(depth) + "]".repeat(depth))).toBeUndefined();
  expect(findJsonFault('{"a":'.repeat(depth))?.index).toBe(5 * depth);
});

test("takes long strings and numbers", () => {
  const long = 2_000_000;
  expect(findJsonFault(`"${"a".repeat(long)}`)?.index).toBe(long + 1);
  expect(findJsonFault(`${"9".repeat(long)}x`)?.index).toBe(long);
  expect(findJsonFault(`"${"\\n".repeat(long)}\\`)?.index).toBe(2 * long + 1);
});
