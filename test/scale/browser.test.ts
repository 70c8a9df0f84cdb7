import { gzipSync } from "node:zlib";
import { expect, test } from "@jest/globals";
import { compileFilter } from "../../src/filter/filter.ts";
import { parseList } from "../../src/lists/lists.ts";
import { formatTally } from "../../src/report/report.ts";
import { type NamedBlob, type TallyBlobsOptions, tallyBlobs } from "../../src/scale/browser.ts";
import { type TallyFilesOptions, tallyFiles } from "../../src/scale/scale.ts";
import { answerRequests } from "../../src/scale/thread-answers.ts";
import type { WebWorker } from "../../src/scale/web-thread.ts";
import { createTemporary } from "../node/temporary.ts";

// What a browser counts is what Node counts. The workers here are in this thread; test/scale/chromium.test.ts has real ones.

const temporary = createTemporary();
const filter = compileFilter(parseList("通知\n明天\n", { format: "lines", name: "words" }));
const key = new Uint8Array(32).fill(3);

/** Workers that copy what they are sent, as those of a browser do; and who is still there. */
function createWorkers(): { readonly createWorker: () => WebWorker; readonly ended: () => number } {
  let ended = 0;
  return {
    ended: () => ended,
    createWorker: () => {
      const listeners: ((event: unknown) => void)[] = [];
      const answer = answerRequests((answered) => {
        const data = structuredClone(answered);
        for (const listener of listeners) setImmediate(() => listener({ data }));
      });
      return {
        postMessage: (message, transfer) =>
          answer(structuredClone(message, { transfer }) as Parameters<typeof answer>[0]),
        addEventListener: (type, listener) => {
          if (type === "message") listeners.push(listener);
        },
        terminate: () => {
          ended++;
        },
      };
    },
  };
}

/** A blob of the name and the bytes of a file. */
function writeBlob(name: string, content: Uint8Array): NamedBlob {
  const path = temporary.write(name, content);
  const blob = new Blob([content]);
  return { name: path, size: blob.size, stream: () => blob.stream() };
}

const messages = Array.from({ length: 2_500 }, (_, index) =>
  JSON.stringify({
    text: `${index % 3 === 0 ? "收到通知" : "今天"} ${index} \u{20000}${"今天".repeat(150)}`,
    id: index,
    user: `u${index % 40}`,
    time: `2031-05-${10 + (index % 20)}`,
    captured: index % 7 === 0,
  }),
);
const lines = Buffer.from(
  `\ufeff${messages.join("\n")}\r\n{"text":\n\n{"text":1}\n{"text":"明天","time":7}\n`,
);
const blobs = [
  writeBlob("long.jsonl", lines),
  writeBlob("packed.jsonl.gz", gzipSync(lines.subarray(0, 500))),
  writeBlob("plain.txt", Buffer.from([...Buffer.from("通知\r\n\n明天"), 0xff, 0x0a, 0x61])),
  writeBlob("empty.txt", Buffer.alloc(0)),
];
const paths = blobs.map(({ name }) => name);

async function both(
  options: Partial<TallyBlobsOptions> & TallyFilesOptions,
  given: readonly NamedBlob[] = blobs,
): Promise<void> {
  const told: string[][] = [[], []];
  const { createWorker, ended } = createWorkers();
  const there = await tallyBlobs(filter, given, {
    ...options,
    createWorker,
    workers: 3,
    onTriggers: (text) => void told[0]?.push(text),
  });
  const here = await tallyFiles(
    filter,
    given.map(({ name }) => name),
    { ...options, workers: 1, onTriggers: (text) => void told[1]?.push(text) },
  );
  expect(formatTally(there.tally)).toBe(formatTally(here.tally));
  expect(told[0]?.join("")).toBe(told[1]?.join(""));
  expect(there.failure === undefined).toBe(here.failure === undefined);
  expect(ended()).toBe(3);
}

test("blobs are counted as files are, in blocks and one by one", async () => {
  await both({ tally: { key } });
  await both({ tally: { key, samples: 2 } });
  await both({ format: "text" }, blobs.slice(2));
  expect(lines.length).toBeGreaterThan(2 * 1_048_576);
});

test("a broken input ends the reading as in Node, with what was counted before", async () => {
  const cut = writeBlob("cut.jsonl.gz", gzipSync(Buffer.from('{"text":"通知"}\n')).subarray(0, 20));
  const { createWorker } = createWorkers();
  const { tally, failure } = await tallyBlobs(filter, [blobs[2] as NamedBlob, cut], {
    createWorker,
  });
  expect(failure).toMatchObject({ code: "malformed-input", source: cut.name });
  expect([tally.messages, tally.shards, tally.issueCounts.interrupted]).toEqual([2, [], 1]);
  await both({ maxUnpackedBytes: 100 }, [blobs[2], blobs[1]] as NamedBlob[]);
  const none = writeBlob("none.txt.gz", Buffer.from("no gzip data"));
  const first = tallyBlobs(filter, none, { createWorker });
  await expect(first).rejects.toMatchObject({ code: "malformed-input", source: none.name });
  const wide = writeBlob("wide.txt", Buffer.from("\ufeff通知", "utf16le"));
  await both({}, [blobs[2] as NamedBlob, wide]);
});

test("progress is told, and a signal ends the reading with its reason", async () => {
  const control = new AbortController();
  const reason = new Error("enough");
  const parts = [lines.subarray(0, 100_000), lines.subarray(100_000)];
  const blob: NamedBlob = {
    name: "parts.jsonl",
    size: lines.length,
    stream: () =>
      new ReadableStream(
        {
          pull: (controller) => {
            if (parts.length === 1) control.abort(reason);
            controller.enqueue(parts.shift() as Uint8Array);
          },
        },
        { highWaterMark: 0 },
      ),
  };
  const seen: [number, number][] = [];
  const { tally, failure } = await tallyBlobs(filter, blob, {
    ...createWorkers(),
    signal: control.signal,
    onProgress: (read, total) => void seen.push([read, total]),
  });
  expect(failure).toBe(reason);
  // The lines that end within the first 100,000 bytes.
  expect(tally.messages).toBe(lines.subarray(0, 100_000).toString().split("\n").length - 1);
  expect(seen).toEqual([
    [100_000, lines.length],
    [lines.length, lines.length],
  ]);
});

test("strict ends with the first broken message, and ends the workers", async () => {
  const { createWorker, ended } = createWorkers();
  await expect(
    tallyBlobs(filter, blobs, { createWorker, workers: 2, strict: true }),
  ).rejects.toMatchObject({ code: "malformed-input", source: paths[0] });
  expect(ended()).toBe(2);
});

test("what cannot be counted in Web Workers is refused with a sentence", async () => {
  const { createWorker } = createWorkers();
  const csv = writeBlob("a.csv", Buffer.from("text\na\n"));
  await expect(tallyBlobs(filter, csv, { createWorker })).rejects.toThrow(
    "a.csv: a CSV is not read in Web Workers, expected jsonl or text",
  );
  await expect(tallyBlobs(filter, blobs, { createWorker, workers: 0 })).rejects.toThrow(
    "workers is 0, expected 1 to 256",
  );
  const workers = createWorkers();
  let started = 0;
  const refusing = (): WebWorker => {
    if (started++ === 2) throw new Error("no more workers");
    return workers.createWorker();
  };
  await expect(tallyBlobs(filter, blobs, { createWorker: refusing, workers: 3 })).rejects.toThrow(
    "no more workers",
  );
  expect(workers.ended()).toBe(2);
  const broken = (): WebWorker => ({
    postMessage: () => {},
    addEventListener: (type, listener) => {
      if (type === "error") setImmediate(() => listener({ message: "no such script" }));
    },
    terminate: () => {},
  });
  await expect(tallyBlobs(filter, blobs, { createWorker: broken })).rejects.toThrow(
    "a Web Worker failed or could not be started: no such script",
  );
});
