import {
  appendFileSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  truncateSync,
  unlinkSync,
  writeFileSync,
} from "node:fs";
import { gzipSync } from "node:zlib";
import { describe, expect, test } from "@jest/globals";
import { compileFilter } from "../../src/filter/filter.ts";
import { parseList } from "../../src/lists/lists.ts";
import { formatTally } from "../../src/report/report.ts";
import { type FilesTally, type TallyFilesOptions, tallyFiles } from "../../src/scale/scale.ts";
import { createTemporary } from "../node/temporary.ts";

// What happens to files while they are read, and files that are damaged: what was read counts, and what is wrong is
// said in one sentence. The changes are made when the first bytes have been read.

const temporary = createTemporary();
const filter = compileFilter(parseList("通知\n", { format: "lines", name: "words" }));
const key = new Uint8Array(32).fill(3);

/** Every third line triggers. */
const linesFrom = (first: number, count: number): string =>
  Array.from({ length: count }, (_, index) => {
    const number = first + index;
    return `${number % 3 === 0 ? "通知" : "硬體"} ${number} ${"x".repeat(number % 90)}\n`;
  }).join("");

const LINES = 9000;
const TEXT = linesFrom(0, LINES);

const count = (paths: string | readonly string[], options: TallyFilesOptions = {}) =>
  tallyFiles(filter, paths, { tally: { key, labels: false }, ...options });

/** Counts, and does something when the first bytes have been read. */
function countWhile(paths: string | readonly string[], change: () => void): Promise<FilesTally> {
  let isDone = false;
  return count(paths, {
    onProgress: () => {
      if (!isDone) {
        isDone = true;
        change();
      }
    },
  });
}

const countsOf = ({ tally, failure }: FilesTally) => ({
  messages: tally.messages,
  issues: tally.issueCounts,
  failure,
  isNamed: tally.shards.length === 1,
});

describe("a file that changes while it is read", () => {
  test("grows: it is read to the end that is met", async () => {
    const path = temporary.write("grows.txt", TEXT);
    const { tally, failure } = await countWhile(path, () => {
      appendFileSync(path, linesFrom(LINES, 3000));
    });
    expect([tally.messages, tally.triggered, failure]).toEqual([12_000, 4000, undefined]);
    // Its name is that of what was read.
    expect(tally.shards).toEqual((await count(path)).tally.shards);
  });

  test("is cut short: that is said, and what was read counts", async () => {
    // Some of it is read ahead, and has been read when it is cut off.
    const text = linesFrom(0, 4 * LINES);
    const path = temporary.write("shrinks.txt", text);
    const size = statSync(path).size;
    const left = text.slice(0, text.indexOf("\n", text.length * 0.75) + 1);
    const length = Buffer.byteLength(left);
    const ended = await countWhile(path, () => truncateSync(path, length));
    expect(countsOf(ended)).toEqual({
      messages: left.split("\n").length - 1,
      issues: { interrupted: 1 },
      failure: expect.objectContaining({
        code: "malformed-input",
        source: path,
        line: left.split("\n").length,
        reason: `was cut short while it was read: ${length} bytes, expected the ${size} that it had at first`,
      }),
      isNamed: false,
    });
  });

  test.each([
    ["is removed", (path: string) => unlinkSync(path)],
    [
      "is replaced",
      (path: string) => renameSync(temporary.write("other.txt", "通知\n".repeat(50_000)), path),
    ],
  ])("%s: what was opened is read", async (_, change) => {
    const path = temporary.write("goes.txt", TEXT);
    const { shards } = (await count(path)).tally;
    const ended = await countWhile(path, () => change(path));
    expect(countsOf(ended)).toEqual({
      messages: LINES,
      issues: {},
      failure: undefined,
      isNamed: true,
    });
    expect(ended.tally.shards).toEqual(shards);
  });

  test("is removed before its turn: what was read before it counts", async () => {
    const [first, second] = [
      temporary.write("first.txt", TEXT),
      temporary.write("second.txt", TEXT),
    ];
    const ended = await countWhile([first, second], () => unlinkSync(second));
    expect(countsOf(ended)).toEqual({
      messages: LINES,
      issues: { interrupted: 1 },
      failure: expect.objectContaining({ source: second, reason: "no such file" }),
      isNamed: false,
    });
  });
});

const PACKED = gzipSync(TEXT);

/** The bytes with one of them changed. */
function flipped(place: number): Uint8Array {
  const bytes = Buffer.from(PACKED);
  bytes[place] = (bytes[place] ?? 0) ^ 0x10;
  return bytes;
}

/** Zeros are padding, and this is more than is unpacked at once. */
const followed = Buffer.concat([PACKED, Buffer.alloc(100_000), Buffer.from("more")]);

const ENDS_EARLY = "the gzip data ends too early";
const DAMAGED = "the gzip data is damaged, or is no gzip data";
const FOLLOWED = "something that is no gzip data follows the gzip data";

/** A kind of damage, what is said of it, and whether all messages come before it. */
const DAMAGES: readonly (readonly [
  what: string,
  bytes: Uint8Array,
  reason: string,
  isAll: boolean,
])[] = [
  ["is cut off", PACKED.subarray(0, PACKED.length / 2), ENDS_EARLY, false],
  ["lacks its last byte", PACKED.subarray(0, -1), ENDS_EARLY, true],
  ["has a flipped bit", flipped(PACKED.length >> 1), DAMAGED, false],
  ["has a wrong checksum", flipped(PACKED.length - 8), DAMAGED, true],
  ["has a wrong length", flipped(PACKED.length - 3), DAMAGED, true],
  ["is followed by something", Buffer.concat([PACKED, Buffer.from("more")]), DAMAGED, true],
  ["is followed by zeros and more", followed, FOLLOWED, true],
  [
    "is followed by half of another",
    Buffer.concat([PACKED, PACKED.subarray(0, 500)]),
    ENDS_EARLY,
    true,
  ],
];

describe("a packed file", () => {
  test("of several members is one", async () => {
    const half = TEXT.indexOf("\n", TEXT.length / 3) + 1;
    const members = [TEXT.slice(0, half - 20), TEXT.slice(half - 20), ""].map((part) =>
      gzipSync(part),
    );
    const path = temporary.write("members.txt.gz", Buffer.concat([...members, Buffer.alloc(512)]));
    const { tally, failure } = await count(path);
    expect([tally.messages, tally.triggered, failure]).toEqual([LINES, 3000, undefined]);
  });

  test.each(DAMAGES)("that %s: what came before counts", async (what, bytes, reason, isAll) => {
    const path = temporary.write("damaged.txt.gz", bytes);
    const checkpoint = temporary.path(`${what}.checkpoint`);
    for (const options of [{}, { checkpoint, checkpointInterval: 0 }]) {
      const ended = await count(path, options);
      const { messages } = ended.tally;
      expect(countsOf(ended)).toEqual({
        messages,
        issues: expect.objectContaining({ interrupted: 1 }),
        failure: expect.objectContaining({ code: "malformed-input", source: path, reason }),
        isNamed: false,
      });
      // A fault leaves out what zlib had not given out yet, at most 16 KiB. A flipped bit may make any text before it.
      const least = isAll ? LINES - 500 : 1000;
      expect(messages).toBeGreaterThan(least);
      expect(messages).toBeLessThanOrEqual(isAll ? LINES + 500 : LINES);
      expect(ended.failure).toMatchObject({ line: expect.any(Number) });
    }
  });

  test("that is damaged is counted up to the same place by threads", async () => {
    const path = temporary.write("cut.txt.gz", PACKED.subarray(0, PACKED.length * 0.9));
    const [alone, together] = [await count(path), await count(path, { workers: 2 })];
    expect(together.failure).toMatchObject({ code: "malformed-input", reason: ENDS_EARLY });
    expect(formatTally(together.tally)).toBe(formatTally(alone.tally));
  });

  test("whose rest comes later is counted on from the checkpoint", async () => {
    const long = linesFrom(0, 28_000);
    const packed = gzipSync(long);
    const path = temporary.write("later.txt.gz", packed.subarray(0, packed.length * 0.8));
    const checkpoint = temporary.path("later.checkpoint");
    const options = { checkpoint, checkpointInterval: 0 };
    expect((await count(path, options)).failure).toMatchObject({ reason: ENDS_EARLY });
    const [head = ""] = readFileSync(checkpoint, "utf8").split("\n", 1);
    expect((JSON.parse(head) as { readonly segment: number }).segment).toBeGreaterThan(0);
    writeFileSync(path, packed);
    const { tally, failure } = await count(path, options);
    expect(failure).toBeUndefined();
    rmSync(checkpoint);
    expect(formatTally(tally)).toBe(formatTally((await count(path)).tally));
    expect(tally.messages).toBe(28_000);
  });

  test("that is damaged fails in each shard that reads it, and the sum says so", async () => {
    const path = temporary.write("parts.txt.gz", PACKED.subarray(0, PACKED.length * 0.9));
    const parts = [1, 2].map((part) =>
      count(path, { shard: { part, parts: 2 } }).then(
        ({ failure }) => failure,
        (error: unknown) => error,
      ),
    );
    expect(await Promise.all(parts)).toEqual([
      expect.objectContaining({ reason: ENDS_EARLY, source: path }),
      expect.objectContaining({ reason: ENDS_EARLY, source: path }),
    ]);
  });
});
