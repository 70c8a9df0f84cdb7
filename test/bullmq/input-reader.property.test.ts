import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { type InputReader, readRange } from "../../src/bullmq/input-reader.ts";
import { compileFilter } from "../../src/filter/filter.ts";
import { parseList } from "../../src/lists/lists.ts";
import { tallyFiles } from "../../src/scale/scale.ts";

// Against a naive reading: the lines whose first byte lies in the range; and counted, against the whole.

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
  return found.join();
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
        expect(await rangeOf(readerOf(all, size), start, start + length)).toBe(naive);
      },
    ),
  );
});

const filter = compileFilter(parseList("a\n\ufeffa\n！\n", { format: "lines", name: "words" }), {
  folds: [],
});

/** What is counted of a range, with the lines that trigger, by their numbers within it. */
async function countRange(reader: InputReader, start: number, end: number) {
  const triggers: unknown[] = [];
  const { tally, failure } = await tallyFiles(filter, "any.txt", {
    open: () => readRange(reader, "any.txt", [start, end]),
    ranges: start > 0,
    onTriggers: (lines) => {
      for (const line of lines.trimEnd().split("\n")) {
        const { message, rules, matches } = JSON.parse(line);
        triggers.push([Number(/\d+$/u.exec(message)?.[0]), rules, matches]);
      }
    },
  });
  return { tally, failure, triggers };
}

test("ranges are counted as the whole is, whatever their first lines begin with", async () => {
  const starts = ["", "\ufeff", "！", "a\ufeff"].map((text) => [...Buffer.from(text)]);
  const line = fc
    .tuple(
      fc.constantFrom(...starts, [0xff, 0xfe], [0xfe, 0xff], [0xef, 0xbb]),
      fc.constantFrom("", "a", "b", "\r").map((text) => [...Buffer.from(text)]),
    )
    .map((both) => both.flat());
  await fc.assert(
    fc.asyncProperty(
      fc.array(line, { minLength: 2, maxLength: 6 }),
      fc.nat(40),
      fc.integer({ min: 1, max: 9 }),
      async (lines, cut, size) => {
        // The first line of an input may have a byte order mark; that is not what this is about.
        const all = [0x61, 0x0a, ...lines.flatMap((each) => [...each, 0x0a])];
        const at = 1 + (cut % all.length);
        const reader = readerOf(all, size);
        const whole = await countRange(reader, 0, all.length);
        const parts = [
          await countRange(reader, 0, at),
          await countRange(reader, at, all.length + 1),
        ] as const;
        expect(parts.map(({ failure }) => failure)).toEqual([undefined, undefined]);
        const sum = (of: (tally: (typeof whole)["tally"]) => number): number =>
          parts.reduce((total, { tally }) => total + of(tally), 0);
        expect(sum(({ messages }) => messages)).toBe(whole.tally.messages);
        const issuesOf = ({ issueCounts }: (typeof whole)["tally"]): number =>
          issueCounts["invalid-utf8"] ?? 0;
        expect(sum(issuesOf)).toBe(issuesOf(whole.tally));
        // Lines of the second part are numbered from its start.
        const before = all.slice(0, at - 1).filter((byte) => byte === 0x0a).length + 1;
        const [first, second] = parts;
        const numbered = second.triggers.map((trigger) => {
          const [number, ...rest] = trigger as [number, ...unknown[]];
          return [number + before, ...rest];
        });
        expect([...first.triggers, ...numbered]).toEqual(whole.triggers);
      },
    ),
  );
});
