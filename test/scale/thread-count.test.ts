import { truncateSync } from "node:fs";
import { availableParallelism } from "node:os";
import { Readable } from "node:stream";
import { expect, test } from "@jest/globals";
import { compileFilter, createWordBoundary } from "../../src/filter/filter.ts";
import { parseList } from "../../src/lists/lists.ts";
import { chooseThreads, threadsForSize } from "../../src/scale/thread-count.ts";
import { createTemporary } from "../node/temporary.ts";

const MEBIBYTE = 1_048_576;

test.each([
  [0, 8, 1],
  [63 * MEBIBYTE, 8, 1],
  [64 * MEBIBYTE, 8, 2],
  [200 * MEBIBYTE, 8, 6],
  [1024 * MEBIBYTE, 8, 8],
  [1024 * MEBIBYTE, 1, 1],
  [1024 * 1024 * MEBIBYTE, 128, 16],
])("%d bytes on %d cores are counted by %d threads", (bytes, cores, threads) => {
  expect(threadsForSize(bytes, cores)).toBe(threads);
});

const temporary = createTemporary();
const list = parseList("中共\n", { format: "lines", name: "words" });
const filter = compileFilter(list);

/** A file of 96 MiB, which takes no room on the disk. */
function writeLarge(): string {
  const path = temporary.write("large.txt", "");
  truncateSync(path, 96 * MEBIBYTE);
  return path;
}

test("large files are counted by the cores there are", async () => {
  const large = writeLarge();
  expect(await chooseThreads(filter, [large], {})).toBe(Math.min(3, availableParallelism()));
  expect(await chooseThreads(filter, [large, large], {})).toBe(Math.min(6, availableParallelism()));
});

test("what is counted elsewhere, or cannot be known, is counted by one", async () => {
  const large = writeLarge();
  const open = (): Readable => Readable.from([]);
  expect(await chooseThreads(filter, [large], { shard: { part: 1, parts: 2 } })).toBe(1);
  expect(await chooseThreads(filter, [large], { open })).toBe(1);
  expect(await chooseThreads(filter, [large, "-"], {})).toBe(1);
  expect(await chooseThreads(filter, [large, temporary.path("none.txt")], {})).toBe(1);
});

test("what a filter lacks in threads it has in one", async () => {
  const large = writeLarge();
  const ownBoundary = compileFilter(list, { wordBoundary: createWordBoundary(() => [0]) });
  const ownFold = compileFilter(list, { folds: [{ name: "own", classes: [["a", "b"]] }] });
  expect(await chooseThreads(ownBoundary, [large], {})).toBe(1);
  expect(await chooseThreads(ownFold, [large], {})).toBe(1);
  expect(await chooseThreads(filter, [large], { tally: { against: ownFold } })).toBe(1);
});
