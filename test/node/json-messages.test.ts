import { expect, test } from "@jest/globals";
import { readText, summarize } from "./reading.ts";

async function read(text: string | Uint8Array, field = "text"): Promise<unknown[]> {
  return summarize(await readText(text, { format: "jsonl", field }));
}

test("keeps every field and adds the place", async () => {
  const message = {
    text: "你好 🍵",
    id: 7,
    time: "2008-10-01",
    user: "u1",
    conversation: 3,
    translation: "hello",
    captured: true,
    platform: { name: "made up", version: [1, 2] },
  };
  const [record] = await readText(JSON.stringify(message), { format: "jsonl" });
  expect(record).toEqual({ message: { ...message, source: { file: "-", line: 1 } } });
});

test("passes over blank lines, a byte order mark and the CR of a line break, and counts lines", async () => {
  const text = '\ufeff\n{"text":"a"}\r\n \t \r\n\n{"text":"b\\r"} \r\n{"text":"c"}';
  expect(await read(text)).toEqual([
    { line: 2, text: "a" },
    { line: 5, text: "b\r" },
    { line: 6, text: "c" },
  ]);
});

test("an input of nothing has no messages", async () => {
  expect(await read("")).toEqual([]);
  expect(await read("\ufeff")).toEqual([]);
  expect(await read("\n\r\n")).toEqual([]);
});

test("a line that is no object is malformed, with the column where JSON breaks", async () => {
  const lines = [
    '{"text":"a"',
    '{"text":"a"}x',
    "[1]",
    "null",
    '"text"',
    "7",
    '{text:"a"}',
    '\ufeff{"text":"a"}',
  ];
  expect(await read(lines.join("\n"))).toEqual([
    "malformed:1:12",
    "malformed:2:13",
    "malformed:3",
    "malformed:4",
    "malformed:5",
    "malformed:6",
    "malformed:7:2",
    "malformed:8:1",
  ]);
});

test("says in words of its own what is wrong", async () => {
  const records = await readText('{"text":}\n[]\n{"text":1}\n{}\n{"text":"a","id":[]}', {
    format: "jsonl",
  });
  expect(records.flatMap((record) => ("issue" in record ? [record.issue.reason] : []))).toEqual([
    "broken JSON: expected a value",
    "expected a JSON object",
    'field "text" is no string',
    'field "text" is missing',
    'field "id" is left out: it is not a string or a finite number',
  ]);
});

test("an audited field that is absent, null or no string is missing", async () => {
  const lines = [
    "{}",
    '{"text":null}',
    '{"text":5}',
    '{"text":["a"]}',
    '{"Text":"a"}',
    '{"text":""}',
  ];
  expect(await read(lines.join("\n"))).toEqual([
    "missing-text:1",
    "missing-text:2",
    "missing-text:3",
    "missing-text:4",
    "missing-text:5",
    { line: 6, text: "" },
  ]);
});

test("leaves out known fields of a wrong type, with an issue each, and null without one", async () => {
  const lines = [
    '{"text":"a","id":true,"time":5,"captured":"true","other":null}',
    '{"text":"b","user":1e999,"conversation":{},"translation":[]}',
    '{"text":"c","id":null,"time":null,"user":null,"conversation":null,"translation":null,"captured":null}',
    '{"text":"d","id":0,"user":"","captured":false}',
  ];
  expect(await read(lines.join("\n"))).toEqual([
    "ignored-field:1",
    "ignored-field:1",
    "ignored-field:1",
    { line: 1, text: "a", other: null },
    "ignored-field:2",
    "ignored-field:2",
    "ignored-field:2",
    { line: 2, text: "b" },
    { line: 3, text: "c" },
    { line: 4, text: "d", id: 0, user: "", captured: false },
  ]);
});

test("audits another field, and a text beside it is optional", async () => {
  const lines = [
    '{"text":"a","translation":"b"}',
    '{"translation":"c"}',
    '{"text":"d"}',
    '{"text":5,"translation":"e"}',
    '{"text":null,"translation":"f"}',
  ];
  expect(await read(lines.join("\n"), "translation")).toEqual([
    { line: 1, text: "a", translation: "b" },
    { line: 2, text: "", translation: "c" },
    "missing-text:3",
    "ignored-field:4",
    { line: 4, text: "", translation: "e" },
    { line: 5, text: "", translation: "f" },
  ]);
});

test("the place overrides a field of the input that has its name", async () => {
  expect(await readText('{"text":"a","source":"elsewhere"}', { format: "jsonl" })).toEqual([
    { message: { text: "a", source: { file: "-", line: 1 } } },
  ]);
});

test("names of prototypes are plain data", async () => {
  const line =
    '{"text":"a","__proto__":{"id":5,"captured":true},"constructor":{"prototype":{"user":"x"}},"toString":1}';
  const [record] = await readText(line, { format: "jsonl" });
  const message = record !== undefined && "message" in record ? record.message : undefined;
  expect(Object.keys(message ?? {})).toEqual([
    "text",
    "__proto__",
    "constructor",
    "toString",
    "source",
  ]);
  expect(message?.id).toBeUndefined();
  expect(message?.captured).toBeUndefined();
  expect(({} as Record<string, unknown>).user).toBeUndefined();
  expect(Object.getPrototypeOf(message)).toEqual(Object.getPrototypeOf(JSON.parse("{}")));
});

test.each(["__proto__", "constructor", "toString"])(
  "field %s is found only in the input",
  async (field) => {
    expect(await read(`{"text":"a"}\n{"${field}":"b"}`, field)).toEqual([
      "missing-text:1",
      { line: 2, text: "", [field]: "b" },
    ]);
  },
);

test("bytes that are no UTF-8 are an issue with line and byte, never a character", async () => {
  const good = Buffer.from('{"text":"好"}\n');
  const bad = Buffer.from([...Buffer.from('{"text":"好'), 0xe5, 0xa5, ...Buffer.from('"}\n')]);
  const overlong = Buffer.from([0xc0, 0x80, 0x0a]);
  const surrogate = Buffer.from([0x61, 0xed, 0xa0, 0x80, 0x0a]);
  expect(await read(Buffer.concat([good, bad, good, overlong, surrogate, good]))).toEqual([
    { line: 1, text: "好" },
    "invalid-utf8:2:13",
    { line: 3, text: "好" },
    "invalid-utf8:4:1",
    "invalid-utf8:5:2",
    { line: 6, text: "好" },
  ]);
});

test("U+FFFD and escaped lone surrogates of the input are text", async () => {
  expect(await read('{"text":"\ufffd\\ud800"}')).toEqual([{ line: 1, text: "\ufffd\ud800" }]);
});

test("depth without end is an issue, and depth with an end is data", async () => {
  const depth = 200_000;
  const open = `${"[".repeat(depth)}\n`;
  const closed = `{"text":"a","deep":${"[".repeat(depth)}${"]".repeat(depth)}}\n`;
  const records = await readText(`${open}${closed}{"text":"b"}`, { format: "jsonl" });
  expect(
    records.map((record) => ("issue" in record ? record.issue.code : record.message.text)),
  ).toEqual(["malformed", "a", "b"]);
});
