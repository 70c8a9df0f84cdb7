import { afterEach, expect, test } from "@jest/globals";
import { intlSegmenter } from "../../src/discovery/intl-segmenter.ts";

const { Segmenter } = Intl;

afterEach(() => {
  Object.assign(Intl, { Segmenter });
});

test("where words begin, in UTF-16 code units", () => {
  const segment = intlSegmenter();
  expect([...segment("身体健康")]).toEqual([0, 2]);
  expect([...segment("𠮷身体")]).toContain(2);
  expect([...segment("")]).toEqual([]);
});

test("a host without one is told of", () => {
  Object.assign(Intl, { Segmenter: undefined });
  expect(() => intlSegmenter()).toThrow("the host has no Intl.Segmenter, expected one");
});
