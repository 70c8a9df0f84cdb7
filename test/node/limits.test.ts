import { truncateSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { describe, expect, test } from "@jest/globals";
import { readList } from "../../src/node/node.ts";
import { readAll, summarize } from "./reading.ts";
import { createTemporary } from "./temporary.ts";

const temporary = createTemporary();

describe("what a packed file unpacks to", () => {
  const lines = temporary.write("lines.txt.gz", gzipSync("tea\n".repeat(50_000)));

  test("ends the reading beyond the limit, after all before it", async () => {
    const { records, error } = await readAll(lines, { maxUnpackedBytes: 100_000 });
    expect(error).toMatchObject({
      name: "AuditError",
      code: "limit",
      limit: 100_000,
      source: lines,
      reason: "unpacks to more than 100000 bytes, expected at most that (option maxUnpackedBytes)",
    });
    // All but the piece of 16 KiB in which it lies.
    expect(records.length).toBeGreaterThan(20_000);
    expect(records.length).toBeLessThanOrEqual(25_000);
  });

  test("may be exactly the limit, and plain files know none", async () => {
    const { records, error } = await readAll(lines, { maxUnpackedBytes: 200_000 });
    expect([records.length, error]).toEqual([50_000, undefined]);
    const plain = temporary.write("plain.txt", "tea\n".repeat(10));
    expect((await readAll(plain, { maxUnpackedBytes: 1 })).records).toHaveLength(10);
  });

  test.each([0, -1, 1.5, Number.NaN])("a limit of %p is refused", async (maxUnpackedBytes) => {
    const { error } = await readAll(lines, { maxUnpackedBytes });
    expect(error).toEqual(
      new RangeError(`maxUnpackedBytes is ${maxUnpackedBytes}, expected an integer above 0`),
    );
  });

  test("is one issue where it is one line, whatever its length", async () => {
    // 64 MiB in 64 KiB.
    const bomb = temporary.write("bomb.txt.gz", gzipSync(Buffer.alloc(2 ** 26, "a")));
    const { records, error } = await readAll(bomb);
    expect([summarize(records), error]).toEqual([["too-long:1"], undefined]);
  });
});

describe("a list", () => {
  test("that is too large is refused before it is read", async () => {
    const sparse = temporary.write("sparse.txt", "");
    truncateSync(sparse, 2 ** 40);
    await expect(readList(sparse, { format: "lines" })).rejects.toMatchObject({
      code: "limit",
      limit: 268_435_456,
      message: `${sparse}: more than 268435456 bytes, expected at most that (option maxListBytes)`,
    });
  });

  test("may be no larger than a string", async () => {
    await expect(
      readList(temporary.path("any"), { format: "lines", maxListBytes: 2 ** 30 }),
    ).rejects.toThrow(new RangeError(`maxListBytes is ${2 ** 30}, expected 1 to 536870888`));
  });
});

test("JSON nested a hundred thousand deep is a message like others, where its text is none", async () => {
  const deep = "[".repeat(100_000) + "]".repeat(100_000);
  const path = temporary.write(
    "deep.jsonl",
    [`{"text":"tea","x":${deep}}`, `{"text":${deep}}`, deep, deep.slice(1), '{"text":"end"}'].join(
      "\n",
    ),
  );
  const { records, error } = await readAll(path);
  expect(error).toBeUndefined();
  const seen = records.map((record) =>
    "message" in record ? record.message.text : record.issue.code,
  );
  expect(seen).toEqual(["tea", "missing-text", "malformed", "malformed", "end"]);
});

test("a quote that is never closed costs as much as the longest record, again and again", async () => {
  const path = temporary.write("open.csv", `text,id\n${'"tea,1\n'.repeat(1_000)}end,2\n`);
  const { records, error } = await readAll(path, { maxMessageBytes: 64 });
  expect(error).toBeUndefined();
  expect(records.length).toBe(1_001);
  expect(summarize(records).at(-1)).toMatchObject({ text: "end" });
});
