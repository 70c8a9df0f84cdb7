import { expect, test } from "@jest/globals";
import { hashText } from "../../src/audit/hash.ts";

test("known answers, as published with the construction", () => {
  expect(hashText("a")).toBe(7929297801672961);
  expect(hashText("b")).toBe(8684336938537663);
  expect(hashText("revenge")).toBe(4051478007546757);
  expect(hashText("revenue")).toBe(8309097637345594);
});

test("spreads short similar texts evenly", () => {
  // 64 bins, 65,536 texts: chi-squared with 63 degrees of freedom, 99.99 % below 114.
  const bins = new Array<number>(64).fill(0);
  for (let index = 0; index < 65_536; index++) {
    const bin = Math.floor((hashText(`m${index}`) / 2 ** 53) * 64);
    bins[bin] = (bins[bin] ?? 0) + 1;
  }
  const statistic = bins.reduce((sum, count) => sum + (count - 1024) ** 2 / 1024, 0);
  expect(statistic).toBeLessThan(114);
});
