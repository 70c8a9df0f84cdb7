import { execFileSync } from "node:child_process";
import { once } from "node:events";
import {
  appendFileSync,
  chmodSync,
  createReadStream,
  createWriteStream,
  mkdirSync,
  rmSync,
  truncateSync,
} from "node:fs";
import { PassThrough, Readable } from "node:stream";
import { describe, expect, test } from "@jest/globals";
import { AuditError } from "../../src/errors.ts";
import { type MessageReaderOptions, readMessages } from "../../src/node/node.ts";
import { readAll, summarize } from "./reading.ts";
import { createTemporary } from "./temporary.ts";

const temporary = createTemporary();
const isPosix = process.platform !== "win32";

async function failure(
  paths: string | string[],
  options?: MessageReaderOptions,
): Promise<AuditError> {
  const { records, error } = await readAll(paths, options);
  expect(records).toEqual([]);
  expect(error).toBeInstanceOf(AuditError);
  return error as AuditError;
}

describe("files that cannot be read", () => {
  const good = temporary.write("good.jsonl", '{"text":"a"}\n');

  test("a missing file is told before any message, in plain words", async () => {
    const missing = temporary.path("missing.jsonl");
    const error = await failure([good, missing]);
    expect(error.code).toBe("unreadable-file");
    expect(error.message).toBe(`${missing}: no such file`);
    expect(error.source).toBe(missing);
  });

  test("a file in place of a directory", async () => {
    const path = `${good}/messages.jsonl`;
    expect((await failure(path)).message).toBe(`${path}: no such file`);
  });

  test("a directory", async () => {
    const path = temporary.path("directory.jsonl");
    mkdirSync(path);
    const error = await failure([good, path]);
    expect(error.code).toBe("unreadable-file");
    expect(error.message).toBe(`${path}: is a directory, expected a file`);
  });

  // The superuser may read everything.
  (isPosix && process.getuid?.() !== 0 ? test : test.skip)(
    "a file without permission",
    async () => {
      const path = temporary.write("secret.jsonl", "");
      chmodSync(path, 0);
      const error = await failure([good, path]);
      expect(error.code).toBe("unreadable-file");
      expect(error.message).toBe(`${path}: no permission to read it`);
    },
  );

  test("a file that goes away after the check is told when its turn comes", async () => {
    const path = temporary.write("leaving.jsonl", "");
    const read: string[] = [];
    const run = async (): Promise<void> => {
      for await (const record of readMessages([good, path])) {
        read.push("message" in record ? record.message.text : "");
        rmSync(path);
      }
    };
    await expect(run()).rejects.toThrow(`${path}: no such file`);
    expect(read).toEqual(["a"]);
  });
});

describe("special files and files in motion", () => {
  (isPosix ? test : test.skip)("a named pipe is read", async () => {
    const path = temporary.path("pipe.jsonl");
    execFileSync("mkfifo", [path]);
    const file = createWriteStream(path).end('{"text":"a"}\n{"text":"b"}\n');
    const written = once(file, "close");
    const totals: unknown[] = [];
    const { records, error } = await readAll(path, {
      onProgress: (_, total) => totals.push(total),
    });
    await written;
    expect(error).toBeUndefined();
    expect(summarize(records)).toEqual([
      { line: 1, text: "a" },
      { line: 2, text: "b" },
    ]);
    expect(totals.length).toBeGreaterThan(0);
    expect(totals.every((total) => total === undefined)).toBe(true);
  });

  test("a file stream serves as standard input", async () => {
    const path = temporary.write("stdin.csv", "text\na\n");
    const stdin = createReadStream(path);
    expect(summarize((await readAll("-", { format: "csv", stdin })).records)).toEqual([
      { line: 2, text: "a" },
    ]);
  });

  test("a stream that was told an encoding serves as standard input", async () => {
    const stdin = new PassThrough().setEncoding("utf8");
    stdin.end(Buffer.from("好\n"));
    expect(summarize((await readAll("-", { format: "text", stdin })).records)).toEqual([
      { line: 1, text: "好" },
    ]);
  });

  test("a stream of objects does not", async () => {
    const stdin = Readable.from([{ text: "a" }]);
    const { error } = await readAll("-", { format: "text", stdin });
    expect(error).toBeInstanceOf(TypeError);
  });

  test("a file that grows is read to where it ends then", async () => {
    const path = temporary.write("growing.txt", "a\n".repeat(200_000));
    let grown = false;
    const { records, error } = await readAll(path, {
      onProgress() {
        if (!grown) {
          grown = true;
          appendFileSync(path, "b\n");
        }
      },
    });
    expect(error).toBeUndefined();
    expect(records.length).toBe(200_001);
  });

  test("a file that shrinks is read to where it ends then, which is an error", async () => {
    const path = temporary.write("shrinking.txt", "a\n".repeat(400_000));
    const { records, error } = await readAll(path, { onProgress: () => truncateSync(path, 10) });
    expect(error).toMatchObject({
      code: "malformed-input",
      message: expect.stringMatching(
        /was cut short while it was read: \d+ bytes, expected the 800000 that/u,
      ),
    });
    expect(records.length).toBeLessThan(400_000);
  });

  test("whoever stops early closes the input", async () => {
    const stdin = Readable.from(["a\n", "b\n"].map((line) => Buffer.from(line)));
    for await (const record of readMessages("-", { format: "text", stdin })) {
      expect(record).toMatchObject({ message: { text: "a" } });
      break;
    }
    expect(stdin.destroyed).toBe(true);
  });

  test("reads no further than it is asked for", async () => {
    let asked = 0;
    function* lines(): Generator<Buffer> {
      for (; asked < 1000; asked++) {
        yield Buffer.from(`${asked}\n`);
      }
    }
    const stdin = Readable.from(lines(), { objectMode: false, highWaterMark: 1 });
    const iterator = readMessages("-", { format: "text", stdin })[Symbol.asyncIterator]();
    await iterator.next();
    await new Promise((resolve) => setImmediate(resolve));
    expect(asked).toBeLessThan(20);
    await iterator.return?.();
  });
});
