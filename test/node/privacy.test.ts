import { inspect } from "node:util";
import { gzipSync } from "node:zlib";
import { expect, test } from "@jest/globals";
import type { MessageFormat } from "../../src/node/node.ts";
import { readAll, readChunks } from "./reading.ts";
import { createTemporary } from "./temporary.ts";

// What the logs hold was written by people who never agreed to it: no issue and no error may hold any of it.

const temporary = createTemporary();
const marker = "XYZZY-secret";

const broken: [MessageFormat, string | Uint8Array][] = [
  ["jsonl", `{"text":"${marker}"`],
  ["jsonl", `{"text":${marker}}`],
  ["jsonl", `{"text":"a",${marker}`],
  ["jsonl", `{"text":"\\${marker}"}`],
  ["jsonl", `{"${marker}":"a"}`],
  ["jsonl", `["${marker}"]`],
  ["jsonl", `{"text":["${marker}"]}`],
  [
    "jsonl",
    `{"text":"${marker}","id":{"${marker}":1},"time":["${marker}"],"captured":"${marker}"}`,
  ],
  ["jsonl", `{"text":"${marker}${"x".repeat(500)}"}`],
  [
    "jsonl",
    Buffer.concat([Buffer.from(`{"text":"${marker}`), Buffer.from([0xff]), Buffer.from('"}')]),
  ],
  ["text", Buffer.concat([Buffer.from(marker), Buffer.from([0xff])])],
  ["text", `${marker}${"x".repeat(500)}`],
  ["csv", `text,captured\n${marker},${marker}\n`],
  ["csv", `text,id\n${marker}\n`],
  ["csv", `text,id\n${marker},${marker},${marker}\n`],
  ["csv", `text,id\n${marker}",1\n`],
  ["csv", `text,id\n"${marker}"${marker},1\n`],
  ["csv", `text,id\n1,"${marker}\n`],
  ["csv", `text,id\n1,"${marker}${"x".repeat(500)}\n`],
  ["csv", Buffer.concat([Buffer.from(`text\n${marker}`), Buffer.from([0xff])])],
  // Without a header, the first message stands in its place.
  ["csv", `${marker},${marker}\n`],
  ["csv", `text,text,${marker}\n`],
  ["csv", `"${marker}\n`],
  ["csv", Buffer.concat([Buffer.from(marker), Buffer.from([0xff])])],
];

test.each(broken)("%s: %s", async (format, content) => {
  const { records, error } = await readChunks([Buffer.from(content)], {
    format,
    maxMessageBytes: 200,
  });
  const issues = records.flatMap((record) => ("issue" in record ? [record.issue] : []));
  expect(issues.length > 0 || error !== undefined).toBe(true);
  expect(inspect({ issues, error }, { depth: 20, showHidden: true })).not.toContain("XYZZY");
});

test("packed data that is damaged", async () => {
  const packed = gzipSync(`{"text":"${marker}"}\n`.repeat(2000), { level: 0 });
  const path = temporary.write("damaged.jsonl.gz", packed.subarray(0, -2000));
  const { error } = await readAll(path);
  expect(error).toBeDefined();
  expect(inspect(error, { depth: 20, showHidden: true })).not.toContain("XYZZY");
});
