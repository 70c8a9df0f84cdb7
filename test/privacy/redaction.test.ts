import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { redact } from "../../src/privacy/privacy.ts";

const CASES: readonly (readonly [text: string, redacted: string])[] = [
  ["", ""],
  ["明天开会", "明天开会"],
  // Numbers.
  ["13800138000", "[number]"],
  ["打+86 138 0013 8000吧", "打[number]吧"],
  ["(010) 6552-9988", "([number]"],
  ["１３８００１３８０００", "[number]"],
  ["QQ：12345", "QQ：[number]"],
  ["1​3​8​0​0​1​3", "[number]"],
  ["२०३१२०३१", "[number]"],
  ["2008年10月1日下午3点", "2008年10月1日下午3点"],
  ["1234", "1234"],
  ["3.14 和 1,234", "3.14 和 1,234"],
  ["1 2 3 4 5 6 个", "1 2 3 4 5 6 个"],
  // Addresses.
  ["邮箱lan.li+x@mail.example.org。", "邮箱[email]。"],
  ["lan＠example。cn", "[email]"],
  ["lan@例子.中国", "[email]"],
  // URLs.
  ["看https://example.org/a?b=1#c 吧", "看[url] 吧"],
  ["看HTTP://example.org", "看[url]"],
  ["www.example.org/x", "[url]"],
  ["ｈｔｔｐ：／／ｅｘ．ｃｎ", "[url]"],
  ["见 t.me/lan 和 example.com。", "见 [url] 和 [url]。"],
  ["e.g. this", "e.g. this"],
  // Accounts.
  ["@lan_99 你好", "[account] 你好"],
  ["＠李雷 你好", "[account] 你好"],
  ["@李雷你好，来", "[account]，来"],
  ["@ 兰", "@ 兰"],
];

test.each(CASES)("%s", (text, redacted) => {
  expect(redact(text)).toBe(redacted);
});

test("what was planted is gone, whatever stands around it", () => {
  const planted = fc.constantFrom(
    "13800138000",
    "lan@example.org",
    "https://example.org/lan",
    "@lanlan",
    "138-0013-8000",
  );
  const around = fc.string({
    unit: fc.constantFrom("我", "a", " ", "，", "1", ".", "-", "@", "/"),
  });
  fc.assert(
    fc.property(around, planted, around, (before, secret, after) => {
      expect(redact(`${before}${secret}${after}`)).not.toContain(secret);
    }),
    { numRuns: 2_000 },
  );
});

test("a mask is not masked again", () => {
  fc.assert(
    fc.property(fc.constantFrom(...CASES.map(([, redacted]) => redacted)), (redacted) => {
      expect(redact(redacted)).toBe(redacted);
    }),
  );
});
