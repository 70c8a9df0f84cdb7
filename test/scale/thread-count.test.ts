import { execFileSync } from "node:child_process";
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
  expect(await chooseThreads(filter, [large], {}, 8)).toBe(3);
  expect(await chooseThreads(filter, [large, large], {}, 8)).toBe(6);
  expect(await chooseThreads(filter, [large, large], {}, 2)).toBe(2);
  expect(await chooseThreads(filter, [large], {})).toBe(Math.min(3, availableParallelism()));
});

test("what is counted elsewhere, or cannot be known, is counted by one", async () => {
  const large = writeLarge();
  const pipe = temporary.path("pipe");
  execFileSync("mkfifo", [pipe]);
  const open = (): Readable => Readable.from([]);
  for (const [paths, counted] of [
    [[large], { shard: { part: 1, parts: 2 } }],
    [[large], { open }],
    [[large, "-"], {}],
    [[large, pipe], {}],
    [[large, temporary.path("none.txt")], {}],
  ] as const) {
    expect(await chooseThreads(filter, paths, counted, 8)).toBe(1);
  }
});

test("what a filter lacks in threads it has in one", async () => {
  const large = writeLarge();
  const ownBoundary = compileFilter(list, { wordBoundary: createWordBoundary(() => [0]) });
  const ownFold = compileFilter(list, { folds: [{ name: "own", classes: [["a", "b"]] }] });
  for (const [of, tally] of [
    [ownBoundary, {}],
    [ownFold, {}],
    [{ ...filter, counts: () => [] }, {}],
    [filter, { against: ownFold }],
  ] as const) {
    expect(await chooseThreads(of, [large], { tally }, 8)).toBe(1);
  }
});

/** Counts a file of zeros in a process of Node with some options; its threads, and how many of its lines were no message. */
function countIn(...options: readonly string[]): string {
  const script = `
    import { compileFilter, parseList } from "filter-audit";
    import { tallyFiles } from "filter-audit/scale";
    const filter = compileFilter(parseList("tea\\n", { format: "lines" }));
    const { tally } = await tallyFiles(filter, process.argv.at(-1), { maxMessageBytes: 9 });
    console.log(tally.messages, tally.unreadable);`;
  return execFileSync(
    process.execPath,
    [...options, "--input-type=module", "--eval", script, writeLarge()],
    { encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] },
  );
}

test("threads start whatever options their process has, and where they may not one counts", () => {
  expect(countIn()).toBe("0 1\n");
  expect(countIn("--experimental-permission", "--allow-fs-read=*")).toBe("0 1\n");
});
