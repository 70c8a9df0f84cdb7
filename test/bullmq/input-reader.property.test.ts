import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { type InputReader, readRange } from "../../src/bullmq/input-reader.ts";

// Against a naive reading: the lines whose first byte lies in the range.

const bytes = fc.array(fc.constantFrom(0x0a, 0x61, 0xef, 0xbb, 0xbf), { maxLength: 40 });

function linesFrom(all: readonly number[], start: number, end: number): string {
  const lines: number[][] = [];
  let from = 0;
  while (from < all.length) {
    const feed = all.indexOf(0x0a, from);
    const to = feed === -1 ? all.length : feed + 1;
    if (from >= start && from < end) lines.push(all.slice(from, to));
    from = to;
  }
  return lines.flat().join();
}

const readerOf = (all: readonly number[], size: number): InputReader =>
  async function* (_, { start }) {
    for (let at = start; at < all.length; at += size) {
      yield Uint8Array.from(all.slice(at, at + size));
    }
  };

async function rangeOf(reader: InputReader, start: number, end: number): Promise<string> {
  const found: number[] = [];
  for await (const chunk of readRange(reader, "any", [start, end])) found.push(...chunk);
  // An empty line before what would be taken for a byte order mark.
  return (found[0] === 0x0a && found[1] === 0xef && start > 0 ? found.slice(1) : found).join();
}

test("a range gives the lines that begin in it", async () => {
  await fc.assert(
    fc.asyncProperty(
      bytes,
      fc.nat(42),
      fc.integer({ min: 1, max: 42 }),
      fc.integer({ min: 1, max: 9 }),
      async (all, start, length, size) => {
        const naive = linesFrom(all, start, start + length);
        // A range that itself begins with an empty line and these bytes needs none in front.
        fc.pre(!naive.startsWith("10,239"));
        expect(await rangeOf(readerOf(all, size), start, start + length)).toBe(naive);
      },
    ),
  );
});

test("bytes that are no byte order mark within a file are not taken for one", async () => {
  const all = [...Buffer.from("a\n\ufeffb\n")];
  const found: number[] = [];
  for await (const chunk of readRange(readerOf(all, 100), "any", [2, 7])) found.push(...chunk);
  expect(Buffer.from(found).toString()).toBe("\n\ufeffb\n");
});
