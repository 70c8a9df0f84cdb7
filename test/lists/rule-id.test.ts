import { createHash } from "node:crypto";
import { expect, test } from "@jest/globals";
import { ruleId } from "../../src/lists/rule-id.ts";

test("reads as list and entry, with a number from the second on", () => {
  expect(ruleId("words", "电话", 1)).toBe("words:电话");
  expect(ruleId("words", "电话", 2)).toBe("words:电话#2");
  expect(ruleId("words", "北四环 车祸", 1)).toBe("words:北四环 车祸");
  expect(ruleId("", "a", 10)).toBe(":a#10");
});

test.each([
  ["what marks the parts of an id", "100%:#~", "100%25:%23%7E"],
  ["white space at the edges", " a ", "%20a%20"],
  ["one space", " ", "%20"],
  [
    "white space inside, other than U+0020",
    "a\tb\u3000c\u00a0d\u2028",
    "a%09b%E3%80%80c%C2%A0d%E2%80%A8",
  ],
  ["controls", "\0\n\r\x7f\x85", "%00%0A%0D%7F%C2%85"],
  ["bidi controls", "a\u202eb\u2066", "a%E2%80%AEb%E2%81%A6"],
  ["ignorable characters", "法\u200b轮\u{e0001}\ufe0f", "法%E2%80%8B轮%F3%A0%80%81%EF%B8%8F"],
  ["lone surrogates", "\ud83d\ud83d\ude00\ude00", "%uD83D\ud83d\ude00%uDE00"],
  ["what looks like an escape", "%20", "%2520"],
])("escapes %s", (_name, raw, escaped) => {
  expect(ruleId("n", raw, 1)).toBe(`n:${escaped}`);
});

test("escapes the name of the list", () => {
  expect(ruleId("a:b#c%~ d\n ", "x", 1)).toBe("a%3Ab%23c%25~ d%0A%20:x");
});

test("cuts a long entry and adds its SHA-256", () => {
  const digits = (raw: string): string =>
    createHash("sha256").update(raw, "utf8").digest("hex").slice(0, 16);
  const whole = "中".repeat(64);
  expect(ruleId("n", whole, 1)).toBe(`n:${whole}`);
  const long = "中".repeat(65);
  expect(ruleId("n", long, 2)).toBe(`n:${"中".repeat(40)}~${digits(long)}#2`);
  const escaped = `#${"a".repeat(38)} ${"b".repeat(30)}`;
  expect(ruleId("n", escaped, 1)).toBe(`n:%23${"a".repeat(38)}%20~${digits(escaped)}`);
});

test("does not part a surrogate pair", () => {
  const cut = `${"a".repeat(39)}\u{1f600}${"b".repeat(30)}`;
  expect(ruleId("n", cut, 1)).toMatch(/^n:a{39}~[0-9a-f]{16}$/);
  const second = `${"a".repeat(40)}\ude00${"b".repeat(30)}`;
  expect(ruleId("n", second, 1)).toMatch(/^n:a{40}~[0-9a-f]{16}$/);
  const lone = `${"a".repeat(39)}\ud83d${"b".repeat(30)}`;
  expect(ruleId("n", lone, 1)).toMatch(/^n:a{39}%uD83D~[0-9a-f]{16}$/);
});

test("tells long entries apart by a lone surrogate", () => {
  const tail = "a".repeat(70);
  const raws = ["\ud83d", "\ud83e", "\udc00", "\ufffd"].map((end) => tail + end);
  expect(new Set(raws.map((raw) => ruleId("n", raw, 1))).size).toBe(raws.length);
  // WTF-8 of U+D83D, made by hand.
  const bytes = Buffer.concat([Buffer.from(tail), Buffer.from([0xed, 0xa0, 0xbd])]);
  const digits = createHash("sha256").update(bytes).digest("hex").slice(0, 16);
  expect(ruleId("n", `${tail}\ud83d`, 1)).toBe(`n:${"a".repeat(40)}~${digits}`);
});

test.each([0, -1, 1.5, Number.NaN, 2 ** 53])("refuses the number %d", (number) => {
  expect(() => ruleId("n", "a", number)).toThrow(RangeError);
});
