import { describe, expect, test } from "@jest/globals";
import { wilsonInterval } from "../../src/inference/inference.ts";
import {
  countOf,
  decimalsOf,
  formatBound,
  formatCount,
  formatInterval,
  formatLevel,
  formatShare,
} from "../../src/report/number.ts";

test.each<[count: number, text: string]>([
  [0, "0"],
  [7, "7"],
  [999, "999"],
  [1000, "1,000"],
  [1568, "1,568"],
  [96499, "96,499"],
  [1234567, "1,234,567"],
  [Number.MAX_SAFE_INTEGER, "9,007,199,254,740,991"],
])("%d is %s", (count, text) => {
  expect(formatCount(count)).toBe(text);
});

test("a count has its noun", () => {
  expect([0, 1, 2, 1000].map((count) => countOf(count, "rule"))).toEqual([
    "0 rules",
    "1 rule",
    "2 rules",
    "1,000 rules",
  ]);
});

test.each<[level: number, text: string]>([
  [0.95, "95 %"],
  [0.999, "99.9 %"],
  [0.5, "50 %"],
  [0.99999, "99.999 %"],
  [0.29, "29 %"],
])("the level %d is %s", (level, text) => {
  expect(formatLevel(level)).toBe(text);
});

describe("shares", () => {
  function written(count: number, total: number): readonly string[] {
    const rate = { rate: count / total, interval: wilsonInterval(count, total, 0.95) };
    const decimals = decimalsOf([rate]);
    return [formatShare(rate.rate, decimals), formatInterval(rate.interval, decimals)];
  }

  test.each<[count: number, total: number, share: string, interval: string]>([
    [1568, 25100, "6.25 %", "5.95–6.55 %"],
    [15156, 96499, "15.71 %", "15.48–15.94 %"],
    [0, 25100, "0 %", "0–0.02 %"],
    [25100, 25100, "100.00 %", "99.98–100.00 %"],
    // 0.00398 %, from 0.0007 % to 0.0226 %.
    [1, 25100, "0.004 %", "0.001–0.023 %"],
    [25099, 25100, "99.996 %", "99.977–99.999 %"],
  ])("%d of %d", (count, total, share, interval) => {
    expect(written(count, total)).toEqual([share, interval]);
  });

  test("what is not 0 is never written as 0, however small", () => {
    for (const total of [1e3, 1e6, 1e9, 1e12, Number.MAX_SAFE_INTEGER]) {
      for (const part of written(1, total).flatMap((text) => text.split("–"))) {
        expect(Number.parseFloat(part)).toBeGreaterThan(0);
      }
    }
  });

  test.each<[share: number, text: string]>([
    [0.000146957, "0.0147 %"],
    [0.0000041, "0.000410 %"],
    [0.00000368, "0.000368 %"],
    [0.168433, "16.84 %"],
    [0.00124, "0.12 %"],
    [1, "100.00 %"],
  ])("the bound %d is %s", (share, text) => {
    expect(formatBound(share)).toBe(text);
  });
});
