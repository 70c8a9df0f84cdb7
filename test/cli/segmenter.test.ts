import { expect, jest, test } from "@jest/globals";

jest.unstable_mockModule("@node-rs/jieba", () => {
  throw new Error("Cannot find package");
});

const { loadSegmenter } = await import("../../src/cli/segmenter.ts");

test("where jieba is not installed, that is what is said", async () => {
  await expect(loadSegmenter("jieba")).rejects.toMatchObject({
    name: "TypeError",
    message:
      "--segmenter jieba has no package @node-rs/jieba here, expected it to be installed beside filter-audit",
  });
  expect([...(await loadSegmenter("intl"))("身体健康")]).toEqual([0, 2]);
});
