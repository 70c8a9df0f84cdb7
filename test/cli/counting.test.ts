import { expect, test } from "@jest/globals";
import { workersForSize } from "../../src/cli/counting.ts";

const MEBIBYTE = 1_048_576;

test.each([
  [0, 8, 1],
  [63 * MEBIBYTE, 8, 1],
  [64 * MEBIBYTE, 8, 2],
  [200 * MEBIBYTE, 8, 6],
  [1024 * MEBIBYTE, 8, 8],
  [1024 * MEBIBYTE, 1, 1],
  [1024 * 1024 * MEBIBYTE, 128, 16],
])("%d bytes on %d cores are counted by %d threads", (bytes, cores, workers) => {
  expect(workersForSize(bytes, cores)).toBe(workers);
});
