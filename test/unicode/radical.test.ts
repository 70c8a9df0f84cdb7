import { expect, test } from "@jest/globals";
import { createFolding } from "../../src/unicode/unicode.ts";
import { LAST_CODE_POINT } from "./reference.ts";

const { expand, foldText } = createFolding(["radical"]);

/** The code points that the fold changes. */
const changed = Array.from({ length: LAST_CODE_POINT + 1 }, (_, codePoint) => codePoint).filter(
  (codePoint) => expand(codePoint).codePoints[0] !== codePoint,
);

test("every radical of the supplement but two stands for one ideograph", () => {
  // U+2E80 has no equivalent, U+2E9A is not assigned.
  const expected = Array.from({ length: 0x74 }, (_, place) => 0x2e80 + place);
  expect(changed).toEqual(expected.filter((one) => one !== 0x2e80 && one !== 0x2e9a));
  for (const codePoint of changed) {
    expect(String.fromCodePoint(codePoint)).toMatch(/^\p{Radical}$/u);
    expect(foldText(String.fromCodePoint(codePoint))).toMatch(/^\p{Unified_Ideograph}$/u);
  }
});

test("the two that decompose stand for what they decompose to", () => {
  for (const radical of ["\u2e9f", "\u2ef3"]) {
    expect(radical.normalize("NFKD")).not.toBe(radical);
    expect(foldText(radical)).toBe(radical.normalize("NFKD"));
  }
});

// By their names in the Unicode Character Database: CLIFF, SECOND TWO, PERSON, ..., C-SIMPLIFIED TURTLE.
test.each([
  ["\u2e81", "厂"],
  ["\u2e84", "乙"],
  ["\u2e85", "亻"],
  ["\u2e89", "刂"],
  ["\u2e94", "彑"],
  ["\u2e95", "\u{2b739}"],
  ["\u2e96", "忄"],
  ["\u2e98", "扌"],
  ["\u2ea0", "民"],
  ["\u2ea1", "氵"],
  ["\u2ea3", "灬"],
  ["\u2ea8", "犭"],
  ["\u2ea9", "王"],
  ["\u2eac", "示"],
  ["\u2ead", "礻"],
  ["\u2eb0", "纟"],
  ["\u2ebe", "艹"],
  ["\u2ec0", "艹"],
  ["\u2ec5", "见"],
  ["\u2ec8", "讠"],
  ["\u2ec9", "贝"],
  ["\u2ecb", "车"],
  ["\u2ed1", "長"],
  ["\u2ed3", "长"],
  ["\u2ed4", "门"],
  ["\u2ed8", "青"],
  ["\u2ed9", "韦"],
  ["\u2eda", "页"],
  ["\u2edb", "风"],
  ["\u2edc", "飞"],
  ["\u2ee2", "马"],
  ["\u2ee4", "鬼"],
  ["\u2ee5", "鱼"],
  ["\u2ee6", "鸟"],
  ["\u2ee8", "麦"],
  ["\u2eec", "齐"],
  ["\u2eee", "齿"],
  ["\u2ef0", "龙"],
  ["\u2ef3", "龟"],
])("%s stands for %s", (radical, ideograph) => {
  expect(foldText(radical)).toBe(ideograph);
});
