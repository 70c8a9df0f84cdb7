import { expect, test } from "@jest/globals";
import { levelText, shareText } from "../../docs/playground/model/numbers.ts";

test.each([
  [0.9, "90\u00a0%"],
  [0.95, "95\u00a0%"],
  [0.999, "99.9\u00a0%"],
  // Times 100 these are no longer what they were.
  [0.57, "57\u00a0%"],
  [0.29, "29\u00a0%"],
  [0.9999999999999999, "99.99999999999999\u00a0%"],
])("a confidence level of %d is told as %s in every language", (level, text) => {
  for (const language of ["en", "zh-Hans", "zh-Hant"] as const) {
    expect(levelText(level, language)).toBe(text);
  }
});

test("a share has two decimals", () => {
  expect(shareText(0.24, "en")).toBe("24.00\u00a0%");
  expect(shareText(1 / 3, "zh-Hant")).toBe("33.33\u00a0%");
});
