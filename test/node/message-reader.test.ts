import { once } from "node:events";
import { createWriteStream, rmSync } from "node:fs";
import { PassThrough, Readable } from "node:stream";
import { gzipSync } from "node:zlib";
import { describe, expect, test } from "@jest/globals";
import type { AuditError } from "../../src/errors.ts";
import {
  type MessageReaderOptions,
  readMessageBatches,
  readMessages,
} from "../../src/node/node.ts";
import { readAll, readChunks, readText, summarize } from "./reading.ts";
import { createTemporary } from "./temporary.ts";

const temporary = createTemporary();

describe("the format", () => {
  test.each([
    ["a.jsonl", '{"text":"x"}'],
    ["a.ndjson", '{"text":"x"}'],
    ["a.json", '{"text":"x"}'],
    ["a.JSONL", '{"text":"x"}'],
    ["a.csv", "text\nx\n"],
    ["a.b.csv", "text\nx\n"],
    ["a.txt", "x\n"],
  ])("of %s is known by its extension, packed too", async (name, content) => {
    const path = temporary.write(name, content);
    const packed = temporary.write(`${name}.gz`, gzipSync(content));
    for (const file of [path, packed]) {
      const { records } = await readAll(file);
      expect(records).toEqual([
        { message: { text: "x", source: { file, line: name.endsWith("csv") ? 2 : 1 } } },
      ]);
    }
  });

  test("that is named goes before the extension", async () => {
    const path = temporary.write("log.csv", "a,b\n");
    expect(summarize((await readAll(path, { format: "text" })).records)).toEqual([
      { line: 1, text: "a,b" },
    ]);
  });

  test.each(["-", "messages", "messages.xml", "messages.gz", ".jsonl/messages", "jsonl"])(
    "of %s has to be named",
    (path) => {
      expect(() => readMessages(path)).toThrow(RangeError);
      expect(() => readMessages(path)).toThrow("expected one to be named: jsonl, csv, text");
    },
  );
});

describe("misuse is told at once", () => {
  test.each<[string, string | string[], object, string]>([
    ["no path", [], {}, "no path"],
    ["standard input twice", ["-", "-"], { format: "text" }, "standard input is named twice"],
    ["an unknown format", "a.txt", { format: "xml" }, 'unknown message format "xml"'],
    ["a field of another type", "a.jsonl", { field: 5 }, "field is of type number"],
    [
      "a field of plain text",
      ["a.jsonl", "b.txt"],
      { field: "body" },
      '"b.txt": plain text has no field "body"',
    ],
    ["a field that is no text", "a.jsonl", { field: "captured" }, 'field "captured" holds no text'],
    ["the place as field", "a.jsonl", { field: "source" }, 'field "source" holds no text'],
    ["no message bytes", "a.jsonl", { maxMessageBytes: 0 }, "maxMessageBytes is 0"],
    ["half a byte", "a.jsonl", { maxMessageBytes: 1.5 }, "maxMessageBytes is 1.5"],
    [
      "more than a string holds",
      "a.jsonl",
      { maxMessageBytes: 2 ** 40 },
      "maxMessageBytes is 1099511627776",
    ],
  ])("%s", (_, paths, options, message) => {
    expect(() => readMessages(paths, options as MessageReaderOptions)).toThrow(message);
    expect(() => readMessageBatches(paths, options as MessageReaderOptions)).toThrow(message);
  });
});

describe("several files", () => {
  test("are read one after another, each with its own lines and byte order mark", async () => {
    const first = temporary.write("first.jsonl", '\ufeff{"text":"a"}\n[]\n{"text":"b"}');
    const second = temporary.write("second.csv", "\ufefftext\nc\n");
    const { records } = await readAll([first, second, first]);
    const expected = [
      { message: { text: "a", source: { file: first, line: 1 } } },
      { issue: { code: "malformed", file: first, line: 2, reason: "expected a JSON object" } },
      { message: { text: "b", source: { file: first, line: 3 } } },
    ];
    expect(records).toEqual([
      ...expected,
      { message: { text: "c", source: { file: second, line: 2 } } },
      ...expected,
    ]);
  });

  test("can be read again", async () => {
    const path = temporary.write("again.txt", "a\nb\n");
    const messages = readMessages(path);
    const texts: string[] = [];
    for (let round = 0; round < 2; round++) {
      for await (const record of messages) {
        texts.push("message" in record ? record.message.text : "");
      }
    }
    expect(texts).toEqual(["a", "b", "a", "b"]);
  });
});

test("batches hold the same records, and none is empty", async () => {
  const lines = Array.from({ length: 30_000 }, (_, index) =>
    index % 7 === 0 ? "" : `line ${index}`,
  );
  const path = temporary.write("many.txt", lines.join("\n"));
  const batches = [];
  for await (const batch of readMessageBatches(path)) {
    batches.push(batch);
  }
  expect(batches.length).toBeGreaterThan(1);
  expect(batches.every((batch) => batch.length > 0)).toBe(true);
  expect(batches.flat()).toEqual((await readAll(path)).records);
});

describe("other encodings", () => {
  test.each([
    ["UTF-16LE", Buffer.from('\ufeff{"text":"a"}\n', "utf16le")],
    ["UTF-16BE", Buffer.from('\ufeff{"text":"a"}\n', "utf16le").swap16()],
    ["UTF-16 of two bytes", Buffer.from("\ufeff", "utf16le")],
  ])("%s is refused as a whole", async (_, bytes) => {
    for (const chunks of [[bytes], Array.from(bytes, (byte) => Uint8Array.of(byte))]) {
      const { records, error } = await readChunks(chunks, { format: "jsonl" });
      expect(records).toEqual([]);
      expect((error as AuditError).code).toBe("unsupported-encoding");
      expect((error as AuditError).message).toBe("-:1: UTF-16 or UTF-32, expected UTF-8");
    }
  });
});

// Reading 16 MiB of CSV takes its time on a busy machine.
const PATIENCE = 60_000;

describe("long lines", () => {
  test.each(["jsonl", "text"] as const)(
    "%s: the longest line is read, a longer one is an issue",
    async (format) => {
      const make = (length: number): string =>
        format === "text" ? "x".repeat(length) : `{"text":"${"x".repeat(length - 11)}"}`;
      const input = [make(20), make(21), `${make(20)}\r`, make(22), make(20)].join("\n");
      const codes = (await readText(input, { format, maxMessageBytes: 20 })).map((record) =>
        "issue" in record
          ? `${record.issue.code}:${record.issue.line}`
          : record.message.source?.line,
      );
      expect(codes).toEqual([1, "too-long:2", 3, "too-long:4", 5]);
    },
  );

  test("bytes count, not characters", async () => {
    expect(
      summarize(await readText("好好\n好好好\n", { format: "text", maxMessageBytes: 6 })),
    ).toEqual([{ line: 1, text: "好好" }, "too-long:2"]);
  });

  test.each(["jsonl", "csv", "text"] as const)(
    "%s: 50 MB in one line",
    async (format) => {
      const path = temporary.path(`long.${format === "text" ? "txt" : format}`);
      const message = (text: string): string =>
        format === "jsonl" ? JSON.stringify({ text }) : text;
      const file = createWriteStream(path);
      file.write(`${format === "csv" ? "text\n" : ""}${message("first")}\n`);
      for (let megabytes = 0; megabytes < 50; megabytes++) {
        file.write("x".repeat(1_000_000));
      }
      file.end(`\n${message("last")}\n`);
      await once(file, "close");
      const { records, error } = await readAll(path);
      rmSync(path);
      expect(error).toBeUndefined();
      const line = format === "csv" ? 2 : 1;
      expect(summarize(records)).toEqual([
        { line, text: "first" },
        `too-long:${line + 1}`,
        { line: line + 2, text: "last" },
      ]);
    },
    PATIENCE,
  );

  test.each(["jsonl", "csv", "text"] as const)(
    "%s: a line of 256 MB is never held",
    async (format) => {
      const chunk = Buffer.alloc(1_048_576, "x");
      const limit = 1_048_576;
      const before = process.memoryUsage().arrayBuffers;
      let most = 0;
      let looks = 0;
      function* chunks(): Generator<Buffer> {
        yield Buffer.from(format === "csv" ? "text\n" : "");
        for (let count = 0; count < 256; count++) {
          most = Math.max(most, process.memoryUsage().arrayBuffers - before);
          looks++;
          yield chunk;
        }
        yield Buffer.from('\n{"text":"last"}\nlast');
      }
      const stdin = Readable.from(chunks(), { objectMode: false });
      const { records, error } = await readAll("-", { format, stdin, maxMessageBytes: limit });
      expect(error).toBeUndefined();
      expect(records.length).toBe(3);
      expect(looks).toBe(256);
      expect(most).toBeLessThan(32 * 1_048_576);
    },
  );

  test(
    "a quote that is never closed does not hold the rest of the file",
    async () => {
      const rows = Array.from({ length: 3000 }, (_, index) => `${index},text`);
      const csv = `id,text\n1,"open\n${rows.join("\n")}\n`;
      const records = await readText(csv, { format: "csv", maxMessageBytes: 1000 });
      expect(records[0]).toMatchObject({ issue: { code: "too-long", line: 2 } });
      expect(records.slice(1).map((record) => "message" in record && record.message.id)).toEqual(
        rows.map((_, index) => `${index}`),
      );
    },
    PATIENCE,
  );
});

describe("progress", () => {
  test("is told of the bytes of all files, before they are unpacked", async () => {
    const first = temporary.write("one.txt", "a\n".repeat(400_000));
    const second = temporary.write("two.txt.gz", gzipSync("b\n".repeat(1000)));
    const packed = gzipSync("b\n".repeat(1000)).length;
    const steps: [number, number | undefined][] = [];
    await readAll([first, second], { onProgress: (...step) => steps.push(step) });
    expect(steps.length).toBeGreaterThan(2);
    expect(steps.every(([, total]) => total === 800_000 + packed)).toBe(true);
    expect(steps.map(([read]) => read)).toEqual(steps.map(([read]) => read).sort((a, b) => a - b));
    expect(steps.at(-1)?.[0]).toBe(800_000 + packed);
  });

  test("has no total where standard input is read", async () => {
    const steps: [number, number | undefined][] = [];
    await readChunks([Buffer.from("a\n"), Buffer.from("bc\n")], {
      format: "text",
      onProgress: (...step) => steps.push(step),
    });
    expect(steps).toEqual([
      [2, undefined],
      [5, undefined],
    ]);
  });
});

describe("the signal", () => {
  const reason = new Error("enough");

  test("that is aborted before stops the reading before any file is looked at", async () => {
    const signal = AbortSignal.abort(reason);
    expect(await readAll(temporary.path("none.txt"), { signal })).toEqual({
      records: [],
      error: reason,
    });
  });

  test("stops the reading of a file between two chunks", async () => {
    const path = temporary.write("abort.txt", "line\n".repeat(200_000));
    const controller = new AbortController();
    const { records, error } = await readAll(path, {
      signal: controller.signal,
      onProgress: () => controller.abort(reason),
    });
    expect(error).toBe(reason);
    expect(records.length).toBeGreaterThan(0);
    expect(records.length).toBeLessThan(200_000);
  });

  test("stops the waiting for standard input", async () => {
    const controller = new AbortController();
    // Says one line, and then nothing any more.
    const stdin = new PassThrough();
    stdin.write("a\n");
    setImmediate(() => controller.abort(reason));
    const { error } = await readAll("-", { format: "text", stdin, signal: controller.signal });
    expect(error).toBe(reason);
    expect(stdin.destroyed).toBe(true);
  });
});
