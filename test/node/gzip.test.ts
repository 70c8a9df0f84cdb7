import { gzipSync } from "node:zlib";
import { describe, expect, test } from "@jest/globals";
import { AuditError } from "../../src/errors.ts";
import type { MessageRecord } from "../../src/node/node.ts";
import { readAll, summarize } from "./reading.ts";
import { createTemporary } from "./temporary.ts";

const temporary = createTemporary();

// Hardly compressible, so that every tenth of the packed bytes holds messages.
const texts = Array.from(
  { length: 20_000 },
  (_, index) => `${(index * 2_654_435_761) % 4_294_967_296}`,
);
const packed = gzipSync(texts.map((text) => `{"text":"${text}"}\n`).join(""));

/** Checks the first records. As one string, since comparing thousands of objects takes seconds. */
function expectFirst(records: readonly MessageRecord[], count: number): void {
  const found = records
    .slice(0, count)
    .map(
      (record) => "message" in record && `${record.message.source?.line} ${record.message.text}`,
    );
  expect(found.join("\n")).toBe(
    texts
      .slice(0, count)
      .map((text, index) => `${index + 1} ${text}`)
      .join("\n"),
  );
}

/** Reads packed messages that must fail, and checks that those before the place were read. */
async function expectFailure(
  name: string,
  bytes: Uint8Array,
): Promise<{ read: number; error: AuditError }> {
  const path = temporary.write(name, bytes);
  const { records, error } = await readAll(path);
  expectFirst(records, records.length);
  expect(error).toBeInstanceOf(AuditError);
  const audit = error as AuditError;
  expect(audit.code).toBe("malformed-input");
  expect(audit.source).toBe(path);
  expect(audit.line).toBe(records.length + 1);
  return { read: records.length, error: audit };
}

test("members are read one after another", async () => {
  const path = temporary.write(
    "members.txt.gz",
    Buffer.concat(["a\nb", "", "c\n", "d"].map((part) => gzipSync(part))),
  );
  const { records, error } = await readAll(path);
  expect(error).toBeUndefined();
  expect(summarize(records)).toEqual([
    { line: 1, text: "a" },
    { line: 2, text: "bc" },
    { line: 3, text: "d" },
  ]);
});

test.each([0, 1, 2, 3, 4, 5, 6, 7, 8, 9])("cut off after %i tenths", async (tenths) => {
  const length = Math.floor((packed.length * tenths) / 10);
  const { read, error } = await expectFailure("cut.jsonl.gz", packed.subarray(0, length));
  expect(error.reason).toBe("the gzip data ends too early");
  // As many as that share of the data holds, but for the block that is cut.
  expect(read / texts.length).toBeGreaterThan(tenths / 10 - 0.15);
});

test("cut off within its last bytes", async () => {
  const { read } = await expectFailure("cut.jsonl.gz", packed.subarray(0, -1));
  expect(read).toBe(texts.length);
});

describe("damaged", () => {
  test.each([0.3, 0.6, 0.9])("at %f of its length", async (share) => {
    const bytes = Buffer.from(packed);
    bytes.fill(0xff, Math.floor(bytes.length * share), Math.floor(bytes.length * share) + 200);
    const path = temporary.write("damaged.jsonl.gz", bytes);
    const { records, error } = await readAll(path);
    expect((error as AuditError).code).toBe("malformed-input");
    expect((error as AuditError).reason).toBe("the gzip data is damaged, or is no gzip data");
    // What the damage made up before it was noticed is not asked for; what stands before it is.
    const before = Math.floor(texts.length * (share - 0.15));
    expect(records.length).toBeGreaterThan(before);
    expectFirst(records, before);
  });

  test("in its checksum", async () => {
    const bytes = Buffer.from(packed);
    bytes[bytes.length - 6] = (bytes[bytes.length - 6] ?? 0) ^ 1;
    const { read } = await expectFailure("checksum.jsonl.gz", bytes);
    expect(read).toBeGreaterThan(texts.length * 0.9);
  });

  test("after much that is packed tightly: all but the last 16 KiB are read", async () => {
    const line = `{"text":"${"a".repeat(90)}"}\n`;
    const bytes = gzipSync(line.repeat(20_000));
    bytes[bytes.length - 6] = (bytes[bytes.length - 6] ?? 0) ^ 1;
    expect(bytes.length).toBeLessThan(16_384);
    const { records, error } = await readAll(temporary.write("tight.jsonl.gz", bytes));
    expect((error as AuditError).code).toBe("malformed-input");
    expect((20_000 - records.length - 1) * line.length).toBeLessThan(16_384);
  });

  test("in its second member", async () => {
    const { read } = await expectFailure(
      "second.jsonl.gz",
      Buffer.concat([packed, packed.subarray(0, 5), Buffer.from("something else")]),
    );
    expect(read).toBeGreaterThan(texts.length * 0.9);
  });
});

test("a file that is not packed at all", async () => {
  const { read } = await expectFailure("plain.jsonl.gz", Buffer.from('{"text":"a"}\n'));
  expect(read).toBe(0);
});

test("zeros may follow, and nothing else", async () => {
  const zeros = Buffer.alloc(100_000);
  const padded = temporary.write("padded.jsonl.gz", Buffer.concat([packed, zeros]));
  const { records, error } = await readAll(padded);
  expect(error).toBeUndefined();
  expect(records.length).toBe(texts.length);
  const { read, error: refused } = await expectFailure(
    "followed.jsonl.gz",
    Buffer.concat([packed, zeros, packed]),
  );
  expect(read).toBe(texts.length);
  expect(refused.reason).toBe("something that is no gzip data follows the gzip data");
});
