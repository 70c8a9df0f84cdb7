import { rmSync, statSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { createTally, mergeTallies, missingShards, type Tally } from "../../src/audit/audit.ts";
import { compileFilter } from "../../src/filter/filter.ts";
import { parseList } from "../../src/lists/lists.ts";
import { describeFiles, readMessages } from "../../src/node/message-reader.ts";
import { formatTally } from "../../src/report/report.ts";
import { createInlineExecutor, type Executor } from "../../src/scale/executor.ts";
import { type FilesRun, type FilesTally, tallySegments } from "../../src/scale/files-tally.ts";
import { createTemporary } from "../node/temporary.ts";

// However files are cut into segments, parts and runs, what is counted is what one pass over their messages counts.

const temporary = createTemporary();
const filter = compileFilter(parseList("通知\n明天\nab\n", { format: "lines", name: "words" }));
const options = {
  key: new Uint8Array(32).fill(7),
  cards: 3,
  samples: 2,
  hourly: true,
  distinctCapacity: 16,
} as const;
const createCounter = () => createTally(filter, options);

const words = fc
  .array(fc.constantFrom(..."通知明天abＡ…\u{20000}é", "通知", "明天", '"', ",", " "), {
    maxLength: 6,
  })
  .map((pieces) => pieces.join(""));

const message = fc.record(
  {
    text: words,
    id: fc.nat(50),
    user: fc.constantFrom("u1", "u2", 3),
    time: fc.constantFrom("2008-10-01T09:30:00+08:00", "2008-10-02"),
    captured: fc.boolean(),
  },
  { requiredKeys: ["text"] },
);

const quoted = (value: unknown): string => `"${String(value ?? "").replaceAll('"', '""')}"`;

const jsonl = fc
  .array(
    fc.oneof(
      { weight: 9, arbitrary: message.map((value) => JSON.stringify(value)) },
      { weight: 1, arbitrary: fc.constantFrom("{", "", "[]", '{"text":1}', "\r") },
    ),
    { maxLength: 30 },
  )
  .map((lines) => ({ extension: "jsonl", content: lines.join("\n") }));

const text = fc
  .tuple(fc.array(words, { maxLength: 30 }), fc.constantFrom("", "\n", "\r\n"))
  .map(([lines, end]) => ({ extension: "txt", content: lines.join(end || "\n") + end }));

const csv = fc
  .array(
    fc.oneof(
      {
        weight: 9,
        arbitrary: message.map(({ text, id, user }) => [text, id, user].map(quoted).join(",")),
      },
      { weight: 1, arbitrary: fc.constantFrom('a"b,1,2', '"open', "", "1,2", '"two\nlines",1,u1') },
    ),
    { maxLength: 30 },
  )
  .map((lines) => ({ extension: "csv", content: ["text,id,user", ...lines].join("\n") }));

const input = fc.tuple(fc.oneof(jsonl, text, csv), fc.boolean(), fc.boolean());
const inputs = fc.array(input, { minLength: 1, maxLength: 4 });

function writeInputs(
  all: readonly (typeof input extends fc.Arbitrary<infer T> ? T : never)[],
): string[] {
  return all.map(([{ extension, content }, isPacked, hasMark], index) => {
    const bytes = Buffer.from((hasMark ? "\ufeff" : "") + content);
    return temporary.write(
      `input-${index}.${extension}${isPacked ? ".gz" : ""}`,
      isPacked ? gzipSync(bytes) : bytes,
    );
  });
}

/** The reference: messages one by one. */
async function countPlainly(paths: readonly string[]): Promise<Tally> {
  const tally = createCounter();
  for await (const record of readMessages(paths)) {
    if ("message" in record) {
      tally.add(record.message);
    } else {
      tally.addIssue(record.issue);
    }
  }
  return tally.finish();
}

function count(
  paths: readonly string[],
  run: Partial<FilesRun>,
  adapt: (executor: Executor) => Executor = (executor) => executor,
): Promise<FilesTally> {
  const files = describeFiles(paths, {}, createCounter().addBlock !== undefined);
  const executor = createInlineExecutor({
    files,
    filter,
    field: "text",
    createCounter,
    isStrict: false,
    hasTriggers: false,
    onTriggers: async () => {},
  });
  return tallySegments({ files, executor: adapt(executor), ...run });
}

const unnamed = (tally: Tally): string => formatTally({ ...tally, shards: [] });

const cuts = fc.record({
  segmentBytes: fc.integer({ min: 1, max: 300 }),
  segmentRecords: fc.integer({ min: 1, max: 12 }),
});

test("the parts of files add up to the tally of one pass", async () => {
  await fc.assert(
    fc.asyncProperty(inputs, cuts, fc.integer({ min: 1, max: 4 }), async (all, cut, parts) => {
      const paths = writeInputs(all);
      // Files without a byte lack nothing, and add nothing however often they are counted.
      const isNothing = paths.every((path) => statSync(path).size === 0);
      let sum: Tally | undefined;
      for (let part = 1; part <= parts; part++) {
        expect(sum === undefined || missingShards(sum.shards).length > 0).toBe(
          sum === undefined || !isNothing,
        );
        const { tally } = await count(paths, { ...cut, shard: { part, parts } });
        sum = sum === undefined ? tally : mergeTallies(sum, tally);
      }
      expect(unnamed(sum as Tally)).toBe(unnamed(await countPlainly(paths)));
      expect(missingShards(sum?.shards ?? [])).toEqual([]);
      const empty = [temporary.write("empty.jsonl", "")];
      for (const shard of [
        { part: 1, parts: 1 },
        { part: parts, parts },
      ]) {
        const { tally } = await count(empty, { ...cut, shard });
        sum = mergeTallies(mergeTallies(tally, sum as Tally), tally);
      }
      expect(unnamed(sum as Tally)).toBe(unnamed(await countPlainly(paths)));
      expect(missingShards(sum?.shards ?? [])).toEqual([]);
    }),
    { numRuns: 60 },
  );
});

test("a run that is broken off again and again ends with the tally of an undisturbed one", async () => {
  const checkpoint = temporary.path("checkpoint");
  let resumed = 0;
  await fc.assert(
    fc.asyncProperty(
      inputs,
      cuts,
      fc.array(fc.integer({ min: 1, max: 12 }), { maxLength: 6 }),
      async (all, cut, crashes) => {
        const paths = writeInputs(all);
        rmSync(checkpoint, { force: true });
        const run = { ...cut, checkpoint, checkpointInterval: 0 };
        for (const crash of crashes) {
          let pieces = 0;
          const falling = (executor: Executor): Executor => ({
            ...executor,
            add: async (piece) => {
              if (++pieces === crash) {
                throw new Error("crash");
              }
              await executor.add(piece);
            },
          });
          await count(paths, run, falling).catch(({ message }: Error) => {
            resumed++;
            expect(message).toBe("crash");
          });
        }
        const { tally } = await count(paths, run);
        expect(unnamed(tally)).toBe(unnamed(await countPlainly(paths)));
        // Once more: all is counted, and nothing is counted again.
        expect((await count(paths, run)).tally).toEqual(tally);
      },
    ),
    { numRuns: 40 },
  );
  expect(resumed).toBeGreaterThan(0);
});
